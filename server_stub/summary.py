"""What the desk's list shows of a submission: urgency, the child, the sender. Out of the answers, by known linkIds."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_portal.forms.answers import Absent, Coding, Path, Unreadable
from desktop_portal.forms.tree import Question
from desktop_portal.forms.words import say

if TYPE_CHECKING:
    from desktop_portal.forms.answers import Answers, Value
    from desktop_portal.forms.tree import Form

_FULL_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
ANONYMOUS = "Anonymous"
DANGER, LEVEL_4, LEVEL_3, LEVEL_2, NOT_SAID = 0, 1, 2, 3, 4
_LEVELS = {"4": (LEVEL_4, "Level 4"), "3": (LEVEL_3, "Level 3"), "2": (LEVEL_2, "Level 2"), "1": (NOT_SAID, "Level 1")}


@dataclass(frozen=True, slots=True)
class Summary:
    """One line of the desk's list. `born` is an ISO date, possibly partial, or words such as "unborn"; "" unknown.

    `not_to_ask`: "anonymous" or "no-contact" where the sender was promised not to be asked, else "".
    """

    urgency: int
    urgency_words: str
    first_name: str
    last_name: str
    born: str
    nhs_number: str
    upn: str
    from_name: str
    from_organisation: str
    not_to_ask: str = ""
    name_key: str = ""
    search_name: str = ""

    def columns(self) -> dict[str, int | str]:
        """Return it by column of the submission's row; `asdict` copies each text on the way."""
        return {name: getattr(self, name) for name in self.__slots__}


def summarise(form: Form, answers: Answers, sender: str, organisation: str) -> Summary:
    """Sum up; `sender` and `organisation` of the account stand in where the form does not ask.

    Who stays anonymous is named nowhere: neither by the form nor by the account.
    """
    urgency, words = _urgency(answers)
    first, last = _text(form, answers, "child.first-name"), _text(form, answers, "child.last-name")
    born = _born(form, answers)
    anonymous = _one(answers, "you.stay-anonymous") is True
    silent = _one(answers, "you.may-contact") is False
    named = _text(form, answers, "professional.name") or _text(form, answers, "you.name") or sender
    return Summary(
        urgency=urgency,
        urgency_words=words,
        first_name=first,
        last_name=last,
        born=born,
        nhs_number="".join(_text(form, answers, "child.nhs-number").split()),
        upn=_text(form, answers, "child.upn").upper(),
        from_name=ANONYMOUS if anonymous else named,
        from_organisation="" if anonymous else _text(form, answers, "professional.organisation") or organisation,
        not_to_ask="anonymous" if anonymous else "no-contact" if silent else "",
        name_key=name_key(first, last, born),
        search_name=f"{letters(first)} {letters(last)}".strip(),
    )


def name_key(first_name: str, last_name: str, born: str) -> str:
    """Spell name and date of birth so that two spellings of one child meet; "" unless all three are known.

    Case, accents, hyphens and spaces do not count: "Zoë O'Brien-Hall" is "zoe obrienhall".
    """
    names = [letters(first_name), letters(last_name)]
    return f"{names[0]} {names[1]} {born}" if all(names) and _FULL_DATE.fullmatch(born) else ""


def letters(name: str) -> str:
    """Return a name's bare letters: "O'Brien-Hall" is "obrienhall"."""
    return "".join(one for one in unicodedata.normalize("NFKD", name.casefold()) if one.isalpha())


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
    # PostgreSQL keeps no zero byte in a text; the answer itself stays as it came.
    return (value if isinstance(value, str) else say(form, question, value)).replace("\x00", "")
