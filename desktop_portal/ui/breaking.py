"""Words that are wider than a line break where they must; no usual word does."""

from __future__ import annotations

import re

BREAK = "\u200b"
LONG_WORD, PART = 24, 8
_LONG = re.compile(rf"\S{{{LONG_WORD + 1},}}")
_PARTS = re.compile(rf"(?:&.|[^@./_\\-]){{1,{PART}}}[@./_\\-]*|[@./_\\-]+")


def breakable(text: str) -> str:
    """Return a text in which words of more than 24 letters can be broken: an address of 80 is wider than a window."""
    if len(text) <= LONG_WORD:
        return text
    return _LONG.sub(lambda found: BREAK.join(_PARTS.findall(found.group())), text)
