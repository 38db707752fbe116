"""Two answers to one request, from two computers: what differs, question by question, and what comes of both (J22)."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from desktop_portal.forms.answers import Answers, Path
from desktop_portal.forms.tree import Question
from desktop_portal.forms.words import say

if TYPE_CHECKING:
    from collections.abc import Collection

    from desktop_portal.forms.tree import Form

REPLY = Path("#reply")


@dataclass(frozen=True, slots=True)
class Difference:
    """One question with two answers, in words; "" is no answer. `path` is REPLY for the text to the council."""

    path: Path
    question: str
    here: str
    there: str


def differences(form: Form, here: Answers, there: Answers) -> tuple[Difference, ...]:
    """Return every question that was answered differently, in the order of the form."""
    order = {link_id: place for place, link_id in enumerate(form.items)}
    paths = {path for path in {*here.values, *there.values} if here.values.get(path, ()) != there.values.get(path, ())}
    known = sorted((path for path in paths if path.link_id in order), key=lambda path: (order[path.link_id], path.rows))
    return tuple(_difference(form, path, here, there) for path in known)


def merged(here: Answers, there: Answers, take_there: Collection[Path]) -> Answers:
    """Return the answers of here, with those of there at the places named; rows are added where they need some."""
    values, rows = dict(here.values), dict(here.rows)
    for path in take_there:
        if path == REPLY:
            continue
        chosen = there.values.get(path, ())
        if chosen:
            values[path] = chosen
        else:
            values.pop(path, None)
        if path.rows:
            for group, count in there.rows.items():
                rows[group] = max(rows.get(group, 0), count)
    return Answers(MappingProxyType(values), MappingProxyType(rows))


def _difference(form: Form, path: Path, here: Answers, there: Answers) -> Difference:
    item = form.items[path.link_id]
    number = f" ({', '.join(str(row + 1) for row in path.rows)})" if path.rows else ""

    def words(answers: Answers) -> str:
        values = answers.values.get(path, ())
        return "; ".join(say(form, item, value) for value in values) if isinstance(item, Question) else ""

    return Difference(path, item.text + number, words(here), words(there))
