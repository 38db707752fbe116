"""The council's server, spoken to by HTTP: nothing outside this package knows that it is HTTP."""
