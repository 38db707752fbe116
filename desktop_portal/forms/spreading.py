"""How far one changed answer reaches: the rules that hang on it, step by step, and the groups that fill or empty."""

from __future__ import annotations

import heapq
from typing import TYPE_CHECKING

from desktop_portal.forms.answers import Path, copied
from desktop_portal.forms.enabling import instances, plan_of, rule_holds
from desktop_portal.forms.groups import contribution, counted
from desktop_portal.forms.plan import repeats_rows
from desktop_portal.forms.tree import Group, Note, Question
from desktop_portal.forms.values import known

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from desktop_portal.forms.answers import Answers
    from desktop_portal.forms.evaluation import Evaluation
    from desktop_portal.forms.tree import Form


class _Waiting:
    """Items whose rule must be looked at again, each after those it asks about."""

    def __init__(self, form: Form, answers: Answers) -> None:
        self._form = form
        self._answers = answers
        self._plan = plan_of(form)
        self._heap: list[tuple[int, tuple[int, ...], str]] = []

    def wake(self, link_id: str, rows: tuple[int, ...]) -> None:
        """Put down everything that asks about a question."""
        for target, depth in self._plan.dependents.get(link_id, ()):
            if self._plan.depths[target] == depth <= len(rows):
                places = [rows[:depth]]
            else:
                places = instances(self._form, self._answers, target, rows[:depth])
            for place in places:
                heapq.heappush(self._heap, (self._plan.ranks[target], place, target))

    def wake_below(self, path: Path) -> None:
        """Put down everything that asks about an item or what is below it."""
        for source in self._plan.sources[path.link_id]:
            self.wake(source, path.rows)

    def look_at_rows(self, path: Path, before: int, after: int) -> None:
        """Put down every item with a rule in rows that are there now and were not before."""
        for row in range(before, after):
            for link_id in self._plan.inside[path.link_id]:
                if link_id in self._plan.ranks:
                    for place in instances(self._form, self._answers, link_id, (*path.rows, row)):
                        heapq.heappush(self._heap, (self._plan.ranks[link_id], place, link_id))

    def next(self) -> Path | None:
        """Take the next item; None when none is left."""
        if not self._heap:
            return None
        entry = heapq.heappop(self._heap)
        while self._heap and self._heap[0] == entry:
            heapq.heappop(self._heap)
        return Path(entry[2], entry[1])


class _Gone:
    """The rows under a repeating question that are no longer there when it has fewer answers."""

    def __init__(self, evaluation: Evaluation, answers: Answers, path: Path) -> None:
        item = evaluation.form.items.get(path.link_id)
        self._form = evaluation.form
        self._path = path
        self.before = len(evaluation.answers.values.get(path, ()))
        self.after = len(answers.values.get(path, ()))
        self.rows_differ = item is not None and self.before != self.after and repeats_rows(item)

    def holds(self, path: Path) -> bool:
        """Whether an instance stood in such a row."""
        depth = len(self._path.rows)
        return (
            self.rows_differ
            and self._form.scopes[path.link_id][depth : depth + 1] == (self._path.link_id,)
            and path.rows[:depth] == self._path.rows
            and path.rows[depth] >= self.after
        )


def spread(evaluation: Evaluation, answers: Answers, path: Path) -> tuple[frozenset[Path], list[Path]]:
    """Follow a changed answer to every rule that hangs on it; gives what is off now, and the items that turned."""
    form, off = evaluation.form, evaluation.off
    turned = _opened(evaluation, answers, path)
    waiting = _Waiting(form, answers)
    waiting.wake(*path)
    for opened in turned:
        waiting.wake_below(opened)
    changed: set[Path] | None = None
    gone = _Gone(evaluation, answers, path)
    if gone.rows_differ:
        waiting.look_at_rows(path, gone.before, gone.after)
        changed = {each for each in off if not gone.holds(each)}
    while (target := waiting.next()) is not None:
        if gone.holds(target):
            continue
        now = off if changed is None else changed
        if rule_holds(form, now, answers, target, evaluation.today) is (target in now):
            changed = set(off) if changed is None else changed
            changed ^= {target}
            turned.append(target)
            waiting.wake_below(target)
    return (off if changed is None else frozenset(changed)), turned


def _opened(evaluation: Evaluation, answers: Answers, path: Path) -> list[Path]:
    """List what stands under a question whose answer came or went: it is shown only with an answer."""
    item = evaluation.form.items.get(path.link_id)
    if item is None or not item.children:
        return []
    before, after = evaluation.answers.values.get(path, ()), answers.values.get(path, ())
    children = [child for child in item.children if not isinstance(child, Note)]
    if isinstance(item, Question) and item.repeats:
        rows = [
            (*path.rows, row)
            for row in range(max(len(before), len(after)))
            if bool(known(before[row : row + 1])) is not bool(known(after[row : row + 1]))
        ]
        return [Path(child.link_id, place) for place in rows for child in children]
    if bool(known(before)) is bool(known(after)):
        return []
    return [Path(child.link_id, path.rows) for child in children]


def refilled(before: Evaluation, after: Evaluation, leaves: Iterable[Path]) -> tuple[Mapping[Path, int], list[Path]]:
    """Bring up to date how much each group holds; gives the groups that were empty and are not, or the reverse."""
    form = after.form
    filled: dict[Path, int] | None = None
    turned: list[Path] = []
    for leaf in leaves:
        was = contribution(form, before.answers, before.off, leaf)
        now = contribution(form, after.answers, after.off, leaf)
        if was == now:
            continue
        filled = copied(before.filled) if filled is None else filled
        for group in counted(form, leaf):
            total = filled.pop(group, 0)
            if total + now - was:
                filled[group] = total + now - was
            if bool(total) is not bool(total + now - was):
                turned.append(group)
    return (before.filled if filled is None else filled), turned


def groups_around(form: Form, leaves: Iterable[Path]) -> list[Path]:
    """List the groups whose own check may have changed, the inner ones first."""
    plan = plan_of(form)
    found: dict[Path, None] = {}
    for leaf in leaves:
        if isinstance(form.items.get(leaf.link_id), Group):
            found[leaf] = None
        for above in plan.above.get(leaf.link_id, ()):
            if isinstance(above.item, Group):
                found[Path(above.link_id, leaf.rows[: above.own_depth])] = None
    return sorted(found, key=lambda path: -plan.order[path.link_id])
