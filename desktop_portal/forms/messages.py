"""The words for what is wrong: the form's own message first, then a plain template by code and kind of question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_portal.forms.answers import Date, DateTime
from desktop_portal.forms.tree import Group, ItemType, Question, Today
from desktop_portal.forms.wording import TEMPLATES, words_for_date

if TYPE_CHECKING:
    from desktop_portal.forms.tree import Item, Limit

_SELECTED = (ItemType.CHOICE, ItemType.OPEN_CHOICE, ItemType.BOOLEAN)
_FALLBACK = {"namedFormat": "regex"}


def label(item: Item) -> str:
    """Name an item inside a sentence: its short text, else its text with a small first letter; "" without either."""
    if item.short_text:
        return item.short_text
    text = item.text.rstrip(" :?")
    if len(text) > 1 and text[0].isupper() and not text[1].isupper() and not text.startswith("I "):
        return text[0].lower() + text[1:]
    return text


def message(language: str, item: Item, code: str, detail: str = "", **values: object) -> str:
    """Say what is wrong with an item; `detail` chooses between templates of one code ("future", a format's name)."""
    own = item.messages if isinstance(item, (Question, Group)) else {}
    for key in (f"{code}.{detail}", code, _FALLBACK.get(code, "")):
        if key in own:
            return own[key]
    templates = TEMPLATES.get(language[:2], TEMPLATES["en"])
    name = label(item) or templates["answer"]
    key = f"{code}.{detail or _kind(item)}"
    template = templates.get(key) or templates.get(code) or templates["other"]
    return template.format(label=name, Label=name[:1].upper() + name[1:], **values)


def _kind(item: Item) -> str:
    if isinstance(item, Group):
        return "group"
    if item.type is ItemType.ATTACHMENT:
        return "file"
    if item.type in _SELECTED or (
        isinstance(item, Question) and item.options and item.type is not ItemType.OPEN_CHOICE
    ):
        return "select"
    return item.type.value


def limit_words(limit: Limit, resolved: object, language: str) -> tuple[str, str]:
    """Say a limit in words, and which template fits: today's date reads as "today", another as a date or number."""
    if isinstance(limit, Today) and limit == Today():
        return "", "today"
    if isinstance(resolved, (Date, DateTime)):
        return words_for_date(resolved.text, language), "date"
    return str(getattr(resolved, "text", resolved)), ""
