"""Mistakes on purpose: each is a program that somebody could have written, and each has to be found.

They live here and not in the program: a mutant patches the real classes for as long as its episodes last.
"""

from __future__ import annotations

import hmac
import json
import logging
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import requests

from desktop_portal.core import delivery, retention, schedule
from desktop_portal.core.outcome import Received, Rejected, Transient
from desktop_portal.core.problems import Problem
from desktop_portal.core.submission import DeliveryState, Receipt
from desktop_portal.remote import submissions
from desktop_portal.remote.portal import Portal
from desktop_portal.remote.session import HttpSession
from desktop_portal.remote.uploads import Uploads
from desktop_portal.services import syncing, versions
from desktop_portal.services.delivering import Delivering
from desktop_portal.services.refreshing import Refreshing
from desktop_portal.services.syncing import SyncService
from desktop_portal.services.tokens import Tokens
from desktop_portal.store import draft_rows, outbox, rows
from desktop_portal.store.outbox import Outbox
from desktop_portal.store.submissions import Submissions
from desktop_portal.store.tables import SubmissionRow, SubmissionTextRow
from server_stub import accepting, audit, blobs, clock, feed
from server_stub.letters import outbox as letters
from server_stub.limits import SUBMIT
from server_stub.tables.submissions import AuditEntry, FeedEvent, Submission, Version
from server_stub.tables.uploads import Upload
from tests.faults.simulation.council import StrictLimits
from tests.faults.simulation.world import START, Crash

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    Patch = pytest.MonkeyPatch


@dataclass(frozen=True, slots=True)
class Mutant:
    """`name` says what is wrong with it; `plant` puts it in."""

    name: str
    plant: Callable[[Patch], None]


MUTANTS: list[Mutant] = []
NOW: list[Callable[[], Any]] = [lambda: START]
"""The clock of the episode that is played."""


def mutant(name: str) -> Callable[[Callable[[Patch], None]], Callable[[Patch], None]]:
    def keep(plant: Callable[[Patch], None]) -> Callable[[Patch], None]:
        MUTANTS.append(Mutant(name, plant))
        return plant

    return keep


# The server.


@mutant("the server lets the last write win")
def _last_write_wins(patch: Patch) -> None:
    true = accepting._receipt_given

    def given(who: Any, incoming: Any, if_match: str) -> Any:
        mine = (Version.submission == incoming.submission_id) & (Version.number == incoming.version)
        row = Version.get_or_none(mine)
        if row is None or row.digest == incoming.digest:
            return true(who, incoming, if_match)
        receipt = {**json.loads(row.receipt), "digest": incoming.digest}
        Version.update(digest=incoming.digest, receipt=json.dumps(receipt)).where(mine).execute()
        return receipt

    patch.setattr(accepting, "_receipt_given", given)


@mutant("the receipt is given before the commit")
def _receipt_before_commit(patch: Patch) -> None:
    true_store, true_accept = accepting._store, accepting.accept
    made: list[dict[str, Any]] = []

    def store(*values: Any) -> Any:
        made.append(true_store(*values))
        return made[-1]

    def accept(*values: Any) -> Any:
        made.clear()
        try:
            return true_accept(*values)
        except Crash:
            if not made:
                raise
            return made[-1], True

    patch.setattr(accepting, "_store", store)
    patch.setattr(accepting, "accept", accept)


@mutant("the server forgets its receipts after ten minutes")
def _expiring_idempotency(patch: Patch) -> None:
    true = accepting._receipt_given

    def given(who: Any, incoming: Any, if_match: str) -> Any:
        found = true(who, incoming, if_match)
        if found and NOW[0]() - clock.read(found["received_at"]) > timedelta(minutes=10):
            raise accepting._stale()
        return found

    patch.setattr(accepting, "_receipt_given", given)


