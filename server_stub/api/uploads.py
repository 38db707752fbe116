"""tus 1.0 (core, creation, expiration, checksum, termination) over the server's own tables."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from email.utils import format_datetime
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Depends, Header, Request, Response
from starlette.concurrency import run_in_threadpool

from server_stub import blobs, clock
from server_stub.api import wire
from server_stub.api.asking import Address, Caller, PartsOf, too_big
from server_stub.api.taking import take_as_it_comes
from server_stub.limits import UPLOAD
from server_stub.refusals import Refused

if TYPE_CHECKING:
    from server_stub.parts import Parts
    from server_stub.tables.uploads import Upload

VERSION = "1.0.0"
_EXTENSIONS = "creation,expiration,checksum,termination"
_HASHES = {"sha256": hashlib.sha256, "sha1": hashlib.sha1}
_LARGEST_CHECKED = 8 * 1024 * 1024
_DIGEST = re.compile(r"[0-9a-f]{64}")
_OFFSET_FORM = re.compile(r"[0-9]{1,18}")
_WRONG_CHECKSUM = 460


_OFFSET = {"Upload-Offset": {"description": "Where the upload stands, in bytes", "schema": {"type": "integer"}}}
_STANDS: dict[str, Any] = {"description": "Where the upload stands", "headers": _OFFSET}
_MADE: dict[str, Any] = {
    "description": "The upload is made",
    "headers": {**_OFFSET, "Location": {"description": "Its address", "schema": {"type": "string"}}},
}
_BYTES: dict[str, Any] = {"schema": {"type": "string", "format": "binary"}, "example": "the next bytes of the file"}


def speaks_tus(tus_resumable: Annotated[str | None, Header()] = None) -> None:
    """Refuse every other version of the protocol."""
    if tus_resumable != VERSION:
        raise Refused(412, "tus-version", "Uploads use tus 1.0.0.", headers={"Tus-Version": VERSION})


open_router = APIRouter(prefix="/v1", tags=["uploads"])
router = APIRouter(prefix="/v1", tags=["uploads"], dependencies=[Depends(speaks_tus)])


@open_router.options("/uploads", status_code=204)
def what_is_spoken(parts: PartsOf) -> Response:
    """Say which version and extensions of tus are spoken, and how large a file may be."""
    headers = {
        "Tus-Version": VERSION,
        "Tus-Extension": _EXTENSIONS,
        "Tus-Max-Size": str(parts.settings.largest_file),
        "Tus-Checksum-Algorithm": ",".join(_HASHES),
    }
    return Response(status_code=204, headers={**headers, "Tus-Resumable": VERSION})


@router.post(
    "/uploads",
    status_code=201,
    response_class=Response,
    responses={201: _MADE, **wire.problems(400, 401, 412, 413, 415, 422, 429)},
)
def create(
    parts: PartsOf,
    address: Address,
    who: Caller,
    upload_length: Annotated[str | None, Header()] = None,
    upload_metadata: Annotated[str, Header()] = "",
) -> Response:
    """Begin an upload; Upload-Offset is its whole length when the account holds this content already."""
    now = parts.now()
    parts.limits.count(UPLOAD, now, account=who.account_id, address=address)
    length = _length(parts, upload_length)
    metadata = _metadata(upload_metadata)
    digest = metadata.get("digest", "").lower()
    if digest and not _DIGEST.fullmatch(digest):
        raise Refused(422, "not-valid", "The file's digest cannot be read.")
    upload = blobs.begin(who.account_id, length, digest, metadata.get("filename", "")[:300], now)
    headers = {**_headers(upload), "Location": f"/v1/uploads/{upload.id}"}
    return Response(status_code=201, headers=headers)


@router.head(
    "/uploads/{upload}", response_class=Response, responses={200: _STANDS, **wire.problems(401, 404, 410, 412)}
)
def offset(parts: PartsOf, who: Caller, upload: str) -> Response:
    """Say where the upload stands."""
    found = blobs.find(who.account_id, upload, parts.now())
    headers = {**_headers(found), "Upload-Length": str(found.length), "Cache-Control": "no-store"}
    return Response(status_code=200, headers=headers)


@router.patch(
    "/uploads/{upload}",
    status_code=204,
    responses={204: _STANDS, **wire.problems(400, 401, 404, 408, 409, 410, 412, 413, 415, 460)},
    openapi_extra={"requestBody": {"required": True, "content": {"application/offset+octet-stream": _BYTES}}},
)
async def add(
    request: Request,
    parts: PartsOf,
    who: Caller,
    upload: str,
    upload_offset: Annotated[str | None, Header()] = None,
    upload_checksum: Annotated[str, Header()] = "",
) -> Response:
    """Add bytes at Upload-Offset. What arrived before a cut connection is kept, unless a checksum was announced."""
    if request.headers.get("content-type") != "application/offset+octet-stream":
        raise Refused(415, "content-type", "Bytes of a file come as application/offset+octet-stream.")
    found = await run_in_threadpool(blobs.find, who.account_id, upload, parts.now())
    if upload_offset is None or _OFFSET_FORM.fullmatch(upload_offset) is None or int(upload_offset) != found.received:
        raise Refused(409, "wrong-offset", "The upload stands elsewhere. Ask where.", headers=_headers(found))
    if upload_checksum:
        found, digest = await _add_checked(request, found, upload_checksum), ""
    else:
        found, digest = await take_as_it_comes(request.stream(), found)
    if found.received == found.length and not found.finished:
        await run_in_threadpool(blobs.finish, found, parts.now(), parts.antivirus, digest)
    return Response(status_code=204, headers=_headers(found))


@router.delete("/uploads/{upload}", status_code=204, responses=wire.problems(401, 404, 410, 412))
def end(parts: PartsOf, who: Caller, upload: str) -> Response:
    """End an upload and forget its bytes."""
    blobs.discard(blobs.find(who.account_id, upload, parts.now()))
    return Response(status_code=204, headers={"Tus-Resumable": VERSION})


async def _add_checked(request: Request, upload: Upload, announced: str) -> Upload:
    name, _, encoded = announced.partition(" ")
    if name not in _HASHES:
        raise Refused(400, "checksum-algorithm", "The checksum is sha256 or sha1.")
    pieces, size = [], 0
    async for piece in request.stream():
        size += len(piece)
        if size > _LARGEST_CHECKED:
            raise too_big()
        pieces.append(piece)
    data = b"".join(pieces)
    if not hmac.compare_digest(base64.b64encode(_HASHES[name](data).digest()).decode(), encoded.strip()):
        raise Refused(_WRONG_CHECKSUM, "wrong-checksum", "These bytes were changed on their way.")
    return await run_in_threadpool(blobs.append, upload, upload.received, data)


def _headers(upload: Upload) -> dict[str, str]:
    expires = clock.read(upload.expires_at).replace(microsecond=0)
    return {
        "Tus-Resumable": VERSION,
        "Upload-Offset": str(upload.received),
        "Upload-Expires": format_datetime(expires, usegmt=True),
    }


def _length(parts: Parts, header: str | None) -> int:
    if header is None or not header.isdecimal():
        raise Refused(400, "no-length", "The upload does not say how long it is.")
    length = int(header[:20])
    if length > parts.settings.largest_file:
        megabytes = parts.settings.largest_file // (1024 * 1024)
        raise Refused(413, "too-big", f"This file is larger than {megabytes} MB. Make it smaller and add it again.")
    if length == 0:
        raise Refused(415, "unwelcome-file", "This file is empty.")
    return length


def _metadata(header: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for pair in filter(None, (part.strip() for part in header.split(","))):
        key, _, encoded = pair.partition(" ")
        try:
            found[key] = base64.b64decode(encoded, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            raise Refused(400, "metadata", "Upload-Metadata cannot be read.") from None
    return found
