"""Writes answers as the items of a QuestionnaireResponse: only what is shown, whole or only some linkIds of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop_portal.forms.answers import Path, Unreadable
from desktop_portal.forms.plan import repeats_rows
from desktop_portal.forms.tree import Group, Item, Note
from desktop_portal.forms.values import known, write_value

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from desktop_portal.forms.answers import Answers
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
        self.items = [written for root in form.roots for written in self._item(root, ())]

    def _item(self, item: Item, rows: tuple[int, ...]) -> Iterator[Json]:
        path = Path(item.link_id, rows)
        if (
            isinstance(item, Note)
            or path in self._off
            or (self._wanted is not None and item.link_id not in self._wanted)
        ):
            return
        if isinstance(item, Group):
            yield from self._group(item, path)
            return
        answers = list(self._question(item, path))
        if answers:
            written = {**_named(item), "answer": answers}
            self.made[path] = written
            yield written

    def _group(self, group: Group, path: Path) -> Iterator[Json]:
        count = self._answers.rows.get(path, 0)
        for rows in [(*path.rows, row) for row in range(count)] if group.repeats else [path.rows]:
            inside = [written for child in group.children for written in self._item(child, rows)]
            if inside or count:
                written = {**_named(group), "item": inside} if inside else _named(group)
                self.made[Path(group.link_id, rows)] = written
                yield written

    def _question(self, item: Item, path: Path) -> Iterator[Json]:
        values = self._answers.values.get(path, ())
        nested = repeats_rows(item)
        if nested and any(isinstance(value, Unreadable) for value in values):
            return
        for row, value in enumerate(values):
            if isinstance(value, Unreadable):
                continue
            answer = write_value(value, item.type)
            if item.children and known((value,)):
                rows = (*path.rows, row) if nested else path.rows
                inside = [written for child in item.children for written in self._item(child, rows)]
                if inside:
                    answer["item"] = inside
            yield answer


def _named(item: Item) -> Json:
    return {"linkId": item.link_id, "text": item.text} if item.text else {"linkId": item.link_id}