@mutant("the server takes any If-Match")
def _no_if_match(patch: Patch) -> None:
    true = accepting._receipt_given

    def given(who: Any, incoming: Any, if_match: str) -> Any:
        row = Submission.get_or_none(Submission.id == incoming.submission_id)
        if row is not None and incoming.version <= row.latest:
            mine = (Version.submission == incoming.submission_id) & (Version.number == incoming.version)
            there = Version.get_or_none(mine)
            if there is not None and there.digest != incoming.digest:
                return json.loads(there.receipt) | {"digest": incoming.digest}
        return true(who, incoming, if_match)

    patch.setattr(accepting, "_receipt_given", given)


@mutant("the server puts pieces of files together as they come")
def _no_offsets(patch: Patch) -> None:
    true = blobs.append

    def append(upload: Any, offset: int, data: bytes) -> Any:
        del offset
        found = Upload.get_by_id(upload.id)
        return true(upload, found.received, data[: found.length - found.received])

    patch.setattr(blobs, "append", append)
    patch.setattr(hmac, "compare_digest", lambda _one, _other: True)
    true_patch = Uploads._patch

    def without_checksum(self: Any, upload: Any, url: str, offset: int, chunk: bytes) -> Any:
        return true_patch(self, upload, url, offset, chunk[:-1] + b"?" if offset else chunk)

    patch.setattr(Uploads, "_patch", without_checksum)


@mutant("the confirmation is written for every PUT")
def _letter_each_time(patch: Patch) -> None:
    true = accepting.accept
    numbers = iter(range(10**9))

    def accept(parts: Any, who: Any, submission_id: str, version: int, *more: Any) -> Any:
        receipt, new = true(parts, who, submission_id, version, *more)
        if not new:
            again = {"first_name": "", "reference": "", "telephone": ""}
            once = f"confirmation:{submission_id}.{version}.{next(numbers)}"
            parts.post.put("sam@example.com", "confirmation", "en", once=once, **again)
        return receipt, new

    patch.setattr(accepting, "accept", accept)


@mutant("the feed is written after the commit")
def _feed_outside(patch: Patch) -> None:
    true_tell, true_accept = feed.tell, accepting.accept
    later: list[tuple[Any, ...]] = []

    def tell(account: str, now: Any, kind: str, submission_id: str, content: Any) -> None:
        if kind == "receipt":
            later.append((account, now, kind, submission_id, content))
        else:
            true_tell(account, now, kind, submission_id, content)

    def accept(*values: Any) -> Any:
        later.clear()
        found = true_accept(*values)
        for one in later:
            true_tell(*one)
        return found

    patch.setattr(feed, "tell", tell)
    patch.setattr(accepting, "accept", accept)


@mutant("the letter is written after the commit")
def _letter_outside(patch: Patch) -> None:
    true_put, true_accept = letters.put, accepting.accept
    later: list[tuple[Any, Any]] = []

    def put(*values: Any, **named: Any) -> bool:
        later.append((values, named))
        return True

    def accept(*values: Any) -> Any:
        later.clear()
        found = true_accept(*values)
        for those, named in later:
            true_put(*those, **named)
        return found

    patch.setattr(letters, "put", put)
    patch.setattr(accepting, "accept", accept)


@mutant("the audit trail is not chained")
def _no_chain(patch: Patch) -> None:
    true: Any = audit._hash
    patch.setattr(audit, "_hash", lambda seq, *rest: true(seq, *rest[:-1], f"{seq % 3}"))
    patch.setattr(audit, "first_break", lambda: None if AuditEntry.select().count() < 3 else 3)


@mutant("the feed tells everybody's forms to everybody")
def _feed_of_all(patch: Patch) -> None:
    def page(account_id: str, after: int, limit: int) -> dict[str, Any]:
        del account_id
        shown = list(FeedEvent.select().where(FeedEvent.seq > after).order_by(FeedEvent.seq).limit(limit))
        return {
            "events": [feed._as_wire(row) for row in shown],
            "next": max([after] + [r.seq for r in shown]),
            "more": False,
        }

    patch.setattr(feed, "page", page)


