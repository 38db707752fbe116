"""Coming in and going out of the desk, and what every page asks: who is it, and whether the form came from our page."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from typing import Annotated
from urllib.parse import parse_qsl, urlsplit

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from server_stub import staff
from server_stub.api.asking import Address, Body, PartsOf, parts_of
from server_stub.refusals import Refused, SignInFirst
from server_stub.staff import AtDesk
from server_stub.web import page

COOKIE = "desk"
_SEE_OTHER = 303
_MOST_FIELDS = 20_000
_LONGEST_NUMBER = 5
router = APIRouter()


def at_desk(request: Request) -> AtDesk:
    """Return who works at this browser; raises SignInFirst."""
    found = staff.at_desk(parts_of(request).now(), request.cookies.get(COOKIE, ""))
    if found is None:
        raise SignInFirst
    return found


def from_our_page(request: Request, who: Staff, csrf: Annotated[str, Form()] = "") -> None:
    """Refuse a form that does not come from a page of this session."""
    _check_origin(request)
    if not hmac.compare_digest(csrf.encode(), who.csrf.encode()):
        raise Refused(403, "not-from-here", "This page was open too long. Go back, load it again and repeat.")


Staff = Annotated[AtDesk, Depends(at_desk)]
FromOurPage = Depends(from_our_page)


def needs(role: str) -> Callable[[AtDesk], AtDesk]:
    """Return what asks for a role; Refused 403 for staff who lack it. An admin holds all."""

    def holder(who: Staff) -> AtDesk:
        if not who.may(role):
            raise Refused(403, "not-your-part", "This part of the desk is not yours. Ask an administrator for it.")
        return who

    return holder


Triage = Annotated[AtDesk, Depends(needs("triage"))]
Publisher = Annotated[AtDesk, Depends(needs("publisher"))]
Auditor = Annotated[AtDesk, Depends(needs("auditor"))]


def posted(request: Request, who: Staff, body: Body) -> Mapping[str, str]:
    """Return the fields of a form of this session, line ends as one character; Refused when it comes from elsewhere."""
    _check_origin(request)
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict")
    except ValueError:
        raise Refused(422, "not-valid", "This page cannot be read. Go back and send it again.") from None
    fields = {name: value.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "") for name, value in pairs}
    if not hmac.compare_digest(fields.get("csrf", "").encode(), who.csrf.encode()):
        raise Refused(403, "not-from-here", "This page was open too long. Go back, load it again and repeat.")
    return fields


def seen_in(entered: Mapping[str, str]) -> int:
    """Return the version that somebody had before them when they acted; 0 when the page does not say."""
    seen = entered.get("seen", "")
    return int(seen) if seen.isdecimal() and len(seen) <= _LONGEST_NUMBER else 0


def keep_search(request: Request, words: str) -> None:
    """Keep what this browser looks for, with its session."""
    staff.keep_search(request.cookies.get(COOKIE, ""), words)


def kept_search(request: Request) -> str:
    """Return what this browser looked for last, or ""."""
    return staff.kept_search(request.cookies.get(COOKIE, ""))


Posted = Annotated[Mapping[str, str], Depends(posted)]


@router.get("/desk/sign-in")
def door() -> Response:
    """Show the sign-in page."""
    return page("sign-in.html", problem="", email="")


@router.post("/desk/sign-in")
def sign_in(
    request: Request,
    parts: PartsOf,
    address: Address,
    email: Annotated[str, Form(max_length=254)] = "",
    password: Annotated[str, Form(max_length=1024)] = "",
    code: Annotated[str, Form(max_length=20)] = "",
) -> Response:
    """Open a session, or say what is wrong on the same page with the e-mail address kept."""
    _check_origin(request)
    try:
        token = staff.sign_in(parts, email, password, code, address)
    except Refused as refused:
        return page("sign-in.html", refused.status, problem=refused.detail, email=email)
    answer = RedirectResponse("/desk", _SEE_OTHER)
    answer.set_cookie(
        COOKIE, token, httponly=True, samesite="strict", secure=request.url.scheme == "https", path="/desk"
    )
    return answer


@router.get("/desk/me")
def me(who: Staff) -> Response:
    """Show who is signed in, and what their part is."""
    return page("me.html", who=who)


@router.post("/desk/sign-out", dependencies=[FromOurPage])
def sign_out(request: Request) -> Response:
    """End the session."""
    staff.sign_out(request.cookies.get(COOKIE, ""))
    answer = RedirectResponse("/desk/sign-in", _SEE_OTHER)
    answer.delete_cookie(COOKIE, path="/desk")
    return answer


def _check_origin(request: Request) -> None:
    """Browsers name the page that sent a form; another site's is refused."""
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise Refused(403, "not-from-here", "This form was sent from another website. Open the desk and repeat.")
