"""The states of a submission at the council, as the wire and the tables have them."""

RECEIVED, REVIEWING, ASKED, CLOSED = "received", "reviewing", "information-requested", "closed"
