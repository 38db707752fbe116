"""The other acts on a submission: take it up or hand it over, withdraw a request, close with an outcome, open again."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from server_stub import reviewing
from server_stub.api.asking import PartsOf  # noqa: TC001 (FastAPI reads them at run time)
from server_stub.desk.doors import Posted, Triage, seen_in
from server_stub.desk.submission import show_again
from server_stub.refusals import Refused

_LONGEST = 4_000
router = APIRouter(prefix="/desk/submissions/{submission}")


@router.post("/assign")
def assign(parts: PartsOf, who: Triage, submission: str, entered: Posted) -> Response:
    """Assign to the one named in `to`, "me" for oneself, "" for nobody; `held` is who had it on the page."""
    to, held = entered.get("to", ""), entered.get("held")
    reviewing.take_up(parts, who, submission, seen_in(entered), who.id if to == "me" else to, held=held)
    return _back(submission)


@router.post("/withdraw")
def withdraw(parts: PartsOf, who: Triage, submission: str, entered: Posted) -> Response:
    """Take the open request back."""
    reviewing.withdraw(parts, who, submission, seen_in(entered), asked=entered.get("asked"))
    return _back(submission)


@router.post("/close")
def close(parts: PartsOf, who: Triage, submission: str, entered: Posted) -> Response:
    """Close with an outcome, or show the page again with what was typed and what stands against it."""
    comments, outcome = entered.get("comments", "").strip(), entered.get("outcome", "")
    problems: dict[str, str] = {}
    if not outcome:
        problems["outcome"] = "Select an outcome"
    if len(comments) > _LONGEST:
        problems["closing"] = f"Use {_LONGEST:,} characters or fewer"
    if problems:
        return show_again(parts, who, submission, entered, problems, 422)
    try:
        reviewing.close(parts, who, submission, seen_in(entered), outcome, comments, asked=entered.get("asked"))
    except Refused as refused:
        return show_again(parts, who, submission, entered, {"outcome": refused.detail}, refused.status)
    return _back(submission)


@router.post("/open-again")
def open_again(parts: PartsOf, who: Triage, submission: str, entered: Posted) -> Response:
    """Open a closed submission again."""
    reviewing.open_again(parts, who, submission, seen_in(entered))
    return _back(submission)


def _back(submission: str) -> Response:
    return RedirectResponse(f"/desk/submissions/{submission}", 303)
