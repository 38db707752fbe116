"""The other acts on a submission: take it up or hand it over, withdraw a request, close with an outcome, open again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from server_stub import reviewing
from server_stub.api.asking import PartsOf  # noqa: TC001 (FastAPI reads them at run time)
from server_stub.desk.doors import Posted, Triage  # noqa: TC001 (FastAPI reads them at run time)
from server_stub.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST = 4_000
router = APIRouter(prefix="/desk/submissions/{submission}")


@router.post("/assign")
def assign(parts: PartsOf, who: Triage, submission: str, entered: Posted) -> Response:
    """Assign to the one named in `to`, "me" for oneself, "" for nobody."""
    to = entered.get("to", "")
    reviewing.take_up(parts, who, submission, _seen(entered), who.id if to == "me" else to)
    return _back(submission)


@router.post("/withdraw")
def withdraw(parts: PartsOf, who: Triage, submission: str, entered: Posted) -> Response:
    """Take the open request back."""
    reviewing.withdraw(parts, who, submission, _seen(entered))
    return _back(submission)


@router.post("/close")
def close(parts: PartsOf, who: Triage, submission: str, entered: Posted) -> Response:
    """Close with an outcome."""
    comments = entered.get("comments", "").strip()
    if len(comments) > _LONGEST:
        raise Refused(422, "not-valid", f"Go back and use {_LONGEST:,} characters or fewer.")
    if not entered.get("outcome"):
        raise Refused(422, "not-valid", "Go back and select an outcome.")
    reviewing.close(parts, who, submission, _seen(entered), entered["outcome"], comments)
    return _back(submission)


@router.post("/open-again")
def open_again(parts: PartsOf, who: Triage, submission: str, entered: Posted) -> Response:
    """Open a closed submission again."""
    reviewing.open_again(parts, who, submission, _seen(entered))
    return _back(submission)


def _seen(entered: Mapping[str, str]) -> int:
    seen = entered.get("seen", "")
    return int(seen) if seen.isdecimal() and len(seen) < 6 else 0  # noqa: PLR2004 (versions end at 10,000)


def _back(submission: str) -> Response:
    return RedirectResponse(f"/desk/submissions/{submission}", 303)
