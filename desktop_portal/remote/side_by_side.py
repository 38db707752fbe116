"""Several calls under way at once: threads wait for the network and do nothing else. docs/decisions/0090."""

from __future__ import annotations

import queue
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping, Sequence

    from desktop_portal.remote.session import Answer

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Call:
    """A request that is to be made."""

    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes | None = field(default=None, repr=False)


Steps: TypeAlias = "Generator[Call, Answer, T]"
"""Work that gives each call it needs and goes on with the answer; what the call raises is raised in it."""


class Meter:
    """Lets bytes go at so many a second, whichever file they are of; 0 is no limit. `wait` gets seconds."""

    def __init__(
        self,
        bytes_per_second: int = 0,
        wait: Callable[[float], object] = lambda _seconds: None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._rate, self._wait, self._monotonic = bytes_per_second, wait, monotonic
        self._free_at = 0.0

    def before(self, size: int) -> None:
        """Wait until `size` bytes may go."""
        if not self._rate:
            return
        late = self._free_at - self._monotonic()
        if late > 0:
            self._wait(late)
        self._free_at = max(self._free_at, self._monotonic()) + size / self._rate


def alone(steps: Steps[T], send: Callable[[Call], Answer]) -> T:
    """Do one work, call by call, on this thread."""
    try:
        call = next(steps)
        while True:
            try:
                answer = send(call)
            except Exception as trouble:  # noqa: BLE001 (the work decides what it means)
                call = steps.throw(trouble)
            else:
                call = steps.send(answer)
    except StopIteration as ended:
        result: T = ended.value
        return result


def side_by_side(works: Sequence[Steps[T]], send: Callable[[Call], Answer], most: int) -> list[T | None]:
    """Do all works, at most `most` calls at a time; each step of each work is on this thread, one after the other.

    The result of each; None where its turn never came. What a work raises is raised here, once no call is under way.
    """
    return _Crew(works, send, min(most, len(works))).run()


class _Crew:
    def __init__(self, works: Sequence[Steps[Any]], send: Callable[[Call], Answer], most: int) -> None:
        self._works, self._send = works, send
        self._asked: queue.SimpleQueue[tuple[int, Call] | None] = queue.SimpleQueue()
        self._told: queue.SimpleQueue[tuple[int, Answer | None, Exception | None]] = queue.SimpleQueue()
        self._threads = [threading.Thread(target=self._call, name="upload", daemon=True) for _ in range(most)]
        self._results: list[Any] = [None] * len(works)
        self._trouble: Exception | None = None
        self._waiting = deque(range(len(works)))
        self._under_way = 0

    def run(self) -> list[Any]:
        for thread in self._threads:
            thread.start()
        try:
            while self._under_way < len(self._threads) and self._waiting:
                self._begin()
            while self._under_way:
                number, answer, trouble = self._told.get()
                self._under_way -= 1
                work = self._works[number]
                self._step(number, partial(_gone_on, work, answer, trouble))
        finally:
            for _ in self._threads:
                self._asked.put(None)
            for thread in self._threads:
                thread.join()
        if self._trouble is not None:
            raise self._trouble
        return self._results

    def _begin(self) -> None:
        number = self._waiting.popleft()
        self._step(number, lambda: next(self._works[number]))

    def _step(self, number: int, step: Callable[[], Call]) -> None:
        """Let one work go on up to its next call; where it ends, the next one begins."""
        try:
            call = step()
        except StopIteration as ended:
            self._results[number] = ended.value
        except Exception as trouble:  # noqa: BLE001 (raised again when no call is under way any more)
            self._trouble = self._trouble or trouble
            self._waiting.clear()
        else:
            if self._trouble is None:
                self._under_way += 1
                self._asked.put((number, call))
            return
        if self._waiting:
            self._begin()

    def _call(self) -> None:
        while (asked := self._asked.get()) is not None:
            number, call = asked
            try:
                answer = self._send(call)
            except Exception as trouble:  # noqa: BLE001 (handed to the work, which decides)
                self._told.put((number, None, trouble))
            else:
                self._told.put((number, answer, None))


def _gone_on(work: Steps[Any], answer: Any, trouble: Exception | None) -> Call:
    """Let a work go on with what became of its call, up to the next one."""
    return work.send(answer) if trouble is None else work.throw(trouble)
