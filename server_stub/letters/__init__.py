"""E-mails: their words, the table they wait in, and sending them."""
