"""Faults on purpose, for tests of clients: only with PORTAL_FAULTS=1 and on loopback. docs/server.md lists them."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from starlette.responses import Response

from server_stub.answers import problem
from server_stub.api.asking import is_this_computer
from server_stub.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    Kind = Callable[["Fault", ASGIApp, Scope, Receive, Send], Awaitable[None]]

PLAN_PATH = "/v1/_faults"
_LARGEST_PLAN = 10_000
_PAGE = "<!doctype html><title>Free Wi-Fi</title><p>Sign in to go on.</p>"


@dataclass(frozen=True, slots=True)
class Fault:
    """A planned fault: it befalls the next `times` calls (`method` "" for any) whose path begins with `path`."""

    kind: str
    path: str
    times: int
    method: str = ""
    retry_after: str = ""


class Faults:
    """The outermost layer of the app while faults are allowed."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._planned: list[Fault] = []
        self._lock = threading.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a planned fault befall the call, else pass it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
        elif scope["path"] == PLAN_PATH:
            await (await self._plan(scope, receive))(scope, receive, send)
        elif (fault := self._take(scope)) is None:
            await self._app(scope, receive, send)
        else:
            await _KINDS[fault.kind](fault, self._app, scope, receive, send)

    def _take(self, scope: Scope) -> Fault | None:
        with self._lock:
            for index, fault in enumerate(self._planned):
                if scope["path"].startswith(fault.path) and fault.method in {"", scope["method"]}:
                    left = replace(fault, times=fault.times - 1)
                    self._planned[index : index + 1] = [left] if left.times else []
                    return fault
        return None

    async def _plan(self, scope: Scope, receive: Receive) -> Response:
        client = scope["client"][0] if scope.get("client") else ""
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        if not is_this_computer(client, headers) or scope["method"] not in {"POST", "DELETE"}:
            return problem(404, "not-found", "There is nothing here, or it is not yours.")
        if scope["method"] == "DELETE":
            with self._lock:
                self._planned.clear()
            return Response(status_code=204)
        try:
            fault = _read(json.loads(await _body(receive)))
        except (ValueError, Refused):
            return problem(422, "not-valid", f"A fault is one of {', '.join(_KINDS)}, with a path and times.")
        with self._lock:
            self._planned.append(fault)
        return Response(status_code=204)


def _read(content: Any) -> Fault:
    if not isinstance(content, dict) or content.get("kind") not in _KINDS:
        raise ValueError
    return Fault(
        kind=content["kind"],
        path=str(content.get("path", "/v1/")),
        times=max(1, int(content.get("times", 1))),
        method=str(content.get("method", "")).upper(),
        retry_after=str(content.get("retry_after", "")),
    )


async def _body(receive: Receive) -> bytes:
    body = b""
    more = True
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message["type"] == "http.request" and message.get("more_body", False)
        if len(body) > _LARGEST_PLAN:
            raise ValueError
    return body


async def _drop_after(_fault: Fault, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Do the work, then cut the connection instead of answering."""

    async def swallow(_message: Message) -> None:
        return

    await app(scope, receive, swallow)
    await _cut(send)


async def _drop_before(_fault: Fault, _app: ASGIApp, _scope: Scope, _receive: Receive, send: Send) -> None:
    """Cut the connection before anything is done."""
    await _cut(send)


async def _truncate(_fault: Fault, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Do the work and answer with half of the body."""

    async def halve(message: Message) -> None:
        if message["type"] == "http.response.body":
            body = message.get("body", b"")
            await send({"type": "http.response.body", "body": body[: len(body) // 2], "more_body": True})
            return
        await send(message)

    await app(scope, receive, halve)
    _abort(send)


async def _cut(send: Send) -> None:
    if not _abort(send):
        # No transport to be had: an answer without its body is cut by the server as well.
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"100")]})


def _abort(send: Send) -> bool:
    transport = getattr(getattr(send, "__self__", None), "transport", None)
    if transport is None:
        return False
    transport.abort()
    return True


def _always(make: Callable[[Fault], Response]) -> Kind:
    async def answer(fault: Fault, _app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        await make(fault)(scope, receive, send)

    return answer


def _busy(status: int) -> Callable[[Fault], Response]:
    def make(fault: Fault) -> Response:
        headers = {"Retry-After": fault.retry_after} if fault.retry_after else {}
        return problem(status, "busy", "The council's server is busy.", headers=headers)

    return make


_KINDS: Mapping[str, Kind] = {
    "drop-answer-after-commit": _drop_after,
    "drop-before": _drop_before,
    "truncate": _truncate,
    "500": _always(_busy(500)),
    "503": _always(_busy(503)),
    "429": _always(_busy(429)),
    "401": _always(lambda _fault: problem(401, "not-signed-in", "Sign in again.")),
    "507": _always(lambda _fault: problem(507, "full", "The council's server is full.")),
    "html-200": _always(lambda _fault: Response(_PAGE, 200, media_type="text/html")),
    "redirect": _always(lambda _fault: Response(status_code=307, headers={"Location": "http://127.0.0.1:9/"})),
    "wrong-receipt": _always(
        lambda _fault: Response(b'{"submission_id":"x","version":1,"digest":"0"}', 200, media_type="application/json")
    ),
}
