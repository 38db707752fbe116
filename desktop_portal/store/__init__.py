"""The encrypted store on this computer; rows never leave it, values do."""
