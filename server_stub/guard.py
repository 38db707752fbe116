"""What holds for every call: security headers, how large and how slow it may be, one log line. Plain ASGI: cheap."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException

from server_stub.answers import refusal
from server_stub.metrics import count_call, route_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOG = logging.getLogger("portal.calls")
# "same-origin" and not "no-referrer": with the latter browsers send forms with "Origin: null", which the desk refuses.
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "object-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cache-Control": "no-store",
}
_ALWAYS = [(name.lower().encode(), value.encode()) for name, value in _HEADERS.items()]
_OVER_HTTPS = [*_ALWAYS, (b"strict-transport-security", b"max-age=31536000")]
_KILO, _MEGA = 1024, 1024 * 1024
_SMALL = 64 * _KILO
_DESK = 8 * _MEGA


class SecurityHeaders:
    """Adds the headers to every answer; nothing is kept by a cache unless the call says so."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a call through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = message.setdefault("headers", [])
                own = {name for name, _ in headers}
                more = _OVER_HTTPS if scope["scheme"] == "https" else _ALWAYS
                message["headers"] = [*headers, *(one for one in more if one[0] not in own)]
            await send(message)

        await self._app(scope, receive, send_guarded)


class Bounds:
    """Refuses what is too large (413) or stops coming (408), before it fills the memory or holds a place for ever.

    `limits`: the largest body in bytes by the beginning of the path, the longest beginning first; None where the call
    counts for itself. `patience`: seconds without a byte.
    """

    def __init__(self, app: ASGIApp, limits: Mapping[str, int | None], patience: float) -> None:
        self._app = app
        self._limits = sorted(limits.items(), key=lambda one: -len(one[0]))
        self._patience = patience

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a call through, its body counted."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if b"\x00" in scope["path"].encode() or b"%00" in scope["query_string"]:
            # No name of ours holds a zero byte, and PostgreSQL takes none.
            await refusal(scope["path"], 404)(scope, receive, send)
            return
        limit = next((most for start, most in self._limits if scope["path"].startswith(start)), _SMALL)
        announced = dict(scope["headers"]).get(b"content-length", b"0")
        if limit is not None and announced.isdigit() and int(announced[:18]) > limit:
            await refusal(scope["path"], 413)(scope, receive, send)
            return
        seen = 0
        whole = False

        async def counted() -> Message:
            nonlocal seen, whole
            if whole:
                return await receive()
            try:
                async with asyncio.timeout(self._patience):
                    message = await receive()
            except TimeoutError:
                raise HTTPException(408) from None
            seen += len(message.get("body", b""))
            whole = not message.get("more_body", False)
            if limit is not None and seen > limit:
                raise HTTPException(413)
            return message

        await self._app(scope, counted, send)


class CallLog:
    """Counts and logs each call by its route: method, pattern, status, milliseconds. Nothing else is known here."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a call through and note how it ended; an answer that never came is status 0."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began, status = time.perf_counter(), 0

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noted)
        finally:
            seconds = time.perf_counter() - began
            count_call(scope, status, seconds)
            facts = {"method": scope["method"], "route": route_of(scope), "status": status}
            if _LOG.isEnabledFor(logging.INFO):
                _LOG.info("call", extra={**facts, "milliseconds": round(seconds * 1000, 1)})


def body_limits(largest_body: int) -> dict[str, int | None]:
    """Return how large a body may be, in bytes, by the beginning of its path."""
    return {"/v1/uploads": None, "/v1/submissions": largest_body, "/desk": _DESK, "/": _SMALL}
