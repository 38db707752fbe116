"""One program per store: a lock that the operating system gives back when its holder dies, however it dies."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from desktop_portal.core.problems import StoreInUse

if TYPE_CHECKING:
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class StoreLock:
    """Held from construction to `release`. The file stays: removing it would let two programs lock two files."""

    def __init__(self, path: Path) -> None:
        """Take the lock or raise StoreInUse."""
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
        try:
            _lock(handle)
        except OSError as error:
            os.close(handle)
            raise StoreInUse from error
        self._handle: int | None = handle

    def release(self) -> None:
        """Give the lock back; again does nothing."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None
