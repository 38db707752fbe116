"""Submissions for the council's case system: whole as JSON, flat as CSV with the lists' codes (DfE's, where used).

Nothing of the account goes out: who sent a form is what the form says, and who stays anonymous stays so.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from server_stub import flat as flat_answers
from server_stub import questions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop_portal.forms.tree import Form
    from server_stub.catalogue import Catalogue
    from server_stub.tables.submissions import Submission, Version

COLUMNS = (
    "reference",
    "version",
    "received_at",
    "state",
    "destination",
    "form",
    "form_version",
    "section",
    "link_id",
    "row",
    "question",
    "code",
    "system",
    "value",
    "answer",
)
# What a spreadsheet takes for the beginning of a formula, also behind spaces, and in full width.
_FORMULA = tuple("=+-@\t\r\n|＝＋－＠")  # noqa: RUF001 (meant)


def whole(row: Submission, version: Version) -> dict[str, Any]:
    """Return a version with all that belongs to it: the answers as FHIR QuestionnaireResponse, exactly as they came."""
    body = json.loads(bytes(version.body))
    receipt = json.loads(version.receipt)
    return {
        "submission_id": row.id,
        "reference": row.reference,
        "version": version.number,
        "latest": row.latest,
        "state": row.state,
        "outcome": json.loads(row.outcome) if row.outcome else None,
        "destination": row.destination,
        "form": version.form,
        "received_at": version.received_at,
        "digest": receipt["digest"],
        "urgency": row.urgency_words,
        "from": {"name": row.from_name, "organisation": row.from_organisation},
        "anonymous": row.not_to_ask == "anonymous",
        "response": body["response"],
        "attachments": body.get("attachments", []),
        "reply": body.get("reply"),
        "requests": questions.of_submissions([row.id])[row.id],
    }


def flat(catalogue: Catalogue, row: Submission, version: Version) -> Iterator[tuple[str, ...]]:
    """Yield one row of `COLUMNS` for each answer, in the order of the form; none where its form is not published."""
    form = catalogue.form(version.form)
    if form is None:
        return
    flat_answers.catch_up(catalogue.form)
    order = {link_id: at for at, link_id in enumerate(form.items)}
    name, _, number = version.form.rpartition("|")
    begin = (row.reference, str(version.number), version.received_at, row.state, row.destination, name, number)
    answers = flat_answers.read(row.id, version.number)
    for one in sorted(answers, key=lambda one: (order[one.link_id], [int(at) for at in one.path.split(".") if at])):
        section, question = _headings(form, one.link_id)
        yield (*begin, section, one.link_id, one.path, question, one.code, one.system, one.value, one.display)


def write_csv(rows: Iterator[tuple[str, ...]], *, heading: bool = True) -> str:
    """Write rows as CSV (RFC 4180) that no spreadsheet takes for formulas."""
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    if heading:
        writer.writerow(COLUMNS)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return written.getvalue()


def safe(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would calculate (OWASP, CSV injection); else leave it as it is."""
    return f"'{cell}" if cell.lstrip(" \u00a0\ufeff").startswith(_FORMULA) or cell.startswith(_FORMULA) else cell


def _headings(form: Form, link_id: str) -> tuple[str, str]:
    """Return the words over the section of a question, and its own."""
    top = link_id
    while top in form.parents:
        top = form.parents[top]
    return form.items[top].text, form.items[link_id].text
