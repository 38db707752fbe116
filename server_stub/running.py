"""Whether a server runs on a data folder: `restore` must not pull the database from under one."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from server_stub.refusals import CannotStart

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the folder; raises CannotStart while a server runs on it. The system lets go when the process ends."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / "server.lock").open("a+b")
        (folder / "server.lock").chmod(0o600)
    except OSError as error:
        raise CannotStart(f"The folder {folder} cannot be written to ({error.strerror}).") from error
    with file:
        if not _lock(file):
            raise CannotStart("A server is running on this data folder. Stop it first.")
        yield


if os.name == "nt":  # pragma: no cover (there is no Windows here to try it on)
    import msvcrt

    def _lock(file: IO[bytes]) -> bool:
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        except OSError:
            return False
        return True

    def wait_for(file: IO[bytes]) -> None:
        """Wait for a file that one process holds at a time."""
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)  # type: ignore[attr-defined,unused-ignore]

    def let_go(file: IO[bytes]) -> None:
        """Let go of a file."""
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)  # type: ignore[attr-defined,unused-ignore]
else:
    import fcntl

    def _lock(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def wait_for(file: IO[bytes]) -> None:
        """Wait for a file that one process holds at a time."""
        fcntl.flock(file, fcntl.LOCK_EX)

    def let_go(file: IO[bytes]) -> None:
        """Let go of a file."""
        fcntl.flock(file, fcntl.LOCK_UN)
