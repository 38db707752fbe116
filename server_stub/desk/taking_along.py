"""Exports at the desk: one submission as PDF, JSON or CSV, and all of a view as JSON lines or CSV."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response, StreamingResponse

from server_stub import audit, exports
from server_stub.api.asking import PartsOf  # noqa: TC001 (FastAPI reads them at run time)
from server_stub.database import writing
from server_stub.desk import finding
from server_stub.desk.doors import Triage  # noqa: TC001 (FastAPI reads them at run time)
from server_stub.desk.finding import Filter
from server_stub.desk.showing import zone_of
from server_stub.desk.submission import find, thing
from server_stub.refusals import not_found
from server_stub.tables.submissions import Submission, Version

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

    from server_stub.parts import Parts
    from server_stub.staff import AtDesk

_BOM = "\ufeff"
_KINDS = {"json": "application/json", "csv": "text/csv; charset=utf-8", "pdf": "application/pdf"}
_MANY = {"jsonl": "application/jsonl", "csv": _KINDS["csv"]}
router = APIRouter()
Number = Annotated[int | None, Query(ge=1, le=10_000)]


@router.get("/desk/submissions/{submission}/export.{kind}")
def one(parts: PartsOf, who: Triage, submission: str, kind: str, version: Number = None) -> Response:
    """Hand out a version as PDF, JSON or CSV."""
    row, shown = find(submission, version)
    if kind not in _KINDS:
        raise not_found()
    if kind == "pdf":
        # reportlab and HarfBuzz cost start-up time and memory that a server without such a request does not need.
        from server_stub.desk.papers import whole_pdf  # noqa: PLC0415

        content = whole_pdf(parts.catalogue, parts.council.name, _zone(parts), row, shown)
    elif kind == "json":
        content = json.dumps(exports.whole(row, shown), ensure_ascii=False, indent=1).encode()
    else:
        content = (_BOM + exports.write_csv(exports.flat(parts.catalogue, row, shown))).encode()
    _record(parts, who, [shown], kind)
    return Response(content, media_type=_KINDS[kind], headers=_named(f"{row.reference}-v{shown.number}.{kind}"))


@router.get("/desk/submissions/{submission}/changes.pdf")
def changes(parts: PartsOf, who: Triage, submission: str, version: Number = None) -> Response:
    """Hand out what a version changed, as PDF."""
    row, shown = find(submission, version)
    if shown.number == 1:
        raise not_found()
    from server_stub.desk.papers import changes_pdf  # noqa: PLC0415 (see above)

    _, before = find(submission, shown.number - 1)
    content = changes_pdf(parts.catalogue, parts.council.name, _zone(parts), row, before, shown)
    _record(parts, who, [shown], "changes")
    return Response(content, media_type=_KINDS["pdf"], headers=_named(f"{row.reference}-v{shown.number}-changes.pdf"))


@router.get("/desk/export.{kind}")
def many(request: Request, parts: PartsOf, who: Triage, kind: str) -> Response:
    """Hand out the latest versions of all that a view shows, piece by piece; each is recorded before it goes out."""
    wanted = Filter.read(request.query_params)
    if kind not in _MANY:
        raise not_found()
    pieces = _pieces(parts, who, wanted, kind)
    name = f"{wanted.destination}-{wanted.view}.{kind}"
    return StreamingResponse(pieces, media_type=_MANY[kind], headers=_named(name))


def _pieces(parts: Parts, who: AtDesk, wanted: Filter, kind: str) -> Iterator[str]:
    if kind == "csv":
        yield _BOM + exports.write_csv(iter(()))
    found = finding.find(wanted, who.id, parts.now())
    while found.rows:
        pairs = _latest(found.rows)
        _record(parts, who, [version for _, version in pairs], kind)
        for row, version in pairs:
            if kind == "csv":
                yield exports.write_csv(exports.flat(parts.catalogue, row, version), heading=False)
            else:
                yield json.dumps(exports.whole(row, version), ensure_ascii=False) + "\n"
        if not found.later:
            return
        found = finding.find(wanted, who.id, parts.now(), after=found.later)


def _latest(rows: list[Submission]) -> list[tuple[Submission, Version]]:
    query = Version.select().where(Version.submission.in_([row.id for row in rows]))
    versions = {(version.submission_id, version.number): version for version in query}
    return [(row, versions[row.id, row.latest]) for row in rows if (row.id, row.latest) in versions]


def _record(parts: Parts, who: AtDesk, versions: list[Version], kind: str) -> None:
    with writing():
        for version in versions:
            audit.record(parts.now(), who.actor, "submission-exported", thing(version), kind=kind)


def _named(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}


def _zone(parts: Parts) -> ZoneInfo:
    return zone_of(parts.council.content.get("time_zone"))
