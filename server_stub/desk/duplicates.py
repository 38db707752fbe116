"""Whether a child may have been told of before: the same NHS number, UPN, or name and full date of birth."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from server_stub.tables.submissions import Submission

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST = 20
_SAME = (
    ("nhs_number", "the same NHS number"),
    ("upn", "the same UPN"),
    ("name_key", "the same name and date of birth"),
)


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Another submission that may be about the same child, and why."""

    id: str
    reference: str
    why: str


def duplicates(rows: Iterable[Submission]) -> dict[str, list[Duplicate]]:
    """Return for each submission the others that may be about the same child, latest first; at most 20 of each."""
    shown = list(rows)
    conditions = []
    for name, _ in _SAME:
        values = sorted({getattr(row, name) for row in shown} - {""})
        if values:
            conditions.append(getattr(Submission, name).in_(values))
    if not conditions:
        return {row.id: [] for row in shown}
    columns = (Submission.id, Submission.reference, Submission.nhs_number, Submission.upn, Submission.name_key)
    query = Submission.select(*columns).where(reduce(or_, conditions))
    others = list(query.order_by(Submission.received_at.desc()).limit(_MOST * max(len(shown), 1)))
    return {row.id: _of(row, others)[:_MOST] for row in shown}


def _of(row: Submission, others: list[Submission]) -> list[Duplicate]:
    found = []
    for other in others:
        why = [words for name, words in _SAME if getattr(row, name) and getattr(row, name) == getattr(other, name)]
        if why and other.id != row.id:
            found.append(Duplicate(other.id, other.reference, " and ".join(why)))
    return found
