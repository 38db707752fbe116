"""Rules across questions (`targetConstraint`): compiled with the form, run where a linkId they name has changed."""

from __future__ import annotations

from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from desktop_portal.forms.answers import Path
from desktop_portal.forms.enabling import instances, is_enabled, plan_of
from desktop_portal.forms.expressions import (
    Compiled,
    CompiledRule,
    Expressions,
    compile_one,
    depth_of,
    evaluate,
    is_written,
)
from desktop_portal.forms.fhirpath import BadExpression
from desktop_portal.forms.issues import WARNING, Issue
from desktop_portal.forms.plan import shared
from desktop_portal.forms.tree import Group, Question
from desktop_portal.forms.wording import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from desktop_portal.forms.expressions import Moment
    from desktop_portal.forms.reader import Reader
    from desktop_portal.forms.tree import Form, Item, Rule

MAX_CHARACTERS = 40_000


def compile_expressions(form: Form, reader: Reader, definition: Mapping[str, Any]) -> Expressions:
    """Compile every expression of a form.

    One that shows or calculates is refused when it cannot be read; a rule is kept, and says so when it is run, as the
    corpus of cases expects.
    """
    texts = tuple(_texts(form))
    if sum(map(len, texts)) > MAX_CHARACTERS:
        words = f"The expressions of a form may have {MAX_CHARACTERS} characters in all."
        reader.problems.add("Questionnaire", words)
        return Expressions(MappingProxyType({}), (), ())
    inside = _inside(form)
    enabling: dict[str, Compiled] = {}
    calculations: dict[str, Compiled] = {}
    for link_id, item in form.items.items():
        calculated = item.calculated_expression if isinstance(item, Question) else ""
        for found, text in ((enabling, item.enable_expression), (calculations, calculated)):
            if not text:
                continue
            context = _group_around(form, link_id)
            try:
                found[link_id] = compile_one(form, (link_id, context), text, inside)
            except BadExpression as error:
                reader.places[link_id].refuse(str(error), "extension")
            else:
                if found[link_id].wanted is None:
                    reader.places[link_id].refuse(
                        "Name the questions that this expression needs by linkId.", "extension"
                    )
    _check_variables(form, reader, inside)
    rules = tuple(_compile_rule(form, rule, inside) for rule in form.rules)
    mentions = any("%q" in text for text in texts)
    return Expressions(MappingProxyType(enabling), _in_order(calculations), rules, definition if mentions else None)


def more_needs(form: Form, expressions: Expressions) -> dict[str, frozenset[str]]:
    """Say which questions the enabling expressions and calculations hang on, by the item they stand on."""
    needs: dict[str, frozenset[str]] = {}
    for compiled in (*expressions.enabling.values(), *expressions.calculations):
        questions = frozenset(link for link in compiled.looks if isinstance(form.items[link], Question))
        needs[compiled.link_id] = needs.get(compiled.link_id, frozenset()) | questions
    return needs


def run_rule(at: Moment, expressions: Expressions, rule: CompiledRule) -> tuple[Issue, ...]:
    """Run a rule on every shown instance of the item it stands on."""
    return tuple(_run(at, expressions, rule))


def _run(at: Moment, expressions: Expressions, rule: CompiledRule) -> Iterator[Issue]:
    context = rule.rule.context
    for rows in _contexts(at, context):
        place = _location(at, rule.rule, rows)
        if place is None:
            continue
        if rule.compiled is None:
            yield _could_not_run(at.form, rule.rule, place)
            continue
        if not is_written(at, rule.compiled, Path(context, rows)):
            continue
        try:
            found = evaluate(at, expressions, rule.compiled, Path(context, rows))
        except Exception:  # noqa: BLE001 (FHIRPath raises bare Exceptions; the corpus asks for a warning)
            yield _could_not_run(at.form, rule.rule, place)
            continue
        if found == [False]:
            yield Issue(rule.rule.severity, "invariant", place, rule.rule.message, key=rule.rule.key)


def _could_not_run(form: Form, rule: Rule, place: Path) -> Issue:
    templates = TEMPLATES.get(form.language[:2], TEMPLATES["en"])
    text = templates["invariantExecution"].format(rule=rule.message)
    return Issue(WARNING, "invariantExecution", place, text, key=rule.key)


