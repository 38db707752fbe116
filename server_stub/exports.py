"""Submissions for the council's case system: whole as JSON, flat as CSV with the lists' codes (DfE's, where used).

Nothing of the account goes out: who sent a form is what the form says, and who stays anonymous stays so.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from desktop_portal.forms.answers import Absent, Attachment, Coding, Path
from desktop_portal.forms.response import from_response
from desktop_portal.forms.tree import Question
from desktop_portal.forms.words import say
from server_stub import questions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop_portal.forms.answers import Value
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
    answers, _ = from_response(form, json.loads(bytes(version.body))["response"])
    order = {link_id: at for at, link_id in enumerate(form.items)}
    name, _, number = version.form.rpartition("|")
    begin = (row.reference, str(version.number), version.received_at, row.state, row.destination, name, number)
    for path in sorted(answers.values, key=lambda one: (order[one.link_id], one.rows)):
        for value in answers.values[path]:
            yield (*begin, *_answer(form, path, value))


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


def _answer(form: Form, path: Path, value: Value) -> tuple[str, ...]:
    question = form.items[path.link_id]
    words = say(form, question, value) if isinstance(question, Question) else ""
    code, system, plain = _coded(value, words)
    top = path.link_id
    while top in form.parents:
        top = form.parents[top]
    rows = ".".join(str(number + 1) for number in path.rows)
    return (form.items[top].text, path.link_id, rows, question.text, code, system, plain, words)


def _coded(value: Value, words: str) -> tuple[str, str, str]:
    """Return code, its system, and the value as programs read it."""
    if isinstance(value, Coding):
        return value.code, value.system, value.code
    if isinstance(value, Absent):
        return value.reason, "http://terminology.hl7.org/CodeSystem/data-absent-reason", ""
    if isinstance(value, Attachment):
        return "", "", value.digest
    if isinstance(value, bool):
        return "", "", "true" if value else "false"
    text = getattr(value, "text", None)
    return "", "", text if isinstance(text, str) else value if isinstance(value, str) else words
