"""What the queue notes beside a submission: who has it, a possible duplicate, its files, the day an answer is due."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from server_stub import clock, questions
from server_stub.desk.duplicates import duplicates
from server_stub.desk.showing import moment
from server_stub.tables.accounts import Staff
from server_stub.tables.submissions import AttachmentLink, InformationRequest, Submission
from server_stub.tables.uploads import Blob

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from server_stub.desk.duplicates import Duplicate


@dataclass(frozen=True, slots=True)
class Note:
    """One line's note."""

    duplicate: Duplicate | None = None
    words: tuple[str, ...] = ()


def notes_of(rows: list[Submission], now: datetime, zone: ZoneInfo) -> dict[str, Note]:
    """Return the notes of a page, by submission; four queries, however many rows."""
    ids = [row.id for row in rows]
    if not ids:
        return {}
    same = duplicates(rows)
    files, held = _files(ids)
    names = _names({row.assigned_to for row in rows} - {""})
    asked = _asked(ids, now, zone)
    found = {}
    for row in rows:
        count, stopped = files[row.id], held[row.id]
        words = [
            asked.get(row.id, ""),
            f"With {names[row.assigned_to]}" if row.assigned_to in names else "",
            f"{count} file{'s' if count > 1 else ''}{f', {stopped} in quarantine' if stopped else ''}" if count else "",
        ]
        found[row.id] = Note(next(iter(same[row.id]), None), tuple(filter(None, words)))
    return found


def _files(ids: list[str]) -> tuple[Counter[str], Counter[str]]:
    query: Any = (
        AttachmentLink.select(AttachmentLink.submission, Blob.state)
        .join(Blob)
        .switch(AttachmentLink)
        .join(Submission)
        .where(AttachmentLink.submission.in_(ids) & (AttachmentLink.number == Submission.latest))
        .tuples()
    )
    rows = list(query)
    return Counter(one for one, _ in rows), Counter(one for one, state in rows if state != "clean")


def _names(ids: set[str]) -> dict[str, str]:
    return {row.id: row.name for row in Staff.select(Staff.id, Staff.name).where(Staff.id.in_(ids))} if ids else {}


def _asked(ids: list[str], now: datetime, zone: ZoneInfo) -> dict[str, str]:
    there = InformationRequest.submission.in_(ids) & (InformationRequest.state == questions.OPEN)
    return {
        row.submission_id: f"Asked {moment(clock.read(row.asked_at), now, zone)}"
        + (f", until {row.due_on}" if row.due_on else "")
        for row in InformationRequest.select().where(there)
    }
