"""One run of the sync: is it our server, what waits goes out, what the council did comes in (sync.md)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from desktop_portal.core import delivery as moves
from desktop_portal.core.outcome import Conflict, SignInNeeded, Stopped, Transient, UpdateNeeded
from desktop_portal.core.problems import NeedsUpdate, NotSignedIn, Problem
from desktop_portal.core.schedule import retry_time
from desktop_portal.core.submission import DeliveryState
from desktop_portal.remote.answers import outcome_of
from desktop_portal.services.delivering import Delivering, TakenBack
from desktop_portal.services.refreshing import Refreshing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from desktop_portal.core.submission import Delivery, Receipt
    from desktop_portal.remote.portal import Portal
    from desktop_portal.remote.wire import Event, Hello
    from desktop_portal.services.delivering import Conduct
    from desktop_portal.services.fetching import Fetching
    from desktop_portal.services.refreshing import RefusedForm
    from desktop_portal.services.requests import Requests
    from desktop_portal.services.tokens import Tokens
    from desktop_portal.store.database import Store

FEED_EVERY = timedelta(minutes=5)
COUNCIL_EVERY = timedelta(hours=1)
IDLE_OFFLINE = timedelta(minutes=1)

CONNECTED = "connected"
NEEDS_SIGN_IN = "needs-sign-in"
NEEDS_UPDATE = "needs-update"


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What one run came to.

    `connection`: "connected", "offline", "server-busy", "unexpected", "sign-in-page", "proxy-sign-in",
    "not-trusted", "no-server", "needs-sign-in" or "needs-update". `waiting` counts all that the council has not
    received, whatever it waits for. `fetched` counts versions that came from the account's other computers.
    `next_at` is when to run again, and never None. `bugs` are exceptions nobody expected, one for each item it hit.
    """

    connection: str
    received: tuple[Receipt, ...]
    waiting: int
    next_at: datetime
    deliveries: tuple[Delivery, ...] = ()
    events: tuple[Event, ...] = ()
    refused_forms: tuple[RefusedForm, ...] = ()
    sent_again: int = 0
    fetched: int = 0
    bugs: tuple[Exception, ...] = ()


@dataclass(slots=True)
class _Run:
    """What one run has gathered so far."""

    received: list[Receipt]
    events: tuple[Event, ...] = ()
    refused: tuple[RefusedForm, ...] = ()
    sent_again: int = 0
    fetched: int = 0
    bugs: tuple[Exception, ...] = ()
    conflict: bool = False


