"""Which row of the sheet an item of the workbook stands in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

FIRST_ROW = 2
_BEGIN, _END = ("begin", "begin_"), ("end", "end_")


def rows_by_path(survey: Sequence[Mapping[str, Any]]) -> dict[tuple[str, ...], tuple[int, Mapping[str, Any]]]:
    """Return (row number, row) of each named row of the sheet `survey` by the names of its groups and its own."""
    found: dict[tuple[str, ...], tuple[int, Mapping[str, Any]]] = {}
    above: list[str] = []
    for number, row in enumerate(survey, FIRST_ROW):
        kind = str(row.get("type", "")).strip().lower()
        if kind.startswith(_END):
            above = above[:-1]
            continue
        name = str(row.get("name", "")).strip()
        if name:
            found.setdefault((*above, name), (number, row))
        if kind.startswith(_BEGIN):
            above.append(name)
    return found
