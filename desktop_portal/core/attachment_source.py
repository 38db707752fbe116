"""A file that is looked into where it lies: by pieces, so that memory does not grow with it."""

from __future__ import annotations

import io
from typing import BinaryIO

STEP = 256 * 1024


class Source:
    """The bytes of a seekable stream, any piece of them; at most `STEP` bytes and what is asked for are in memory."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.size = stream.seek(0, io.SEEK_END)

    def at(self, begin: int, length: int) -> bytes:
        """Return the bytes from `begin` on; fewer than `length` at the end, none past it."""
        self.stream.seek(begin)
        return self.stream.read(length)

    def tail(self, length: int) -> bytes:
        """Return the last bytes; all of a shorter file."""
        return self.at(max(self.size - length, 0), length)

    def holds(self, words: bytes) -> bool:
        """Whether the bytes stand anywhere in it."""
        self.stream.seek(0)
        before = b""
        while step := self.stream.read(STEP):
            if words in before + step:
                return True
            before = step[1 - len(words) :]
        return False
