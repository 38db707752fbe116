"""Signing in, renewing, signing out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from server_stub import sessions
from server_stub.api import wire
from server_stub.api.asking import Address, Caller, PartsOf  # noqa: TC001 (FastAPI reads them at run time)
from server_stub.database import writing
from server_stub.refusals import not_found
from server_stub.tables.accounts import Session

MOST = 100
router = APIRouter(prefix="/v1/sessions", tags=["sessions"])


@router.post("", status_code=201, responses=wire.problems(401, 422, 429))
def sign_in(parts: PartsOf, address: Address, entered: wire.Credentials) -> wire.Session:
    """Open a session."""
    tokens = sessions.sign_in(parts, entered.email, entered.password, entered.device_id, address)
    return wire.Session.model_validate(sessions.as_wire(parts, tokens))


@router.post("/renew", responses=wire.problems(401, 422, 429))
def renew(parts: PartsOf, address: Address, entered: wire.Refresh) -> wire.Session:
    """Trade the refresh token for new ones."""
    return wire.Session.model_validate(sessions.as_wire(parts, sessions.renew(parts, entered.refresh_token, address)))


@router.get("", responses=wire.problems(401))
def listing(
    who: Caller,
    after: Annotated[str, Query(max_length=100)] = "",
    limit: Annotated[int, Query(ge=1, le=MOST)] = MOST,
) -> wire.Sessions:
    """List where the account is signed in, in pages."""
    return wire.Sessions.model_validate(sessions.listing(who, after, limit))


@router.delete("/current", status_code=204, responses=wire.problems(401))
def sign_out(who: Caller) -> Response:
    """End this session."""
    sessions.sign_out(who)
    return Response(status_code=204)


@router.delete("/{session}", status_code=204, responses=wire.problems(401, 404))
def end(who: Caller, session: str) -> Response:
    """End another session of the same account."""
    with writing():
        ended = Session.delete().where((Session.id == session) & (Session.account == who.account_id)).execute()
    if not ended:
        raise not_found()
    return Response(status_code=204)
