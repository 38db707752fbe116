"""Writers of SQLite stand in line: SQLite itself lets who waits for its lock sleep, for longer and longer."""

from __future__ import annotations

import threading
from typing import IO, TYPE_CHECKING, Self

from server_stub.running import let_go, wait_for

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType


class Line:
    """One writer at a time: threads of this process by a lock, the processes of one database by a file beside it."""

    def __init__(self) -> None:
        self._turn = threading.RLock()
        self._depth = 0
        self._path: Path | None = None
        self._file: IO[bytes] | None = None

    def stand_at(self, path: Path) -> None:
        """Name the file; it is made when somebody first writes."""
        self.leave()
        with self._turn:
            self._path = path

    def leave(self) -> None:
        """Let go of the file for good; it is opened again when somebody next writes."""
        with self._turn:
            if self._file is not None:
                self._file.close()
            self._file = None

    def __enter__(self) -> Self:
        """Wait for the turn; who has it may enter again."""
        self._turn.acquire()
        self._depth += 1
        if self._depth == 1:
            try:
                self._wait()
            except OSError:
                # Without the file SQLite's own lock still holds; only the order is lost.
                self.leave()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Let the next one in."""
        self._depth -= 1
        if self._depth == 0 and self._file is not None:
            let_go(self._file)
        self._turn.release()

    def _wait(self) -> None:
        if self._file is None and self._path is not None:
            self._file = self._path.open("ab")
            self._path.chmod(0o600)
        if self._file is not None:
            wait_for(self._file)
