"""What another computer of the same account fetches: its submissions, versions and files."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Query, Response
from starlette.responses import StreamingResponse

from server_stub import blobs, owned
from server_stub.api import wire
from server_stub.api.asking import Caller, PartsOf  # noqa: TC001 (FastAPI reads them at run time)
from server_stub.refusals import Refused

router = APIRouter(prefix="/v1/submissions", tags=["submissions"])
Number = Annotated[int, Path(ge=1, le=10_000)]
_FROM = re.compile(r"bytes=(\d{1,15})-")
_BYTES: dict[str, Any] = {"content": {"application/octet-stream": {}}}


@router.get("", responses=wire.problems(401, 422))
def listing(
    parts: PartsOf,
    who: Caller,
    after: Annotated[str, Query(max_length=80)] = "",
    limit: Annotated[int, Query(ge=1, le=owned.MOST)] = owned.MOST,
) -> wire.Submissions:
    """List the account's submissions that changed within 30 days or wait for an answer, in pages."""
    return wire.Submissions.model_validate(owned.listing(who, parts.now(), after, limit))


@router.get("/{submission}/versions/{version}", response_model=dict, responses=wire.problems(401, 404, 422))
def version(parts: PartsOf, who: Caller, submission: str, version: Number) -> Response:
    """Return the bytes of a version exactly as they were handed in."""
    found = owned.version(who, parts.now(), submission, version)
    return Response(bytes(found.body), media_type="application/json", headers={"ETag": found.etag})


@router.get(
    "/{submission}/versions/{version}/files/{digest}",
    response_class=StreamingResponse,
    responses={200: _BYTES, 206: _BYTES, **wire.problems(401, 404, 409, 416, 422)},
)
def file(
    parts: PartsOf,
    who: Caller,
    submission: str,
    version: Number,
    digest: Annotated[str, Path(pattern="^[0-9a-f]{64}$")],
    wanted: Annotated[str, Header(alias="Range")] = "",
) -> Response:
    """Return a file of a version; `Range: bytes=N-` goes on where an answer was cut."""
    blob = owned.file(who, parts.now(), submission, version, digest)
    begin = _FROM.fullmatch(wanted.strip())
    start = int(begin[1]) if begin else 0
    headers = {"Accept-Ranges": "bytes", "ETag": f'"{blob.digest}"'}
    if start >= blob.size:
        headers["Content-Range"] = f"bytes */{blob.size}"
        raise Refused(416, "range", "The file has no bytes there.", headers=headers)
    if begin:
        headers["Content-Range"] = f"bytes {start}-{blob.size - 1}/{blob.size}"
    headers["Content-Length"] = str(blob.size - start)
    # Never under its own kind: nothing that opens this address may run it.
    return StreamingResponse(
        blobs.read_from(blob.content, start),
        status_code=206 if begin else 200,
        headers=headers,
        media_type="application/octet-stream",
    )
