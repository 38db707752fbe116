"""What an earlier version of a form says otherwise than the form as it is now, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_portal.forms.compare import compare
from desktop_portal.forms.tree import Question
from desktop_portal.forms.words import say

if TYPE_CHECKING:
    from desktop_portal.forms.answers import Answers, Path, Value
    from desktop_portal.forms.tree import Form


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer: the question (with its row, where it has one), what it said then and says now; "" for no answer."""

    question: str
    then: str
    now: str


def differences(form: Form, then: Answers, now: Answers) -> tuple[Difference, ...]:
    """Return every answer that differs, in the order of the form; a row that only stands elsewhere is no difference."""
    found = []
    for change in compare(form, then, now):
        path = change.after_path or change.before_path
        if change.kind != "moved" and path is not None:
            question = _question(form, path)
            found.append(Difference(question, _said(form, path, change.before), _said(form, path, change.after)))
    return tuple(found)


def _question(form: Form, path: Path) -> str:
    item = form.items[path.link_id]
    rows = " ".join(str(row + 1) for row in path.rows)
    return f"{item.text} ({rows})" if rows else item.text


def _said(form: Form, path: Path, values: tuple[Value, ...]) -> str:
    item = form.items[path.link_id]
    return "\n".join(say(form, item, value) for value in values) if isinstance(item, Question) else ""
