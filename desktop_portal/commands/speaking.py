"""How commands speak: sentences on the output, an exit status (0 done, 1 not done, 2 typed wrongly)."""

from __future__ import annotations

import sys

DONE, NOT_DONE, TYPED_WRONGLY = 0, 1, 2


def say(words: str) -> None:
    """Print a line at once; letters that the terminal lacks are replaced, never an error."""
    encoding = sys.stdout.encoding or "utf-8"
    print(words.encode(encoding, "replace").decode(encoding), flush=True)  # noqa: T201 (a command's output)


def confirmed(question: str) -> bool:
    """Ask at the terminal; where nobody is there to answer, it is no."""
    say(f"{question} [yes/no]")
    try:
        return sys.stdin.readline().strip().lower() in {"y", "yes"}
    except (OSError, ValueError, AttributeError):
        return False