def _contexts(at: Moment, link_id: str) -> list[tuple[int, ...]]:
    """List the instances of a rule's item that are in the response; the form itself is there once."""
    if not link_id:
        return [()]
    group = at.form.items[link_id]
    found: list[tuple[int, ...]] = []
    for rows in instances(at.form, at.answers, link_id, ()):
        path = Path(link_id, rows)
        if not is_enabled(plan_of(at.form), at.off, at.answers, link_id, rows):
            continue
        if isinstance(group, Group) and group.repeats:
            found.extend((*rows, row) for row in range(at.answers.rows.get(path, 0)))
        elif isinstance(group, Group) or at.answers.values.get(path):
            found.append(rows)
    return found


def _location(at: Moment, rule: Rule, rows: tuple[int, ...]) -> Path | None:
    """Find where a rule's message is shown; None when that is hidden just now."""
    if not rule.location or rule.location not in at.form.items:
        return Path(rule.context, rows)
    if rule.location == rule.context:
        return Path(rule.context, rows)
    depth = min(shared(at.form.scopes[rule.location], _inner_scope(at.form, rule.context)), len(rows))
    for place in instances(at.form, at.answers, rule.location, rows[:depth]):
        if is_enabled(plan_of(at.form), at.off, at.answers, rule.location, place):
            return Path(rule.location, place)
    return None


def _inner_scope(form: Form, link_id: str) -> tuple[str, ...]:
    scope = form.scopes.get(link_id, ())
    return (*scope, link_id) if depth_of(form, link_id) > len(scope) else scope


def _compile_rule(form: Form, rule: Rule, inside: Mapping[str, tuple[str, ...]]) -> CompiledRule:
    own = frozenset({rule.context, rule.location} - {""})
    try:
        compiled = compile_one(form, (rule.context, rule.context), rule.expression, inside)
    except BadExpression as error:
        return CompiledRule(rule, None, own | frozenset(inside.get(rule.context, ())), str(error))
    if compiled.wanted is not None and rule.context:
        # The item itself must be in what is written: it is there as soon as anything in it is.
        compiled = replace(compiled, wanted=compiled.wanted | {rule.context, *inside[rule.context]})
    return CompiledRule(rule, compiled, own | compiled.looks | frozenset(inside.get(rule.context, ())))


def _check_variables(form: Form, reader: Reader, inside: Mapping[str, tuple[str, ...]]) -> None:
    """Refuse variables that cannot be read, wherever they stand, also when nothing uses them yet."""
    for link_id, item in form.items.items():
        for name, text in item.variables:
            try:
                compile_one(form, (link_id, link_id), text, inside, using=(name,))
            except BadExpression as error:
                reader.places[link_id].refuse(str(error), "extension")
    for name, text in form.variables:
        try:
            compile_one(form, ("", ""), text, inside, using=(name,))
        except BadExpression as error:
            reader.problems.add("Questionnaire.extension", str(error))


def _in_order(calculations: Mapping[str, Compiled]) -> tuple[Compiled, ...]:
    needs = {link_id: compiled.looks & calculations.keys() for link_id, compiled in calculations.items()}
    try:
        return tuple(calculations[link_id] for link_id in TopologicalSorter(needs).static_order())
    except CycleError:
        return tuple(calculations.values())


def _inside(form: Form) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}

    def visit(item: Item) -> tuple[str, ...]:
        found[item.link_id] = ()
        if item.children:
            found[item.link_id] = tuple(each for child in item.children for each in (child.link_id, *visit(child)))
        return found[item.link_id]

    for root in form.roots:
        visit(root)
    return {**dict.fromkeys(form.items, ()), **found}


def _group_around(form: Form, link_id: str) -> str:
    parent = form.parents.get(link_id, "")
    while parent and not isinstance(form.items[parent], Group):
        parent = form.parents.get(parent, "")
    return parent


def _texts(form: Form) -> Iterator[str]:
    for item in form.items.values():
        if item.enable_expression:
            yield item.enable_expression
        if item.variables:
            yield from (text for _name, text in item.variables)
        if isinstance(item, Question) and item.calculated_expression:
            yield item.calculated_expression
    yield from (text for _name, text in form.variables)
    yield from (rule.expression for rule in form.rules)
