"""Refusals as answers: problem details for programs, a plain page for browsers at the desk."""

from __future__ import annotations

import json
import logging
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import peewee
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from server_stub.refusals import Refused
from server_stub.web import page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fastapi import FastAPI
    from starlette.requests import Request

_LOG = logging.getLogger("portal")
_TITLES = {460: "Checksum Mismatch"}
_HEADINGS = {
    403: "Not done",
    404: "Nothing is here",
    408: "Not all of it came",
    409: "Something changed meanwhile",
    413: "This is too large",
    422: "This cannot be used",
    429: "Too many tries",
}
_PLAIN = {
    404: ("not-found", "There is nothing here, or it is not yours."),
    405: ("method", "This cannot be done here."),
    408: ("too-slow", "The rest of this did not come in time. Send it again."),
    413: ("too-big", "This is more than the council's server accepts."),
}


def problem(
    status: int, code: str, detail: str, more: Mapping[str, Any] | None = None, headers: Mapping[str, str] | None = None
) -> Response:
    """Write problem details (RFC 9457)."""
    content = {"type": "about:blank", "title": _title(status), "status": status, "detail": detail, "code": code}
    body = json.dumps({**(more or {}), **content}, ensure_ascii=False).encode()
    return Response(body, status, dict(headers or {}), media_type="application/problem+json")


def answer_problems(app: FastAPI) -> None:
    """Make every refusal and mistake of the app an answer with problem details."""
    app.add_exception_handler(Refused, _refused)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _unreadable)
    app.add_exception_handler(peewee.OperationalError, database_away)
    app.add_exception_handler(Exception, _bug)


def refusal(path: str, status: int) -> Response:
    """Answer a call that is refused before it reaches the app: at the desk a page, elsewhere problem details."""
    code, detail = _PLAIN[status]
    if path.startswith("/desk"):
        return page("problem.html", status, title=heading(status), detail=detail)
    return problem(status, code, detail)


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)  # noqa: S101 (registered for it)
    if _at_desk(request):
        return page("problem.html", error.status, title=heading(error.status), detail=error.detail)
    return problem(error.status, error.code, error.detail, error.more, error.headers)


async def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 (registered for it)
    code, detail = _PLAIN.get(error.status_code, ("refused", "The server cannot do this."))
    if _at_desk(request):
        return page("problem.html", error.status_code, title=heading(error.status_code), detail=detail)
    return problem(error.status_code, code, detail, headers=error.headers)


async def _unreadable(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 (registered for it)
    if _at_desk(request):
        return page("problem.html", 422, title="This cannot be read", detail="Go back and check what was entered.")
    # Without the values: they may be a password or a child's name.
    issues = [
        {"field": ".".join(str(part) for part in one["loc"][1:]), "code": one["type"], "message": _advice(one["loc"])}
        for one in error.errors()
    ]
    return problem(422, "not-valid", "Some of what was entered cannot be used.", {"issues": issues})


def database_away(request: Request, error: Exception) -> Response:
    """Say to come again: the database restarts, is busy for too long or full, and nothing was kept."""
    _LOG.error("the database did not answer: %s", _kind(error))
    if _at_desk(request):
        detail = "The database is busy or full. Nothing was changed. Wait a moment and try again."
        return page("problem.html", 503, title="Try again in a moment", detail=detail)
    return problem(503, "busy", "The council's server is busy. Try again later.", headers={"Retry-After": "5"})


async def _bug(request: Request, error: Exception) -> Response:
    _LOG.error("a call ended in a bug: %s", type(error).__name__)
    if _at_desk(request):
        detail = "The server made a mistake. Nothing was lost. Go back and try again; tell us if it stays so."
        return page("problem.html", 500, title="Something went wrong", detail=detail)
    return problem(500, "bug", "The council's server made a mistake. Nothing was lost; try again later.")


def _kind(error: Exception) -> str:
    """Name what a database could not do in its own short word (SQLITE_FULL, AdminShutdown), without its sentences."""
    cause: BaseException = error
    while cause.__context__ is not None:
        # What went wrong first: taking a transaction back fails as well when the connection has gone.
        cause = cause.__context__
    return str(getattr(cause, "sqlite_errorname", "") or type(cause).__name__)


def _at_desk(request: Request) -> bool:
    return request.url.path.startswith("/desk")


def heading(status: int) -> str:
    """Return the heading of a page at the desk that says no, in words of people."""
    return _HEADINGS.get(status) or _title(status)


def _title(status: int) -> str:
    try:
        return _TITLES.get(status) or HTTPStatus(status).phrase
    except ValueError:
        return "Refused"


_ADVICE = {
    "email": "Enter an e-mail address, such as name@example.gov.uk",
    "first_name": "Enter your first name",
    "last_name": "Enter your last name",
    "password": "Use a password of 12 characters or more",
    "code": "Enter the code from the e-mail",
}


def _advice(place: tuple[int | str, ...]) -> str:
    name = str(place[-1]) if place else ""
    return _ADVICE.get(name, f"Check {name.replace('_', ' ')}" if name else "Check what was entered")
