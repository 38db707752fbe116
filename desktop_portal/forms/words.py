"""An answer in words, for the check-answers page, the PDF and the desk."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from desktop_portal.forms import formats
from desktop_portal.forms.answers import Absent, Attachment, Coding, Date, DateTime, Time, Unreadable
from desktop_portal.forms.wording import size_words, words_for_date

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop_portal.forms.answers import Value
    from desktop_portal.forms.tree import Form, Question

REASONS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "asked-unknown": "I do not know",
        "not-asked": "Not asked yet",
        "asked-declined": "They did not want to say",
        "not-applicable": "Does not apply",
    },
    "cy": {
        "asked-unknown": "Nid wyf yn gwybod",
        "not-asked": "Heb ofyn eto",
        "asked-declined": "Nid oeddent am ddweud",
        "not-applicable": "Ddim yn berthnasol",
    },
}
_YES_NO = {"en": ("No", "Yes"), "cy": ("Na", "Ie")}


def reason_words(reason: str, language: str = "en") -> str:
    """Say a data-absent-reason: "I do not know"."""
    return REASONS.get(language[:2], REASONS["en"]).get(reason, reason)


def say(form: Form, question: Question, value: Value) -> str:
    """Say an answer in words: "31 January 2026", "I do not know", an option's label, "Yes"; a text as it was typed."""
    language = form.language
    if isinstance(value, Absent):
        return reason_words(value.reason, language)
    if isinstance(value, bool):
        return _YES_NO.get(language[:2], _YES_NO["en"])[value]
    if isinstance(value, (Coding, Attachment)):
        return _named(form, question, value)
    if isinstance(value, (Date, DateTime)):
        return words_for_date(value.text, language)
    return _typed(question, value)


def _named(form: Form, question: Question, value: Coding | Attachment) -> str:
    if isinstance(value, Attachment):
        return f"{value.title or value.content_type} ({size_words(value.size)})"
    labels = form.plan.labels.get(question.link_id, {}) if form.plan is not None else {}
    return labels.get(value) or value.display or value.code


def _typed(question: Question, value: Value) -> str:
    if isinstance(value, Time):
        return value.text[:5]
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, str):
        return _grouped(question, value)
    return value.text if isinstance(value, Unreadable) else str(value)


def _grouped(question: Question, text: str) -> str:
    if question.named_format in ("nhs-number", "uk-postcode"):
        return formats.normal(question.named_format, text) or text
    return text
