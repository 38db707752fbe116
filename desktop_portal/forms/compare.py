"""What changed between two sets of answers to a form, question by question, rows matched by what is in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from desktop_portal.forms.answers import Path, row_count
from desktop_portal.forms.plan import repeats_rows
from desktop_portal.forms.tree import Group, Question

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop_portal.forms.answers import Answers, Value
    from desktop_portal.forms.tree import Form, Item

Rows: TypeAlias = "tuple[int, ...]"


@dataclass(frozen=True, slots=True)
class Change:
    """One question answered otherwise, or one row in another place.

    `kind` is "added" (not answered before), "removed", "changed", or "moved" (a row; then there are no values). The
    paths are where it stood and where it stands; None where the row was not there.
    """

    kind: str
    link_id: str
    before_path: Path | None
    after_path: Path | None
    before: tuple[Value, ...] = ()
    after: tuple[Value, ...] = ()


def compare(form: Form, before: Answers, after: Answers) -> tuple[Change, ...]:
    """List every difference in the order of the form; of a row that went or came, every answer in it."""
    comparer = _Comparer(form, before, after)
    return tuple(change for root in form.roots for change in comparer.item(root, (), ()))


class _Comparer:
    def __init__(self, form: Form, before: Answers, after: Answers) -> None:
        self._form = form
        self._before = before
        self._after = after

    def item(self, item: Item, old: Rows | None, new: Rows | None) -> Iterator[Change]:
        """Compare one item in one row of each side; None is a row that is not there."""
        if isinstance(item, Question):
            yield from self._question(item, old, new)
        if isinstance(item, (Question, Group)) and repeats_rows(item):
            yield from self._rows(item, old, new)
        else:
            for child in item.children:
                yield from self.item(child, old, new)

    def _question(self, question: Question, old: Rows | None, new: Rows | None) -> Iterator[Change]:
        before_path = None if old is None else Path(question.link_id, old)
        after_path = None if new is None else Path(question.link_id, new)
        before = self._before.values.get(before_path, ()) if before_path is not None else ()
        after = self._after.values.get(after_path, ()) if after_path is not None else ()
        if before != after:
            kind = "changed" if before and after else "added" if after else "removed"
            yield Change(kind, question.link_id, before_path, after_path, before, after)

    def _rows(self, item: Item, old: Rows | None, new: Rows | None) -> Iterator[Change]:
        olds = self._contents(item, self._before, old)
        news = self._contents(item, self._after, new)
        pairs = match_rows(olds, news)
        partner = {there: here for here, there in pairs}
        still = _in_order(pairs)
        for there in range(len(news)):
            here = partner.get(there)
            if here is not None and (here, there) not in still and old is not None and new is not None:
                yield Change("moved", item.link_id, Path(item.link_id, (*old, here)), Path(item.link_id, (*new, there)))
            for child in item.children:
                yield from self.item(
                    child,
                    None if here is None or old is None else (*old, here),
                    None if new is None else (*new, there),
                )
        matched = {here for here, _there in pairs}
        for here in range(len(olds)):
            if here not in matched and old is not None:
                for child in item.children:
                    yield from self.item(child, (*old, here), None)

    def _contents(self, item: Item, answers: Answers, outer: Rows | None) -> list[dict[Path, tuple[Value, ...]]]:
        """Give what is in each row, by path relative to the row."""
        if outer is None:
            return []
        depth = len(outer)
        rows: dict[int, dict[Path, tuple[Value, ...]]] = {}
        for path, values in answers.values.items():
            scopes = self._form.scopes.get(path.link_id, ())
            if len(scopes) > depth and scopes[depth] == item.link_id and path.rows[:depth] == outer:
                rows.setdefault(path.rows[depth], {})[Path(path.link_id, path.rows[depth + 1 :])] = values
        # An answer under a row that was taken away is still somebody's words: it counts as a row here.
        count = max(row_count(answers, Path(item.link_id, outer)), *(row + 1 for row in rows), 0)
        return [rows.get(row, {}) for row in range(count)]


def match_rows(
    olds: list[dict[Path, tuple[Value, ...]]], news: list[dict[Path, tuple[Value, ...]]]
) -> list[tuple[int, int]]:
    """Pair rows: equal ones first, then those with most answers in common, then what is left in the same place."""
    pairs: list[tuple[int, int]] = []
    free_old, free_new = list(range(len(olds))), list(range(len(news)))

    def take(here: int, there: int) -> None:
        pairs.append((here, there))
        free_old.remove(here)
        free_new.remove(there)

    for there in tuple(free_new):
        equal = [here for here in free_old if olds[here] == news[there]]
        if equal:
            take(min(equal, key=lambda here: (abs(here - there), here)), there)
    scores = sorted(
        (-len(olds[here].items() & news[there].items()), abs(here - there), here, there)
        for here in free_old
        for there in free_new
    )
    for score, _distance, here, there in scores:
        if score and here in free_old and there in free_new:
            take(here, there)
    for place in tuple(free_old):
        if place in free_new:
            take(place, place)
    return sorted(pairs)


def _in_order(pairs: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """Find the longest run of pairs that kept their order; the others were moved."""
    runs: list[list[tuple[int, int]]] = []
    longest: list[tuple[int, int]] = []
    for pair in pairs:
        before: list[tuple[int, int]] = []
        for run in runs:
            if run[-1][1] < pair[1] and len(run) > len(before):
                before = run
        runs.append([*before, pair])
        longest = longest if len(longest) >= len(runs[-1]) else runs[-1]
    return set(longest)
