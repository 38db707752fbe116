"""What is expected to go wrong: a refused call (RFC 9457), or a server that cannot start. All else is a bug."""

from __future__ import annotations

from typing import Any


class CannotStart(Exception):  # noqa: N818 (a sentence for the administrator, not an error of the program)
    """Ends a command with a plain sentence and status 2."""


class Refused(Exception):  # noqa: N818 (an answer, not an error of the program)
    """A call that is refused: `status` and `code` for the program, `detail` a sentence for the person.

    `more` goes into the problem details beside them, `headers` into the answer.
    """

    def __init__(
        self, status: int, code: str, detail: str, *, headers: dict[str, str] | None = None, **more: Any
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.detail = detail
        self.headers = headers or {}
        self.more = more


class SignInFirst(Exception):  # noqa: N818 (a way, not an error)
    """Nobody is signed in at this browser: show the desk's door."""


def not_found() -> Refused:
    """Say the same for what is not there and for what belongs to someone else."""
    return Refused(404, "not-found", "There is nothing here, or it is not yours.")


def too_many(seconds: int) -> Refused:
    """Ask to wait; `seconds` also in Retry-After."""
    return Refused(
        429,
        "too-many-tries",
        f"There were too many tries. Wait {_in_words(seconds)} and try again.",
        headers={"Retry-After": str(seconds)},
    )


def _in_words(seconds: int) -> str:
    if seconds < 60:  # noqa: PLR2004 (a minute)
        return f"{seconds} seconds"
    minutes = -(-seconds // 60)
    return "1 minute" if minutes == 1 else f"{minutes} minutes"
