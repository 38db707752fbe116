"""Words in another language than the document's, so that a screen reader changes its voice for them."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, Final, Self, TypeVar

from desktop_portal.forms.answers import Absent, Date, DateTime
from desktop_portal.forms.words import say

if TYPE_CHECKING:
    from desktop_portal.forms.answers import Value
    from desktop_portal.forms.tree import Form, Question

WORDED: Final = frozenset({"en", "cy"})
ENGLISH_TAG: Final = "en-GB"
Wordings = TypeVar("Wordings")


class Foreign(str):
    """A text that carries its own language tag. What is filled in with `format` stays in that language."""

    __slots__ = ("language",)
    language: str

    def __new__(cls, text: str, language: str) -> Self:
        """Return the text, marked."""
        made = super().__new__(cls, text)
        made.language = language
        return made

    def format(self, *args: object, **named: object) -> Foreign:
        """Fill in, and keep the mark."""
        return Foreign(str.format(self, *args, **named), self.language)


def tongue(text: str) -> str:
    """Return the language tag of a text that has its own, else ""."""
    return text.language if isinstance(text, Foreign) else ""


def like(text: str, model: str) -> str:
    """Return the text in the language of another one."""
    return Foreign(text, model.language) if isinstance(model, Foreign) else text


def in_english(words: Wordings, **neutral: str) -> Wordings:
    """Return words for a form in another language: English and marked as such, but for what is said without words."""
    plain: Any = words
    texts = {one.name: getattr(plain, one.name) for one in fields(plain)}
    marked = {name: Foreign(text, ENGLISH_TAG) for name, text in texts.items() if isinstance(text, str)}
    filled: Wordings = replace(plain, **{**marked, **neutral})
    return filled


def said(form: Form, question: Question, value: Value) -> str:
    """Say an answer in words; those that the program and not the form has for it are marked where they are English."""
    text = say(form, question, value)
    own = form.language[:2] in WORDED or not isinstance(value, (bool, Absent, Date, DateTime))
    return text if own else Foreign(text, ENGLISH_TAG)
