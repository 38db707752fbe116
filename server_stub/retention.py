"""Deleting what is kept no longer. What was received stays known by its receipt, the audit trail stays whole."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from server_stub import audit, clock, flat
from server_stub.database import writing
from server_stub.letters import outbox
from server_stub.refusals import CannotStart
from server_stub.settings import LONGEST_RETENTION, SHORTEST_RETENTION
from server_stub.states import CLOSED
from server_stub.tables.accounts import Limit, PasswordReset, Registration, Session, StaffSession
from server_stub.tables.kept import KeptReceipt
from server_stub.tables.submissions import (
    AttachmentLink,
    FeedEvent,
    InformationRequest,
    Letter,
    RequestNote,
    Submission,
    Version,
)
from server_stub.tables.uploads import Blob, Chunk, Upload

if TYPE_CHECKING:
    from collections.abc import Sequence

_ORPHANS = timedelta(days=31)
_LETTERS = timedelta(days=31)
_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Purged:
    """How much was deleted, or would be."""

    submissions: int
    files: int
    letters: int


def purge(now: datetime, days: int, actor: str, *, only_count: bool = False) -> Purged:
    """Delete closed submissions that have not changed for `days`, files that belong to nothing, and sent e-mails.

    Raises CannotStart when `days` is less than programs keep what they sent, or more than a hundred years.
    """
    if not SHORTEST_RETENTION <= days <= LONGEST_RETENTION:
        raise CannotStart(
            f"Submissions are kept for {SHORTEST_RETENTION} to {LONGEST_RETENTION} days: "
            "people's programs keep theirs for 30."
        )
    over = (Submission.state == CLOSED) & (Submission.changed_at < clock.written(now - timedelta(days=days)))
    waiting = Submission.select().where(over).count()
    if only_count:
        return Purged(waiting, _orphans(now).count(), _old_letters(now).count())
    submissions = 0
    while some := _purge_some(over, now, actor):
        submissions += some
    return Purged(submissions, _drop_orphans(now), _drop_letters(now))


def clear_expired(now: datetime) -> None:
    """Delete what nobody can use any more: sessions, codes, counts, unfinished uploads."""
    at = clock.written(now)
    with writing():
        Session.delete().where(Session.refresh_expires_at < at).execute()
        StaffSession.delete().where(StaffSession.expires_at < at).execute()
        Registration.delete().where(Registration.expires_at < at).execute()
        PasswordReset.delete().where(PasswordReset.expires_at < at).execute()
        Limit.delete().where(Limit.ends_at < at).execute()
        gone = [row.id for row in Upload.select(Upload.id).where(Upload.expires_at < at)]
        kept = {row.content for row in Blob.select(Blob.content).where(Blob.content.in_(gone))} if gone else set()
        for upload in gone:
            if upload not in kept:
                Chunk.delete().where(Chunk.content == upload).execute()
            Upload.delete().where(Upload.id == upload).execute()


def _purge_some(over: Any, now: datetime, actor: str) -> int:
    with writing():
        # Looked up by the one who writes: what somebody opens again meanwhile is not over any more.
        rows = list(Submission.select().where(over).limit(_AT_ONCE))
        for row in rows:
            _purge_one(row, now, actor)
    return len(rows)


def _purge_one(row: Submission, now: datetime, actor: str) -> None:
    mine = Version.submission == row.id
    for version in Version.select().where(mine):
        KeptReceipt.insert(
            submission=row.id,
            number=version.number,
            account=row.account_id,
            digest=version.digest,
            receipt=version.receipt,
            purged_at=clock.written(now),
        ).execute()
    asked = [request.id for request in InformationRequest.select().where(InformationRequest.submission == row.id)]
    if asked:
        RequestNote.delete().where(RequestNote.request.in_(asked)).execute()
        InformationRequest.delete().where(InformationRequest.id.in_(asked)).execute()
    files = [link.blob_id for link in AttachmentLink.select().where(AttachmentLink.submission == row.id)]
    AttachmentLink.delete().where(AttachmentLink.submission == row.id).execute()
    _drop_unlinked(files)
    # The numbers of a feed have no gap: what told of the child is told as a plain state from now on.
    told = (FeedEvent.submission == row.id) & (FeedEvent.kind != "receipt")
    plain = json.dumps({"state": CLOSED, "reference": row.reference})
    FeedEvent.update(kind="state", content=plain).where(told).execute()
    flat.drop(row.id)
    Version.delete().where(mine).execute()
    Submission.delete().where(Submission.id == row.id).execute()
    audit.record(now, actor, "purged", f"submission:{row.id}")


def _drop_unlinked(files: Sequence[int]) -> int:
    linked = (
        {link.blob_id for link in AttachmentLink.select().where(AttachmentLink.blob.in_(files))} if files else set()
    )
    gone = [row for row in Blob.select().where(Blob.id.in_(files)) if row.id not in linked] if files else []
    for row in gone:
        Chunk.delete().where(Chunk.content == row.content).execute()
        Blob.delete().where(Blob.id == row.id).execute()
    return len(gone)


def _orphans(now: datetime) -> Any:
    """Files that were uploaded long ago and never sent with a submission."""
    old = Blob.created_at < clock.written(now - _ORPHANS)
    return Blob.select().where(old & Blob.id.not_in(AttachmentLink.select(AttachmentLink.blob)))


def _drop_orphans(now: datetime) -> int:
    gone = 0
    while found := [row.id for row in _orphans(now).limit(_AT_ONCE)]:
        with writing():
            gone += _drop_unlinked(found)
    return gone


def _old_letters(now: datetime) -> Any:
    done = Letter.state != outbox.WAITING
    return Letter.select().where(done & (Letter.created_at < clock.written(now - _LETTERS)))


def _drop_letters(now: datetime) -> int:
    done = Letter.state != outbox.WAITING
    with writing():
        old = Letter.created_at < clock.written(now - _LETTERS)
        return int(Letter.delete().where(done & old).execute())
