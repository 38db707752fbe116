"""What was sent, as a list that the person can read, keep and show: never with a child's details or an answer."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from desktop_portal.core.submission import SubmittedForm
    from desktop_portal.store.database import Store

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class SentLine:
    """One version that was handed in: when, whether and when the council received it, and under which reference.

    `digest` is what the council's receipt vouches for (SHA-256, hex); `size` the bytes of the form and its files.
    """

    form: str
    version: int
    submitted_at: datetime
    state: str
    received_at: datetime | None
    reference: str
    digest: str
    files: int
    size: int


def sent_lines(store: Store) -> list[SentLine]:
    """Return everything handed in within the retention period, the newest first."""
    return [_line(store, form) for form in store.submissions.list()]


def _line(store: Store, form: SubmittedForm) -> SentLine:
    sent = store.submissions.load(form.id, form.version)
    receipt = form.receipt
    return SentLine(
        form=form.form_title,
        version=form.version,
        submitted_at=form.submitted_at,
        state=form.delivery.state.value,
        received_at=receipt.received_at if receipt else None,
        reference=receipt.reference if receipt else "",
        digest=sent.digest,
        files=len(sent.files),
        size=len(sent.body) + sum(file.size for file in sent.files),
    )


def as_csv(lines: Sequence[SentLine], columns: Mapping[str, str]) -> bytes:
    """Write the list as CSV in UTF-8 with a mark that spreadsheets know it by; `columns` are the titles in order.

    Times are UTC. A text that a spreadsheet would take for a formula is written so that it stays a text.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(columns.values())
    for line in lines:
        writer.writerow([_plain(getattr(line, name)) for name in columns])
    return text.getvalue().encode("utf-8-sig")


def _plain(value: object) -> str:
    if value is None:
        return ""
    words = value.isoformat(timespec="seconds") if hasattr(value, "isoformat") else str(value)
    return f"'{words}" if words.startswith(_FORMULA) else words
