"""What changed between two versions, question by question, with the new words of a text marked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import TYPE_CHECKING

from desktop_portal.forms.answers import Attachment
from desktop_portal.forms.compare import compare
from desktop_portal.forms.migrate import migrate
from desktop_portal.forms.tree import Question
from desktop_portal.forms.words import say
from server_stub.desk.showing import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop_portal.forms.answers import Answers, Path, Value
    from desktop_portal.forms.compare import Change
    from desktop_portal.forms.tree import Form, Item

_WORDS = re.compile(r"\s+|\S+")
_MOST_WORDS = 4_000


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words; `new` when the version before did not have it (in `before`: when the later one lacks it)."""

    text: str
    new: bool = False


@dataclass(frozen=True, slots=True)
class ChangeTold:
    """One change: `kind` is "added", "removed", "changed" or "moved"; no pieces where nothing was answered."""

    section: str
    question: str
    kind: str
    before: tuple[Piece, ...] = ()
    after: tuple[Piece, ...] = ()


Version = tuple["Form", "Answers"]


def changes(before: Version, after: Version) -> tuple[ChangeTold, ...]:
    """List what changed, in the order of the later form; answers that it has no place for come last, as removed."""
    form, old_answers = after[0], before[1]
    gone: list[ChangeTold] = []
    if before[0].reference != form.reference:
        moved = migrate(before[0], form, old_answers)
        old_answers = moved.answers
        gone = [
            ChangeTold("Not asked any more", parked.question, "removed", (Piece(parked.words, new=True),))
            for parked in moved.parked
        ]
    told = [_told(form, change) for change in compare(form, old_answers, after[1])]
    return (*told, *gone)


def by_section(told: tuple[ChangeTold, ...]) -> list[tuple[str, list[ChangeTold]]]:
    """Group changes under the titles of their sections."""
    return [(title, list(rows)) for title, rows in groupby(told, key=lambda one: one.section)]


def label(form: Form, path: Path) -> str:
    """Name a question with the rows it stands in: "Person 3, name"."""
    scopes = form.scopes.get(path.link_id, ())
    rows = [f"{form.items[scope].text} {row + 1}" for scope, row in zip(scopes, path.rows, strict=False)]
    if len(path.rows) > len(scopes):
        return ", ".join([*rows, f"{form.items[path.link_id].text} {path.rows[-1] + 1}"])
    return ", ".join([*rows, form.items[path.link_id].text])


def section_of(form: Form, link_id: str) -> str:
    """Return number and title of the section that an item stands in."""
    while link_id in form.parents:
        link_id = form.parents[link_id]
    numbers = {section.link_id: section.prefix or str(at) for at, section in enumerate(form.sections, 1)}
    return f"{numbers.get(link_id, '')} {form.items[link_id].text}".strip()


def marked(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Compare two texts word by word; both come back whole, in pieces."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) + len(new) > _MOST_WORDS:
        return (Piece(before, new=True),), (Piece(after, new=True),)
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if old_to > old_from:
            left.append(Piece("".join(old[old_from:old_to]), kind != "equal"))
        if new_to > new_from:
            right.append(Piece("".join(new[new_from:new_to]), kind != "equal"))
    return tuple(left), tuple(right)


def _told(form: Form, change: Change) -> ChangeTold:
    path = change.after_path or change.before_path
    if path is None:
        raise ValueError(change.link_id)
    item = form.items[change.link_id]
    name, section = label(form, path), section_of(form, change.link_id)
    if change.kind == "moved":
        was = change.before_path
        place = f"{item.text} {was.rows[-1] + 1}" if was is not None and was.rows else ""
        return ChangeTold(section, name, "moved", (Piece(place),) if place else (), (Piece(name),))
    before, after = "\n".join(_words(form, item, change.before)), "\n".join(_words(form, item, change.after))
    left, right = marked(before, after)
    return ChangeTold(section, name, change.kind, left, right)


def _words(form: Form, item: Item, values: tuple[Value, ...]) -> Iterator[str]:
    for value in values:
        words = say(form, item, value) if isinstance(item, Question) else ""
        yield f"{one_line(words)} ({value.digest[:8]}…)" if isinstance(value, Attachment) else words