@mutant("the limit on handing in counts nothing")
def _no_limit(patch: Patch) -> None:
    true = StrictLimits.count

    def count(self: Any, allowed: Any, now: Any, **who: str) -> None:
        if allowed is not SUBMIT:
            true(self, allowed, now, **who)

    patch.setattr(StrictLimits, "count", count)


# The wire.


@mutant("redirects are followed")
def _redirects(patch: Patch) -> None:
    true = requests.Session.request
    patch.setattr(
        requests.Session, "request", lambda self, *v, **named: true(self, *v, **{**named, "allow_redirects": True})
    )


@mutant("an upload goes on wherever Location says")
def _any_location(patch: Patch) -> None:
    def own_path(_self: Any, location: str) -> str:
        return location

    true = HttpSession.send

    def send(self: Any, method: str, path: str, **more: Any) -> Any:
        base, self.base_url = self.base_url, "" if path.startswith("http") else self.base_url
        try:
            return true(self, method, path, **more)
        finally:
            self.base_url = base

    patch.setattr(Uploads, "_own_path", own_path)
    patch.setattr(HttpSession, "send", send)


@mutant("any 200 is a receipt")
def _html_is_a_receipt(patch: Patch) -> None:
    true = Portal.submit

    def submit(self: Any, submission: Any, if_match: str = "") -> Any:
        seen: list[int] = []
        send = self._http.send

        def watched(*values: Any, **named: Any) -> Any:
            answer = send(*values, **named)
            seen.append(answer.status)
            return answer

        self._http.send = watched
        try:
            outcome = true(self, submission, if_match)
        finally:
            del self._http.send
        if isinstance(outcome, Transient) and seen and seen[-1] in {200, 201}:
            return Received(_made_up(submission))
        return outcome

    patch.setattr(Portal, "submit", submit)


@mutant("no answer is taken for a yes")
def _silence_is_yes(patch: Patch) -> None:
    true = Portal.submit

    def submit(self: Any, submission: Any, if_match: str = "") -> Any:
        outcome = true(self, submission, if_match)
        if isinstance(outcome, Transient) and outcome.reason == "offline":
            return Received(_made_up(submission))
        return outcome

    patch.setattr(Portal, "submit", submit)


def _made_up(submission: Any) -> Receipt:
    digest, at = submission.digest, submission.submitted_at
    return Receipt(submission.id, submission.version, "LCS-26-00000", digest, "epoch", at, '"x"')


@mutant("a receipt for another form is taken")
def _any_receipt(patch: Patch) -> None:
    patch.setattr(delivery, "is_receipt_of", lambda *_values: True)
    true = Outbox.received

    def received(self: Any, done: Any, receipt: Any) -> None:
        digest = self.load(done.submission_id, done.version).digest
        named = {"submission_id": done.submission_id, "version": done.version, "digest": digest}
        true(self, done, replace(receipt, **named))

    patch.setattr(Outbox, "received", received)


@mutant("the body is made anew for each attempt")
def _remade_body(patch: Patch) -> None:
    true = Portal.submit
    numbers = iter(range(10**9))

    def submit(self: Any, submission: Any, if_match: str = "") -> Any:
        body = submission.body + b" " * (next(numbers) % 3)
        return true(self, replace(submission, body=body), if_match)

    patch.setattr(Portal, "submit", submit)


@mutant("tokens are written to the log")
def _logged(patch: Patch) -> None:
    true = Tokens.use

    def use(self: Any) -> None:
        logging.getLogger("sync").warning("Bearer %s", self._kept())
        true(self)

    patch.setattr(Tokens, "use", use)


# The client's decisions.


@mutant("a form opened again keeps its number")
def _id_reused(patch: Patch) -> None:
    patch.setattr(Outbox, "next_version", lambda _self, _draft: 1)


