"""The tables, by concern. Rows never leave the server's own modules."""
