"""How hard a password is to guess, told while it is typed. The rule itself: 12 characters or more, not on the list."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

SHORTEST = 12
LONG = 16
_KNOWN = ("password", "qwerty", "letmein", "welcome", "abc123", "iloveyou", "monkey", "dragon", "football", "admin")
_FEW_DIFFERENT = 5


@dataclass(frozen=True, slots=True)
class Strength:
    """`level` 0 (nothing typed) to 4 (strong); `advice` is a sentence."""

    level: int
    advice: str


def judge_password(password: str) -> Strength:
    """Return how strong the password is, and what would make it stronger."""
    translate = QCoreApplication.translate
    if not password:
        return Strength(0, "")
    missing = SHORTEST - len(password)
    if missing > 0:
        words = (
            translate("Strength", "1 more character") if missing == 1 else translate("Strength", "{} more characters")
        )
        return Strength(1, translate("Strength", "Too short: {}.").format(words.format(missing)))
    if is_easily_guessed(password):
        return Strength(1, translate("Strength", "Too easy to guess. Put words together that only you would."))
    if len(password) < LONG:
        return Strength(3, translate("Strength", "Good. Longer is stronger."))
    return Strength(4, translate("Strength", "Strong."))


def is_easily_guessed(password: str) -> bool:
    """Whether it is a well-known password with trimmings, or only a few letters over and over, or in a row."""
    plain = password.casefold()
    if any(len(plain.replace(known, "")) < SHORTEST // 2 for known in _KNOWN if known in plain):
        return True
    if len(set(plain)) < _FEW_DIFFERENT:
        return True
    return (
        bool(re.fullmatch(r"(.{1,4})\1{2,}.?", plain)) or plain in "abcdefghijklmnopqrstuvwxyz" * 2 + "01234567890" * 3
    )
