"""What can be wrong with the answers to one question; pure, and in the order in which a person would fix it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from desktop_portal.forms import formats
from desktop_portal.forms.answers import Absent, Attachment, Coding, Date, DateTime, Path, Time, Unreadable
from desktop_portal.forms.issues import ERROR, FATAL, WARNING, Issue
from desktop_portal.forms.messages import limit_words, message
from desktop_portal.forms.regexes import matches
from desktop_portal.forms.tree import ItemType, Today
from desktop_portal.forms.urls import is_url
from desktop_portal.forms.values import compare, on_day
from desktop_portal.forms.wording import size_words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from desktop_portal.forms.answers import Value
    from desktop_portal.forms.tree import Form, Limit, Question

_FATAL = frozenset({"invalidNewLine"})


def missing(form: Form, question: Question, path: Path, count: int, *, draft: bool) -> tuple[Issue, ...]:
    """Say that answers are missing: a warning while the form is a draft."""
    severity = WARNING if draft else ERROR
    if not count and question.required:
        return (Issue(severity, "required", path, message(form.language, question, "required")),)
    if count < question.min_occurs:
        text = message(form.language, question, "minCount", n=question.min_occurs)
        return (Issue(severity, "minCount", path, text),)
    return ()


def check_values(
    form: Form, question: Question, path: Path, values: tuple[Value, ...], today: date
) -> tuple[Issue, ...]:
    """Check the answers to one question against everything its definition says, apart from missing ones."""
    found = list(_wrong(form, question, values, today))
    if not found:
        return ()
    return tuple(Issue(FATAL if code in _FATAL else ERROR, code, path, text, index) for code, text, index in found)


_Wrong = tuple[str, str, "int | None"]


def _wrong(form: Form, question: Question, values: tuple[Value, ...], today: date) -> Iterator[_Wrong]:
    language = form.language
    several = len(values) > 1
    if several:
        if not question.repeats:
            yield "repeats", message(language, question, "repeats"), None
        if question.max_occurs is not None and len(values) > question.max_occurs:
            yield "maxCount", message(language, question, "maxCount", n=question.max_occurs), None
    for index, value in enumerate(values):
        if isinstance(value, Absent):
            if value.reason not in question.absent:
                yield "invalidAnswerOption", message(language, question, "invalidAnswerOption", "reason"), index
        elif isinstance(value, Unreadable):
            yield "invalidAnswerType", message(language, question, "invalidAnswerType"), index
        else:
            for code, text in _value(form, question, value, today):
                yield code, text, index
            if several:
                yield from _exclusive(form, question, values, value, index)


def _exclusive(form: Form, question: Question, values: tuple[Value, ...], value: Value, index: int) -> Iterator[_Wrong]:
    if form.plan is None:
        return
    if value in form.plan.exclusive.get(question.link_id, ()) or any(isinstance(each, Absent) for each in values):
        option = next((option.label for option in question.options if option.value == value), "")
        yield "exclusiveAnswerOption", message(form.language, question, "exclusiveAnswerOption", option=option), index


def _value(form: Form, question: Question, value: Value, today: date) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield from _text(form.language, question, value)
    elif isinstance(value, Attachment):
        yield from _file(form.language, question, value)
    elif not isinstance(value, (Coding, bool)):
        yield from _limits(form.language, question, value, today)
        if question.max_decimal_places is not None and isinstance(value, Decimal):
            yield from _places(form.language, question, value, question.max_decimal_places)
        if question.regex and isinstance(value, (Date, DateTime, Time)) and not matches(question.regex, value.text):
            yield "regex", _regex_message(form.language, question)
    if question.options and form.plan is not None and not _permitted(form, question, value):
        code = "invalidCoding" if question.value_set else "invalidAnswerOption"
        yield code, message(form.language, question, code, "" if isinstance(value, Coding) else "text")


def _permitted(form: Form, question: Question, value: Value) -> bool:
    if isinstance(value, str) and question.type is ItemType.OPEN_CHOICE:
        return True
    allowed = form.plan.allowed.get(question.link_id, frozenset()) if form.plan is not None else frozenset()
    if value in allowed:
        return True
    if isinstance(value, str) and question.value_set:
        return any(isinstance(option, Coding) and option.code == value for option in allowed)
    return False


def _text(language: str, question: Question, value: str) -> Iterator[tuple[str, str]]:
    if question.type is not ItemType.TEXT and ("\n" in value or "\r" in value):
        yield "invalidNewLine", message(language, question, "invalidNewLine")
    if question.named_format:
        if not formats.accepts(question.named_format, value):
            yield "namedFormat", message(language, question, "namedFormat", question.named_format)
        return
    if question.min_length is not None and len(value) < question.min_length:
        yield "minLength", message(language, question, "minLength", n=question.min_length)
    if question.max_length is not None and len(value) > question.max_length:
        yield "maxLength", message(language, question, "maxLength", n=question.max_length)
    if question.type is ItemType.URL and not is_url(value):
        yield "invalidUrlValue", message(language, question, "invalidUrlValue")
    if question.regex and not matches(question.regex, value):
        yield "regex", _regex_message(language, question)


def _regex_message(language: str, question: Question) -> str:
    detail = "example" if question.entry_format else ""
    return message(language, question, "regex", detail, example=question.entry_format)


def _file(language: str, question: Question, value: Attachment) -> Iterator[tuple[str, str]]:
    if question.max_size is not None and value.size > question.max_size:
        size = size_words(question.max_size)
        yield "maxAttachmentSize", message(language, question, "maxAttachmentSize", size=size)
    if question.mime_types and not _mime_fits(value.content_type, question.mime_types):
        yield "invalidAttachmentType", message(language, question, "invalidAttachmentType")


def _mime_fits(content_type: str, permitted: tuple[str, ...]) -> bool:
    bare = content_type.partition(";")[0].strip().lower()
    return any(
        bare == each.lower() or (each.endswith("/*") and bare.startswith(each[:-1].lower())) for each in permitted
    )


def _places(language: str, question: Question, value: Decimal, most: int) -> Iterator[tuple[str, str]]:
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and -exponent > most:
        yield "maxDecimalPlaces", message(language, question, "maxDecimalPlaces", "" if most else "none", n=most)


def _limits(language: str, question: Question, value: Value, today: date) -> Iterator[tuple[str, str]]:
    if question.minimum is not None and _beyond(value, question.minimum, today, -1):
        yield "minValue", _limit_message(language, question, "minValue", question.minimum, today)
    if question.maximum is not None and _beyond(value, question.maximum, today, 1):
        yield "maxValue", _limit_message(language, question, "maxValue", question.maximum, today)


def _beyond(value: Value, limit: Limit, today: date, side: int) -> bool:
    order = compare(value, on_day(limit, today) if isinstance(limit, Today) else limit)
    return order is not None and order * side > 0


def _limit_message(language: str, question: Question, code: str, limit: Limit, today: date) -> str:
    resolved = on_day(limit, today) if isinstance(limit, Today) else limit
    words, detail = limit_words(limit, resolved, language)
    return message(language, question, code, detail, limit=words)
