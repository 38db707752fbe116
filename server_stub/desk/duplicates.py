"""Whether a child may have been told of before: the same NHS number, UPN, or name and full date of birth."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from server_stub.tables.submissions import Submission

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
    # Plain rows, found by what they share: comparing every two of a page took longer than all the rest of it.
    latest: Any = query.order_by(Submission.received_at.desc()).limit(_MOST * max(len(shown), 1)).tuples()
    others: list[tuple[str, ...]] = list(latest)
    sharing: dict[tuple[int, str], list[int]] = defaultdict(list)
    for at, (_id, _reference, *values) in enumerate(others):
        for kind, value in enumerate(values):
            if value:
                sharing[kind, value].append(at)
    return {row.id: _of(row, others, sharing)[:_MOST] for row in shown}


def _of(
    row: Submission, others: list[tuple[str, ...]], sharing: Mapping[tuple[int, str], list[int]]
) -> list[Duplicate]:
    whys: dict[int, list[str]] = defaultdict(list)
    for kind, (name, words) in enumerate(_SAME):
        for at in sharing.get((kind, getattr(row, name)), ()):
            whys[at].append(words)
    found = ((others[at], " and ".join(whys[at])) for at in sorted(whys))
    return [Duplicate(other[0], other[1], why) for other, why in found if other[0] != row.id]
