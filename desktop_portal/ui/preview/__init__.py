"""A definition in the real wizard while somebody writes it: nothing is sent, nothing is kept once the window closes."""
