"""A form as its publisher looks at it: every section and question in order, in words, with when it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_portal.forms.tree import Group, Item, ItemType, Note, Operator, Question
from desktop_portal.forms.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop_portal.forms.tree import Condition, Form

_KINDS = {
    ItemType.BOOLEAN: "Yes or no",
    ItemType.INTEGER: "A whole number",
    ItemType.DECIMAL: "A number",
    ItemType.DATE: "A date",
    ItemType.DATE_TIME: "A date and time",
    ItemType.TIME: "A time",
    ItemType.STRING: "A line of text",
    ItemType.TEXT: "A text",
    ItemType.URL: "An address on the web",
    ItemType.CHOICE: "One of",
    ItemType.OPEN_CHOICE: "One of, or other words",
    ItemType.ATTACHMENT: "A file",
}
_MOST_OPTIONS = 12
_WORDS = {
    Operator.EQUAL: "is",
    Operator.NOT_EQUAL: "is not",
    Operator.GREATER: "is more than",
    Operator.LESS: "is less than",
    Operator.AT_LEAST: "is at least",
    Operator.AT_MOST: "is at most",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the outline: `kind` "group", "note" or what is asked for; `depth` how far it stands in."""

    kind: str
    text: str
    depth: int
    required: bool = False
    options: tuple[str, ...] = ()
    shown_when: str = ""


def outline(form: Form) -> list[tuple[str, list[Line]]]:
    """Return each section's title with its lines."""
    return [
        (f"{section.prefix or number} {section.text}", list(_lines(form, section, 0)))
        for number, section in enumerate(form.sections, 1)
    ]


def _lines(form: Form, item: Item, depth: int) -> Iterator[Line]:
    for child in item.children:
        when = _when(form, child)
        if isinstance(child, Note):
            yield Line("note", child.text, depth, shown_when=when)
        elif isinstance(child, Group):
            more = " (may be repeated)" if child.repeats else ""
            yield Line("group", f"{child.text}{more}", depth, shown_when=when)
        elif isinstance(child, Question):
            options = [option.label for option in child.options if not option.retired]
            left = len(options) - _MOST_OPTIONS
            shown = (*options[:_MOST_OPTIONS], f"and {left} more") if left > 0 else tuple(options)
            kind = _KINDS[child.type].replace("One of", "Any of") if child.repeats else _KINDS[child.type]
            yield Line(kind, child.text, depth, child.required, shown, when)
        yield from _lines(form, child, depth + 1)


def _when(form: Form, item: Item) -> str:
    joined = " or " if item.any_condition else " and "
    return joined.join(_condition(form, condition) for condition in item.conditions)


def _condition(form: Form, condition: Condition) -> str:
    question = form.items[condition.question]
    name = f"“{question.text}”"
    if condition.operator is Operator.EXISTS:
        return f"{name} is {'answered' if condition.value is True else 'not answered'}"
    value = say(form, question, condition.value) if isinstance(question, Question) else str(condition.value)
    return f"{name} {_WORDS[condition.operator]} “{value}”"
