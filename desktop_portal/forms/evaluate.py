"""Evaluates a form and its answers on one day: everything at once, or only what one change touches."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from desktop_portal.forms.answers import Answers, Coding, Path, copied, with_answer
from desktop_portal.forms.checks import check_values, missing
from desktop_portal.forms.enabling import all_off, instances, is_enabled, plan_of, subtree
from desktop_portal.forms.evaluation import Evaluation
from desktop_portal.forms.expressions import calculated, moment
from desktop_portal.forms.groups import check_group, is_active, tally
from desktop_portal.forms.issues import Issue
from desktop_portal.forms.rules import run_rule
from desktop_portal.forms.spreading import groups_around, refilled, spread
from desktop_portal.forms.tree import Group, Question

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet
    from datetime import date

    from desktop_portal.forms.answers import Value
    from desktop_portal.forms.plan import Plan
    from desktop_portal.forms.tree import Form

__all__ = ["Evaluation", "Issue", "evaluate", "update", "with_answers"]

Found = dict[Path, tuple[Issue, ...]]


def evaluate(form: Form, answers: Answers, today: date, *, draft: bool) -> Evaluation:
    """Evaluate everything; in a draft, missing answers are warnings."""
    answers, off = with_calculations(form, answers, all_off(form, answers, today), today)
    bare = Evaluation(form, answers, today, draft, {}, frozenset(), off, tally(form, answers, off))
    plain: Found = {}
    plan = plan_of(form)
    for root in form.roots:
        for path in subtree(form, answers, (Path(root.link_id),)):
            if not _plainly_right(plan, path, answers.values.get(path)):
                _put(plain, path, _leaf_issues(bare, path))
    for path in _groups(form, answers):
        _put(plain, path, check_group(form, answers, off, bare.filled, plain, path, draft=draft))
    after = replace(bare, plain=MappingProxyType(plain))
    ruled, touched = _run_rules(after, None)
    return replace(after, ruled=ruled, issues=_joined(plain, plain, ruled, touched))


def with_answers(evaluation: Evaluation, answers: Answers) -> Evaluation:
    """Evaluate other answers to the same form, after a row was added, removed or moved; says what changed."""
    after = evaluate(evaluation.form, answers, evaluation.today, draft=evaluation.draft)
    differ = {
        path for path in {**evaluation.issues, **after.issues} if evaluation.issues.get(path) != after.issues.get(path)
    }
    for old, new in (
        (evaluation.answers.values, after.answers.values),
        (evaluation.answers.rows, after.answers.rows),
    ):
        differ.update(path for path in {**old, **new} if old.get(path) != new.get(path))
    turned = subtree(after.form, after.answers, evaluation.off ^ after.off)
    return replace(after, changed=frozenset((*differ, *turned)))


def update(evaluation: Evaluation, path: Path, values: tuple[Value, ...]) -> Evaluation:
    """Change one answer and evaluate what hangs on it; the result is that of a full evaluation."""
    after = _step(evaluation, path, values)
    expressions = plan_of(after.form).expressions
    if expressions is None or not expressions.calculations:
        return after
    changed = set(after.changed)
    links = {path.link_id, *(each.link_id for each in changed)}
    for compiled in expressions.calculations:
        if compiled.link_id not in links and not compiled.looks & links:
            continue
        for rows in instances(after.form, after.answers, compiled.link_id, ()):
            place = Path(compiled.link_id, rows)
            value = _calculate(after.form, after.answers, after.off, after.today, place)
            if value != after.answers.values.get(place, ()):
                after = _step(after, place, value)
                changed |= {place, *after.changed}
                links |= {each.link_id for each in changed}
    return replace(after, changed=frozenset(changed))


def _step(evaluation: Evaluation, path: Path, values: tuple[Value, ...]) -> Evaluation:
    form = evaluation.form
    answers = with_answer(evaluation.answers, path, values)
    off, turned = spread(evaluation, answers, path)
    touched = subtree(form, answers, turned) if turned else []
    leaves = list(dict.fromkeys((path, *touched)))
    after = replace(evaluation, answers=answers, off=off)
    filled, groups = refilled(evaluation, after, leaves)
    after = replace(after, filled=filled)
    if groups:
        leaves = list(dict.fromkeys((*leaves, *subtree(form, answers, groups))))
    plain = copied(evaluation.plain)
    changed = set(touched)
    changed.update(leaf for leaf in leaves if _put(plain, leaf, _leaf_issues(after, leaf)))
    for group in groups_around(form, leaves):
        found = check_group(form, answers, off, filled, plain, group, draft=after.draft)
        if _put(plain, group, found):
            changed.add(group)
    after = replace(after, plain=MappingProxyType(plain))
    ruled, said = _run_rules(after, {path.link_id, *(each.link_id for each in touched)})
    changed |= said
    issues = _joined(evaluation.issues, plain, ruled, changed)
    return replace(after, ruled=ruled, issues=issues, changed=frozenset(changed))


def _run_rules(after: Evaluation, links: set[str] | None) -> tuple[Mapping[int, tuple[Issue, ...]], set[Path]]:
    """Run the rules that look at these linkIds (None: all); gives all rules' issues and where they changed."""
    expressions = plan_of(after.form).expressions
    if expressions is None or not expressions.rules:
        return after.ruled, set()
    at = moment(after.form, after.answers, after.off, after.today)
    ruled = copied(after.ruled)
    said: set[Path] = set()
    for index, rule in enumerate(expressions.rules):
        if links is not None and not rule.triggers & links:
            continue
        found = run_rule(at, expressions, rule)
        said.update(issue.path for issue in {*ruled.get(index, ())} ^ {*found})
        ruled.pop(index, None)
        if found:
            ruled[index] = found
    return MappingProxyType(ruled), said


