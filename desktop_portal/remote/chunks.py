"""Cutting a stream of pieces into chunks of another size, from an offset on."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def chunks_from(pieces: Iterator[bytes], offset: int, size: Callable[[], int]) -> Iterator[bytes]:
    """Yield what comes after `offset` bytes, `size()` bytes at a time (asked before each)."""
    held = bytearray()
    skip = offset
    for piece in pieces:
        held += piece[skip:]
        skip = max(0, skip - len(piece))
        while len(held) >= (wanted := size()):
            yield bytes(held[:wanted])
            del held[:wanted]
    if held:
        yield bytes(held)
