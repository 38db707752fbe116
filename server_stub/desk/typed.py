"""What somebody typed on a page whose session is over: it goes back to their own browser, to be sent once they are in.

Nothing of it is kept by the server, and nothing is done before somebody presses. Words that another website sent are
not taken over: a browser names the page that sends a form, and only our own pages count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import peewee
from starlette.responses import RedirectResponse, Response

from server_stub import staff
from server_stub.answers import database_away, heading
from server_stub.api.asking import parts_of
from server_stub.desk.doors import COOKIE, PageTooOld, comes_from_here, read_fields
from server_stub.refusals import Refused, SignInFirst
from server_stub.statements import one
from server_stub.web import page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fastapi import FastAPI
    from starlette.requests import Request

    from server_stub.staff import AtDesk

_ACTION = re.compile(r"/desk/[A-Za-z0-9/._~-]{1,300}")
_ABOUT = re.compile(r"/desk/submissions/([0-9a-f-]{36})/")
_FIELD = "kept:"
_WHERE = "kept:/"
_DOORS = ("/desk/sign-in", "/desk/sign-out")
_FORM = "application/x-www-form-urlencoded"
_ACTS = {
    "ask": "Ask for more information",
    "assign": "Assign",
    "withdraw": "Withdraw the request",
    "close": "Close with an outcome",
    "open-again": "Open it again",
    "publish": "Publish the form",
    "retire": "Retire the form",
    "views": "Keep this view",
    "search": "Search",
}


@dataclass(frozen=True, slots=True)
class Typed:
    """A form as it was sent: where to, and its fields without the session's own mark."""

    action: str
    fields: Mapping[str, str]

    @property
    def act(self) -> str:
        """What it would do, in words."""
        return _ACTS.get(self.action.rpartition("/")[2], "Send again")

    @property
    def hidden(self) -> dict[str, str]:
        """Return the fields as they go through the sign-in page."""
        return {_WHERE: self.action, **{f"{_FIELD}{name}": value for name, value in self.fields.items()}}

    @property
    def texts(self) -> dict[str, str]:
        """Return what was written in words, by field."""
        return {name: words for name, words in self.fields.items() if name == "comments" or name[:5] == "note:"}

    @property
    def rest(self) -> dict[str, str]:
        """Return all other fields."""
        return {name: word for name, word in self.fields.items() if name not in self.texts}


def answer_old_pages(app: FastAPI) -> None:
    """Answer forms of a session that is over, or that no database kept, with what was typed."""
    app.add_exception_handler(SignInFirst, _to_the_door)
    app.add_exception_handler(PageTooOld, _too_old)
    app.add_exception_handler(peewee.OperationalError, _database_away)


def carried(request: Request, entered: Mapping[str, str]) -> Typed | None:
    """Return what came along through the sign-in page; None when there is nothing, or it is not of our own page."""
    action = entered.get(_WHERE, "")
    if not comes_from_here(request) or not _ACTION.fullmatch(action):
        return None
    fields = {name.removeprefix(_FIELD): value for name, value in entered.items() if name[: len(_FIELD)] == _FIELD}
    return _typed(action, {name: value for name, value in fields.items() if name != "/"})


def again(who: AtDesk, typed: Typed, sentence: str, status: int = 200) -> Response:
    """Show what was typed, to be sent from a page of this session."""
    return page("again.html", status, who=who, typed=typed, sentence=sentence, reference=_reference(who, typed.action))


def _reference(who: AtDesk, action: str) -> str:
    """Return the reference of the form that an act is about; "" for all other acts."""
    about = _ABOUT.match(action) if who.may("triage") else None
    row = one("SELECT reference FROM submission WHERE id = ?", (about[1],)) if about else None
    return str(row[0]) if row else ""


def _typed(action: str, fields: Mapping[str, str]) -> Typed:
    return Typed(action, {name: value for name, value in fields.items() if name != "csrf"})


async def _to_the_door(request: Request, _error: Exception) -> Response:
    path = request.url.path
    is_form = request.method == "POST" and request.headers.get("content-type", "").startswith(_FORM)
    if is_form and path not in _DOORS and _ACTION.fullmatch(path) and comes_from_here(request):
        try:
            typed = _typed(path, read_fields(await request.body()))
        except Refused:
            typed = None
        if typed is not None:
            return page("sign-in.html", 401, problem="", email="", typed=typed)
    return RedirectResponse("/desk/sign-in", 303)


async def _too_old(request: Request, error: Exception) -> Response:
    assert isinstance(error, PageTooOld)  # noqa: S101 (registered for it)
    who = staff.at_desk(parts_of(request).now(), request.cookies.get(COOKIE, ""))
    if who is None or not comes_from_here(request) or not _ACTION.fullmatch(request.url.path):
        return page("problem.html", error.status, title=heading(error.status), detail=error.detail)
    sentence = "This page was of an earlier session. Nothing has been done yet."
    return again(who, _typed(request.url.path, error.fields), sentence, error.status)


def _database_away(request: Request, error: Exception) -> Response:
    """Hand back what was typed when the database is full or busy; where it cannot even be read, say only that."""
    answer = database_away(request, error)
    fields = getattr(request.state, "fields", None)
    if fields is None or request.url.path in _DOORS or not _ACTION.fullmatch(request.url.path):
        return answer
    try:
        who = staff.seen_at_desk(parts_of(request).now(), request.cookies.get(COOKIE, ""))
        if who is None:
            return answer
        sentence = "The database is busy or full. Nothing has been done yet."
        return again(who, _typed(request.url.path, fields), sentence, answer.status_code)
    except peewee.PeeweeException:
        return answer
