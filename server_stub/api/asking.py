"""What calls ask about their request: the parts, who calls, from where, and the bytes within a limit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from server_stub import sessions
from server_stub.parts import Parts
from server_stub.reception import Reception
from server_stub.refusals import Refused
from server_stub.sessions import SignedIn

if TYPE_CHECKING:
    from collections.abc import Mapping

ERROR = "portal.error"
"""Where the scope of a call holds what is to be answered, when that is known before the call reaches its route."""
_BEARER = HTTPBearer(auto_error=False, description="The access token of a session")


async def parts_for(request: Request) -> Parts:
    """Return the server's parts to a call; not waited for in a thread, as there is nothing to wait for."""
    return parts_of(request)


def parts_of(request: Request) -> Parts:
    """Return the server's parts."""
    parts: Parts = request.app.state.parts
    return parts


async def address_of(request: Request) -> str:
    """Return the address that the limits count by."""
    return request.client.host if request.client else ""


def caller(request: Request, token: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)]) -> SignedIn:
    """Return who is signed in; Refused 401."""
    if token is None:
        raise sessions.not_signed_in()
    return sessions.who(parts_of(request).now(), token.credentials)


async def token_of(token: Annotated[HTTPAuthorizationCredentials | None, Depends(_BEARER)]) -> str:
    """Return the access token of a call, not looked up yet; Refused 401 where there is none."""
    if token is None:
        raise sessions.not_signed_in()
    return token.credentials


async def reception_of(request: Request) -> Reception:
    """Return where submissions are handed in."""
    reception: Reception = request.app.state.reception
    return reception


async def body_of(request: Request) -> bytes:
    """Read the request's bytes; Refused 413 beyond the server's limit, before more of them is read."""
    return await whole_body(request, parts_of(request).settings.largest_body)


async def whole_body(request: Request, limit: int) -> bytes:
    """Read the request's bytes; Refused 413 beyond `limit`, before more of them is read."""
    pieces: list[bytes] = []
    size = 0
    async for piece in request.stream():
        size += len(piece)
        if size > limit:
            raise too_big()
        pieces.append(piece)
    return b"".join(pieces)


def too_big() -> Refused:
    """Say that it is more than the server takes."""
    return Refused(413, "too-big", "This is more than the council's server accepts.")


def is_this_computer(client: str, headers: Mapping[str, str]) -> bool:
    """Whether a request comes from this computer itself, by its own name, and through no proxy."""
    host = headers.get("host", "").rsplit(":", 1)[0].strip("[]")
    forwarded = "forwarded" in headers or "x-forwarded-for" in headers
    return client in {"127.0.0.1", "::1"} and host in {"127.0.0.1", "::1", "localhost"} and not forwarded


PartsOf = Annotated[Parts, Depends(parts_for)]
Address = Annotated[str, Depends(address_of)]
Caller = Annotated[SignedIn, Depends(caller)]
Token = Annotated[str, Depends(token_of)]
ReceptionOf = Annotated[Reception, Depends(reception_of)]
Body = Annotated[bytes, Depends(body_of)]
