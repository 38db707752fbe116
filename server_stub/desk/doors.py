"""Coming in and going out of the desk, and what every page asks: who is it, and whether the form came from our page."""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated
from urllib.parse import parse_qsl, urlsplit

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from server_stub import staff
from server_stub.api.asking import Body, parts_of
from server_stub.refusals import Refused, SignInFirst
from server_stub.staff import AtDesk
from server_stub.web import page

if TYPE_CHECKING:
    from server_stub.parts import Parts

COOKIE = "desk"
_SEE_OTHER = 303
_MOST_FIELDS = 20_000
_LONGEST_NUMBER = 5
_LONGEST = {"email": 254, "password": 1_024, "code": 20}
router = APIRouter()


class PageTooOld(Refused):
    """A form of another session of the same person's; `fields` is what was typed."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__(403, "not-from-here", "This page was open too long. Go back, load it again and repeat.")
        self.fields = fields


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
    fields = sent(request, body)
    if not hmac.compare_digest(fields.get("csrf", "").encode(), who.csrf.encode()):
        raise PageTooOld(fields)
    return fields


def sent(request: Request, body: Body) -> Mapping[str, str]:
    """Return the fields of a form that no session stands behind; Refused when another website sent it."""
    _check_origin(request)
    fields = read_fields(body)
    # What fails after this can still hand back what was typed.
    request.state.fields = fields
    return fields


def read_fields(body: bytes) -> Mapping[str, str]:
    """Read a form's fields, line ends as one character and without zero bytes; Refused 422."""
    try:
        pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS, errors="strict")
    except ValueError:
        raise Refused(422, "not-valid", "This page cannot be read. Go back and send it again.") from None
    return {name: value.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "") for name, value in pairs}


def comes_from_here(request: Request) -> bool:
    """Whether the browser says that one of our own pages sent this form."""
    origin = request.headers.get("origin")
    return origin is not None and urlsplit(origin).netloc == request.headers.get("host")


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
Sent = Annotated[Mapping[str, str], Depends(sent)]


def enter(parts: Parts, entered: Mapping[str, str], address: str) -> str:
    """Open a session for what was entered at the door and return its token; Refused."""
    words = [entered.get(name, "") for name in _LONGEST]
    if any(len(word) > most for word, most in zip(words, _LONGEST.values(), strict=True)):
        raise Refused(422, "not-valid", "The e-mail address, the password or the code is too long.")
    return staff.sign_in(parts, words[0], words[1], words[2], address)


def let_in(request: Request, answer: Response, token: str) -> Response:
    """Hand the session to the browser."""
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
    if request.headers.get("origin") is not None and not comes_from_here(request):
        raise Refused(403, "not-from-here", "This form was sent from another website. Open the desk and repeat.")
