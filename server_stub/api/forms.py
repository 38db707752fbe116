"""The published forms, their definitions and value sets."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Header, Query, Response

from server_stub import catalogue
from server_stub.api import wire
from server_stub.api.asking import PartsOf  # noqa: TC001 (FastAPI reads them at run time)
from server_stub.refusals import not_found
from server_stub.tables.forms import PublishedForm

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST = 1_000
router = APIRouter(prefix="/v1", tags=["forms"])
_FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}


@router.get("/forms", response_model=wire.Forms, responses={304: {"description": "Nothing has changed"}})
def forms(
    parts: PartsOf,
    if_none_match: Annotated[str | None, Header()] = None,
    after: Annotated[str, Query(max_length=200)] = "",
    limit: Annotated[int, Query(ge=1, le=MOST)] = MOST,
) -> Response:
    """List the published forms in pages, with an ETag; the first page holds them all unless there are very many."""
    entries = catalogue.listing()
    start = next((at for at, one in enumerate(entries, 1) if _mark(one) == after), 0) if after else 0
    shown, more = entries[start : start + limit], len(entries) > start + limit
    shown = [{**one, "signature": parts.key.sign(f"{one['url']}|{one['version']} {one['digest']}")} for one in shown]
    page = {"forms": shown, "next": _mark(shown[-1]) if more else None}
    content = json.dumps(page, ensure_ascii=False).encode()
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    known = {one.strip().removeprefix("W/") for one in (if_none_match or "").split(",")}
    if etag in known:
        return Response(status_code=304, headers={"ETag": etag})
    return Response(content, media_type="application/json", headers={"ETag": etag, "Cache-Control": "no-cache"})


def _mark(entry: Mapping[str, Any]) -> str:
    return f"{entry['name']}/{entry['version']}"


@router.get("/forms/{name}/{version}", response_model=dict, responses=wire.problems(404))
def definition(name: str, version: str) -> Response:
    """Return a definition: exactly the bytes that its digest is of."""
    row = PublishedForm.get_or_none((PublishedForm.name == name) & (PublishedForm.version == version))
    if row is None:
        raise not_found()
    headers = {**_FOR_EVER, "ETag": f'"{row.digest}"'}
    return Response(bytes(row.definition), media_type="application/json", headers=headers)


@router.get("/valuesets/{name}", response_model=dict, responses=wire.problems(404))
def value_set(parts: PartsOf, name: str) -> Response:
    """Return a shipped ValueSet."""
    found = parts.catalogue.value_set(name)
    if found is None:
        raise not_found()
    return Response(json.dumps(found, ensure_ascii=False).encode(), media_type="application/json")
