"""The form engine: what is asked, shown and wrong; pure, and shared with the server."""
