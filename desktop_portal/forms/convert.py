"""One value from the question of one version to that of another, where nothing of it is lost."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from desktop_portal.forms.answers import Absent, Coding, Date, Unreadable
from desktop_portal.forms.tree import ItemType
from desktop_portal.forms.values import TYPE_KEYS, is_date, value_kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desktop_portal.forms.answers import Value
    from desktop_portal.forms.tree import Question

_TEXTS = (ItemType.STRING, ItemType.TEXT)


def convert(before: Question, after: Question, value: Value) -> Value | None:
    """Convert a value; None when the new question takes another kind of answer (then it is parked).

    Compatible are string <-> text, integer -> decimal, choice -> open-choice, integer and date -> string, and back
    again where the value is exactly what it would have been made from.
    """
    if isinstance(value, Absent):
        return value
    if before.type is after.type:
        return value if isinstance(value, Unreadable) or _fits(after, value) else None
    if isinstance(value, Unreadable):
        return value.text if after.type in _TEXTS and _one_line(after, value.text) else None
    converter = _CONVERTERS.get((_family(before.type), _family(after.type)))
    return converter(after, value) if converter is not None else None


def converts(before: Question, after: Question) -> bool:
    """Whether answers to a question may be carried over to another kind of question at all."""
    return before.type is after.type or (_family(before.type), _family(after.type)) in _CONVERTERS


def _fits(after: Question, value: Value) -> bool:
    kinds = {*TYPE_KEYS[after.type], *(value_kind(option.value) for option in after.options)}
    return value_kind(value) in kinds or (isinstance(value, str) and "Uri" in kinds)


def _family(item_type: ItemType) -> str:
    return "text" if item_type in _TEXTS else item_type.value


def _one_line(after: Question, text: str) -> bool:
    return after.type is ItemType.TEXT or ("\n" not in text and "\r" not in text)


def _to_text(after: Question, value: Value) -> Value | None:
    if isinstance(value, bool) or not isinstance(value, (str, int, Date)):
        return None
    text = value.text if isinstance(value, Date) else str(value)
    return text if _one_line(after, text) else None


def _to_decimal(_after: Question, value: Value) -> Value | None:
    return Decimal(value) if isinstance(value, int) and not isinstance(value, bool) else None


def _to_integer(_after: Question, value: Value) -> Value | None:
    if isinstance(value, Decimal) and value == value.to_integral_value() and abs(value) < 2**31:
        return int(value)
    if isinstance(value, str) and value.lstrip("-").isdecimal() and value.isascii() and str(int(value)) == value:
        return int(value) if abs(int(value)) < 2**31 else None
    return None


def _to_date(_after: Question, value: Value) -> Value | None:
    return Date(value) if isinstance(value, str) and is_date(value) else None


def _to_choice(after: Question, value: Value) -> Value | None:
    return value if isinstance(value, Coding) or _fits(after, value) else None


_CONVERTERS: Mapping[tuple[str, str], Callable[[Question, Value], Value | None]] = {
    ("text", "text"): _to_text,
    ("integer", "text"): _to_text,
    ("date", "text"): _to_text,
    ("text", "integer"): _to_integer,
    ("text", "date"): _to_date,
    ("integer", "decimal"): _to_decimal,
    ("decimal", "integer"): _to_integer,
    ("choice", "open-choice"): _to_choice,
    ("open-choice", "choice"): _to_choice,
}
