"""What the engine finds wrong: with an answer (Issue) or with a definition (Finding)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_portal.forms.answers import Path

FATAL = "fatal"
ERROR = "error"
WARNING = "warning"
INFORMATION = "information"

MISSING = frozenset({"required", "minCount"})
"""Codes that say an answer is missing: warnings while the form is a draft."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing wrong with the answers, for the person.

    `severity` is "fatal", "error", "warning" or "information", `code` one of forms-standard's vocabulary. `path` has an
    empty linkId when the form as a whole is meant. `answer` is the index of the value at fault when a question may have
    several, so two values can be wrong in the same way at one path. `key` names the rule for code "invariant".
    """

    severity: str
    code: str
    path: Path
    message: str
    answer: int | None = None
    key: str = ""

    @property
    def stops(self) -> bool:
        """Whether the form cannot be sent while this stands."""
        return self.severity in (FATAL, ERROR)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with a form definition, for its author. `place` is its address in the JSON."""

    place: str
    message: str
    link_id: str = ""
    severity: str = ERROR
    code: str = "refused"


class FormRefused(Exception):  # noqa: N818 (the author's word for it)
    """The definition is outside the profile; `problems` says where and why, in the order of the definition."""

    def __init__(self, problems: tuple[Finding, ...]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"{problem.place}: {problem.message}" for problem in problems[:5]))
