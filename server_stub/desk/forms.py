"""Publishing forms: hand in a definition, read what the engine says of it, look at it, publish it; retire a version."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, File, Form, UploadFile
from starlette.responses import RedirectResponse, Response

from desktop_portal.forms.migrate import form_changes
from server_stub import audit, clock
from server_stub.api.asking import PartsOf  # noqa: TC001 (FastAPI reads them at run time)
from server_stub.catalogue import CannotPublish, Placing, holds_text, listing, unfit_name
from server_stub.database import writing
from server_stub.desk.doors import FromOurPage, Posted, Publisher
from server_stub.desk.outline import outline
from server_stub.desk.showing import moment, zone_of
from server_stub.refusals import Refused, not_found
from server_stub.tables.desk import FormProposal
from server_stub.web import page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from server_stub.parts import Parts
    from server_stub.staff import AtDesk

_LARGEST = 4 * 1024 * 1024
_KEPT = timedelta(days=7)
_PLACED = ("name", "audience", "destination", "safeguarding", "summary")
_NOT_PLACED = "A new form needs a short name, who it is for and where it goes. Go back and say so."
GRACES: Mapping[str, str] = {
    "": "without an end",
    "0": "not at all",
    "30": "30 days",
    "90": "90 days",
    "365": "a year",
}
router = APIRouter(prefix="/desk/forms")


@router.get("")
def forms(parts: PartsOf, who: Publisher) -> Response:
    """List all published forms with their state."""
    _viewed(parts, who, "forms")
    now, zone = parts.now(), zone_of(parts.council.content.get("time_zone"))
    rows = [
        {
            **entry,
            "published": moment(clock.read(entry["published_at"]), now, zone),
            "until": moment(clock.read(entry["accepted_until"]), now, zone) if entry["accepted_until"] else "",
            "over": bool(entry["accepted_until"]) and entry["accepted_until"] <= clock.written(now),
        }
        for entry in listing()
    ]
    return page("forms.html", who=who, rows=rows, graces=GRACES)


@router.post("/check", dependencies=[FromOurPage])
def check(
    parts: PartsOf,
    who: Publisher,
    file: Annotated[UploadFile, File()],
    name: Annotated[str, Form(max_length=120)] = "",
    audience: Annotated[str, Form()] = "",
    destination: Annotated[str, Form()] = "",
    safeguarding: Annotated[str, Form()] = "",
) -> Response:
    """Take a definition in, to be looked at: nothing is published by this."""
    content = file.file.read(_LARGEST + 1)
    definition = _definition(content)
    placing = _placing(definition, name.strip(), audience, destination, safeguarding == "yes")
    now, proposal = parts.now(), str(uuid.uuid4())
    with writing():
        FormProposal.delete().where(FormProposal.created_at < clock.written(now - _KEPT)).execute()
        FormProposal.insert(
            id=proposal,
            staff=who.id,
            definition=content,
            placing=json.dumps(placing),
            created_at=clock.written(now),
        ).execute()
        audit.record(now, who.actor, "form-checked", _name(definition))
    return RedirectResponse(f"/desk/forms/proposals/{proposal}", 303)


@router.get("/proposals/{proposal}")
def proposal(parts: PartsOf, who: Publisher, proposal: str) -> Response:
    """Show what the engine says of it, what changes against the published version, and how it will look."""
    row, definition, placing = _proposal(proposal)
    _viewed(parts, who, _name(definition))
    form, findings = parts.catalogue.examine(definition)
    before = _before(parts, definition)
    return page(
        "proposal.html",
        200 if form else 422,
        who=who,
        proposal=row.id,
        name=_name(definition),
        placing=placing,
        form=form,
        findings=findings,
        before=before,
        changes=form_changes(before, form) if before and form else (),
        sections=outline(form) if form else (),
        graces=GRACES,
    )


@router.post("/proposals/{proposal}/publish")
def publish(parts: PartsOf, who: Publisher, proposal: str, entered: Posted) -> Response:
    """Publish it; the version before is retired with the grace that was chosen."""
    row, definition, placing = _proposal(proposal)
    try:
        parts.catalogue.publish(definition, Placing(**placing), parts.now(), who.actor, _grace(entered))
    except CannotPublish as refused:
        raise Refused(409, "not-published", str(refused)) from refused
    with writing():
        FormProposal.delete().where(FormProposal.id == row.id).execute()
    return RedirectResponse("/desk/forms", 303)


@router.get("/{name}/{version}")
def look(parts: PartsOf, who: Publisher, name: str, version: str) -> Response:
    """Show a published form."""
    entry = _entry(name, version)
    _viewed(parts, who, f"{entry['url']}|{version}")
    form = parts.catalogue.form(f"{entry['url']}|{version}")
    return page("form.html", who=who, entry=entry, form=form, sections=outline(form) if form else (), graces=GRACES)


@router.post("/{name}/{version}/retire")
def retire(parts: PartsOf, who: Publisher, name: str, version: str, entered: Posted) -> Response:
    """Offer this version no more; drafts begun under it are accepted for the grace that was chosen."""
    parts.catalogue.retire(f"{_entry(name, version)['url']}|{version}", parts.now(), who.actor, _grace(entered))
    return RedirectResponse("/desk/forms", 303)


def _viewed(parts: Parts, who: AtDesk, thing: str) -> None:
    with writing():
        audit.record(parts.now(), who.actor, "forms-viewed", thing)


def _entry(name: str, version: str) -> dict[str, Any]:
    found = next((one for one in listing() if (one["name"], one["version"]) == (name, version)), None)
    if found is None:
        raise not_found()
    return found


def _grace(entered: Mapping[str, str]) -> timedelta | None:
    words = entered.get("grace", "")
    if words not in GRACES:
        raise Refused(422, "not-valid", "Go back and select for how long drafts are accepted.")
    return timedelta(days=int(words)) if words else None


def _definition(content: bytes) -> dict[str, Any]:
    if len(content) > _LARGEST:
        raise Refused(413, "too-big", "This file is larger than 4 MB. Choose the form's JSON file.")
    try:
        definition = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        definition = None
    is_form = isinstance(definition, dict) and definition.get("resourceType") == "Questionnaire"
    if not isinstance(definition, dict) or not is_form or not holds_text(definition):
        raise Refused(422, "not-valid", "This file is not a form. Choose a FHIR Questionnaire as a JSON file.")
    return definition


def _placing(
    definition: dict[str, Any],
    name: str,
    audience: str,
    destination: str,
    safeguarding: bool,  # noqa: FBT001 (a box)
) -> dict[str, Any]:
    """Take what was chosen, and from the version before what was left open; Refused 422 when something is lacking."""
    before = next((entry for entry in listing() if entry["url"] == definition.get("url")), None)
    kept = {key: before[key] for key in _PLACED} if before else {}
    given = {"name": name, "audience": audience, "destination": destination}
    placing = {**kept, **{key: word for key, word in given.items() if word}}
    placing |= {"safeguarding": safeguarding or bool(kept.get("safeguarding"))}
    placing.setdefault("summary", {"en": str(definition.get("description", ""))})
    known = (("professional", "public"), ("LCS", "EHM"))
    if not placing.get("name") or placing.get("audience") not in known[0] or placing.get("destination") not in known[1]:
        raise Refused(422, "not-valid", _NOT_PLACED)
    if sentence := unfit_name(placing["name"], str(definition.get("url"))):
        raise Refused(422, "not-valid", sentence)
    return placing


def _proposal(proposal: str) -> tuple[FormProposal, dict[str, Any], dict[str, Any]]:
    row = FormProposal.get_or_none(FormProposal.id == proposal)
    if row is None:
        raise not_found()
    return row, _definition(bytes(row.definition)), json.loads(row.placing)


def _name(definition: Mapping[str, Any]) -> str:
    return f"{definition.get('url', '')}|{definition.get('version', '')}"[:300]


def _before(parts: Parts, definition: Mapping[str, Any]) -> Any:
    url, version = definition.get("url"), definition.get("version")
    entry = next((one for one in listing() if one["url"] == url and one["version"] != version), None)
    return parts.catalogue.form(f"{entry['url']}|{entry['version']}") if entry else None