@mutant("a form is taken back though its PUT was begun")
def _always_taken_back(patch: Patch) -> None:
    patch.setattr(delivery, "may_take_back", lambda one: one.state is not DeliveryState.RECEIVED)
    patch.setattr(outbox, "may_take_back", lambda one: one.state is not DeliveryState.RECEIVED)
    patch.setattr(delivery, "begin_submit", _begin_quietly(delivery.begin_submit))


def _begin_quietly(true: Any) -> Any:
    return lambda one: replace(true(one), ever_submitting=False)


@mutant("one form that cannot go holds up all")
def _blocked_queue(patch: Patch) -> None:
    true = SyncService._in_order

    def in_order(self: Any, waiting: Any) -> Any:
        if any(one.state in delivery.FOR_THE_PERSON for one in waiting):
            return []
        return true(self, waiting)

    patch.setattr(SyncService, "_in_order", in_order)


@mutant("a 401 is a refusal")
def _401_refuses(patch: Patch) -> None:
    patch.setitem(submissions._BY_STATUS, 401, lambda _found: Rejected("No."))


@mutant("any trouble with renewing signs the person out")
def _signs_out(patch: Patch) -> None:
    def renew(self: Any) -> None:
        try:
            self.save(self._portal.renew(self._kept().get("refresh", "")))
        except Problem:
            self.forget()
            raise

    patch.setattr(Tokens, "renew", renew)


@mutant("who waited for signing in waits for ever")
def _never_again(patch: Patch) -> None:
    patch.setattr(delivery, "signed_in", lambda one: one)


@mutant("a busy server may ask for a week")
def _a_week(patch: Patch) -> None:
    patch.setattr(schedule, "LONGEST_RETRY_AFTER", 10.0**7)


@mutant("a clock that is set back stops the queue")
def _clock_back(patch: Patch) -> None:
    def is_due(one: Any, now: Any) -> bool:
        if one.state is DeliveryState.WAIT and one.next_at is not None:
            return bool(one.next_at <= now)
        return one.state in delivery.READY | delivery.UNDER_WAY

    patch.setattr(delivery, "is_due", is_due)


@mutant("a clock that is set back stops the feed")
def _feed_clock_back(patch: Patch) -> None:
    patch.setattr(syncing, "_is_over", lambda at, now, _every: at is None or now >= at)


@mutant("in a conflict the server's text replaces ours")
def _server_wins(patch: Patch) -> None:
    true = Delivering._judge

    def judge(self: Any, one: Any, submission: Any, outcome: Any) -> Any:
        done = true(self, one, submission, outcome)
        if done.delivery.state is DeliveryState.CONFLICT:
            with self._store._connection.writing() as database:
                SubmissionRow.delete().where(rows.this(one.submission_id, one.version)).execute(database)
        return done

    patch.setattr(Delivering, "_judge", judge)


@mutant("in a conflict our text goes out again by itself")
def _client_wins(patch: Patch) -> None:
    true = Delivering._judge

    def judge(self: Any, one: Any, submission: Any, outcome: Any) -> Any:
        done = true(self, one, submission, outcome)
        if done.delivery.state is DeliveryState.CONFLICT:
            following = submission.version + 1
            body = submission.body.replace(
                f'"version":{submission.version}'.encode(), f'"version":{following}'.encode()
            )
            etag = versions.etag_before(self._store, submission.id, following)
            self._portal.submit(replace(submission, version=following, body=body), etag)
        return done

    patch.setattr(Delivering, "_judge", judge)


@mutant("a restored server is not noticed")
def _no_epoch(patch: Patch) -> None:
    patch.setattr(Refreshing, "heed_epoch", lambda _self, _hello: 0)


@mutant("the epoch is kept before what is lacking is queued")
def _epoch_first(patch: Patch) -> None:
    true = Refreshing.heed_epoch

    def heed(self: Any, hello: Any) -> int:
        known = self._store.state.get("epoch", "")
        self._store.state.set("epoch", hello.epoch)
        if known in {"", hello.epoch}:
            return 0
        self._store.state.set("feed_position", 0)
        return int(self._requeue_what_is_lacking())

    del true
    patch.setattr(Refreshing, "heed_epoch", heed)


