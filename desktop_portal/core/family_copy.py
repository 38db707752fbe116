"""Which answers a copy for the family leaves out at first: all that tell of other people, or may do so.

Forms do not say whom an answer is about, and a council's own form never will. So nothing is trusted that is not known:
only short answers about the child, and those about the professional who wrote it, are in at first. All else stays out
until the person at the program has read it and puts it in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from desktop_portal.core.sections import row_title, walk
from desktop_portal.forms.answers import Absent, Path, Unreadable
from desktop_portal.forms.tree import Group, ItemType, Question
from desktop_portal.forms.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop_portal.forms.evaluate import Evaluation

WRITER: Final = "professional"
OWN_SECTIONS: Final = frozenset({"child", WRITER})
# Where the child lives, learns and can be reached, and whether that must be kept from anyone: in every copy, for left
# out only where it is confidential, the gap itself would tell.
WHEREABOUTS: Final = (
    "child.address", "child.postcode", "child.previous-address", "child.where-now", "child.phone", "child.email",
    "child.allocated-worker", "child.school",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One answer, or one whole row, that is left out at first: where, under which words, and what it says."""

    path: Path
    section: str
    label: str
    words: str


def left_out_at_first(evaluation: Evaluation) -> tuple[LeftOut, ...]:
    """Return what the copy leaves out unless somebody decides otherwise, in the order of the form."""
    return tuple(one for section in evaluation.form.sections for one in _of_section(evaluation, section))


def writer_is_told(evaluation: Evaluation) -> bool:
    """Whether the copy names who wrote the form: professionals are named, a neighbour who is worried never is."""
    return WRITER in evaluation.form.items


def _of_section(evaluation: Evaluation, section: Group) -> Iterator[LeftOut]:
    if not evaluation.enabled(Path(section.link_id)) or section.hidden:
        return
    if section.repeats:
        yield from _rows(evaluation, section, section, Path(section.link_id))
        return
    for item, path in walk(evaluation, section):
        if isinstance(item, Group) and item.repeats and not path.rows:
            yield from _rows(evaluation, section, item, path)
        elif isinstance(item, Question) and not path.rows:
            if _may_tell_of_others(evaluation, section, item, path):
                yield from _answer(evaluation, section, item, path)
            if item.repeats and item.children:
                yield from _below_answers(evaluation, section, item)


def _rows(evaluation: Evaluation, section: Group, group: Group, path: Path) -> Iterator[LeftOut]:
    form, answers = evaluation.form, evaluation.answers
    for row in range(answers.rows.get(path, 0)):
        rows = (*path.rows, row)
        title = row_title(form, answers, group, rows, evaluation.today)
        yield LeftOut(Path(group.link_id, rows), section.text, f"{group.text} {row + 1}", title)


def _below_answers(evaluation: Evaluation, section: Group, question: Question) -> Iterator[LeftOut]:
    """Yield everything that stands under the single answers of a question that repeats."""
    form = evaluation.form
    for path in sorted(evaluation.answers.values):
        item = form.items.get(path.link_id)
        if form.scopes.get(path.link_id, ())[:1] == (question.link_id,) and isinstance(item, Question):
            yield from _answer(evaluation, section, item, path)


def _answer(evaluation: Evaluation, section: Group, question: Question, path: Path) -> Iterator[LeftOut]:
    values = evaluation.answers.values.get(path, ())
    if values and not isinstance(values[0], Absent):
        words = ", ".join(say(evaluation.form, question, value) for value in values)
        yield LeftOut(path, section.text, question.text, words)


def _may_tell_of_others(evaluation: Evaluation, section: Group, question: Question, path: Path) -> bool:
    if section.link_id not in OWN_SECTIONS or question.type is ItemType.ATTACHMENT:
        return True
    if any(isinstance(value, Unreadable) for value in evaluation.answers.values.get(path, ())):
        return True
    if _is_under(question.link_id, WHEREABOUTS):
        return True
    return question.type is ItemType.TEXT and section.link_id != WRITER


def _is_under(name: str, prefixes: tuple[str, ...]) -> bool:
    return any(name == one or name.startswith((f"{one}.", f"{one}-")) for one in prefixes)
