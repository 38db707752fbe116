"""Identifiers that the client makes itself, so that a form has one before any server knows of it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

RANDOM_BYTES = 10
_VERSION = 0x7 << 76
_VARIANT = 0b10 << 62


def uuid7(now: datetime, random_bytes: bytes) -> str:
    """Return a UUIDv7 (RFC 9562): the millisecond of an aware `now`, then 74 of the 80 random bits handed in."""
    if len(random_bytes) != RANDOM_BYTES:
        raise ValueError(f"{RANDOM_BYTES} random bytes are needed")
    if now.tzinfo is None:
        raise ValueError("the time needs a zone")
    milliseconds = int(now.timestamp() * 1000) & (2**48 - 1)
    noise = int.from_bytes(random_bytes, "big")
    high = noise >> 68  # 12 bits
    low = noise & (2**62 - 1)
    return str(uuid.UUID(int=milliseconds << 80 | _VERSION | high << 64 | _VARIANT | low))
