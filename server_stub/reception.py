"""Where submissions of one worker wait: taken in the order they came, those that wait together are one commit.

A commit costs a disk's turn, however many receipts hang on it; and threads that check at once only take each other's
turn at the interpreter. So one thread reads and checks what has come, one after the other, counts and writes all of it
in one transaction, each inside a savepoint of its own, and gives the receipts only when that is on the disk.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from anyio import to_thread

from server_stub import accepting, sessions
from server_stub.database import saved, writing
from server_stub.limits import SUBMIT
from server_stub.refusals import too_many
from server_stub.tables.base import database

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from server_stub.accepting import Ready
    from server_stub.incoming import Incoming
    from server_stub.parts import Parts
    from server_stub.sessions import SignedIn

_LARGE = 256 * 1024
_MOST_AT_ONCE = 16
_STOP_WITHIN = 10.0


@dataclass(frozen=True, slots=True)
class Call:
    """A PUT of a submission as it came."""

    token: str
    submission_id: str
    version: int
    body: bytes
    if_match: str
    address: str


class Waiting:
    """A call on its way through: what is known of it so far, and in the end its answer or what stands against it."""

    def __init__(self, call: Call) -> None:
        self.call = call
        self.who: SignedIn
        self.incoming: Incoming
        self.ready: Ready
        self.receipt: dict[str, Any] | None = None
        self.new = False
        self.error: Exception | None = None

    @property
    def over(self) -> bool:
        """Whether the answer is known."""
        return self.receipt is not None or self.error is not None

    def step(self, work: Callable[[Waiting], None]) -> None:
        """Do one step unless the answer is known; an error is the answer of this one alone."""
        if not self.over:
            try:
                work(self)
            except Exception as error:  # noqa: BLE001 (raised again where the call is answered)
                self.error = error


class Reception:
    """Hands submissions to the thread that takes them; before `start`, and for large ones, they are taken alone."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._queue: queue.SimpleQueue[tuple[Waiting, asyncio.Future[None]] | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    async def hand_in(self, parts: Parts, call: Call) -> tuple[dict[str, Any], bool]:
        """Return the receipt, durable, and whether it is new; raises Refused."""
        if self._thread is None or len(call.body) > _LARGE:
            return await to_thread.run_sync(_alone, parts, call)
        waiting, done = Waiting(call), asyncio.get_running_loop().create_future()
        self._queue.put((waiting, done))
        await done
        if waiting.error is not None or waiting.receipt is None:
            raise waiting.error or AssertionError("neither a receipt nor an error")
        return waiting.receipt, waiting.new

    def start(self) -> None:
        """Begin to take; called on the event loop that answers."""
        loop = asyncio.get_running_loop()
        self._thread = threading.Thread(target=self._run, args=(loop,), name="reception", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End after what was handed in."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._queue.put(None)
            thread.join(timeout=_STOP_WITHIN)

    def _run(self, loop: asyncio.AbstractEventLoop) -> None:
        ends = False
        while not ends:
            taken = [self._queue.get()]
            while len(taken) < _MOST_AT_ONCE and not self._queue.empty():
                taken.append(self._queue.get())
            # Whoever stops it may have put the end behind calls that are still to be answered.
            ends = None in taken
            calls = [one for one in taken if one is not None]
            _take_whatever_comes(self._parts, [waiting for waiting, _ in calls])
            loop.call_soon_threadsafe(_answer, [done for _, done in calls])
        # Each thread has a connection of its own.
        database.obj.close()


def _take_whatever_comes(parts: Parts, waiting: Sequence[Waiting]) -> None:
    """Take several; a bug on the way is the answer of each, for if this thread ended, all later calls would hang.

    What has its receipt by then keeps it: the commit was before.
    """
    try:
        take_together(parts, waiting)
    except Exception as error:  # noqa: BLE001 (raised again where the calls are answered)
        for one in waiting:
            if not one.over:
                one.error = error


def take_together(parts: Parts, waiting: Sequence[Waiting]) -> None:
    """Take several: afterwards each is over, and every receipt is on the disk."""
    now = parts.now()
    # One after the other from its bytes to its answers: what one of them takes of memory, the next one takes again.
    tries = [one for one in waiting if _look_and_check(parts, one, now)]
    if tries:
        _count_and_keep(parts, tries, now)
    parts.post.wake()
    parts.hooks.wake()


def _count_and_keep(parts: Parts, tries: Sequence[Waiting], now: datetime) -> None:
    """Do what is one transaction for all; when it fails, nothing that was said in it is true.

    A try too many is told so whatever else is wrong with it, and what is refused counts as well.
    """
    before = [one.error for one in tries]
    try:
        with writing():
            allowed = parts.limits.count_within(SUBMIT, now, [(one.who.account_id, one.call.address) for one in tries])
            for one, may in zip(tries, allowed, strict=True):
                one.error = one.error if may else too_many(SUBMIT.minutes * 60)
                one.step(lambda one: _keep(parts, one, now))
    except Exception as error:  # noqa: BLE001 (raised again where the calls are answered)
        for one, known in zip(tries, before, strict=True):
            one.receipt, one.error = None, known or error


def _alone(parts: Parts, call: Call) -> tuple[dict[str, Any], bool]:
    who = sessions.who(parts.now(), call.token)
    return accepting.accept(parts, who, call.submission_id, call.version, call.body, call.if_match, call.address)


def _look_and_check(parts: Parts, one: Waiting, now: datetime) -> bool:
    """Whether it is a try that counts: not where nobody is signed in, it cannot be read, or has its receipt already."""
    one.step(lambda one: _look(one, now))
    counts = not one.over
    one.step(lambda one: _check(parts, one, now))
    return counts


def _look(one: Waiting, now: datetime) -> None:
    call = one.call
    one.who = sessions.who(now, call.token)
    one.incoming, one.receipt = accepting.look_at(one.who, call.submission_id, call.version, call.body, call.if_match)


def _check(parts: Parts, one: Waiting, now: datetime) -> None:
    one.ready = accepting.make_ready(parts, one.who, one.incoming, now)
    one.incoming = one.ready.incoming


def _keep(parts: Parts, one: Waiting, now: datetime) -> None:
    with saved():
        one.receipt, one.new = accepting.keep(parts, one.who, one.ready, one.call.body, one.call.if_match, now)


def _answer(futures: Sequence[asyncio.Future[None]]) -> None:
    for done in futures:
        if not done.done():
            done.set_result(None)
