"""Who types in the tests of sudden death, and what: words that stand in no other file."""

from __future__ import annotations

LETTERS = "quokkamoth"
CANARY = LETTERS * 2
