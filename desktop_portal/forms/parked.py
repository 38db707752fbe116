"""An answer that an update of the form could not carry over: shown with its old words, copied by hand, never sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Parked:
    """One answer that was set aside.

    `question` and `words` are what the old form showed; `values` the answers as the draft file writes them; `reason` is
    "removed", "type" (the new question takes another kind of answer) or "single" (the new form asks once only).
    """

    link_id: str
    rows: tuple[int, ...]
    question: str
    words: str
    reason: str
    values: tuple[Mapping[str, Any], ...] = ()
    form: str = ""


def write_parked(entry: Parked) -> dict[str, Any]:
    """Write as JSON."""
    return {
        "linkId": entry.link_id,
        "rows": list(entry.rows),
        "question": entry.question,
        "words": entry.words,
        "reason": entry.reason,
        "values": [dict(value) for value in entry.values],
        "form": entry.form,
    }


def read_parked(raw: Mapping[str, Any]) -> Parked | None:
    """Read from JSON; None when it is damaged."""
    texts = [raw.get(key, "") for key in ("linkId", "question", "words", "reason", "form")]
    rows, values = raw.get("rows", []), raw.get("values", [])
    if not all(isinstance(text, str) for text in texts) or not isinstance(rows, list) or not isinstance(values, list):
        return None
    if not all(isinstance(row, int) for row in rows):
        return None
    kept = tuple(value for value in values if isinstance(value, dict))
    return Parked(texts[0], tuple(rows), texts[1], texts[2], texts[3], kept, texts[4])
