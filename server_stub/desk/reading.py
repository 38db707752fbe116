"""A version's answers as the desk shows them: section by section, in words, from the definition of that version."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_portal.forms.answers import Attachment, Path, row_count
from desktop_portal.forms.response import from_response
from desktop_portal.forms.tree import Group, Item, Note, Question
from desktop_portal.forms.words import say
from server_stub.desk.showing import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop_portal.forms.answers import Answers
    from desktop_portal.forms.tree import Form
    from server_stub.catalogue import Catalogue
    from server_stub.tables.submissions import Version


@dataclass(frozen=True, slots=True)
class Told:
    """One question with its answers in words; `heading` starts a row of a group ("Person 2"). `digests` of files."""

    question: str
    words: tuple[str, ...]
    heading: str = ""
    digests: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SectionTold:
    """One section as it was answered."""

    number: str
    title: str
    told: tuple[Told, ...]


def read_version(catalogue: Catalogue, version: Version) -> tuple[Form, Answers] | None:
    """Return form and answers of a version; None when its form cannot be found any more."""
    form = catalogue.form(version.form)
    if form is None:
        return None
    return form, from_response(form, json.loads(bytes(version.body))["response"])[0]


def tell(form: Form, answers: Answers) -> tuple[SectionTold, ...]:
    """Say all answers; questions without an answer are left out, sections without any say so by being empty."""
    return tuple(
        SectionTold(section.prefix or str(number), section.text, tuple(_tell(form, answers, section, ())))
        for number, section in enumerate(form.sections, 1)
    )


def _tell(form: Form, answers: Answers, item: Item, rows: tuple[int, ...], heading: str = "") -> Iterator[Told]:
    for child in item.children:
        for told in _one(form, answers, child, rows):
            yield Told(told.question, told.words, told.heading or heading, told.digests)
            heading = ""


def _one(form: Form, answers: Answers, item: Item, rows: tuple[int, ...]) -> Iterator[Told]:
    if isinstance(item, Note):
        return
    if isinstance(item, Group):
        if not item.repeats:
            yield from _tell(form, answers, item, rows)
            return
        for row in range(row_count(answers, Path(item.link_id, rows))):
            yield from _tell(form, answers, item, (*rows, row), f"{item.text} {row + 1}")
        return
    if not isinstance(item, Question):
        return
    values = answers.values.get(Path(item.link_id, rows), ())
    if values:
        digests = tuple(value.digest for value in values if isinstance(value, Attachment))
        words = tuple(say(form, item, value) for value in values)
        yield Told(item.text, tuple(map(one_line, words)) if digests else words, digests=digests)
    nested = bool(item.children) and item.link_id in form.scopes.get(item.children[0].link_id, ())
    for at in [(*rows, index) for index in range(len(values))] if nested else [rows]:
        yield from _tell(form, answers, item, at)
