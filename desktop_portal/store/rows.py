"""Submissions as rows and back."""

from __future__ import annotations

from typing import Any

from desktop_portal.core.draft import ChildLabel, Draft, FormKey
from desktop_portal.core.submission import (
    CouncilState,
    Delivery,
    DeliveryState,
    FileToSend,
    Receipt,
    Submission,
    SubmittedForm,
)
from desktop_portal.store.convert import from_bytes, micros, moment, to_bytes
from desktop_portal.store.statements import select
from desktop_portal.store.tables import SubmissionRow, SubmissionTextRow

_THIS = "WHERE id = ? AND version = ?"
_FILES = """
    SELECT f.digest, c.size, f.content_type, f.title FROM submission_file f JOIN content c ON c.digest = f.digest
    WHERE f.id = ? AND f.version = ? AND f.sent = ? ORDER BY f.position"""


def this(submission_id: str, version: int) -> Any:
    """Return the condition that picks one submission."""
    return (SubmissionRow.id == submission_id) & (SubmissionRow.version == version)


def of_submission(submission: Submission) -> dict[str, Any]:
    """Return the row of a submission that has just been queued."""
    return {
        "id": submission.id,
        "version": submission.version,
        "form_url": submission.form.url,
        "form_version": submission.form.version,
        "form_title": submission.form_title,
        "child_initials": submission.child.initials,
        "child_born": submission.child.born,
        "safeguarding": submission.safeguarding,
        "digest": submission.digest,
        "submitted_at": micros(submission.submitted_at),
    }


def of_delivery(delivery: Delivery) -> dict[str, Any]:
    """Return the columns of a row that a transition changes."""
    return {
        "state": delivery.state.value,
        "queued_at": micros(delivery.queued_at),
        "attempts": delivery.attempts,
        "next_at": None if delivery.next_at is None else micros(delivery.next_at),
        "reason": delivery.reason,
        "detail": delivery.detail,
        "bytes_sent": delivery.bytes_sent,
        "bytes_total": delivery.bytes_total,
        "ever_submitting": delivery.ever_submitting,
    }


def of_receipt(receipt: Receipt) -> dict[str, Any]:
    """Return the columns of a row that a receipt fills."""
    return {
        "reference": receipt.reference,
        "epoch": receipt.epoch,
        "received_at": micros(receipt.received_at),
        "etag": receipt.etag,
    }


def to_delivery(row: dict[str, Any]) -> Delivery:
    """Return the delivery of a row."""
    return Delivery(
        submission_id=row["id"],
        version=row["version"],
        state=DeliveryState(row["state"]),
        queued_at=moment(row["queued_at"]),
        attempts=row["attempts"],
        next_at=None if row["next_at"] is None else moment(row["next_at"]),
        reason=row["reason"],
        detail=row["detail"],
        bytes_sent=row["bytes_sent"],
        bytes_total=row["bytes_total"],
        ever_submitting=row["ever_submitting"],
    )


def to_receipt(row: dict[str, Any]) -> Receipt | None:
    """Return the receipt of a row, or None while the council has not got it (or lost it and is sent it again)."""
    if row["received_at"] is None or row["state"] != DeliveryState.RECEIVED.value:
        return None
    return Receipt(
        submission_id=row["id"],
        version=row["version"],
        reference=row["reference"],
        digest=row["digest"],
        epoch=row["epoch"],
        received_at=moment(row["received_at"]),
        etag=row["etag"],
    )


def to_submitted(row: dict[str, Any]) -> SubmittedForm:
    """Return the line of "Submitted forms" of a row."""
    council = row["council_state"]
    return SubmittedForm(
        id=row["id"],
        version=row["version"],
        form=FormKey(row["form_url"], row["form_version"]),
        form_title=row["form_title"],
        child=ChildLabel(row["child_initials"], row["child_born"]),
        safeguarding=row["safeguarding"],
        submitted_at=moment(row["submitted_at"]),
        delivery=to_delivery(row),
        receipt=to_receipt(row),
        council_state=None if council is None else CouncilState(council),
    )


def load_row(database: Any, submission_id: str, version: int) -> dict[str, Any]:
    """Return one row. Raises KeyError when there is none."""
    rows = select(database, SubmissionRow, _THIS, (submission_id, version))
    if not rows:
        raise KeyError((submission_id, version))
    return rows[0]


def load_submission(database: Any, submission_id: str, version: int) -> Submission:
    """Return a submission with its frozen bytes. Raises KeyError when there is none."""
    row = load_row(database, submission_id, version)
    text = select(database, SubmissionTextRow, _THIS, (submission_id, version))[0]
    return Submission(
        id=row["id"],
        version=row["version"],
        form=FormKey(row["form_url"], row["form_version"]),
        form_title=row["form_title"],
        child=ChildLabel(row["child_initials"], row["child_born"]),
        safeguarding=row["safeguarding"],
        body=bytes(text["body"]),
        digest=row["digest"],
        files=tuple(FileToSend(**file) for file in files(database, submission_id, version, sent=True)),
        submitted_at=moment(row["submitted_at"]),
    )


def files(database: Any, submission_id: str, version: int, *, sent: bool) -> list[dict[str, Any]]:
    """Return the files of a submission in their order: those that are sent, or those that only its draft had."""
    found = database.execute_sql(_FILES, (submission_id, version, sent)).fetchall()
    return [dict(zip(("digest", "size", "content_type", "title"), row, strict=True)) for row in found]


def keep_draft(draft: Draft) -> bytes:
    """Return a draft as it is kept beside its submission."""
    return to_bytes(
        {
            "document": draft.document,
            "created_at": micros(draft.created_at),
            "saved_at": micros(draft.saved_at),
            "page": draft.page,
            "checked": sorted(draft.checked),
        }
    )


def kept_draft(row: dict[str, Any], kept: bytes) -> Draft:
    """Return the draft that was kept beside a submission."""
    draft = from_bytes(kept)
    return Draft(
        id=row["id"],
        form=FormKey(row["form_url"], row["form_version"]),
        form_title=row["form_title"],
        child=ChildLabel(row["child_initials"], row["child_born"]),
        document=draft["document"],
        created_at=moment(draft["created_at"]),
        saved_at=moment(draft["saved_at"]),
        page=draft["page"],
        checked=frozenset(draft["checked"]),
    )
