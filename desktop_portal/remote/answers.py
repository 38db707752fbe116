"""What an answer means before its content is looked at: whether it is our server's at all, and a refusal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from desktop_portal.core.outcome import Outcome, SignInNeeded, Transient, UpdateNeeded
from desktop_portal.core.problems import (
    BehindSignInPage,
    CannotReach,
    CodeExpired,
    NeedsUpdate,
    NotAccepted,
    NotSignedIn,
    NotTrusted,
    Problem,
    ProxyWantsSignIn,
    TooManyTries,
    WrongCode,
    WrongPassword,
)
from desktop_portal.remote.wire import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desktop_portal.remote.session import Answer

_BUSY = frozenset({408, 425, 429})
_TOO_BIG = frozenset({413, 507})
_NETWORK_LOGIN = 511
_PROXY_LOGIN = 407
_LONGEST_DETAIL = 500


@dataclass(frozen=True, slots=True)
class Refusal:
    """RFC 9457 problem details: `code` is what decides, `detail` a sentence, `content` all of it."""

    status: int
    code: str
    detail: str
    content: Mapping[str, Any]


def check_it_is_ours(answer: Answer) -> None:
    """Raise CannotReach (or a kind of it) for everything that is not a plain word of our server: sync.md's first rows.

    What passes is a 2xx or 304, or a 4xx that our server itself has spoken (or a status that no log-in page uses).
    """
    status = answer.status
    if status == _PROXY_LOGIN:
        raise ProxyWantsSignIn(cause="407")
    if status in _TOO_BIG:
        return
    if status == _NETWORK_LOGIN or answer.is_redirect:
        raise BehindSignInPage(cause=str(status))
    if answer.is_failure or status in _BUSY:
        raise CannotReach(reason="server-busy", cause=str(status), retry_after=answer.retry_after)
    if looks_like_a_page(answer):
        raise BehindSignInPage(cause=str(status))


def looks_like_a_page(answer: Answer) -> bool:
    """Whether it is HTML, by its word or by its first character."""
    if answer.content_type in {"text/html", "application/xhtml+xml"}:
        return True
    return not answer.is_json and answer.body.lstrip()[:1] == b"<"


def refusal(answer: Answer) -> Refusal:
    """Read the problem details of a 4xx. A 4xx without them is not our server's: CannotReach."""
    if not answer.is_json:
        raise CannotReach(reason="unexpected", cause=str(answer.status))
    content = content_of(answer)
    code, detail = content.get("code"), content.get("detail")
    return Refusal(
        answer.status,
        code if isinstance(code, str) else "",
        detail[:_LONGEST_DETAIL] if isinstance(detail, str) else "",
        content,
    )


def content_of(answer: Answer) -> dict[str, Any]:
    """Read the JSON object, or raise CannotReach: whoever answered, it was not our server, or not all of it."""
    try:
        content = answer.json() if answer.is_json else None
    except Unreadable:
        content = None
    if not isinstance(content, dict):
        raise CannotReach(reason="unexpected", cause=str(answer.status))
    return content


def problem_for(answer: Answer) -> Problem:
    """Return the Problem for a refusal of anything but a delivery."""
    found = refusal(answer)
    by_code = _BY_CODE.get(found.code) or _BY_STATUS.get(found.status)
    if by_code is not None:
        return by_code(found)
    return NotAccepted(detail=found.detail or "The council's server did not accept this. Nothing was lost.")


def too_many_tries(answer: Answer) -> TooManyTries:
    """Return the Problem for a 429 where a person waits in front of the screen."""
    return TooManyTries(wait=max(1, round(answer.retry_after or 60)))


def _wrong_code(found: Refusal) -> Problem:
    left = found.content.get("tries_left")
    return WrongCode(tries_left=left if isinstance(left, int) else 0)


_BY_CODE: dict[str, Callable[[Refusal], Problem]] = {
    "wrong-password": lambda _found: WrongPassword(),
    "wrong-code": _wrong_code,
    "code-expired": lambda _found: CodeExpired(),
}
_BY_STATUS: dict[int, Callable[[Refusal], Problem]] = {
    401: lambda _found: NotSignedIn(),
    426: lambda _found: NeedsUpdate(),
}


def outcome_of(problem: Problem) -> Outcome:
    """Return what a Problem means for a delivery: what is not known to be final is tried again."""
    if isinstance(problem, NotSignedIn):
        return SignInNeeded()
    if isinstance(problem, NeedsUpdate):
        return UpdateNeeded()
    return Transient(reason_of(problem), _seconds(problem.values.get("retry_after")))


def reason_of(problem: Problem) -> str:
    """Return the reason that is kept with a waiting submission and shown in words."""
    for kind, reason in _REASONS.items():
        if isinstance(problem, kind):
            return reason
    return str(problem.values.get("reason", "unexpected"))


_REASONS: dict[type[Problem], str] = {
    BehindSignInPage: "sign-in-page",
    ProxyWantsSignIn: "proxy-sign-in",
    NotTrusted: "not-trusted",
}


def _seconds(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None
