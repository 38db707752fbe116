"""What hangs on what in a form: compiled once, so that one changed answer costs only its consequences."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeAlias

from desktop_portal.forms.tree import Group, ItemType, Note, Question

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from desktop_portal.forms.answers import Value
    from desktop_portal.forms.expressions import Expressions
    from desktop_portal.forms.tree import Item

_TEXTS = frozenset({ItemType.STRING, ItemType.TEXT})


Plain: TypeAlias = "int | type[bool] | frozenset[Value]"


@dataclass(frozen=True, slots=True)
class Above:
    """One item above another, as the engine climbs: `own_depth` is how many row indexes its own path has.

    `is_group` is also true of the question above a note: a hint is shown though its question is not answered.
    """

    item: Item
    link_id: str
    own_depth: int
    ruled: bool
    repeats: bool
    is_group: bool


@dataclass(frozen=True, slots=True)
class Lookup:
    """Where a condition finds its question: `depth` row indexes are shared; `single`: there is one instance only."""

    question: str
    depth: int
    single: bool


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """The expressions of a form, which questions those that enable or calculate hang on, and the order of rules."""

    expressions: Expressions
    needs: Mapping[str, frozenset[str]]
    order: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Tables by linkId.

    `above`: the items above, nearest first. `inside`: all items below. `depths`: how many row indexes a path has.
    `dependents`: for a question, the items whose rule asks for its answer, with the number of row indexes they share.
    `lookups`: one for each condition of an item. `rule_order`: items with a rule, each after those its rule asks about;
    `ranks` its places. `sources`: of an item and those below it, the ones that others hang on. `allowed`: the values
    that a question's list permits, `exclusive` those that stand alone. `order`: places in the form.
    `counts`: the groups that an answer counts for, with how many row indexes each has: those around it that do not
    repeat, and itself. `asked`: the questions that want an answer. `plain`: of which one value is right
    whatever else is answered, if it is a line of at most so many characters, a bool, or in the list. `labels`: what the
    options of a question are called. `always`: the items that are shown whatever is answered.
    """

    above: Mapping[str, tuple[Above, ...]]
    depths: Mapping[str, int]
    dependents: Mapping[str, tuple[tuple[str, int], ...]]
    lookups: Mapping[str, tuple[Lookup, ...]]
    rule_order: tuple[str, ...]
    ranks: Mapping[str, int]
    sources: Mapping[str, tuple[str, ...]]
    allowed: Mapping[str, frozenset[Value]]
    exclusive: Mapping[str, frozenset[Value]]
    inside: Mapping[str, tuple[str, ...]]
    order: Mapping[str, int]
    counts: Mapping[str, tuple[tuple[str, int], ...]]
    asked: frozenset[str]
    plain: Mapping[str, Plain]
    labels: Mapping[str, Mapping[Value, str]]
    always: frozenset[str]
    expressions: Expressions | None = field(default=None, compare=False)


def repeats_rows(item: Item) -> bool:
    """Whether what stands below an item has a row index of its own for it."""
    if isinstance(item, Group):
        return item.repeats
    return isinstance(item, Question) and item.repeats and any(not isinstance(child, Note) for child in item.children)


def shared(left: tuple[str, ...], right: tuple[str, ...]) -> int:
    """Count the repeating items that stand around both of two items."""
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    return count


class _Walk:
    """Goes over all items once, from the top, and notes what is around and below each, and what hangs on it."""

    def __init__(self, scopes: Mapping[str, tuple[str, ...]], needs: Mapping[str, frozenset[str]]) -> None:
        self._scopes = scopes
        self._needs = needs
        self.above: dict[str, tuple[Above, ...]] = {}
        self.inside: dict[str, tuple[str, ...]] = {}
        self.dependents: dict[str, dict[str, int]] = {}
        self.lookups: dict[str, tuple[Lookup, ...]] = {}

    def visit(self, item: Item, around: tuple[Above, ...]) -> tuple[str, ...]:
        """Note an item and all below it; returns the linkIds of those."""
        link_id = item.link_id
        self.above[link_id] = around
        if isinstance(item, Note) and around:
            self.above[link_id] = (replace(around[0], is_group=True), *around[1:])
        self._note_rule(item)
        below: tuple[str, ...] = ()
        if item.children:
            ruled = bool(item.conditions or item.enable_expression)
            depth = len(self._scopes[link_id])
            here = (Above(item, link_id, depth, ruled, repeats_rows(item), isinstance(item, Group)), *around)
            below = tuple(each for child in item.children for each in (child.link_id, *self.visit(child, here)))
        self.inside[link_id] = below
        return below

    def _note_rule(self, item: Item) -> None:
        link_id = item.link_id
        self.lookups[link_id] = ()
        if item.conditions:
            self.lookups[link_id] = tuple(_lookup(link_id, one.question, self._scopes) for one in item.conditions)
        for lookup in self.lookups[link_id]:
            self.dependents.setdefault(lookup.question, {})[link_id] = lookup.depth
        for question in self._needs.get(link_id, ()) if item.enable_expression else ():
            self.dependents.setdefault(question, {})[link_id] = shared(self._scopes[link_id], self._scopes[question])


