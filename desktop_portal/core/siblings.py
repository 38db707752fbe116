"""A form about one child begins a form about a brother or sister: each child has a form of their own."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from desktop_portal.core.sections import is_yes
from desktop_portal.forms.answers import Answers, Coding, Path, with_row_added, with_row_removed
from desktop_portal.forms.tree import Question

if TYPE_CHECKING:
    from desktop_portal.forms.answers import Value
    from desktop_portal.forms.evaluate import Evaluation
    from desktop_portal.forms.tree import Form

ASKED = "also-referred"
PERSON = "household.person"
WHO = MappingProxyType(
    {
        "first-name": "child.first-name",
        "last-name": "child.last-name",
        "other-names": "child.other-names",
        "dob": "child.dob",
        "sex": "child.sex",
        "language": "child.first-language",
        "interpreter": "child.interpreter",
        "nhs-number": "child.nhs-number",
        "phone": "child.phone",
        "email": "child.email",
        "school": "school-health.school",
    }
)
LIVES = ("child.address-known", "child.address", "child.postcode", "child.address-confidential")
CARRIED = ("professional.", "agencies.")


def may_begin(path: Path, values: tuple[Value, ...]) -> bool:
    """Whether an answer says that a person of the household needs a form of their own."""
    return path.link_id == f"{PERSON}.{ASKED}" and is_yes(values)


def for_sibling(form: Form, evaluation: Evaluation, row: int) -> Answers:
    """Return the answers with which a form about the person in `row` of the household begins.

    Who the referrer is, the agencies and the household are carried over, the address where they share it; the first
    child becomes a person of the household. Worries, consent and files are about one child: they are asked anew.
    """
    before = evaluation.answers
    shown = {path: values for path, values in before.values.items() if evaluation.enabled(path)}
    kept = {path: values for path, values in shown.items() if path.link_id.startswith(CARRIED)}
    people = {path: values for path, values in shown.items() if path.link_id.startswith(f"{PERSON}.")}
    count = before.rows.get(Path(PERSON), 0)
    groups = {path: n for path, n in before.rows.items() if path.link_id.startswith(CARRIED)}
    answers = Answers(MappingProxyType({**kept, **people}), MappingProxyType({**groups, Path(PERSON): count}))
    answers = with_row_removed(form, answers, Path(PERSON), row)
    answers = with_row_added(form, answers, Path(PERSON))
    values = dict(answers.values)
    for tail, of_child in WHO.items():
        person = f"{PERSON}.{tail}"
        _copy(form, values, Path(of_child), shown.get(Path(person, (row,)), ()))
        _copy(form, values, Path(person, (count - 1,)), shown.get(Path(of_child), ()))
    if is_yes(shown.get(Path(f"{PERSON}.lives-with-child", (row,)), ())):
        for link_id in LIVES:
            _copy(form, values, Path(link_id), shown.get(Path(link_id), ()))
        _copy(form, values, Path(f"{PERSON}.lives-with-child", (count - 1,)), (True,))
    _copy(form, values, Path(f"{PERSON}.relationship", (count - 1,)), _sibling(form))
    return Answers(MappingProxyType(values), answers.rows)


def _sibling(form: Form) -> tuple[Value, ...]:
    question = form.items.get(f"{PERSON}.relationship")
    options = question.options if isinstance(question, Question) else ()
    return tuple(o.value for o in options if isinstance(o.value, Coding) and o.value.code == "sibling")


def _copy(form: Form, values: dict[Path, tuple[Value, ...]], to: Path, given: tuple[Value, ...]) -> None:
    item = form.items.get(to.link_id)
    if given and isinstance(item, Question):
        values[to] = given
