"""One submission on its way: files, frozen bytes, receipt; every state is kept before the step that it names."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from desktop_portal.core import delivery as moves
from desktop_portal.core.frozen import is_whole
from desktop_portal.core.outcome import (
    MissingFiles,
    Outcome,
    Received,
    SignInNeeded,
    Unsendable,
)
from desktop_portal.core.problems import Problem
from desktop_portal.core.submission import DeliveryState
from desktop_portal.remote.answers import outcome_of
from desktop_portal.remote.side_by_side import Meter
from desktop_portal.remote.uploads import Upload
from desktop_portal.services import versions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from desktop_portal.core.submission import Delivery, FileToSend, Receipt, Submission
    from desktop_portal.remote.portal import Portal
    from desktop_portal.services.tokens import Tokens
    from desktop_portal.store.database import Store

T = TypeVar("T")


class TakenBack(Exception):  # noqa: N818 (what the person did; nothing went wrong)
    """The form is no longer in the queue, or is there with other words: the person took it back meanwhile."""


@dataclass(frozen=True, slots=True)
class Conduct:
    """How to deliver: the only clock and random source, when to stop, whom to tell, and how fast at most.

    `on_progress` is called on the lane's thread after each chunk; `bytes_per_second` 0 is no limit. `side_by_side` is
    how many files of one form are on their way at once. `forms_key`: what must have signed each definition of a form
    (Ed25519, base64); "" takes them by their digest alone.
    """

    clock: Callable[[], datetime]
    random: Callable[[], float]
    stop: Event = field(default_factory=Event)
    on_progress: Callable[[Delivery], None] = field(default=lambda _delivery: None)
    bytes_per_second: int = 0
    side_by_side: int = 3
    forms_key: str = ""


@dataclass(frozen=True, slots=True)
class Delivered:
    """What an attempt came to: the delivery as it is kept now, what was seen, and the receipt if there is one."""

    delivery: Delivery
    outcome: Outcome
    receipt: Receipt | None = None


@dataclass(frozen=True, slots=True)
class _OnTheWay:
    """The files of one delivery: how large each is, and how much of it the server has confirmed, by digest."""

    begun: Delivery
    sizes: Mapping[str, int]
    offsets: dict[str, int] = field(default_factory=dict)

    def is_there(self, digest: str) -> bool:
        return self.offsets.get(digest) == self.sizes[digest]

    def delivery(self) -> Delivery:
        return moves.uploaded(self.begun, sum(self.offsets.values()))


class Delivering:
    """Delivers one submission at a time. Raises TakenBack, and what the store raises (DiskFull …): nothing is lost."""

    def __init__(self, store: Store, portal: Portal, tokens: Tokens, conduct: Conduct) -> None:
        self._store = store
        self._portal = portal
        self._tokens = tokens
        self._conduct = conduct
        self._meter = Meter(conduct.bytes_per_second, conduct.stop.wait)

    def deliver(self, delivery: Delivery) -> Delivered:
        """Try once, and once more at once when the server only lacked files."""
        done = self._attempt(delivery)
        if isinstance(done.outcome, MissingFiles) and done.delivery.state is DeliveryState.QUEUED:
            return self._attempt(done.delivery)
        return done

    def _attempt(self, delivery: Delivery) -> Delivered:
        try:
            submission = self._store.outbox.load(delivery.submission_id, delivery.version)
        except KeyError:
            raise TakenBack from None
        if not is_whole(submission.body, submission.digest, submission.id, submission.version):
            return self._judge(delivery, submission, Unsendable("damaged"))
        delivery, outcome = self._bring_files(delivery, submission)
        if outcome is None:
            delivery = self._keep(moves.begin_submit(delivery))
            outcome = self._signed_in(lambda: self._portal.submit(submission, self._if_match(submission)))
        return self._judge(delivery, submission, outcome)

    def _judge(self, delivery: Delivery, submission: Submission, outcome: Outcome) -> Delivered:
        attempt = moves.Attempt(submission.digest, self._conduct.clock(), self._conduct.random())
        after = moves.after(delivery, outcome, attempt)
        if isinstance(outcome, Received) and after.state is DeliveryState.RECEIVED:
            self._store.outbox.received(after, outcome.receipt)
            self._conduct.on_progress(after)
            return Delivered(after, outcome, outcome.receipt)
        if isinstance(outcome, MissingFiles):
            for digest in outcome.digests:
                self._store.outbox.forget_upload(digest)
        return Delivered(self._keep(after), outcome)

    def _bring_files(self, delivery: Delivery, submission: Submission) -> tuple[Delivery, Outcome | None]:
        """Bring each file once (the same content attached twice is one upload); None when all are there."""
        files = list({file.digest: file for file in submission.files}.values())
        if not files:
            return delivery, None
        delivery = self._keep(moves.begin_upload(delivery, sum(file.size for file in files)))
        on_the_way = _OnTheWay(delivery, {file.digest: file.size for file in files})
        outcome = self._signed_in(
            lambda: self._portal.upload_all(
                [self._upload(on_the_way, file) for file in files if not on_the_way.is_there(file.digest)],
                self._conduct.side_by_side,
            )
        )
        return (moves.uploaded(delivery, delivery.bytes_total) if outcome is None else delivery), outcome

    def _upload(self, on_the_way: _OnTheWay, file: FileToSend) -> Upload:
        outbox, known = self._store.outbox, [self._store.outbox.upload_url(file.digest) or ""]

        def remember(url: str, offset: int) -> None:
            # The address is worth a transaction, the offset is not: the server is asked for it.
            if url != known[0]:
                outbox.remember_upload(file.digest, url, offset)
                known[0] = url
            on_the_way.offsets[file.digest] = offset
            self._conduct.on_progress(on_the_way.delivery())

        def forget() -> None:
            outbox.forget_upload(file.digest)
            known[0] = ""

        return Upload(
            file=file,
            open_content=lambda: self._store.attachments.open(file.digest),
            remember=remember,
            forget=forget,
            stop=lambda: self._conduct.stop.is_set() or self._is_taken_back(on_the_way.begun),
            url=known[0],
            meter=self._meter,
        )

    def _is_taken_back(self, delivery: Delivery) -> bool:
        """Whether the person has taken the form out of the queue: then no more of its files is sent."""
        return all(
            (one.submission_id, one.version, one.queued_at)
            != (delivery.submission_id, delivery.version, delivery.queued_at)
            for one in self._store.outbox.waiting()
        )

    def _signed_in(self, work: Callable[[], T]) -> T | Outcome:
        """Do it; after a 401 renew the session once and do it again (sync.md)."""
        outcome = work()
        if not isinstance(outcome, SignInNeeded):
            return outcome
        try:
            self._tokens.renew()
        except Problem as problem:
            return outcome_of(problem)
        return work()

    def _if_match(self, submission: Submission) -> str:
        return versions.etag_before(self._store, submission.id, submission.version) if submission.version > 1 else ""

    def _keep(self, delivery: Delivery) -> Delivery:
        try:
            self._store.outbox.move(delivery)
        except KeyError:
            raise TakenBack from None
        self._conduct.on_progress(delivery)
        return delivery