class SyncService:
    """Runs on the lane's thread while the GUI thread saves drafts; one run at a time. Raises what the store raises."""

    def __init__(
        self,
        store: Store,
        portal: Portal,
        tokens: Tokens,
        conduct: Conduct,
        *,
        value_sets: Mapping[str, Mapping[str, Any]] | None = None,
        fetching: Fetching | None = None,
        requests: Requests | None = None,
    ) -> None:
        self._store = store
        self._portal = portal
        self._tokens = tokens
        self._conduct = conduct
        self._delivering = Delivering(store, portal, tokens, conduct)
        self._refreshing = Refreshing(store, portal, value_sets or {}, fetching, requests, forms_key=conduct.forms_key)
        self._fetching = fetching
        self._failures = 0
        self._was_connected = False
        self._feed_at: datetime | None = None
        self._council_at: datetime | None = None

    def run_once(self, *, hurry: bool = False) -> SyncReport:
        """Do all that is due. `hurry`: "Send now" was pressed, or the network came back: nothing waits any longer."""
        run = _Run([])
        self._move_all(moves.interrupted)
        try:
            self._connect(run, hurry=hurry)
        except Problem as problem:
            return self._report(run, problem)
        self._failures = 0
        self._was_connected = True
        return self._report(run, None)

    def _connect(self, run: _Run, *, hurry: bool) -> None:
        hello = self._portal.hello()
        self._store.state.saw_server_time(hello.time)
        self._heed_version(hello)
        if hurry:
            self._move_all(moves.hurried)
        elif not self._was_connected:
            self._move_all(_hurried_by_the_network)
        self._public_news(run, hurry=hurry)
        self._as_somebody(run, hello)

    def _heed_version(self, hello: Hello) -> None:
        if _numbers(self._portal.version) < _numbers(hello.oldest_client):
            raise NeedsUpdate
        self._move_all(moves.updated)

    def _as_somebody(self, run: _Run, hello: Hello) -> None:
        """Do what needs a session."""
        try:
            self._tokens.use()
        except NotSignedIn:
            self._all_need_sign_in()
            raise
        self._move_all(moves.signed_in)
        run.sent_again = self._tokens.call(lambda: self._refreshing.heed_epoch(hello))
        self._deliver_all(run)
        now = self._conduct.clock()
        if _is_over(self._feed_at, now, FEED_EVERY) or run.received or run.conflict:
            run.events = self._tokens.call(self._refreshing.feed)
            run.received += self._refreshing.adopted()
            self._feed_at = now + FEED_EVERY
        if self._fetching is not None:
            run.fetched = self._tokens.call(self._fetching.catch_up)

    def _public_news(self, run: _Run, *, hurry: bool) -> None:
        """Refresh what everybody may read: with the first run, then hourly. It never stops a delivery."""
        now = self._conduct.clock()
        if not hurry and not _is_over(self._council_at, now, COUNCIL_EVERY):
            return
        try:
            run.refused = self._refreshing.forms()
            self._refreshing.council()
        except Problem:
            return
        self._council_at = now + COUNCIL_EVERY

    def _deliver_all(self, run: _Run) -> None:
        waiting = self._store.outbox.waiting()
        unsent = {(one.submission_id, one.version) for one in waiting}
        for delivery in self._in_order(waiting):
            if self._conduct.stop.is_set() or (delivery.submission_id, delivery.version - 1) in unsent:
                continue
            try:
                done = self._delivering.deliver(delivery)
            except TakenBack:
                continue
            except Problem:
                raise
            except Exception as bug:  # noqa: BLE001 (one poisoned item never blocks the others; the report tells of it)
                run.bugs += (bug,)
                self._put_off(delivery)
                continue
            if done.receipt:
                run.received.append(done.receipt)
                unsent.discard((delivery.submission_id, delivery.version))
            if isinstance(done.outcome, Transient) and done.outcome.reason in moves.NETWORK_REASONS:
                self._portal.hello()  # is it this item, or the network? Raises when it is the network.
            run.conflict |= isinstance(done.outcome, Conflict)
            if isinstance(done.outcome, SignInNeeded):
                self._all_need_sign_in()
                raise NotSignedIn
            if isinstance(done.outcome, Stopped) and self._conduct.stop.is_set():
                return

    def _in_order(self, waiting: list[Delivery]) -> list[Delivery]:
        """Return what is due: the form that has waited longest first, versions of one form in order."""
        now = self._conduct.clock()
        due = [one for one in waiting if moves.is_due(one, now)]
        # A clock that was set back in between makes a later version look like the older one.
        since: dict[str, datetime] = {}
        for one in due:
            since[one.submission_id] = min(one.queued_at, since.get(one.submission_id, one.queued_at))
        return sorted(due, key=lambda one: (since[one.submission_id], one.submission_id, one.version))

    def _put_off(self, delivery: Delivery) -> None:
        for one in self._store.outbox.waiting():
            if (one.submission_id, one.version) == (delivery.submission_id, delivery.version):
                attempt = moves.Attempt("", self._conduct.clock(), self._conduct.random())
                self._store.outbox.move(moves.after(one, Transient("unexpected"), attempt))

    def _move_all(self, move: Callable[[Delivery], Delivery]) -> None:
        for one in self._store.outbox.waiting():
            moved = move(one)
            if moved != one:
                self._store.outbox.move(moved)

    def _all_need_sign_in(self) -> None:
        now = self._conduct.clock()
        attempt = moves.Attempt("", now, 0.0)
        ready = moves.READY | moves.UNDER_WAY
        self._move_all(lambda one: moves.after(one, SignInNeeded(), attempt) if one.state in ready else one)

    def _report(self, run: _Run, problem: Problem | None) -> SyncReport:
        deliveries = tuple(self._store.outbox.waiting())
        now = self._conduct.clock()
        return SyncReport(
            connection=_connection(problem),
            received=tuple(run.received),
            waiting=sum(one.state is not DeliveryState.RECEIVED for one in deliveries),
            next_at=self._after_failure(problem, deliveries, now) if problem else self._next_at(deliveries, now),
            deliveries=deliveries,
            events=run.events,
            refused_forms=run.refused,
            sent_again=run.sent_again,
            fetched=run.fetched,
            bugs=run.bugs,
        )

    def _next_at(self, deliveries: tuple[Delivery, ...], now: datetime) -> datetime:
        due = moves.next_moment(deliveries, now)
        feed = self._feed_at or now + FEED_EVERY
        return min(due, feed) if due else feed

    def _after_failure(self, problem: Problem, deliveries: tuple[Delivery, ...], now: datetime) -> datetime:
        self._was_connected = False
        if isinstance(problem, NotSignedIn | NeedsUpdate):
            return now + FEED_EVERY
        outcome = outcome_of(problem)
        retry_after = outcome.retry_after if isinstance(outcome, Transient) else None
        at = retry_time(self._failures, now, self._conduct.random(), retry_after)
        self._failures += 1
        return at if deliveries else max(at, now + IDLE_OFFLINE)


def _is_over(at: datetime | None, now: datetime, every: timedelta) -> bool:
    """Whether it is time again; a clock that was set back never makes it later than `every` from now."""
    return at is None or now >= at or at - now > every


def _hurried_by_the_network(delivery: Delivery) -> Delivery:
    return moves.hurried(delivery) if delivery.reason in moves.NETWORK_REASONS else delivery


def _connection(problem: Problem | None) -> str:
    if problem is None:
        return CONNECTED
    outcome = outcome_of(problem)
    if isinstance(outcome, Transient):
        return outcome.reason
    return NEEDS_UPDATE if isinstance(outcome, UpdateNeeded) else NEEDS_SIGN_IN


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else 0 for part in version.split("."))
