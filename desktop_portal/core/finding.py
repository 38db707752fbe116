"""Finds questions and answers anywhere in a form by some of their words."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_portal.core.sections import row_title, walk
from desktop_portal.core.wizard import pages, section_of
from desktop_portal.forms.tree import Group, Question
from desktop_portal.forms.words import say

if TYPE_CHECKING:
    from datetime import date

    from desktop_portal.core.wizard import Wizard
    from desktop_portal.forms.answers import Path

MOST = 50
AROUND = 60


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: where it is, the section and row it stands in, the question, and the answer around the word."""

    page: str
    path: Path
    section: str
    label: str
    said: str = ""
    row: str = ""


def find(wizard: Wizard, text: str, today: date, most: int = MOST) -> tuple[Hit, ...]:
    """Return the questions that are shown and hold every word of `text` in what is asked or answered.

    Capitals and accents do not matter. What is asked counts before what is answered; then the order of the form.
    """
    wanted = plain(text).split()
    if not wanted:
        return ()
    asked: list[Hit] = []
    answered: list[Hit] = []
    for page in pages(wizard):
        section = section_of(wizard, page)
        if section is None:
            continue
        for item, path in walk(wizard.evaluation, section):
            if not isinstance(item, (Question, Group)) or not item.text:
                continue
            said = _said(wizard, item, path)
            label = plain(item.text)
            if not all(word in label or word in plain(said) for word in wanted):
                continue
            row = _row(wizard, path, today)
            hit = Hit(page, path, section.text, item.text, _around(said, wanted), row)
            (asked if any(word in label for word in wanted) else answered).append(hit)
    return tuple((asked + answered)[:most])


def plain(text: str) -> str:
    """Return a text without capitals and accents, as it is compared."""
    return "".join(one for one in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(one))


def _said(wizard: Wizard, item: Question | Group, path: Path) -> str:
    values = wizard.answers.values.get(path, ())
    if not values or not isinstance(item, Question):
        return ""
    return ", ".join(say(wizard.form, item, value) for value in values)


def _row(wizard: Wizard, path: Path, today: date) -> str:
    scopes = wizard.form.scopes.get(path.link_id, ())
    if not scopes or not path.rows:
        return ""
    group = wizard.form.items[scopes[len(path.rows) - 1]]
    return row_title(wizard.form, wizard.answers, group, path.rows, today) if isinstance(group, Group) else ""


def _around(said: str, wanted: list[str]) -> str:
    """Return the part of a long answer in which the first word found stands."""
    flat = " ".join(said.split())
    if len(flat) <= 2 * AROUND:
        return flat
    low = plain(flat)
    found = [at for word in wanted if (at := low.find(word)) >= 0]
    begin = max((found[0] if found else 0) - AROUND, 0)
    begin = flat.rfind(" ", 0, begin) + 1 if begin else 0
    end = begin + 2 * AROUND
    return f"{'…' if begin else ''}{flat[begin:end]}{'…' if end < len(flat) else ''}"
