"""The one lane beside the window's thread: long work goes there, one piece after the other."""

from __future__ import annotations

import threading
from collections import deque
from dataclasses import dataclass
from functools import partial
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
    first: bool = False


class Lane(QObject):
    """Runs work off the window's thread, in the order given; what somebody waits for at the screen comes first.

    For each piece exactly one of `done` and `failed` is called, once, on the window's thread; after `close` neither is.
    The thread is a daemon: a request that hangs never keeps the program from ending.
    """

    _finished = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: deque[_Job] = deque()
        self._given = threading.Condition()
        self._open = True
        self._waiting = 0
        self._thread: threading.Thread | None = None
        self._finished.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None],
        *,
        first: bool = False,
    ) -> None:
        """Do `work` on the lane; then `done` with its result, or `failed` with what it raised (a Problem, or a bug).

        `first` goes before all that waits without it, and between the pieces of work that gives way (`give_way`).
        """
        if not self._open:
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._go, name="lane", daemon=True)
            self._thread.start()
        self._waiting += 1
        with self._given:
            self._jobs.append(_Job(work, done, failed, first))
            self._given.notify()

    def give_way(self) -> None:
        """Do now what is to come first. For long work, between two of its pieces; does nothing on another thread."""
        if threading.current_thread() is not self._thread:
            return
        while (job := self._take(first_only=True)) is not None:
            self._do(job)

    @property
    def busy(self) -> bool:
        """Whether anything that was given has not been handed back."""
        return self._waiting > 0

    def close(self, wait: float = 0.0) -> bool:
        """Take no more work and hand nothing back; wait up to `wait` seconds for what is under way. True: it ended."""
        with self._given:
            self._open = False
            self._given.notify()
        if self._thread is None:
            return True
        self._thread.join(wait)
        return not self._thread.is_alive()

    def _go(self) -> None:
        while True:
            with self._given:
                self._given.wait_for(lambda: self._jobs or not self._open)
            job = self._take()
            if job is None:
                return
            self._do(job)

    def _take(self, *, first_only: bool = False) -> _Job | None:
        """Take what is next; None when there is nothing, or when the lane is closed."""
        with self._given:
            at = next((index for index, job in enumerate(self._jobs) if job.first), None if first_only else 0)
            if at is None or not self._jobs or not self._open:
                return None
            job = self._jobs[at]
            del self._jobs[at]
            return job

    def _do(self, job: _Job) -> None:
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
