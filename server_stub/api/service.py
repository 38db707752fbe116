"""The server's first words: who it is, the council, the terms."""

from __future__ import annotations

import hmac
from typing import Any

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST

from server_stub import clock
from server_stub.api import wire
from server_stub.api.asking import PartsOf, is_this_computer
from server_stub.metrics import exposition
from server_stub.refusals import not_found
from server_stub.tables.base import Meta

OLDEST_CLIENT = "0.1.0"

router = APIRouter(tags=["service"])


@router.get("/v1/hello")
def hello(parts: PartsOf) -> wire.Hello:
    """Say which service this is; asked first in every run of a client."""
    return wire.Hello(
        epoch=parts.epoch,
        time=clock.written(parts.now()),
        oldest_client=OLDEST_CLIENT,
        terms_version=parts.council.terms_version,
    )


@router.get("/v1/council")
def council(parts: PartsOf) -> dict[str, Any]:
    """Return the council's configuration."""
    return dict(parts.council.content)


@router.get("/v1/terms")
def terms(parts: PartsOf, language: str = "en") -> wire.Terms:
    """Return the terms in a language; in English where there is no such text."""
    return wire.Terms(version=parts.council.terms_version, text=parts.council.terms_in(language[:2]))


@router.get("/metrics", include_in_schema=False)
def figures(request: Request, parts: PartsOf) -> Response:
    """Give Prometheus its figures: to this computer, or to whom the administrator gave the token."""
    client = request.client.host if request.client else ""
    token, given = parts.settings.metrics_token, request.headers.get("authorization", "")
    named = bool(token) and hmac.compare_digest(given.encode(), f"Bearer {token}".encode())
    if not named and not is_this_computer(client, request.headers):
        raise not_found()
    return Response(exposition(), media_type=CONTENT_TYPE_LATEST)


@router.get("/healthz", include_in_schema=False)
def healthy() -> Response:
    """Say whether the database answers."""
    Meta.get_by_id("epoch")
    return Response("ok\n", media_type="text/plain")
