"""What an author should look at before a form is published, though the engine can run it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_portal.forms.convert import converts
from desktop_portal.forms.enabling import plan_of
from desktop_portal.forms.issues import ERROR, WARNING, Finding
from desktop_portal.forms.tree import Group, ItemType, Operator, Question, Today
from desktop_portal.forms.values import compare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from desktop_portal.forms.tree import Form, Item


def advice(form: Form) -> tuple[Finding, ...]:
    """List warnings about a form that compiles, in its order."""
    found = [Finding("Questionnaire", text, severity=WARNING, code="advice") for text in _about_form(form)]
    for link_id, item in form.items.items():
        texts = _about_group(form, item) if isinstance(item, Group) else _about_question(item)
        found.extend(Finding(f"linkId '{link_id}'", text, link_id, WARNING, "advice") for text in texts)
        found.extend(
            Finding(f"linkId '{link_id}'", text, link_id, WARNING, "advice") for text in _about_conditions(form, item)
        )
    expressions = plan_of(form).expressions
    found.extend(
        Finding(f"rule '{rule.rule.key}'", rule.problem, rule.rule.location, WARNING, "invariantExecution")
        for rule in (expressions.rules if expressions is not None else ())
        if rule.problem
    )
    return tuple(found)


def reused(form: Form, published: Iterable[Form]) -> tuple[Finding, ...]:
    """List linkIds that a published version uses for something else; such a form must not be published.

    A linkId is the name of one question for ever (forms-standard, "The exact subset"): answers are matched by it alone.
    A type that answers are converted to (text to long text, choice to open choice ...) is the same question.
    """
    found: dict[str, Finding] = {}
    for earlier in published:
        for link_id, item in form.items.items():
            before = earlier.items.get(link_id)
            if before is None or _same_question(before, item):
                continue
            words = f"Version {earlier.version} uses the linkId '{link_id}' for an item of type {before.type}."
            text = f"{words} Give the new {item.type} a linkId of its own."
            found.setdefault(link_id, Finding(f"linkId '{link_id}'", text, link_id, ERROR, "linkIdReused"))
    return tuple(found.values())


def _same_question(before: Item, item: Item) -> bool:
    if isinstance(before, Question) and isinstance(item, Question):
        return converts(before, item)
    return before.type is item.type


def _about_form(form: Form) -> Iterator[str]:
    for name in ("url", "version", "name", "title", "status"):
        if not getattr(form, name):
            yield f"The form has no {name}."
    if any(not isinstance(root, Group) for root in form.roots):
        yield "Put every question into a section (a group at the top)."


def _about_group(form: Form, group: Group) -> Iterator[str]:
    mandatory = any(isinstance(child, Question) and child.required for child in group.children)
    if link_is_top(form, group) and mandatory and not group.required:
        yield "This section holds mandatory questions but is not required itself: left empty, it is not checked inside."
    if not group.text and link_is_top(form, group):
        yield "A section needs a text: it is its name in the list."
    if group.max_occurs is not None and group.min_occurs > group.max_occurs:
        yield "minOccurs is larger than maxOccurs, so this can never be right."


def link_is_top(form: Form, item: Item) -> bool:
    """Whether an item stands at the top of the form."""
    return item.link_id not in form.parents


def _about_question(item: Item) -> Iterator[str]:
    if isinstance(item, Question):
        yield from (text for wrong, text in _QUESTION_ADVICE if wrong(item))


def _crossed(question: Question) -> bool:
    low, high = question.minimum, question.maximum
    if low is None or high is None or isinstance(low, Today) or isinstance(high, Today):
        return False
    return (compare(low, high) or 0) > 0


_CHOICES = (ItemType.CHOICE, ItemType.OPEN_CHOICE)
_QUESTION_ADVICE: tuple[tuple[Callable[[Question], object], str], ...] = (
    (
        lambda item: item.text.rstrip().endswith("?") and not item.short_text and "required" not in item.messages,
        "The text is a question: give a shortText or an error-message, so that messages read well.",
    ),
    (lambda item: not item.text, "The question has no text."),
    (
        lambda item: item.type is ItemType.BOOLEAN and item.required,
        'A required boolean is satisfied by "No"; for a declaration use a choice of one option.',
    ),
    (lambda item: item.type in _CHOICES and not item.options, "The choice has no options."),
    (
        lambda item: item.min_occurs > 1 and not item.repeats,
        "minOccurs is more than 1, but the question does not repeat.",
    ),
    (
        lambda item: item.regex and not (item.regex.startswith("^") and item.regex.endswith("$")),
        "The regular expression is not anchored with ^ and $, so a part of the answer may match.",
    ),
    (
        lambda item: (item.min_length or 0) > (item.max_length if item.max_length is not None else 10**9),
        "minLength is larger than maxLength, so no answer can be right.",
    ),
    (_crossed, "minValue is larger than maxValue, so no answer can be right."),
)


def _about_conditions(form: Form, item: Item) -> Iterator[str]:
    for condition in item.conditions:
        question = form.items[condition.question]
        if (
            condition.operator in (Operator.EQUAL, Operator.NOT_EQUAL)
            and isinstance(question, Question)
            and question.options
            and question.type is not ItemType.OPEN_CHOICE
            and all(option.value != condition.value for option in question.options)
        ):
            yield f"The condition names an answer that is not among the options of '{condition.question}'."
