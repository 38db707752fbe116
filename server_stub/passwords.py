"""Passwords: which are good enough, and Argon2id. Checking takes as long for an account that does not exist."""

from __future__ import annotations

import secrets
import threading
from base64 import b64encode
from functools import lru_cache
from importlib.resources import files

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from argon2.low_level import ARGON2_VERSION

SHORTEST = 12
LONGEST = 256
_LEAST_DIFFERENT = 5


def weakness(password: str, *personal: str) -> str:
    """Return the sentence that says what is wrong with a new password, or ""."""
    if len(password) < SHORTEST:
        return f"Use a password of {SHORTEST} characters or more."
    if len(password) > LONGEST:
        return f"Use a password of {LONGEST} characters or fewer."
    plain = password.casefold()
    squeezed = "".join(character for character in plain if character.isalnum())
    if plain in _denied() or squeezed in _denied() or len(set(plain)) < _LEAST_DIFFERENT:
        return "This password is on a list of passwords that are often guessed. Choose another one."
    parts = [part.casefold() for part in personal if len(part) >= SHORTEST // 2]
    if any(plain == part or (part in plain and len(part) * 2 > len(plain)) for part in parts):
        return "This password is too close to your name or e-mail address. Choose another one."
    return ""


@lru_cache(maxsize=1)
def _denied() -> frozenset[str]:
    text = files("server_stub").joinpath("common_passwords.txt").read_text(encoding="utf-8")
    return frozenset(line.strip().casefold() for line in text.splitlines() if line and not line.startswith("#"))


class Passwords:
    """Argon2id, t=3, 64 MiB, p=4 (RFC 9106's second choice); two at a time, so that guessing cannot fill the memory."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher()
        self._turns = threading.BoundedSemaphore(2)
        self._nobody = self._as_if_hashed()

    def hash(self, password: str) -> str:
        """Hash a new password."""
        with self._turns:
            return self._hasher.hash(password[:LONGEST])

    def fits(self, password_hash: str | None, password: str) -> bool:
        """Whether the password is right; None (no such account) takes as long and is never right."""
        with self._turns:
            try:
                self._hasher.verify(password_hash or self._nobody, password[:LONGEST])
            except (VerificationError, InvalidHashError):
                return False
        return password_hash is not None

    def _as_if_hashed(self) -> str:
        """Return what no password fits and every password is compared with for as long: chance in place of a hash."""
        hasher = self._hasher
        salt, digest = (
            b64encode(secrets.token_bytes(size)).decode().rstrip("=") for size in (hasher.salt_len, hasher.hash_len)
        )
        price = f"m={hasher.memory_cost},t={hasher.time_cost},p={hasher.parallelism}"
        return f"$argon2id$v={ARGON2_VERSION}${price}${salt}${digest}"

    def is_old(self, password_hash: str) -> bool:
        """Whether it was made with other parameters and should be made again at the next sign-in."""
        return self._hasher.check_needs_rehash(password_hash)
