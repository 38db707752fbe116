"""Asking the referrer for more information: the page with a place to write beside every question, and its reading."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import RedirectResponse, Response

from desktop_portal.forms.tree import Question as FormQuestion
from server_stub import audit, reviewing
from server_stub.api.asking import PartsOf  # noqa: TC001 (FastAPI reads them at run time)
from server_stub.database import writing
from server_stub.desk.doors import Posted, Triage, seen_in
from server_stub.desk.reading import evaluated, read_version, tell
from server_stub.desk.showing import line_of, zone_of
from server_stub.refusals import Refused, not_found
from server_stub.tables.submissions import Submission, Version
from server_stub.web import page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desktop_portal.forms.tree import Form
    from server_stub.desk.reading import SectionTold
    from server_stub.parts import Parts

_LONGEST = 4_000
_FURTHEST = timedelta(days=366)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_PLACE = re.compile(r"note:(.+)@((?:\d{1,4}\.?)*)")
_MOVED = "A comment of yours stands here now: what it was about is no longer in the form."
router = APIRouter()


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed on the page, kept as it was, and what is wrong with it by field."""

    fields: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)


@router.get("/desk/submissions/{submission}/ask")
def ask_page(parts: PartsOf, who: Triage, submission: str, at: Annotated[str, Query(max_length=300)] = "") -> Response:
    """Show the page; `at` opens the place to write beside one question."""
    with writing():
        row = _row(submission)
        audit.record(parts.now(), who.actor, "submission-viewed", f"submission:{row.id}.{row.latest}", page="ask")
    return _page(parts, who, row, Typed({f"note:{at}": ""} if at else {}))


@router.post("/desk/submissions/{submission}/ask")
def ask(parts: PartsOf, who: Triage, submission: str, entered: Posted) -> Response:
    """Ask, or show the page again with all that was typed and what is to be mended."""
    row = _row(submission)
    version = Version.get((Version.submission == row.id) & (Version.number == row.latest))
    read = read_version(parts.catalogue, version)
    today = parts.now().astimezone(zone_of(parts.council.content.get("time_zone"))).date()
    reasons = parts.council.choices("information_request_reasons")
    question, problems = read_question(entered, read[0] if read else None, reasons, today)
    if problems:
        return _page(parts, who, row, Typed(entered, problems), 422)
    try:
        reviewing.ask(parts, who, row.id, seen_in(entered), question)
    except Refused as refused:
        # What was typed stays, beside what is there now: it can be sent again once that is read.
        typed = Typed({**entered, "seen": str(row.latest)}, {"comments": refused.detail})
        return _page(parts, who, _row(submission), typed, refused.status)
    return RedirectResponse(f"/desk/submissions/{row.id}", 303)


def read_question(
    entered: Mapping[str, str], form: Form | None, reasons: Mapping[str, Any], today: date
) -> tuple[reviewing.Question, dict[str, str]]:
    """Read what was typed; beside it what is wrong, by field. Notes whose place the form lacks are kept on the form."""
    problems: dict[str, str] = {}
    reason, comments = entered.get("reason", ""), entered.get("comments", "").strip()
    if reason not in reasons:
        problems["reason"] = "Select a reason"
    notes = _notes(entered, form)
    if not comments and not notes:
        problems["comments"] = "Say what you need, here or beside a question"
    for name, text in entered.items():
        if (name == "comments" or name.startswith("note:")) and len(text) > _LONGEST:
            problems[name] = f"Use {_LONGEST:,} characters or fewer"
    due = None
    try:
        due = read_day(entered, today)
    except ValueError as wrong:
        problems["due-day"] = str(wrong)
    return reviewing.Question(reason, comments, notes, due), problems


def read_day(entered: Mapping[str, str], today: date) -> date | None:
    """Read day, month (number or name) and year; None when all are empty. ValueError with a sentence."""
    day, month, year = (entered.get(f"due-{part}", "").strip() for part in ("day", "month", "year"))
    if not day and not month and not year:
        return None
    name = month[:3].casefold()
    try:
        number = _MONTHS.index(name) + 1 if name in _MONTHS else int(month)
        due = date(int(year), number, int(day))
    except (ValueError, OverflowError):
        raise ValueError("Enter a real date, such as 4 12 2026") from None
    if due < today:
        raise ValueError("The date must be today or in the future")
    if due > today + _FURTHEST:
        raise ValueError("The date must be within a year")
    return due


def _notes(entered: Mapping[str, str], form: Form | None) -> tuple[reviewing.Note, ...]:
    found = []
    for name, text in entered.items():
        place = _PLACE.fullmatch(name)
        if place is None or not text.strip() or form is None or place[1] not in form.items:
            continue
        item = form.items[place[1]]
        rows = tuple(int(row) for row in place[2].split(".") if row)
        question = item.link_id if isinstance(item, FormQuestion) else ""
        found.append(reviewing.Note(text.strip(), _section(form, item.link_id), question, rows))
    return tuple(found)


def _section(form: Form, link_id: str) -> str:
    while link_id in form.parents:
        link_id = form.parents[link_id]
    return link_id


def _in_place(typed: Typed, sections: Sequence[SectionTold], form: Form | None) -> Typed:
    """Move comments whose place is not on the page any more to the words for the whole form, and say so.

    A newer version may lack the row, or the answer, that somebody was writing about.
    """
    places = {f"{section.link_id}@" for section in sections}
    places |= {told.place for section in sections for told in section.told}
    fields = dict(typed.fields)
    homeless = [name for name in fields if _PLACE.fullmatch(name) and name.removeprefix("note:") not in places]
    words = [_named(form, name, text) for name in homeless if (text := fields.pop(name).strip())]
    if not words:
        return typed
    fields["comments"] = "\n\n".join([*filter(None, [fields.get("comments", "").strip()]), *words])
    told = [typed.problems.get("comments", ""), _MOVED]
    return replace(typed, fields=fields, problems={**typed.problems, "comments": " ".join(filter(None, told))})


def _named(form: Form | None, field_name: str, words: str) -> str:
    item = form.items.get(field_name.removeprefix("note:").partition("@")[0]) if form is not None else None
    return f"{item.text}: {words}" if item is not None else words


def _row(submission: str) -> Submission:
    row = Submission.get_or_none(Submission.id == submission)
    if row is None:
        raise not_found()
    return row


def _page(parts: Parts, who: Any, row: Submission, typed: Typed, status: int = 200) -> Response:
    now, zone = parts.now(), zone_of(parts.council.content.get("time_zone"))
    version = Version.get((Version.submission == row.id) & (Version.number == row.latest))
    read = read_version(parts.catalogue, version)
    sections = tell(*read, evaluated(*read, version)) if read else ()
    typed = _in_place(typed, sections, read[0] if read else None)
    return page(
        "ask.html",
        status,
        who=who,
        row=row,
        line=line_of(row, read[0].title if read else version.form, now, zone),
        sections=sections,
        reasons={code: texts.get("en", code) for code, texts in _reasons(parts).items()},
        typed=typed.fields,
        problems=typed.problems,
        seen=typed.fields.get("seen", row.latest),
    )


def _reasons(parts: Parts) -> Mapping[str, Mapping[str, str]]:
    return parts.council.choices("information_request_reasons")
