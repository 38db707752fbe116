"""Translations of the window."""
