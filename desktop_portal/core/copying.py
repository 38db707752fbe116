"""Enter once: what has been said of the child, or of somebody else in the form, is offered where it is asked again."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from desktop_portal.core.sections import row_title
from desktop_portal.forms.answers import Absent, Coding, Path, Unreadable
from desktop_portal.forms.tree import Group, ItemType, Question
from desktop_portal.forms.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from desktop_portal.forms.answers import Value
    from desktop_portal.forms.evaluate import Evaluation
    from desktop_portal.forms.tree import Form

ACCOUNT, CHILD, OTHER_FORM = "account", "child", "form"
MOST = 3
SAME = MappingProxyType(
    {
        "address": "child.address",
        "postcode": "child.postcode",
        "last-name": "child.last-name",
        "language": "child.first-language",
        "religion": "child.religion",
        "school": "school-health.school",
        "phone": "",
    }
)
SIGNATURES = frozenset({"declaration.name", "declaration.head", "declaration.senco", "declaration.parent"})
SIGNS = ("professional.name", "professional.role")
TEXTS = (ItemType.STRING, ItemType.TEXT)


@dataclass(frozen=True, slots=True)
class Offer:
    """Values that can be taken over: whose they are (CHILD, or a row's title), and how they read."""

    origin: str
    said: str
    values: tuple[Value, ...]


def is_signature(link_id: str) -> bool:
    """Whether a question is signed by typing a name."""
    return link_id in SIGNATURES or link_id.rpartition(".")[2] == "signature"


def offers(form: Form, evaluation: Evaluation, path: Path, today: date) -> tuple[Offer, ...]:
    """Return what can be taken over into a question that has no answer yet: within rows, and for the signature.

    Only what is shown and answered in words counts: hidden answers are not sent, so they are not copied either.
    """
    if path.link_id == "declaration.name":
        return _own_name(evaluation, path)
    tail = path.link_id.rpartition(".")[2]
    if tail not in SAME or not path.rows or path.link_id.startswith("child.") or evaluation.answers.values.get(path):
        return ()
    question = form.items[path.link_id]
    if not isinstance(question, Question):
        return ()
    found: list[Offer] = []
    for origin, source in _sources(form, evaluation, path, SAME[tail], today):
        values = _answered(form, evaluation, source, question)
        if not values or any(values == one.values for one in found):
            continue
        asked = form.items[source.link_id]
        said = say(form, asked, values[0]) if isinstance(asked, Question) else str(values[0])
        found.append(Offer(origin, " ".join(said.split()), values))
    return tuple(found[:MOST])


def _own_name(evaluation: Evaluation, path: Path) -> tuple[Offer, ...]:
    """Return the referrer's own name and role, to sign with."""
    if evaluation.answers.values.get(path):
        return ()
    given = (evaluation.answers.values.get(Path(link_id), ()) for link_id in SIGNS)
    parts = [values[0].strip() for values in given if values and isinstance(values[0], str)]
    return (Offer(ACCOUNT, ", ".join(parts), (", ".join(parts),)),) if parts else ()


def _sources(form: Form, evaluation: Evaluation, path: Path, of_child: str, today: date) -> Iterator[tuple[str, Path]]:
    if of_child in form.items and not form.scopes.get(of_child):
        yield CHILD, Path(of_child)
    group = form.items[form.scopes[path.link_id][-1]]
    around = Path(group.link_id, path.rows[:-1])
    for row in range(evaluation.answers.rows.get(around, 0)):
        rows = (*around.rows, row)
        if rows != path.rows and isinstance(group, Group):
            yield row_title(form, evaluation.answers, group, rows, today), Path(path.link_id, rows)


def _answered(form: Form, evaluation: Evaluation, source: Path, target: Question) -> tuple[Value, ...]:
    values = evaluation.answers.values.get(source, ())
    asked = form.items[source.link_id]
    if not values or not evaluation.enabled(source) or not isinstance(asked, Question):
        return ()
    if any(isinstance(value, (Absent, Unreadable)) for value in values):
        return ()
    if isinstance(values[0], Coding):
        known = {option.value for option in target.options if not option.retired}
        return values[:1] if values[0] in known else ()
    if not (asked.type is target.type or (asked.type in TEXTS and target.type in TEXTS)):
        return ()
    text = _with_postcode(form, evaluation, source, target, str(values[0]))
    return (text if target.type is ItemType.TEXT else " ".join(text.split()),)


def _with_postcode(form: Form, evaluation: Evaluation, source: Path, target: Question, text: str) -> str:
    """Return an address with its postcode, where the copy has no question of its own for it."""
    beside, own = (f"{one.rpartition('.')[0]}.postcode" for one in (source.link_id, target.link_id))
    values = evaluation.answers.values.get(Path(beside, source.rows), ())
    if not source.link_id.endswith(".address") or own in form.items or not values or not isinstance(values[0], str):
        return text
    return f"{text}\n{values[0]}"
