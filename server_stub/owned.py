"""What an account's other computers fetch: its submissions, their exact bytes and files, and what the council asked."""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from server_stub import clock, questions
from server_stub.refusals import Refused, not_found
from server_stub.states import ASKED
from server_stub.tables.submissions import AttachmentLink, Submission, Version
from server_stub.tables.uploads import Blob

if TYPE_CHECKING:
    from datetime import datetime

    import peewee

    from server_stub.sessions import SignedIn

KEPT = timedelta(days=30)
MOST = 100


def listing(who: SignedIn, now: datetime, after: str, limit: int) -> dict[str, Any]:
    """List what changed within the last 30 days or waits for an answer, oldest first; `next` goes into `after`."""
    there = (Submission.account == who.account_id) & _kept(now)
    if after:
        received_at, _, last = after.partition("_")
        if not last:
            raise Refused(422, "not-valid", "This page cannot be found. Begin with the first one.", issues=[])
        there &= (Submission.received_at > received_at) | (
            (Submission.received_at == received_at) & (Submission.id > last)
        )
    rows = list(Submission.select().where(there).order_by(Submission.received_at, Submission.id).limit(limit + 1))
    shown = rows[:limit]
    more = len(rows) > limit
    return {
        "submissions": _as_wire(shown),
        "next": f"{shown[-1].received_at}_{shown[-1].id}" if more else None,
    }


def one(who: SignedIn, submission_id: str) -> dict[str, Any]:
    """Return what the council says of a submission; Refused 404 for another account's."""
    return _as_wire([_mine(who, submission_id)])[0]


def version(who: SignedIn, now: datetime, submission_id: str, number: int) -> Version:
    """Return a version with its bytes as they came; Refused 404, also when it is not kept for programs any more."""
    _mine(who, submission_id, _kept(now))
    found = Version.get_or_none((Version.submission == submission_id) & (Version.number == number))
    if found is None:
        raise not_found()
    return found


def file(who: SignedIn, now: datetime, submission_id: str, number: int, digest: str) -> Blob:
    """Return a file of a version; Refused 404, and 409 "quarantined" while it may do harm."""
    version(who, now, submission_id, number)
    there = (AttachmentLink.submission == submission_id) & (AttachmentLink.number == number) & (Blob.digest == digest)
    link = AttachmentLink.select(AttachmentLink, Blob).join(Blob).where(there).first()
    if link is None:
        raise not_found()
    if link.blob.state != "clean":
        raise Refused(409, "quarantined", "This file may do harm and is not handed out.")
    found: Blob = link.blob
    return found


def _kept(now: datetime) -> peewee.Expression:
    return (Submission.changed_at >= clock.written(now - KEPT)) | (Submission.state == ASKED)


def _mine(who: SignedIn, submission_id: str, more: peewee.Expression | None = None) -> Submission:
    there = (Submission.id == submission_id) & (Submission.account == who.account_id)
    row = Submission.get_or_none(there if more is None else there & more)
    if row is None:
        raise not_found()
    return row


def _as_wire(rows: list[Submission]) -> list[dict[str, Any]]:
    ids = [row.id for row in rows]
    receipts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    if ids:
        query = Version.select(Version.submission, Version.receipt).where(Version.submission.in_(ids))
        for found in query.order_by(Version.submission, Version.number):
            receipts[found.submission_id].append(json.loads(found.receipt))
    asked = questions.of_submissions(ids)
    return [
        {
            "submission_id": row.id,
            "reference": row.reference,
            "state": row.state,
            "form": row.form,
            "changed_at": row.changed_at,
            "outcome": json.loads(row.outcome) if row.outcome else None,
            "versions": receipts[row.id],
            "requests": asked[row.id],
        }
        for row in rows
    ]
