"""A PUT of a submission that is plainly in order goes straight to the reception, past the layers of FastAPI.

All else goes FastAPI's way, and with it whatever the reception refuses: `ERROR` in the scope brings it there, so that
there is one place that says what went wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from starlette.requests import Request

from server_stub.api import submissions
from server_stub.api.asking import ERROR, whole_body
from server_stub.reception import Call

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from server_stub.parts import Parts
    from server_stub.reception import Reception

_PATH = re.compile(r"/v1/submissions/([^/]+)/versions/([1-9][0-9]{0,3}|10000)")
_BEARER = "Bearer "


class Straight:
    """Stands before the app and takes what comes most often; a receipt spends a tenth less of the processor."""

    def __init__(self, app: ASGIApp, parts: Parts, reception: Reception) -> None:
        self._app = app
        self._parts = parts
        self._reception = reception
        (self._route,) = submissions.receiving.routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a receipt, or leave it to the app."""
        found = _PATH.fullmatch(scope["path"]) if scope["type"] == "http" and scope["method"] == "PUT" else None
        if found is None:
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        number, version = found.groups()
        token, mark = request.headers.get("authorization", ""), request.headers.get("idempotency-key", "").strip('"')
        if not token.startswith(_BEARER) or mark not in {"", f"{number}.{version}"}:
            await self._app(scope, receive, send)
            return
        try:
            receipt, new = await self._hand_in(request, number, int(version), token.removeprefix(_BEARER))
        except Exception as error:  # noqa: BLE001 (raised again where FastAPI answers)
            scope[ERROR] = error
            await self._app(scope, receive, send)
            return
        scope["route"] = self._route
        await submissions.answer(receipt, new=new)(scope, receive, send)

    async def _hand_in(self, request: Request, number: str, version: int, token: str) -> tuple[dict[str, Any], bool]:
        body = await whole_body(request, self._parts.settings.largest_body)
        address = request.client.host if request.client else ""
        if_match = request.headers.get("if-match", "")
        return await self._reception.hand_in(self._parts, Call(token, number, version, body, if_match, address))
