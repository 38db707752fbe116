"""Walks through the sections of a form: what is shown, in what order, and what a row or a child is called."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from desktop_portal.core.draft import ChildLabel
from desktop_portal.forms.answers import Absent, Attachment, Coding, Date, Path, Unreadable
from desktop_portal.forms.tree import Group, ItemType, Question
from desktop_portal.forms.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from desktop_portal.forms.answers import Answers, Value
    from desktop_portal.forms.evaluate import Evaluation
    from desktop_portal.forms.tree import Form, Item

PLURALS = MappingProxyType({"person": "people", "child": "children", "other child": "other children"})
NOUN_WORDS = 2
MOST_SAID, LONG_FROM = 2, 44
TITLE_TAILS = ("first-name", "last-name", "name")
WHOLE_DATE = len("2019-03-27")
ESTIMATES = ("child.dob-estimated", "child.dob-estimate", "child.dob.estimated", "child.dob.estimate")


@dataclass(frozen=True, slots=True)
class FormIndex:
    """What is looked up by linkId: the section an item stands in, and its place in reading order."""

    section_of: Mapping[str, str]
    order: Mapping[str, int]
    sections: Mapping[str, Group]
    rows: Mapping[str, tuple[Group, ...]]
    files: Mapping[str, tuple[Path, ...]]

    def place(self, form: Form, path: Path) -> tuple[int, ...]:
        """Return a sorting key: reading order, row by row."""
        key: list[int] = []
        for scope, row in zip(form.scopes.get(path.link_id, ()), path.rows, strict=False):
            key += (self.order.get(scope, 0), row)
        return (*key, self.order.get(path.link_id, 0))


def index_form(form: Form) -> FormIndex:
    """Look once through the whole form."""
    section_of: dict[str, str] = {}
    order: dict[str, int] = {}
    for section in form.sections:
        for item in _all(section):
            section_of[item.link_id] = section.link_id
            order[item.link_id] = len(order)
    return FormIndex(
        section_of=MappingProxyType(section_of),
        order=MappingProxyType(order),
        sections=MappingProxyType({section.link_id: section for section in form.sections}),
        rows=MappingProxyType({s.link_id: tuple(_counted(form, s)) for s in form.sections}),
        files=MappingProxyType({s.link_id: tuple(_files(form, s)) for s in form.sections}),
    )


def _counted(form: Form, section: Group) -> Iterator[Group]:
    for item in _all(section):
        if isinstance(item, Group) and item.repeats and not form.scopes.get(item.link_id):
            yield item


def _files(form: Form, section: Group) -> Iterator[Path]:
    for item in _all(section):
        if isinstance(item, Question) and item.type is ItemType.ATTACHMENT and not form.scopes.get(item.link_id):
            yield Path(item.link_id)


def _all(item: Item) -> Iterator[Item]:
    yield item
    for child in item.children:
        yield from _all(child)


def is_shown(evaluation: Evaluation, section: Group) -> bool:
    """Whether a section appears: it applies, and something in it does."""
    if section.hidden or not evaluation.enabled(Path(section.link_id)):
        return False
    return any(_content(evaluation, child) for child in section.children)


def _content(evaluation: Evaluation, item: Item) -> bool:
    if item.hidden or not evaluation.enabled(Path(item.link_id)):
        return False
    if isinstance(item, Group) and not item.repeats:
        return any(_content(evaluation, child) for child in item.children)
    return True


def walk(evaluation: Evaluation, item: Item, rows: tuple[int, ...] = ()) -> Iterator[tuple[Item, Path]]:
    """Everything below `item` that is shown, in reading order; a repeating group itself, then row by row its items."""
    enabled, counts = evaluation.enabled, evaluation.answers.rows
    for child in item.children:
        path = Path(child.link_id, rows)
        if child.hidden or not enabled(path):
            continue
        yield child, path
        if not child.children:
            continue
        if isinstance(child, Group) and child.repeats:
            for row in range(counts.get(path, 0)):
                yield from walk(evaluation, child, (*rows, row))
        elif not (isinstance(child, Question) and child.repeats):
            yield from walk(evaluation, child, rows)


def is_yes(values: tuple[Value, ...]) -> bool:
    """Whether an answer says yes, as a boolean or as an option with the code "yes"."""
    return any(value is True or (isinstance(value, Coding) and value.code == "yes") for value in values)


def count_words(count: int, noun: str, language: str = "en") -> str:
    """Return "3 people", "1 file"; in Welsh the noun stays singular after a number."""
    word = noun[:1].lower() + noun[1:]
    if len(noun.split()) > NOUN_WORDS or not noun:
        word = "entry" if language == "en" else "cofnod"
    return f"{count} {word}" if count == 1 or language != "en" else f"{count} {_plural(word)}"


def plural_title(noun: str, language: str = "en") -> str:
    """Return a heading over rows: "People" for "Person"; longer texts and other languages stay as they are."""
    if language != "en" or len(noun.split()) > NOUN_WORDS or not noun:
        return noun
    words = _plural(noun[:1].lower() + noun[1:])
    return words[:1].upper() + words[1:]


def _plural(word: str) -> str:
    if word in PLURALS or word in PLURALS.values():
        return PLURALS.get(word, word)
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    return f"{word}es" if word.endswith(("s", "x", "ch", "sh")) else f"{word}s"


def section_count(index: FormIndex, answers: Answers, page: str, language: str) -> str:
    """Return what a section holds, in words: "3 people", "2 files"; "" where there is nothing to count."""
    for group in index.rows.get(page, ()):
        count = answers.rows.get(Path(group.link_id), 0)
        if count:
            return count_words(count, "file" if page == "documents" else group.text, language)
    files = sum(len(answers.values.get(path, ())) for path in index.files.get(page, ()))
    return count_words(files, "file", language) if files else ""


def row_title(form: Form, answers: Answers, group: Group, rows: tuple[int, ...], today: date) -> str:
    """Return what a row is called, by what is answered in it: "Sam Jones, brother, 7", or "Person 2"."""
    said: list[str] = []
    names: list[str] = []
    age = ""
    for item in _all(group):
        if not isinstance(item, Question) or len(form.scopes.get(item.link_id, ())) != len(rows):
            continue
        values = answers.values.get(Path(item.link_id, rows), ())
        if not values or isinstance(values[0], (Absent, Unreadable)):
            continue
        tail = item.link_id.rpartition(".")[2]
        if tail in TITLE_TAILS:
            names.append(str(values[0]).strip())
        elif isinstance(values[0], Attachment):
            names.append(values[0].title)
        elif tail == "dob" and isinstance(values[0], Date):
            age = age_on(values[0], today)
            age = f"about {age}" if age and len(values[0].text) < WHOLE_DATE else age
        elif len(said) < (1 if names else MOST_SAID) and isinstance(values[0], (Coding, str, Date)):
            words = " ".join(say(form, item, values[0]).split())
            if len(words) > LONG_FROM or tail == "address":
                if said or names:
                    continue
                words = f"{words[:LONG_FROM].rstrip()}…" if len(words) > LONG_FROM else words
            said.append(words[:1].lower() + words[1:] if (names or said) and isinstance(values[0], Coding) else words)
    name = " ".join(n for n in names if n)
    parts = [p for p in (name, *said, age) if p]
    number = rows[-1] + 1
    return ", ".join(parts) if parts else f"{group.text} {number}"


def age_on(born: Date, today: date) -> str:
    """Return the age in whole years on a day, as text; from a year alone what it is at most; "" for a day to come."""
    parts = [int(part) for part in born.text.split("-")] if born.text.replace("-", "").isdigit() else []
    if not parts:
        return ""
    birthday = (today.month, today.day) < tuple((*parts[1:], 1, 1)[:2]) if len(parts) > 1 else False
    years = today.year - parts[0] - int(birthday)
    return str(years) if years >= 0 else ""


def child_label(form: Form, answers: Answers, today: date) -> ChildLabel:
    """Return initials and birth of the child, from the well-known linkIds; of the first row where they repeat."""

    def first(link_id: str) -> Value | None:
        values = answers.values.get(Path(link_id, (0,) * len(form.scopes.get(link_id, ()))), ())
        return values[0] if values and not isinstance(values[0], (Absent, Unreadable)) else None

    letters = (str(name).strip()[:1].upper() for name in map(first, ("child.first-name", "child.last-name")) if name)
    initials = "".join(f"{letter}." for letter in letters if letter)
    dob, years = first("child.dob"), first("child.approximate-age")
    if isinstance(dob, Date):
        age = age_on(dob, today)
        if any(first(link_id) not in (None, False) for link_id in ESTIMATES) and age:
            return ChildLabel(initials, f"about {age}")
        question = form.items.get("child.dob")
        return ChildLabel(initials, say(form, question, dob) if isinstance(question, Question) else dob.text)
    return ChildLabel(initials, f"about {years}" if years is not None else "")
