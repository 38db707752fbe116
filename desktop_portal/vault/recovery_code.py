"""The recovery code: 128 random bits that a person can print, read aloud and type.

Crockford's base 32 (no I, L, O or U) in seven groups of four; the last two characters check the rest.
"""

from __future__ import annotations

import hashlib
import re

from desktop_portal.core.problems import RecoveryCodeMistyped

SECRET_BYTES = 16
_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LETTERS = 26  # of the secret: 130 bits, the last two always 0
_CHECK_LETTERS = 2
_GROUP = 4
_BITS = 5
_SPARE_BITS = _LETTERS * _BITS - SECRET_BYTES * 8
_LIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})


def to_code(secret: bytes) -> str:
    """Return the code of 16 bytes, such as `7QX2-…`."""
    letters = _letters(int.from_bytes(secret, "big") << _SPARE_BITS, _LETTERS)
    whole = letters + _check(secret)
    return "-".join(whole[at : at + _GROUP] for at in range(0, len(whole), _GROUP))


def from_code(typed: str) -> bytes:
    """Return the 16 bytes of a code as people type it. Raises RecoveryCodeMistyped."""
    letters = re.sub(r"[\s.\-\u2010-\u2015]+", "", typed).upper().translate(_LIKE)
    if len(letters) != _LETTERS + _CHECK_LETTERS or set(letters) - set(_ALPHABET):
        raise RecoveryCodeMistyped
    number = 0
    for letter in letters[:_LETTERS]:
        number = number << _BITS | _ALPHABET.index(letter)
    if number & ((1 << _SPARE_BITS) - 1):
        raise RecoveryCodeMistyped
    secret = (number >> _SPARE_BITS).to_bytes(SECRET_BYTES, "big")
    if letters[_LETTERS:] != _check(secret):
        raise RecoveryCodeMistyped
    return secret


def _check(secret: bytes) -> str:
    bits = int.from_bytes(hashlib.sha256(b"recovery-code" + secret).digest()[:2], "big") >> (
        16 - _BITS * _CHECK_LETTERS
    )
    return _letters(bits, _CHECK_LETTERS)


def _letters(number: int, count: int) -> str:
    return "".join(_ALPHABET[number >> _BITS * (count - 1 - at) & 31] for at in range(count))