@mutant("after a restore the feed is not read from its beginning")
def _feed_goes_on(patch: Patch) -> None:
    def heed(self: Any, hello: Any) -> int:
        known = self._store.state.get("epoch", "")
        if known == hello.epoch:
            return 0
        again = self._requeue_what_is_lacking() if known else 0
        self._store.state.set("epoch", hello.epoch)
        return int(again)

    patch.setattr(Refreshing, "heed_epoch", heed)


@mutant("the place in the feed is kept before it is taken")
def _position_first(patch: Patch) -> None:
    def read(self: Any) -> Any:
        seen: list[Any] = []
        for events, position in self._pages(self._store.state.get("feed_position", 0)):
            self._store.state.set("feed_position", position)
            for event in events:
                self._apply(event)
            seen += events
        return tuple(seen)

    patch.setattr(Refreshing, "feed", read)


@mutant("files that were uploaded once are never asked for again")
def _uploaded_for_ever(patch: Patch) -> None:
    true = Portal.upload

    def upload(self: Any, one: Any) -> Any:
        if one.url == "done":
            return None
        outcome = true(self, one)
        if outcome is None:
            one.remember("done", one.file.size)
        return outcome

    patch.setattr(Portal, "upload", upload)
    patch.setattr(Outbox, "forget_upload", lambda _self, _digest: None)
    patch.setattr(outbox, "_forget_uploads", lambda *_values: None)


# The client's store.


@mutant("the draft goes before the form is queued")
def _two_steps(patch: Patch) -> None:
    true = Outbox.submit

    def submit(self: Any, submission: Any, draft_id: str) -> None:
        with self._connection.writing() as database:
            draft_rows.remove(database, draft_id)
        true(self, submission, draft_id)

    patch.setattr(Outbox, "submit", submit)


@mutant("the draft stays when the form is queued")
def _draft_stays(patch: Patch) -> None:
    patch.setattr(draft_rows, "remove", lambda *_values: None)


@mutant("received and its receipt are two transactions")
def _receipt_later(patch: Patch) -> None:
    true = Outbox.received

    def received(self: Any, done: Any, receipt: Any) -> None:
        with self._connection.writing() as database:
            outbox._move(database, replace(done, state=DeliveryState.RECEIVED), {})
        true(self, done, receipt)

    patch.setattr(Outbox, "received", received)


@mutant("old forms go, whether they were received or not")
def _expires_queued(patch: Patch) -> None:
    def expire(self: Any, now: Any) -> Any:
        believed = self._state.saw_time(now).believed
        old = (
            []
            if believed is None
            else [form for form in self.list() if form.submitted_at <= retention.expired_before(believed, 30)]
        )
        if old:
            self._delete(old)
        return old

    patch.setattr(Submissions, "expire", expire)


@mutant("whatever the clock says is believed")
def _believes_the_clock(patch: Patch) -> None:
    patch.setattr(retention, "seen", lambda _times, now: retention.Times(now))


@mutant("the words lie in a file beside the store")
def _clear_text(patch: Patch) -> None:
    true = Outbox.load

    def load(self: Any, submission_id: str, version: int) -> Any:
        found = true(self, submission_id, version)
        self._connection.path.with_name("outgoing.json").write_bytes(found.body)
        return found

    patch.setattr(Outbox, "load", load)


@mutant("the frozen bytes are changed when a form waits")
def _bytes_changed(patch: Patch) -> None:
    true = Outbox.move

    def move(self: Any, moved: Any) -> None:
        true(self, moved)
        if moved.state is DeliveryState.WAIT:
            mine = (SubmissionTextRow.id == moved.submission_id) & (SubmissionTextRow.version == moved.version)
            body = self.load(moved.submission_id, moved.version).body
            with self._connection.writing() as database:
                SubmissionTextRow.update(body=body + b" ").where(mine).execute(database)

    patch.setattr(Outbox, "move", move)
