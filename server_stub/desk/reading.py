"""A version's answers as the desk shows them: section by section, in words, from the definition of that version."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop_portal.forms.answers import Attachment, Path, row_count
from desktop_portal.forms.evaluate import evaluate
from desktop_portal.forms.response import from_response
from desktop_portal.forms.tree import Group, Item, Note, Question
from desktop_portal.forms.words import say
from server_stub import clock
from server_stub.desk.showing import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop_portal.forms.answers import Answers
    from desktop_portal.forms.evaluate import Evaluation
    from desktop_portal.forms.tree import Form
    from server_stub.catalogue import Catalogue
    from server_stub.tables.submissions import Version


_NOWHERE = Path("")


@dataclass(frozen=True, slots=True)
class Told:
    """One question with its answers in words; `heading` starts a row of a group ("Person 2"). `digests` of files."""

    question: str
    words: tuple[str, ...]
    heading: str = ""
    digests: tuple[str, ...] = ()
    path: Path = _NOWHERE

    @property
    def place(self) -> str:
        """The question's place, as a form's field names it: "person.name@2"."""
        return place_of(self.path)


@dataclass(frozen=True, slots=True)
class SectionTold:
    """One section as it was answered."""

    number: str
    title: str
    told: tuple[Told, ...]
    link_id: str = ""


def place_of(path: Path) -> str:
    """Write a path as one word: "person.name@2"."""
    return f"{path.link_id}@{'.'.join(map(str, path.rows))}"


def read_version(catalogue: Catalogue, version: Version) -> tuple[Form, Answers] | None:
    """Return form and answers of a version; None when its form cannot be found any more."""
    form = catalogue.form(version.form)
    if form is None:
        return None
    return form, from_response(form, json.loads(bytes(version.body))["response"])[0]


def evaluated(form: Form, answers: Answers, version: Version) -> Evaluation:
    """Say what applied, by the day on which the version came."""
    return evaluate(form, answers, clock.read(version.received_at).date(), draft=False)


def tell(form: Form, answers: Answers, shown: Evaluation | None = None) -> tuple[SectionTold, ...]:
    """Say all answers; a section without any says so by being empty.

    With `shown` also the questions that were shown and left empty, in words ().
    """
    teller = _Teller(form, answers, shown)
    return tuple(
        SectionTold(section.prefix or str(number), section.text, tuple(teller.section(section)), section.link_id)
        for number, section in enumerate(form.sections, 1)
        if shown is None or shown.enabled(Path(section.link_id))
    )


class _Teller:
    """Walks a form beside its answers."""

    def __init__(self, form: Form, answers: Answers, shown: Evaluation | None) -> None:
        self._form = form
        self._answers = answers
        self._shown = shown

    def section(self, section: Group) -> Iterator[Told]:
        """Say one section; its questions, or its rows where it repeats."""
        if section.repeats:
            yield from self._item(section, ())
        else:
            yield from self._children(section, ())

    def _children(self, item: Item, rows: tuple[int, ...], heading: str = "") -> Iterator[Told]:
        for child in item.children:
            for told in self._item(child, rows):
                yield replace(told, heading=told.heading or heading)
                heading = ""

    def _item(self, item: Item, rows: tuple[int, ...]) -> Iterator[Told]:
        if isinstance(item, Note) or item.hidden:
            return
        if isinstance(item, Group):
            if not item.repeats:
                yield from self._children(item, rows)
                return
            for row in range(row_count(self._answers, Path(item.link_id, rows))):
                yield from self._children(item, (*rows, row), f"{item.text} {row + 1}")
        elif isinstance(item, Question):
            yield from self._question(item, rows)

    def _question(self, item: Question, rows: tuple[int, ...]) -> Iterator[Told]:
        path = Path(item.link_id, rows)
        values = self._answers.values.get(path, ())
        if values:
            digests = tuple(value.digest for value in values if isinstance(value, Attachment))
            words = tuple(say(self._form, item, value) for value in values)
            yield Told(item.text, tuple(map(one_line, words)) if digests else words, digests=digests, path=path)
        elif self._shown is not None and self._shown.enabled(path):
            yield Told(item.text, (), path=path)
        nested = bool(item.children) and item.link_id in self._form.scopes.get(item.children[0].link_id, ())
        for at in [(*rows, index) for index in range(len(values))] if nested else [rows]:
            yield from self._children(item, at)
