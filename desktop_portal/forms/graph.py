"""Checks across items: conditions that name a question, fit its type, and do not go round in a circle."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from desktop_portal.forms.tree import ItemType, Operator, Question
from desktop_portal.forms.values import TYPE_KEYS, value_kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop_portal.forms.reader import Reader
    from desktop_portal.forms.reading import Node
    from desktop_portal.forms.tree import Condition, Form, Item

_UNORDERED = (ItemType.BOOLEAN, ItemType.CHOICE, ItemType.OPEN_CHOICE, ItemType.ATTACHMENT)


def check_conditions(reader: Reader) -> None:
    """Refuse conditions on questions that do not exist, ask nothing, or have answers of another type."""
    for link_id, condition, node in reader.conditions:
        question = reader.items.get(condition.question)
        if question is None:
            node.refuse(f"There is no question with the linkId '{condition.question}'.", "question")
        elif not isinstance(question, Question):
            node.refuse(f"'{condition.question}' is a {question.type}, which has no answer.", "question")
        elif condition.question == link_id:
            node.refuse("A question cannot hang on its own answer.", "question")
        else:
            _check_fit(condition, question, node)


def _check_fit(condition: Condition, question: Question, node: Node) -> None:
    kind = value_kind(condition.value)
    if condition.operator is Operator.EXISTS:
        if kind != "Boolean":
            node.refuse("exists needs answerBoolean.", "operator")
        return
    kinds = {*TYPE_KEYS[question.type], *(value_kind(option.value) for option in question.options)}
    kinds = {"String" if each == "Uri" else each for each in kinds}
    if "Decimal" in kinds:
        kinds.add("Integer")
    if kind not in kinds:
        node.refuse(
            f"answer{kind} does not fit: '{condition.question}' is answered with {' or '.join(sorted(kinds))}.",
            "question",
        )
    elif condition.operator not in (Operator.EQUAL, Operator.NOT_EQUAL) and (
        kind in ("Coding", "Boolean") or question.type in _UNORDERED
    ):
        node.refuse(
            f"Answers of '{condition.question}' have no order, so {condition.operator} cannot be used.", "operator"
        )


def order_rules(form: Form, reader: Reader, more_needs: Mapping[str, frozenset[str]]) -> tuple[str, ...]:
    """Put items with a rule in an order in which each comes after those its rule asks about.

    A circle is refused: whether A is shown may not hang, step by step, on whether A is shown.
    """
    needs: dict[str, set[str]] = {}
    waiting = [link_id for link_id, item in form.items.items() if _is_ruled(item) or link_id in more_needs]
    while waiting:
        link_id = waiting.pop()
        if link_id in needs:
            continue
        needs[link_id] = {condition.question for condition in form.items[link_id].conditions}
        needs[link_id] |= more_needs.get(link_id, frozenset())
        parent = form.parents.get(link_id)
        if parent is not None:
            needs[link_id].add(parent)
        waiting.extend(needs[link_id])
    try:
        return tuple(each for each in TopologicalSorter(needs).static_order() if _is_ruled(form.items[each]))
    except CycleError as error:
        circle = list(dict.fromkeys(error.args[1]))
    place = next(each for each in circle if form.items[each].conditions or each in more_needs)
    circle_words = ", ".join(reversed(circle))
    reader.places[place].refuse(f"These items hang on each other in a circle: {circle_words}.", "enableWhen")
    return ()


def _is_ruled(item: Item) -> bool:
    return bool(item.conditions or item.enable_expression)
