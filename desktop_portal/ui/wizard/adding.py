"""A file is read, looked into and sealed beside the window's thread, and nothing goes on without it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    Done: TypeAlias = Callable[[Any], None]
    Failed: TypeAlias = Callable[[Exception], None]
    Run: TypeAlias = Callable[[Callable[[], Any], Done, Failed], None]


def at_once(work: Callable[[], Any], done: Done, failed: Failed) -> None:
    """Do work where it is asked for, as a lane does beside the window."""
    try:
        result = work()
    except Exception as trouble:  # noqa: BLE001 (whoever asked decides what it means, as with the lane)
        failed(trouble)
    else:
        done(result)


class Adding:
    """Keeps one file at a time by way of `run` (the lane), and tells `added` after each that is in.

    For each file one of `done` and `failed` is called, once, on the window's thread.
    """

    def __init__(self, run: Run, added: Callable[[], None] = lambda: None) -> None:
        self._run, self._added = run, added
        self._piece: _Piece | None = None

    def keeping(self, keep: Callable[[Any], Any]) -> Callable[[Any, Done, Failed], None]:
        """Return what keeps one file by `keep` beside the window."""
        return lambda file, done, failed: self.begin(lambda: keep(file), done, failed)

    def begin(self, work: Callable[[], Any], done: Done, failed: Failed) -> None:
        """Keep a file; the one before has been handed back."""
        piece = self._piece = _Piece(work, done, failed)

        def hand_over(_nothing: object) -> None:
            if self._piece is piece:
                self._hand_over(piece)

        self._run(piece.do, hand_over, hand_over)

    def settle(self) -> None:
        """See to it that all files are in that were given: before the form is saved, sent, locked or left.

        What the lane has not begun is done here; what it has begun is waited for.
        """
        while (piece := self._piece) is not None:
            piece.do()
            self._hand_over(piece)

    def _hand_over(self, piece: _Piece) -> None:
        self._piece = None
        if piece.trouble is None:
            piece.done(piece.result)
            self._added()
        else:
            piece.failed(piece.trouble)


class _Piece:
    """Work that is done once, by whoever comes first; whoever comes second waits for its end."""

    def __init__(self, work: Callable[[], Any], done: Done, failed: Failed) -> None:
        self.done, self.failed = done, failed
        self.result: Any = None
        self.trouble: Exception | None = None
        self._work, self._ended, self._lock = work, False, threading.Lock()

    def do(self) -> None:
        with self._lock:
            if self._ended:
                return
            self._ended = True
            try:
                self.result = self._work()
            except Exception as trouble:  # noqa: BLE001 (as above)
                self.trouble = trouble
