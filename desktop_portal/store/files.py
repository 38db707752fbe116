"""What the store asks of the file system beside SQLite."""

from __future__ import annotations

import os
import shutil
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ENDS = ("", "-wal", "-shm", "-journal")


def sync_folder(folder: Path) -> None:
    """Make the names in a folder durable (a rename is not, until then). Windows does it by itself."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove_database(path: Path) -> None:
    """Delete a database file and what SQLite keeps beside it."""
    for end in ENDS:
        path.with_name(path.name + end).unlink(missing_ok=True)


class Reserve:
    """Room kept free for the moment when the disk is full, so that the person can still save, print and send."""

    def __init__(self, path: Path, size: int = 2 * 1024 * 1024, beyond: int = 50 * 1024 * 1024) -> None:
        """`path` is the file that holds the room; it is only taken where `beyond` bytes are free besides."""
        self._path = path
        self._size = size
        self._beyond = beyond

    def take(self) -> bool:
        """Take the room, if there is enough besides; return whether it is held."""
        with suppress(OSError):
            if self._path.exists() and self._path.stat().st_size == self._size:
                return True
            if shutil.disk_usage(self._path.parent).free < self._size + self._beyond:
                return False
            handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(handle, "wb") as file:
                # Random: a disk that compresses would give zeros no room.
                file.write(os.urandom(self._size))
                file.flush()
                os.fsync(file.fileno())
            return True
        self.release()
        return False

    def release(self) -> bool:
        """Give the room to whoever needs it now; return whether there was any."""
        with suppress(OSError):
            self._path.unlink()
            return True
        return False
