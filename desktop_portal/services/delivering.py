"""One submission on its way: files, frozen bytes, receipt; every state is kept before the step that it names."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
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
from desktop_portal.remote.uploads import Upload
from desktop_portal.services import versions

if TYPE_CHECKING:
    from collections.abc import Callable
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

    `on_progress` is called on the lane's thread after each chunk; `bytes_per_second` 0 is no limit.
    """

    clock: Callable[[], datetime]
    random: Callable[[], float]
    stop: Event = field(default_factory=Event)
    on_progress: Callable[[Delivery], None] = field(default=lambda _delivery: None)
    bytes_per_second: int = 0


@dataclass(frozen=True, slots=True)
class Delivered:
    """What an attempt came to: the delivery as it is kept now, what was seen, and the receipt if there is one."""

    delivery: Delivery
    outcome: Outcome
    receipt: Receipt | None = None


class Delivering:
    """Delivers one submission at a time. Raises TakenBack, and what the store raises (DiskFull …): nothing is lost."""

    def __init__(self, store: Store, portal: Portal, tokens: Tokens, conduct: Conduct) -> None:
        self._store = store
        self._portal = portal
        self._tokens = tokens
        self._conduct = conduct

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
        arrived = 0
        for file in files:
            upload = self._upload(delivery, file, arrived)
            outcome = self._signed_in(partial(self._portal.upload, upload))
            if outcome is not None:
                return delivery, outcome
            arrived += file.size
            delivery = moves.uploaded(delivery, arrived)
        return delivery, None

    def _upload(self, delivery: Delivery, file: FileToSend, arrived: int) -> Upload:
        outbox, known = self._store.outbox, [self._store.outbox.upload_url(file.digest) or ""]

        def remember(url: str, offset: int) -> None:
            # The address is worth a transaction, the offset is not: the server is asked for it.
            if url != known[0]:
                outbox.remember_upload(file.digest, url, offset)
                known[0] = url
            self._conduct.on_progress(moves.uploaded(delivery, arrived + offset))

        def forget() -> None:
            outbox.forget_upload(file.digest)
            known[0] = ""

        return Upload(
            file=file,
            open_content=lambda: self._store.attachments.open(file.digest),
            remember=remember,
            forget=forget,
            stop=lambda: self._conduct.stop.is_set() or self._is_taken_back(delivery),
            url=known[0],
            bytes_per_second=self._conduct.bytes_per_second,
            wait=self._conduct.stop.wait,
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
