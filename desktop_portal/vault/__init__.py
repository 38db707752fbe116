"""Keys: who can open the store, and how."""
