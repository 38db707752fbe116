"""One submission at the desk: all answers in words, what changed, its files, its history, and the next step."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response  # noqa: TC002 (FastAPI reads it at run time)

from desktop_portal.forms.answers import Path
from server_stub import audit, clock, questions
from server_stub.api.asking import PartsOf  # noqa: TC001 (FastAPI reads them at run time)
from server_stub.database import writing
from server_stub.desk.changes import by_section, changes, label, section_of
from server_stub.desk.doors import Triage  # noqa: TC001 (FastAPI reads them at run time)
from server_stub.desk.duplicates import duplicates
from server_stub.desk.files import files_of
from server_stub.desk.history import history_of
from server_stub.desk.reading import read_version, tell
from server_stub.desk.showing import line_of, moment, zone_of
from server_stub.refusals import not_found
from server_stub.states import CLOSED, REVIEWING
from server_stub.summary import ANONYMOUS
from server_stub.tables.accounts import Staff
from server_stub.tables.submissions import Submission, Version
from server_stub.web import page

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from desktop_portal.forms.answers import Answers
    from desktop_portal.forms.tree import Form
    from server_stub.desk.changes import ChangeTold
    from server_stub.parts import Parts
    from server_stub.staff import AtDesk

SHOWN = ("answers", "changes", "files", "history")
router = APIRouter()


@router.get("/desk/submissions/{submission}")
def show(
    parts: PartsOf,
    who: Triage,
    submission: str,
    version: Annotated[int | None, Query(ge=1, le=10_000)] = None,
    show: str = "answers",
) -> Response:
    """Show one version, the latest unless another is asked for."""
    row, shown = find(submission, version)
    if show not in SHOWN:
        raise not_found()
    with writing():
        audit.record(parts.now(), who.actor, "submission-viewed", thing(shown), page=show)
    return _page(parts, who, row, shown, show)


@router.get("/desk/submissions/{submission}/print")
def print_view(
    parts: PartsOf, who: Triage, submission: str, version: Annotated[int | None, Query(ge=1, le=10_000)] = None
) -> Response:
    """Show everything of one version on one page made for paper."""
    row, shown = find(submission, version)
    with writing():
        audit.record(parts.now(), who.actor, "submission-printed", thing(shown))
    printed = moment(parts.now(), clock.read("1970-01-01T00:00:00Z"), zone_of(parts.council.content.get("time_zone")))
    return page("print.html", who=who, printed=printed, council=parts.council.name, **about(parts, row, shown))


def show_again(
    parts: Parts, who: AtDesk, submission: str, typed: Mapping[str, str], problems: Mapping[str, str], status: int
) -> Response:
    """Show the latest version with what was typed to close it: nothing of it is lost."""
    row, shown = find(submission)
    with writing():
        audit.record(parts.now(), who.actor, "submission-viewed", thing(shown), page="answers")
    return _page(parts, who, row, shown, "answers", typed, problems, status)


def _page(  # noqa: PLR0913, PLR0917 (one page in all its states)
    parts: Parts,
    who: AtDesk,
    row: Submission,
    shown: Version,
    part: str,
    typed: Mapping[str, str] | None = None,
    problems: Mapping[str, str] | None = None,
    status: int = 200,
) -> Response:
    more = {"typed": typed or {}, "problems": problems or {}, "shown_part": part}
    return page("submission.html", status, who=who, **more, **about(parts, row, shown), **_next_step(parts, row))


def find(submission: str, version: int | None = None) -> tuple[Submission, Version]:
    """Return a submission and one of its versions, the latest when none is named; Refused 404."""
    row = Submission.get_or_none(Submission.id == submission)
    if row is None:
        raise not_found()
    shown = Version.get_or_none((Version.submission == submission) & (Version.number == (version or row.latest)))
    if shown is None:
        raise not_found()
    return row, shown


def thing(version: Version) -> str:
    """Name a version in the audit trail."""
    return f"submission:{version.submission_id}.{version.number}"


def about(parts: Parts, row: Submission, shown: Version) -> dict[str, Any]:
    """Say everything about a version, as the page and the print view have it."""
    now, zone = parts.now(), zone_of(parts.council.content.get("time_zone"))
    read = read_version(parts.catalogue, shown)
    changed = _changed(parts, row, shown)
    requests = [_request(parts, row.id, one, now, zone) for one in questions.of_submissions([row.id])[row.id]]
    assigned = Staff.get_or_none(Staff.id == row.assigned_to) if row.assigned_to else None
    return {
        "row": row,
        "line": line_of(row, read[0].title if read else shown.form, now, zone),
        "form_version": shown.form.rpartition("|")[2],
        "digest": shown.digest,
        "version": shown.number,
        "versions": range(1, row.latest + 1),
        "received": moment(clock.read(shown.received_at), now, zone),
        "sections": tell(*read) if read else None,
        "changed": by_section(changed),
        "changed_places": len(changed),
        "files": files_of(row.id, shown.number),
        "history": history_of(row, now, zone),
        "requests": requests,
        "reply": _reply(shown, requests),
        "assigned": assigned.name if assigned else "",
        "outcome": json.loads(row.outcome) if row.outcome else None,
        "anonymous": row.from_name == ANONYMOUS and row.not_to_ask == "anonymous",
        "keep_identity": read is not None and _says_yes(read, "you.keep-identity"),
        "duplicates": duplicates([row])[row.id],
    }


def _next_step(parts: Parts, row: Submission) -> dict[str, Any]:
    staff = Staff.select().where(Staff.active).order_by(Staff.name)
    asked = questions.open_one(row.id)
    return {
        "asked": asked.id if asked is not None else "",
        "outcomes": {code: texts.get("en", code) for code, texts in parts.council.choices("outcomes").items()},
        "people": [(one.id, one.name) for one in staff if {"triage", "admin"} & set(one.roles.split())],
        "closed": row.state == CLOSED,
        "can_ask": row.state in {"received", REVIEWING} and not row.not_to_ask,
    }


def _changed(parts: Parts, row: Submission, shown: Version) -> tuple[ChangeTold, ...]:
    if shown.number == 1:
        return ()
    before = Version.get((Version.submission == row.id) & (Version.number == shown.number - 1))
    old, new = read_version(parts.catalogue, before), read_version(parts.catalogue, shown)
    return changes(old, new) if old and new else ()


def _request(parts: Parts, submission: str, asked: dict[str, Any], now: datetime, zone: ZoneInfo) -> dict[str, Any]:
    version = Version.get((Version.submission == submission) & (Version.number == asked["version"]))
    form = parts.catalogue.form(version.form)
    return {
        **asked,
        "reason": asked["reason"]["text"].get("en", asked["reason"]["code"]),
        "at": moment(clock.read(asked["asked_at"]), now, zone),
        "notes": [{**note, "place": _place(form, note)} for note in asked["notes"]],
    }


def _place(form: Form | None, note: dict[str, Any]) -> str:
    if form is None or note["section"] not in form.items:
        return str(note["question"] or note["section"])
    section = section_of(form, note["section"])
    if not note["question"]:
        return section
    return f"{section} > {label(form, Path(note['question'], tuple(note['rows'])))}"


def _reply(shown: Version, requests: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the referrer's own words to a request, each beside what was asked; None when there are none."""
    reply = json.loads(bytes(shown.body)).get("reply")
    if not isinstance(reply, dict):
        return None
    asked = {note["note_id"]: note for request in requests for note in request["notes"]}
    notes = [
        {
            "place": asked.get(note["note_id"], {}).get("place", "A comment"),
            "comment": asked.get(note["note_id"], {}).get("comment", ""),
            "text": note.get("text", ""),
            "done": note.get("done") is True,
        }
        for note in reply.get("notes", [])
    ]
    return {"text": reply.get("text", ""), "notes": [note for note in notes if note["text"] or note["done"]]}


def _says_yes(read: tuple[Form, Answers], link_id: str) -> bool:
    return read[1].values.get(Path(link_id), ()) == (True,)
