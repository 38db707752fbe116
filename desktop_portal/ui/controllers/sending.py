"""Sends what waits, by itself and on demand, and tells how the connection stands."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop_portal.core.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from desktop_portal.core.submission import Delivery
    from desktop_portal.services.session import Session
    from desktop_portal.services.syncing import SyncReport
    from desktop_portal.ui.controllers.ground import Ground

LONGEST_PAUSE = timedelta(seconds=100)
"""A third of the feed's five minutes: with the feed and the hourly news, still less than one request a minute."""
NO_ANSWER = "offline"
CONNECTED = "connected"
PROXY_ASKS = "proxy-sign-in"


class Sending(QObject):
    """Runs the sync on the lane: at sign-in, when something was submitted, when it is due, at the latest after 100 s.

    `changed` says that the connection or a form's state is another; `received` brings the receipts of a run.
    """

    changed = Signal()
    received = Signal(object)
    progressed = Signal()
    _arrived = Signal(object)

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground.window)
        self._ground = ground
        self._session: Session | None = None
        self._running = False
        self._again = False
        self._connection = NO_ANSWER
        self.live: dict[tuple[str, int], Delivery] = {}
        """How far each form on its way is just now, by id and version; between runs it is empty."""
        ground.app.on_progress = self._progress
        self._arrived.connect(self._take_progress, Qt.ConnectionType.QueuedConnection)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(lambda: self.run())  # noqa: PLW0108 (the signal's own argument stays out)

    @property
    def connection(self) -> str:
        """The connection in a word of SyncReport; "sending" while something is on its way."""
        if self._running and self.waiting and self._connection == CONNECTED:
            return "sending"
        return self._connection

    @property
    def waiting(self) -> int:
        """How many forms the council has not received."""
        return len(self._session.store.outbox.waiting()) if self._session else 0

    def follow(self, session: Session | None) -> None:
        """Send for this session from now on; None stops."""
        self._session = session
        self._timer.stop()
        self.changed.emit()
        self.run(hurry=True)

    def stop(self) -> None:
        """Run no more by itself."""
        self._session = None
        self._timer.stop()

    def run(self, *, hurry: bool = False) -> None:
        """Run now, or once more after the run under way. `hurry` is "Send now": nothing waits any longer."""
        if self._running:
            self._again = self._again or hurry
            return
        self._running = True
        self._timer.stop()
        session = self._session

        def failed(trouble: Exception) -> None:
            self._failed(trouble, same_person=self._session is session)

        self._ground.lane.run(self._work(hurry=hurry), self._done, failed)

    def _work(self, *, hurry: bool) -> Callable[[], SyncReport | str]:
        session = self._session
        if session is None or session.person is None:
            return self._only_hello
        return lambda: session.synchronise(hurry=hurry)

    def _only_hello(self) -> str:
        self._ground.app.portal.hello()
        return CONNECTED

    def _done(self, outcome: SyncReport | str) -> None:
        if isinstance(outcome, str):
            self._settle(outcome, self._ground.app.clock() + LONGEST_PAUSE)
            return
        for bug in outcome.bugs:
            self._ground.app.log.error("bug while sending", exception_type=type(bug).__name__)
        self._settle(outcome.connection, outcome.next_at)
        if outcome.received:
            self.received.emit(outcome.received)

    def _failed(self, trouble: Exception, *, same_person: bool) -> None:
        self._settle(NO_ANSWER, self._ground.app.clock() + LONGEST_PAUSE)
        if same_person and not isinstance(trouble, Problem):
            self._ground.bug(trouble)

    def _progress(self, delivery: Delivery) -> None:
        """Tell the window, and let a person's document be made between two pieces of a long upload; on the lane."""
        self._arrived.emit(delivery)
        self._ground.lane.give_way()

    def _take_progress(self, delivery: Delivery) -> None:
        """Show another per cent; on the window's thread."""
        key = (delivery.submission_id, delivery.version)
        before = self.live.get(key)
        self.live[key] = delivery
        if before is None or before.state is not delivery.state or _share(before) != _share(delivery):
            self.progressed.emit()

    def _settle(self, connection: str, next_at: datetime) -> None:
        self._running = False
        self.live.clear()
        self._connection = connection
        pause = min(max(next_at - self._ground.app.clock(), timedelta(0)), LONGEST_PAUSE)
        self._timer.start(int(pause.total_seconds() * 1000))
        self.changed.emit()
        if self._again:
            self._again = False
            self.run(hurry=True)


def _share(delivery: Delivery) -> int:
    """Return how many per cent of the files have arrived."""
    return 100 * delivery.bytes_sent // delivery.bytes_total if delivery.bytes_total else 0
