"""Files at the desk: documents only as downloads under names of our own, pictures drawn anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path
from starlette.responses import Response

from server_stub import audit, blobs
from server_stub.api.asking import PartsOf  # noqa: TC001 (FastAPI reads them at run time)
from server_stub.database import writing
from server_stub.desk.doors import Triage  # noqa: TC001 (FastAPI reads them at run time)
from server_stub.desk.pictures import NoPicture, redraw
from server_stub.desk.showing import one_line
from server_stub.refusals import not_found
from server_stub.tables.submissions import AttachmentLink, Submission
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
_DRAWN = {"image/jpeg", "image/png"}
_MEGABYTE = 1024 * 1024
Number = Annotated[int, Path(ge=0, le=10_000)]
_SEALED = {"Content-Security-Policy": "default-src 'none'; sandbox"}
router = APIRouter(prefix="/desk/submissions/{submission}/versions/{version}/files/{position}")


@dataclass(frozen=True, slots=True)
class FileShown:
    """A file as the page lists it; `picture` when it can be looked at in the page, `state` "clean" or what stops it."""

    position: int
    title: str
    kind: str
    size: str
    state: str
    digest: str
    picture: bool


@router.get("")
def download(parts: PartsOf, who: Triage, submission: str, version: Number, position: Number) -> Response:
    """Hand out a file under a name of our own, never to be shown inside the page; a picture drawn anew."""
    link, name = _clean(submission, version, position)
    blob: Blob = link.blob
    content, kind = b"".join(blobs.read(blob.content)), blob.content_type
    if kind in _DRAWN:
        try:
            content = redraw(content, kind)
        except NoPicture:
            # A damaged picture is still what somebody sent: it goes out as bytes that no program opens by itself.
            name, kind = f"{name}.bin", "application/octet-stream"
    _record(parts, who.actor, "file-opened", submission, version, blob)
    headers = {"Content-Disposition": f"attachment; filename=\"{name}\"; filename*=UTF-8''{quote(name)}", **_SEALED}
    return Response(content, media_type=kind, headers=headers)


@router.get("/picture")
def picture(parts: PartsOf, who: Triage, submission: str, version: Number, position: Number) -> Response:
    """Return a picture for the page: drawn anew, at most 1,600 pixels wide and high, without place, time or camera."""
    link, _ = _clean(submission, version, position)
    blob: Blob = link.blob
    if blob.content_type not in _DRAWN:
        raise not_found()
    try:
        content = redraw(b"".join(blobs.read(blob.content)), blob.content_type, largest=1_600)
    except NoPicture:
        raise not_found() from None
    _record(parts, who.actor, "picture-viewed", submission, version, blob)
    return Response(content, media_type=blob.content_type, headers=_SEALED)


@router.get("/look")
def look(parts: PartsOf, who: Triage, submission: str, version: Number, position: Number) -> Response:
    """Show one picture on a page of its own."""
    row = Submission.get_or_none(Submission.id == submission)
    link, _ = _clean(submission, version, position)
    if row is None or link.blob.content_type not in _DRAWN:
        raise not_found()
    _record(parts, who.actor, "file-opened", submission, version, link.blob)
    shown = next(one for one in files_of(submission, version) if one.position == position)
    return page("picture.html", who=who, row=row, version=version, file=shown)


def files_of(submission: str, number: int) -> list[FileShown]:
    """List the files of a version in the order of the form."""
    return [
        FileShown(
            one.position,
            one_line(one.title) or f"File {one.position + 1}",
            _ENDINGS.get(one.blob.content_type, "file").upper(),
            _size(one.blob.size),
            one.blob.state,
            one.blob.digest,
            one.blob.content_type in _DRAWN and one.blob.state == "clean",
        )
        for one in links(submission, number)
    ]


def links(submission: str, number: int) -> Sequence[AttachmentLink]:
    """Return the files of a version as rows, with their blobs."""
    there = (AttachmentLink.submission == submission) & (AttachmentLink.number == number)
    return list(AttachmentLink.select(AttachmentLink, Blob).join(Blob).where(there).order_by(AttachmentLink.position))


def _clean(submission: str, version: int, position: int) -> tuple[AttachmentLink, str]:
    found = next((one for one in links(submission, version) if one.position == position), None)
    if found is None or found.blob.state != "clean":
        raise not_found()
    row = Submission.get_by_id(submission)
    return found, f"{row.reference}-file-{position + 1}.{_ENDINGS.get(found.blob.content_type, 'bin')}"


def _record(parts: PartsOf, actor: str, act: str, submission: str, version: int, blob: Blob) -> None:
    with writing():
        audit.record(parts.now(), actor, act, f"submission:{submission}.{version}", digest=blob.digest)


def _size(size: int) -> str:
    return f"{size / _MEGABYTE:.1f} MB" if size >= _MEGABYTE else f"{max(1, round(size / 1024))} KB"
