"""What the desk's list shows of a submission: urgency, the child, the sender. Out of the answers, by known linkIds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_portal.forms.answers import Absent, Coding, Path, Unreadable
from desktop_portal.forms.tree import Question
from desktop_portal.forms.words import say

if TYPE_CHECKING:
    from desktop_portal.forms.answers import Answers, Value
    from desktop_portal.forms.tree import Form

DANGER, LEVEL_4, LEVEL_3, LEVEL_2, NOT_SAID = 0, 1, 2, 3, 4
_LEVELS = {"4": (LEVEL_4, "Level 4"), "3": (LEVEL_3, "Level 3"), "2": (LEVEL_2, "Level 2"), "1": (NOT_SAID, "Level 1")}


@dataclass(frozen=True, slots=True)
class Summary:
    """One line of the desk's list. `born` is an ISO date, possibly partial, or words such as "unborn"; "" unknown."""

    urgency: int
    urgency_words: str
    first_name: str
    last_name: str
    born: str
    nhs_number: str
    upn: str
    from_name: str
    from_organisation: str


def summarise(form: Form, answers: Answers, sender: str, organisation: str) -> Summary:
    """Sum up; `sender` and `organisation` of the account stand in where the form does not ask."""
    urgency, words = _urgency(answers)
    return Summary(
        urgency=urgency,
        urgency_words=words,
        first_name=_text(form, answers, "child.first-name"),
        last_name=_text(form, answers, "child.last-name"),
        born=_born(form, answers),
        nhs_number="".join(_text(form, answers, "child.nhs-number").split()),
        upn=_text(form, answers, "child.upn").upper(),
        from_name=_text(form, answers, "professional.name") or sender,
        from_organisation=_text(form, answers, "professional.organisation") or organisation,
    )


def _urgency(answers: Answers) -> tuple[int, str]:
    if _one(answers, "overview.danger-now") is True:
        return DANGER, "Immediate danger said"
    level = _one(answers, "overview.level")
    if isinstance(level, Coding):
        return _LEVELS.get(level.code[-1:], (NOT_SAID, "Level not said"))
    return NOT_SAID, "Level not said"


def _born(form: Form, answers: Answers) -> str:
    dob = _one(answers, "child.dob")
    if dob is not None and not isinstance(dob, (Absent, Unreadable)):
        return str(getattr(dob, "text", dob))
    if _one(answers, "child.due-date") is not None:
        return "unborn"
    return _text(form, answers, "child.approximate-age") and f"about {_text(form, answers, 'child.approximate-age')}"


def _one(answers: Answers, link_id: str) -> Value | None:
    values = answers.values.get(Path(link_id), ())
    return values[0] if values else None


def _text(form: Form, answers: Answers, link_id: str) -> str:
    value, question = _one(answers, link_id), form.items.get(link_id)
    if value is None or isinstance(value, (Absent, Unreadable)) or not isinstance(question, Question):
        return ""
    return value if isinstance(value, str) else say(form, question, value)
