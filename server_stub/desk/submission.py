"""One submission at the desk: all answers in words, its files, its versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query
from starlette.responses import Response

from server_stub import audit, blobs, clock
from server_stub.api.asking import PartsOf  # noqa: TC001 (FastAPI reads them at run time)
from server_stub.database import writing
from server_stub.desk.doors import Staff  # noqa: TC001 (FastAPI reads them at run time)
from server_stub.desk.reading import read_version, tell
from server_stub.desk.showing import line_of, moment, one_line, zone_of
from server_stub.refusals import not_found
from server_stub.tables.submissions import AttachmentLink, Submission, Version
from server_stub.tables.uploads import Blob
from server_stub.web import page

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENDINGS = {
    "application/pdf": "pdf",
    "application/msword": "doc",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/heic": "heic",
}
_MEGABYTE = 1024 * 1024
router = APIRouter()


@router.get("/desk/submissions/{submission}")
def show(
    parts: PartsOf, who: Staff, submission: str, version: Annotated[int | None, Query(ge=1, le=10_000)] = None
) -> Response:
    """Show one version, the latest unless another is asked for."""
    row = Submission.get_or_none(Submission.id == submission)
    if row is None:
        raise not_found()
    number = version or row.latest
    shown = Version.get_or_none((Version.submission == submission) & (Version.number == number))
    if shown is None:
        raise not_found()
    now, zone = parts.now(), zone_of(parts.council.content.get("time_zone"))
    with writing():
        audit.record(now, who.actor, "submission-viewed", f"submission:{submission}.{number}")
    read = read_version(parts.catalogue, shown)
    title = read[0].title if read else shown.form
    return page(
        "submission.html",
        who=who,
        line=line_of(row, title, now, zone),
        form_version=shown.form.rpartition("|")[2],
        digest=shown.digest,
        version=number,
        versions=range(1, row.latest + 1),
        received=moment(clock.read(shown.received_at), now, zone),
        sections=tell(*read) if read else None,
        files=_files(submission, number),
    )


@router.get("/desk/submissions/{submission}/versions/{version}/files/{position}")
def download(parts: PartsOf, who: Staff, submission: str, version: int, position: int) -> Response:
    """Hand out a file under a name of our own, never to be shown inside the page."""
    found = next((one for one in _links(submission, version) if one.position == position), None)
    if found is None:
        raise not_found()
    row, blob = Submission.get_by_id(submission), found.blob
    if blob.state != "clean":
        raise not_found()
    with writing():
        audit.record(parts.now(), who.actor, "file-opened", f"submission:{submission}.{version}", digest=blob.digest)
    name = f"{row.reference}-file-{position + 1}.{_ENDINGS.get(blob.content_type, 'bin')}"
    headers = {
        "Content-Disposition": f"attachment; filename=\"{name}\"; filename*=UTF-8''{quote(name)}",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return Response(b"".join(blobs.read(blob.content)), media_type=blob.content_type, headers=headers)


def _files(submission: str, number: int) -> list[dict[str, str | int]]:
    return [
        {
            "position": one.position,
            "title": one_line(one.title) or f"File {one.position + 1}",
            "kind": _ENDINGS.get(one.blob.content_type, "file").upper(),
            "size": _size(one.blob.size),
            "state": one.blob.state,
        }
        for one in _links(submission, number)
    ]


def _links(submission: str, number: int) -> Sequence[AttachmentLink]:
    there = (AttachmentLink.submission == submission) & (AttachmentLink.number == number)
    return list(AttachmentLink.select(AttachmentLink, Blob).join(Blob).where(there).order_by(AttachmentLink.position))


def _size(size: int) -> str:
    return f"{size / _MEGABYTE:.1f} MB" if size >= _MEGABYTE else f"{max(1, round(size / 1024))} KB"
