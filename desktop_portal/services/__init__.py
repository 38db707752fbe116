"""Use cases, in the order in which a person meets them."""
