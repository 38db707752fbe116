"""Mistakes of the server."""

from __future__ import annotations

import hmac
import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from desktop_portal.remote.uploads import Uploads
from server_stub import accepting, audit, blobs, clock, feed
from server_stub.letters import outbox as letters
from server_stub.limits import SUBMIT
from server_stub.tables.submissions import AuditEntry, FeedEvent, Submission, Version
from server_stub.tables.uploads import Upload
from tests.faults.simulation.council import StrictLimits
from tests.faults.simulation.mutants.planting import NOW, mutant
from tests.faults.simulation.world import Crash

if TYPE_CHECKING:
    from tests.faults.simulation.mutants.planting import Patch


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
