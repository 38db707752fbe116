"""The door of the desk: signing in, also in the middle of something that was typed."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from server_stub import staff
from server_stub.api.asking import Address, PartsOf  # noqa: TC001 (FastAPI reads them at run time)
from server_stub.desk.doors import Sent, enter, let_in
from server_stub.desk.typed import again, carried
from server_stub.refusals import Refused
from server_stub.web import page

router = APIRouter()


@router.get("/desk/sign-in")
def door() -> Response:
    """Show the sign-in page."""
    return page("sign-in.html", problem="", email="", typed=None)


@router.post("/desk/sign-in")
def sign_in(request: Request, parts: PartsOf, address: Address, entered: Sent) -> Response:
    """Open a session, or say what is wrong on the same page with the e-mail address kept.

    What was typed when the session before ended comes along, and is shown to be sent.
    """
    typed = carried(request, entered)
    try:
        token = enter(parts, entered, address)
    except Refused as refused:
        email = entered.get("email", "")
        return page("sign-in.html", refused.status, problem=refused.detail, email=email, typed=typed)
    who = staff.at_desk(parts.now(), token)
    if typed is None or who is None:
        return let_in(request, RedirectResponse("/desk", 303), token)
    return let_in(request, again(who, typed, "You are signed in again. Nothing has been done yet."), token)