def make_plan(
    roots: Iterable[Item],
    items: Mapping[str, Item],
    parents: Mapping[str, str],
    scopes: Mapping[str, tuple[str, ...]],
    found: Found,
) -> Plan:
    """Build the tables for a form that has been checked."""
    walk = _Walk(scopes, found.needs)
    for root in roots:
        walk.visit(root, ())
    above, inside, dependents = walk.above, walk.inside, walk.dependents
    for link_id in items:
        above.setdefault(link_id, above.get(parents.get(link_id, ""), ()))
        inside.setdefault(link_id, ())
    rule_order = found.order
    every = [item for item in items.values() if isinstance(item, Question)]
    allowed = _by_list([item for item in every if item.options], exclusive=False)
    exclusive = _by_list([item for item in every if item.options], exclusive=True)
    return Plan(
        above=above,
        depths={link_id: len(scope) for link_id, scope in scopes.items()},
        dependents={link_id: tuple(targets.items()) for link_id, targets in dependents.items()},
        lookups=walk.lookups,
        rule_order=rule_order,
        ranks={link_id: rank for rank, link_id in enumerate(rule_order)},
        sources={
            link_id: tuple(each for each in (link_id, *below) if each in dependents)
            if below
            else ((link_id,) if link_id in dependents else ())
            for link_id, below in inside.items()
        },
        allowed=allowed,
        exclusive=exclusive,
        inside=inside,
        order={link_id: index for index, link_id in enumerate(items)},
        counts={
            link_id: _counts(item, above[link_id], len(scopes.get(link_id, ()))) for link_id, item in items.items()
        },
        asked=frozenset(item.link_id for item in every if item.required or item.min_occurs),
        plain={item.link_id: plain for item in every if (plain := _plain(item, allowed)) is not None},
        labels=_labels([item for item in every if item.options]),
        always=frozenset(link_id for link_id, item in items.items() if _is_always(item, above[link_id])),
        expressions=found.expressions,
    )


def _is_always(item: Item, above: tuple[Above, ...]) -> bool:
    return not (item.conditions or item.enable_expression) and all(one.is_group and not one.ruled for one in above)


def _labels(questions: list[Question]) -> dict[str, Mapping[Value, str]]:
    """Give the options' labels by value, the first one's where two are equal; the same list has one table."""
    known: dict[int, Mapping[Value, str]] = {}
    for question in questions:
        key = id(question.options)
        if key not in known:
            known[key] = {option.value: option.label for option in reversed(question.options)}
    return {question.link_id: known[id(question.options)] for question in questions}


def _plain(question: Question, allowed: Mapping[str, frozenset[Value]]) -> Plain | None:
    """Say by what one value of a question is plainly right; None where more has to be looked at."""
    if question.min_occurs > 1:
        return None
    if question.options:
        return allowed.get(question.link_id) if question.type is ItemType.CHOICE else None
    bounds = (question.min_length, question.minimum, question.maximum)
    if question.regex or question.named_format or any(bound is not None for bound in bounds):
        return None
    if question.type in _TEXTS:
        return sys.maxsize if question.max_length is None else question.max_length
    return bool if question.type is ItemType.BOOLEAN else None


def _counts(item: Item, above: tuple[Above, ...], depth: int) -> tuple[tuple[str, int], ...]:
    around = [(one.link_id, one.own_depth) for one in above if isinstance(one.item, Group) and not one.repeats]
    return ((item.link_id, depth), *around) if isinstance(item, Group) and not item.repeats else tuple(around)


def _lookup(target: str, question: str, scopes: Mapping[str, tuple[str, ...]]) -> Lookup:
    depth = shared(scopes[target], scopes[question])
    return Lookup(question, depth, depth == len(scopes[question]))


def _by_list(questions: Iterable[Question], *, exclusive: bool) -> dict[str, frozenset[Value]]:
    """Collect the permitted (or exclusive) values; questions with the same list share one set."""
    known: dict[int, frozenset[Value]] = {}
    found: dict[str, frozenset[Value]] = {}
    for question in questions:
        key = id(question.options)
        if key not in known:
            known[key] = frozenset(
                option.value for option in question.options if (option.exclusive if exclusive else not option.retired)
            )
        if known[key] or not exclusive:
            found[question.link_id] = known[key]
    return found
