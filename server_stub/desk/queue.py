"""The queue: what has arrived, by destination, the most urgent first and among those the newest."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query
from starlette.responses import RedirectResponse, Response

from server_stub import audit
from server_stub.api.asking import PartsOf  # noqa: TC001 (FastAPI reads them at run time)
from server_stub.database import writing
from server_stub.desk.doors import Staff  # noqa: TC001 (FastAPI reads them at run time)
from server_stub.desk.showing import line_of, zone_of
from server_stub.refusals import not_found
from server_stub.states import ASKED, CLOSED, RECEIVED, REVIEWING
from server_stub.tables.forms import PublishedForm
from server_stub.tables.submissions import Submission
from server_stub.web import page

if TYPE_CHECKING:
    from collections.abc import Mapping

    import peewee

    from server_stub.parts import Parts
    from server_stub.staff import AtDesk

PAGE = 50
DESTINATIONS = ("LCS", "EHM")
_LONGEST_SEARCH = 100

VIEWS: Mapping[str, str] = {
    "new": "New",
    "mine": "Assigned to me",
    "reviewing": "Being reviewed",
    "waiting": "Waiting for the referrer",
    "again": "Answered again",
    "closed": "Closed",
}
router = APIRouter()


@router.get("/")
def front() -> Response:
    """Lead to the desk."""
    return RedirectResponse("/desk", 303)


@router.get("/desk")
def queue(
    parts: PartsOf,
    who: Staff,
    view: str = "new",
    destination: str = "LCS",
    q: Annotated[str, Query(max_length=_LONGEST_SEARCH)] = "",
    start: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Response:
    """Show one page of the queue. What was looked at goes into the audit trail, a search without its words."""
    if view not in VIEWS or destination not in DESTINATIONS:
        raise not_found()
    search = q.strip()
    there = _found(search) if search else _of(view, who) & (Submission.destination == destination)
    order = (Submission.urgency, Submission.received_at.desc())
    rows = list(Submission.select().where(there).order_by(*order).offset(start).limit(PAGE + 1))
    now = parts.now()
    with writing():
        audit.record(
            now, who.actor, "searched" if search else "queue-viewed", f"queue:{destination}:{view}", start=start
        )
    titles = _titles()
    zone = zone_of(parts.council.content.get("time_zone"))
    return page(
        "queue.html",
        who=who,
        view=view,
        views=VIEWS,
        counts=_counts(destination, who),
        destination=destination,
        destinations=_destinations(parts),
        search=search,
        lines=[line_of(row, titles.get(row.form, row.form), now, zone) for row in rows[:PAGE]],
        earlier=max(0, start - PAGE) if start else None,
        later=start + PAGE if len(rows) > PAGE else None,
    )


def _of(view: str, who: AtDesk) -> peewee.Expression:
    state = Submission.state
    views: dict[str, peewee.Expression] = {
        "new": (state == RECEIVED) & (Submission.latest == 1),
        "mine": (Submission.assigned_to == who.id) & (state != CLOSED),
        "reviewing": state == REVIEWING,
        "waiting": state == ASKED,
        "again": (state == RECEIVED) & (Submission.latest > 1),
        "closed": state == CLOSED,
    }
    return views[view]


def _found(search: str) -> peewee.Expression:
    """Match a reference, an NHS number, a UPN or a part of the child's name, in both destinations."""
    squeezed = "".join(search.split())
    found = (
        (Submission.reference == squeezed.upper())
        | (Submission.nhs_number == squeezed)
        | (Submission.upn == squeezed.upper())
    )
    for word in search.split():
        found |= Submission.first_name.contains(word) | Submission.last_name.contains(word)
    return found


def _counts(destination: str, who: AtDesk) -> dict[str, int]:
    there = Submission.destination == destination
    return {view: Submission.select().where(there & _of(view, who)).count() for view in VIEWS if view != "closed"}


def _titles() -> dict[str, str]:
    rows = PublishedForm.select(PublishedForm.reference, PublishedForm.title)
    return {row.reference: json.loads(row.title).get("en", row.reference) for row in rows}


def _destinations(parts: Parts) -> dict[str, str]:
    names = parts.council.content.get("destinations")
    names = names if isinstance(names, dict) else {}
    plain = {"LCS": "Social care", "EHM": "Early help"}
    return {key: names.get(key, {}).get("en") or plain[key] for key in DESTINATIONS}
