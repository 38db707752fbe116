"""Which items are shown: `enabled(node) = enabled(parent) and rule(node)`; hidden answers count as none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_portal.forms.answers import Path, path_at, row_count
from desktop_portal.forms.expressions import enables, moment
from desktop_portal.forms.tree import Operator
from desktop_portal.forms.values import compare, known, same

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from collections.abc import Set as AbstractSet
    from datetime import date

    from desktop_portal.forms.answers import Answers, Value
    from desktop_portal.forms.plan import Lookup, Plan
    from desktop_portal.forms.tree import Condition, Form

Rows = tuple[int, ...]
_ONLY: tuple[Rows, ...] = ((),)


def plan_of(form: Form) -> Plan:
    """Give the tables that were compiled with a form."""
    if form.plan is None:
        raise ValueError("A form comes from compile_form.")
    return form.plan


def instances(form: Form, answers: Answers, link_id: str, prefix: Rows) -> list[Rows]:
    """List the row indexes of every instance of an item inside the rows that `prefix` names."""
    found = [prefix]
    for group in form.scopes[link_id][len(prefix) :]:
        found = [(*rows, row) for rows in found for row in range(row_count(answers, Path(group, rows)))]
    return found


def is_enabled(plan: Plan, off: AbstractSet[Path], answers: Answers, link_id: str, rows: Rows) -> bool:
    """Whether an instance is shown: its own rule and those of all above hold, and the questions above are answered."""
    if link_id in plan.always:
        return True
    if off and (link_id, rows) in off:
        return False
    for above in plan.above.get(link_id, ()):
        if above.ruled and (above.link_id, rows[: above.own_depth]) in off:
            return False
        if not above.is_group:
            values = answers.values.get(Path(above.link_id, rows[: above.own_depth]), ())
            if above.repeats:
                row = rows[above.own_depth]
                values = values[row : row + 1]
            if not known(values):
                return False
    return True


def rule_holds(form: Form, off: AbstractSet[Path], answers: Answers, path: Path, today: date) -> bool:
    """Work out the rule of one item alone; the rules of the items it asks about must be in `off` already."""
    plan = plan_of(form)
    link_id, rows = path
    item = form.items[link_id]
    if item.enable_expression and plan.expressions is not None:
        return enables(plan.expressions, moment(form, answers, off, today), path)
    if len(item.conditions) == 1:
        return _condition_holds(form, off, answers, item.conditions[0], plan.lookups[link_id][0], rows)
    results = (
        _condition_holds(form, off, answers, condition, lookup, rows)
        for condition, lookup in zip(item.conditions, plan.lookups[link_id], strict=True)
    )
    return any(results) if item.any_condition else all(results)


def _condition_holds(
    form: Form, off: AbstractSet[Path], answers: Answers, condition: Condition, lookup: Lookup, rows: Rows
) -> bool:
    plan = plan_of(form)
    values: tuple[Value, ...] = ()
    places = [rows[: lookup.depth]]
    if not lookup.single:
        places = instances(form, answers, lookup.question, places[0])
    for place in places:
        answered = answers.values.get(path_at(lookup.question, place))
        if answered and is_enabled(plan, off, answers, lookup.question, place):
            values += known(answered)
    if condition.operator is Operator.EXISTS:
        return bool(values) is condition.value
    test = _TESTS[condition.operator]
    return any(test(value, condition.value) for value in values)


def _ordered(fits: Callable[[int], bool]) -> Callable[[Value, Value], bool]:
    def test(value: Value, other: Value) -> bool:
        order = compare(value, other)
        return order is not None and fits(order)

    return test


def _differs(value: Value, other: Value) -> bool:
    return not same(value, other)


_TESTS: Mapping[Operator, Callable[[Value, Value], bool]] = {
    Operator.EQUAL: same,
    Operator.NOT_EQUAL: _differs,
    Operator.GREATER: _ordered(lambda order: order > 0),
    Operator.LESS: _ordered(lambda order: order < 0),
    Operator.AT_LEAST: _ordered(lambda order: order >= 0),
    Operator.AT_MOST: _ordered(lambda order: order <= 0),
}


def all_off(form: Form, answers: Answers, today: date) -> frozenset[Path]:
    """Find every instance whose own rule does not hold, in an order in which each rule's questions come first."""
    off: set[Path] = set()
    for link_id in plan_of(form).rule_order:
        for rows in instances(form, answers, link_id, ()) if form.scopes[link_id] else _ONLY:
            path = path_at(link_id, rows)
            if not rule_holds(form, off, answers, path, today):
                off.add(path)
    return frozenset(off)


def subtree(form: Form, answers: Answers, roots: Iterable[Path]) -> list[Path]:
    """List every instance of these items and of all below them."""
    plan = plan_of(form)
    found: dict[Path, None] = {}
    for root in roots:
        found[root] = None
        top, here = root
        depth = len(here)
        for link_id in plan.inside[top]:
            if plan.depths[link_id] == depth:
                found[path_at(link_id, here)] = None
            else:
                found.update((path_at(link_id, rows), None) for rows in instances(form, answers, link_id, here))
    return list(found)