def _joined(
    before: Mapping[Path, tuple[Issue, ...]],
    plain: Found,
    ruled: Mapping[int, tuple[Issue, ...]],
    changed: Iterable[Path],
) -> Mapping[Path, tuple[Issue, ...]]:
    """Put the issues of rules after the others, at the paths that changed."""
    issues = copied(before)
    for path in changed:
        by_rule = (issue for index in sorted(ruled) for issue in ruled[index] if issue.path == path)
        _put(issues, path, (*plain.get(path, ()), *by_rule))
    return MappingProxyType(issues)


def with_calculations(
    form: Form, answers: Answers, off: frozenset[Path], today: date
) -> tuple[Answers, frozenset[Path]]:
    """Put calculated answers in, each after those it hangs on; the same object comes back where none differs."""
    expressions = plan_of(form).expressions
    for compiled in expressions.calculations if expressions is not None else ():
        before = answers
        for rows in instances(form, answers, compiled.link_id, ()):
            place = Path(compiled.link_id, rows)
            value = _calculate(form, answers, off, today, place)
            if value != answers.values.get(place, ()):
                answers = with_answer(answers, place, value)
        if answers is not before and plan_of(form).sources[compiled.link_id]:
            off = all_off(form, answers, today)
    return answers, off


def _calculate(form: Form, answers: Answers, off: AbstractSet[Path], today: date, place: Path) -> tuple[Value, ...]:
    expressions = plan_of(form).expressions
    if expressions is None or not is_enabled(plan_of(form), off, answers, *place):
        return ()
    (compiled,) = (each for each in expressions.calculations if each.link_id == place.link_id)
    return calculated(expressions, moment(form, answers, off, today), compiled, place)


def _put(issues: Found, path: Path, found: tuple[Issue, ...]) -> bool:
    """Note what is wrong at a path; says whether that is news."""
    if found == issues.get(path, ()):
        return False
    if found:
        issues[path] = found
    else:
        del issues[path]
    return True


def _plainly_right(plan: Plan, path: Path, values: tuple[Value, ...] | None) -> bool:
    """Whether nothing can be wrong at a path, seen at a glance: most are not asked, or have one ordinary value."""
    link_id = path.link_id
    if not values:
        return link_id not in plan.asked
    plain = plan.plain.get(link_id)
    if plain is None or len(values) > 1:
        return False
    value = values[0]
    if plain is bool:
        return type(value) is bool
    if isinstance(plain, int):
        return type(value) is str and len(value) <= plain and "\n" not in value and "\r" not in value
    return type(value) is Coding and value in plain


def _leaf_issues(evaluation: Evaluation, path: Path) -> tuple[Issue, ...]:
    form, answers = evaluation.form, evaluation.answers
    item = form.items[path.link_id]
    if not isinstance(item, Question):
        return ()
    values = answers.values.get(path, ())
    if not values and not item.required and not item.min_occurs:
        return ()
    if not is_enabled(plan_of(form), evaluation.off, answers, *path):
        return ()
    if not values:
        if not is_active(form, evaluation.filled, *path):
            return ()
        return missing(form, item, path, 0, draft=evaluation.draft)
    few = missing(form, item, path, len(values), draft=evaluation.draft) if len(values) < item.min_occurs else ()
    return few + check_values(form, item, path, values, evaluation.today)


def _groups(form: Form, answers: Answers) -> list[Path]:
    """List every instance of every group, the inner ones first."""
    found: list[Path] = []
    for link_id in reversed(list(form.items)):
        if isinstance(form.items[link_id], Group):
            found.extend(Path(link_id, rows) for rows in instances(form, answers, link_id, ()))
    return found
