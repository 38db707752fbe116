"""What the council asked of a referrer: the rows of its requests, read as the wire and the desk have them."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from server_stub import clock
from server_stub.tables.submissions import InformationRequest, RequestNote

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

OPEN, ANSWERED, WITHDRAWN = "open", "answered", "withdrawn"


def of_submissions(submissions: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """Return the requests of these submissions as the wire has them, oldest first."""
    ids = list(submissions)
    there = InformationRequest.submission.in_(ids)
    rows = list(InformationRequest.select().where(there).order_by(InformationRequest.asked_at)) if ids else []
    notes: dict[str, list[RequestNote]] = defaultdict(list)
    if rows:
        query = RequestNote.select().where(RequestNote.request.in_([row.id for row in rows]))
        for note in query.order_by(RequestNote.position):
            notes[note.request_id].append(note)
    found: dict[str, list[dict[str, Any]]] = {one: [] for one in ids}
    for row in rows:
        found[row.submission_id].append(_as_wire(row, notes[row.id]))
    return found


def open_one(submission: str) -> InformationRequest | None:
    """Return the request that waits for an answer; there is never more than one."""
    return InformationRequest.get_or_none(
        (InformationRequest.submission == submission) & (InformationRequest.state == OPEN)
    )


def settle(submission: str, state: str, now: datetime) -> list[str]:
    """Note that the open request is answered or withdrawn, in the caller's transaction; returns the ids."""
    there = (InformationRequest.submission == submission) & (InformationRequest.state == OPEN)
    ids = [row.id for row in InformationRequest.select(InformationRequest.id).where(there)]
    if ids:
        InformationRequest.update(state=state, settled_at=clock.written(now)).where(
            InformationRequest.id.in_(ids)
        ).execute()
    return ids


def _as_wire(row: InformationRequest, notes: list[RequestNote]) -> dict[str, Any]:
    return {
        "request_id": row.id,
        "version": row.number,
        "etag": row.etag,
        "state": row.state,
        "reason": {"code": row.reason, "text": json.loads(row.reason_texts)},
        "comments": row.comments,
        "due": row.due_on or None,
        "notes": [
            {
                "note_id": f"{row.id}.{note.position}",
                "section": note.section,
                "question": note.question,
                "rows": json.loads(note.rows),
                "comment": note.comment,
            }
            for note in notes
        ],
        "asked_at": row.asked_at,
        "settled_at": row.settled_at or None,
    }
