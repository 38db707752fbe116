"""The queue: what has arrived, by destination, the most urgent first then the newest; and kept views."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import RedirectResponse, Response

from server_stub import audit, flat
from server_stub.api.asking import PartsOf  # noqa: TC001 (FastAPI reads them at run time)
from server_stub.database import writing
from server_stub.desk import finding
from server_stub.desk.doors import Posted, Staff, Triage, keep_search, kept_search
from server_stub.desk.finding import Filter
from server_stub.desk.notes import notes_of
from server_stub.desk.showing import line_of, zone_of
from server_stub.refusals import Refused
from server_stub.tables.desk import SavedView
from server_stub.tables.forms import PublishedForm
from server_stub.web import page

if TYPE_CHECKING:
    from server_stub.desk.finding import Found
    from server_stub.parts import Parts
    from server_stub.staff import AtDesk

_LONGEST_SEARCH = 100
_LONGEST_NAME = 60
_MOST_VIEWS = 30
_OTHER_PARTS = (("publisher", "/desk/forms"), ("auditor", "/desk/audit"))
Mark = Annotated[str, Query(max_length=100)]
Where = Annotated[Literal["", "answers"], Query()]
router = APIRouter()


@router.get("/")
def front() -> Response:
    """Lead to the desk."""
    return RedirectResponse("/desk", 303)


@router.get("/desk")
def queue(request: Request, parts: PartsOf, who: Staff, after: Mark = "", before: Mark = "") -> Response:
    """Show one page of the queue, or lead to the part of the desk that is theirs."""
    if not who.may("triage"):
        part = next((path for role, path in _OTHER_PARTS if who.may(role)), "/desk/me")
        return RedirectResponse(part, 303)
    wanted = Filter.read(request.query_params)
    found = finding.find(wanted, who.id, parts.now(), after=after, before=before)
    with writing():
        audit.record(parts.now(), who.actor, "queue-viewed", f"queue:{wanted.destination}:{wanted.view}")
    titles = _titles()
    forms = sorted({wanted.form, *titles} - {""})
    return page(
        "queue.html",
        **_lines(parts, found, titles),
        who=who,
        wanted=wanted,
        finding=finding,
        counts=finding.counts(wanted.destination, who.id),
        destinations=destinations(parts),
        forms={reference: _form_name(reference, titles) for reference in forms},
        saved=_saved(who),
        search="",
    )


@router.post("/desk/search")
def look_for(_who: Triage, request: Request, entered: Posted) -> Response:
    """Keep what is looked for with the session, never in an address, and lead to what is found."""
    words = entered.get("q", "").strip()[:_LONGEST_SEARCH]
    keep_search(request, words)
    return RedirectResponse("/desk/found" if words else "/desk", 303)


@router.get("/desk/found")
def found_page(
    request: Request, parts: PartsOf, who: Triage, after: Mark = "", before: Mark = "", where: Where = ""
) -> Response:
    """Show what was found, on request in all answers. The audit trail says that somebody searched, never the words."""
    words = kept_search(request)
    if not words:
        return RedirectResponse("/desk", 303)
    if where:
        flat.catch_up(parts.catalogue.form)
    look = finding.search_answers if where else finding.search
    found = look(words, after=after, before=before)
    with writing():
        what = "answers" if where else "queue"
        audit.record(parts.now(), who.actor, "searched", what, found=len(found.rows))
    lines = _lines(parts, found, _titles())
    return page("found.html", who=who, search=words, where=where, most=finding.MOST_SEARCHED, **lines)


@router.post("/desk/views")
def keep_view(who: Triage, entered: Posted) -> Response:
    """Keep the view under a name; the same name is taken over."""
    wanted, name = Filter.read(entered), " ".join(entered.get("name", "").split())[:_LONGEST_NAME]
    if not name:
        raise Refused(422, "not-valid", "Go back and enter a name for this view.")
    with writing():
        others = (SavedView.staff == who.id) & (SavedView.name != name)
        if SavedView.select().where(others).count() >= _MOST_VIEWS:
            raise Refused(422, "not-valid", f"Up to {_MOST_VIEWS} views can be kept. Remove one first.")
        SavedView.insert(staff=who.id, name=name, address=wanted.address()).on_conflict(
            conflict_target=[SavedView.staff, SavedView.name], update={SavedView.address: wanted.address()}
        ).execute()
    return RedirectResponse(wanted.address(), 303)


@router.post("/desk/views/{view}/remove")
def remove_view(who: Triage, view: Annotated[int, Path(ge=1, lt=2**31)], _entered: Posted) -> Response:
    """Forget a view of one's own."""
    with writing():
        SavedView.delete().where((SavedView.id == view) & (SavedView.staff == who.id)).execute()
    return RedirectResponse("/desk", 303)


def destinations(parts: Parts) -> dict[str, str]:
    """Return the destinations' names by code."""
    names = parts.council.content.get("destinations")
    names = names if isinstance(names, dict) else {}
    plain = {"LCS": "Social care", "EHM": "Early help"}
    return {key: names.get(key, {}).get("en") or plain[key] for key in finding.DESTINATIONS}


def _lines(parts: Parts, found: Found, titles: dict[str, str]) -> dict[str, Any]:
    now, zone = parts.now(), zone_of(parts.council.content.get("time_zone"))
    notes = notes_of(found.rows, now, zone)
    lines = [(line_of(row, titles.get(row.form, row.form), now, zone), notes[row.id]) for row in found.rows]
    return {"lines": lines, "earlier": found.earlier, "later": found.later}


def _titles() -> dict[str, str]:
    rows = PublishedForm.select(PublishedForm.reference, PublishedForm.title)
    return {row.reference: json.loads(row.title).get("en", row.reference) for row in rows}


def _form_name(reference: str, titles: dict[str, str]) -> str:
    return f"{titles.get(reference, reference)} {reference.rpartition('|')[2]}"


def _saved(who: AtDesk) -> list[tuple[int, str, str]]:
    rows = SavedView.select().where(SavedView.staff == who.id).order_by(SavedView.name)
    return [(row.id, row.name, row.address) for row in rows]
