"""The one lane beside the window's thread: long work goes there, one piece after the other."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import partial
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Job:
    work: Callable[[], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None]


class Lane(QObject):
    """Runs work off the window's thread, in the order given.

    For each piece exactly one of `done` and `failed` is called, once, on the window's thread; after `close` neither is.
    The thread is a daemon: a request that hangs never keeps the program from ending.
    """

    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._open = True
        self._waiting = 0
        self._thread: threading.Thread | None = None
        self._finished.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    def run(self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        """Do `work` on the lane; then `done` with its result, or `failed` with what it raised (a Problem, or a bug)."""
        if not self._open:
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._go, name="lane", daemon=True)
            self._thread.start()
        self._waiting += 1
        self._jobs.put(_Job(work, done, failed))

    @property
    def busy(self) -> bool:
        """Whether anything that was given has not been handed back."""
        return self._waiting > 0

    def close(self, wait: float = 0.0) -> bool:
        """Take no more work and hand nothing back; wait up to `wait` seconds for what is under way. True: it ended."""
        self._open = False
        self._jobs.put(None)
        if self._thread is None:
            return True
        self._thread.join(wait)
        return not self._thread.is_alive()

    def _go(self) -> None:
        while (job := self._jobs.get()) is not None:
            if not self._open:
                continue
            try:
                result = job.work()
            except Exception as trouble:  # noqa: BLE001 (whatever it is, the window's thread decides what it means)
                self._send(partial(job.failed, trouble))
            else:
                self._send(partial(job.done, result))

    def _send(self, hand_over: Callable[[], None]) -> None:
        if self._open:
            self._finished.emit(hand_over)

    def _hand_over(self, call: Callable[[], None]) -> None:
        self._waiting -= 1
        if self._open:
            call()
