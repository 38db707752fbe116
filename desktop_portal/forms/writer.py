"""Writes answers as the items of a QuestionnaireResponse: only what is shown, whole or only some linkIds of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop_portal.forms.answers import Path, Unreadable
from desktop_portal.forms.plan import repeats_rows
from desktop_portal.forms.tree import Group, Item, Note
from desktop_portal.forms.values import known, write_value

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from desktop_portal.forms.answers import Answers, Value
    from desktop_portal.forms.tree import Form

Json = dict[str, Any]


class Writer:
    """One writing of a form's answers; `wanted` limits it to some linkIds (and needs those above them, too).

    `made` remembers the JSON of each item by its path; a row of a repeating group has the row's index at the end.
    """

    def __init__(
        self, form: Form, answers: Answers, off: AbstractSet[Path], wanted: AbstractSet[str] | None = None
    ) -> None:
        self._answers = answers
        self._off = off
        self._wanted = wanted
        self.made: dict[Path, Json] = {}
        self.items = self._below(form.roots, ())

    def _below(self, items: Iterable[Item], rows: tuple[int, ...]) -> list[Json]:
        """Write what is shown and answered of some items beside each other."""
        wanted, off, values = self._wanted, self._off, self._answers.values
        written: list[Json] = []
        for item in items:
            if isinstance(item, Note) or (wanted is not None and item.link_id not in wanted):
                continue
            path = Path(item.link_id, rows)
            # Most questions of a long form have no answer, and it is written at each save.
            if isinstance(item, Group):
                if path not in off:
                    written += self._group(item, path)
            elif path in values and path not in off and (answers := self._question(item, path, values[path])):
                self.made[path] = {**_named(item), "answer": answers}
                written.append(self.made[path])
        return written

    def _group(self, group: Group, path: Path) -> Iterator[Json]:
        count = self._answers.rows.get(path, 0)
        for rows in [(*path.rows, row) for row in range(count)] if group.repeats else [path.rows]:
            inside = self._below(group.children, rows)
            if inside or count:
                written = {**_named(group), "item": inside} if inside else _named(group)
                self.made[Path(group.link_id, rows)] = written
                yield written

    def _question(self, item: Item, path: Path, values: tuple[Value, ...]) -> list[Json]:
        nested = bool(item.children) and repeats_rows(item)
        if nested and any(isinstance(value, Unreadable) for value in values):
            return []
        answers: list[Json] = []
        for row, value in enumerate(values):
            if isinstance(value, Unreadable):
                continue
            answer = write_value(value, item.type)
            if item.children and known((value,)):
                inside = self._below(item.children, (*path.rows, row) if nested else path.rows)
                if inside:
                    answer["item"] = inside
            answers.append(answer)
        return answers


def _named(item: Item) -> Json:
    return {"linkId": item.link_id, "text": item.text} if item.text else {"linkId": item.link_id}
