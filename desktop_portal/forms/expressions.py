"""The expressions of one form, compiled with it: rules, enabling expressions, calculations and variables."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from desktop_portal.forms.answers import Path
from desktop_portal.forms.fhirpath import BadExpression, Parsed, read, run
from desktop_portal.forms.tree import Group
from desktop_portal.forms.values import TYPE_KEYS, NotThatType, read_value
from desktop_portal.forms.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet
    from datetime import date

    from desktop_portal.forms.answers import Answers, Value
    from desktop_portal.forms.tree import Form, Question, Rule

STANDARD = frozenset({"resource", "context", "questionnaire", "qitem", "ucum"})


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """One expression in its place: `link_id` is the item it stands on ("" for the form).

    `looks` are the linkIds whose answers it hangs on, `wanted` what must be written of the response for it (None: all).
    """

    link_id: str
    parsed: Parsed
    looks: frozenset[str]
    wanted: frozenset[str] | None
    variables: tuple[tuple[str, Compiled], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class CompiledRule:
    """A rule with its expression, or with why it cannot be read; `triggers` are the linkIds that make it run again."""

    rule: Rule
    compiled: Compiled | None
    triggers: frozenset[str]
    problem: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Expressions:
    """All expressions of a form; `definition` is kept only where an expression looks at %questionnaire or %qitem."""

    enabling: Mapping[str, Compiled]
    calculations: tuple[Compiled, ...]
    rules: tuple[CompiledRule, ...]
    definition: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """A form and its answers while expressions are run; what is written of the response is written once."""

    form: Form
    answers: Answers
    off: AbstractSet[Path]
    today: date
    written: dict[frozenset[str] | None, Writer]

    def writer(self, wanted: frozenset[str] | None) -> Writer:
        """Give the response as far as it is wanted."""
        if wanted not in self.written:
            self.written[wanted] = Writer(self.form, self.answers, self.off, wanted)
        return self.written[wanted]


def moment(form: Form, answers: Answers, off: AbstractSet[Path], today: date) -> Moment:
    """Begin to run expressions."""
    return Moment(form, answers, off, today, {})


def evaluate(at: Moment, expressions: Expressions, compiled: Compiled, context: Path) -> list[Any]:
    """Run an expression with an item as its context; one that is not in the response is there without answers.

    Raises what FHIRPath raises, and TooManySteps.
    """
    return _evaluate(at, expressions, compiled, context, compiled.wanted, raw=False)


def is_written(at: Moment, compiled: Compiled, context: Path) -> bool:
    """Whether an item is in the response, as far as an expression looks at it."""
    return not context.link_id or context in at.writer(compiled.wanted).made


def _evaluate(
    at: Moment,
    expressions: Expressions,
    compiled: Compiled,
    context: Path,
    wanted: frozenset[str] | None,
    *,
    raw: bool,
) -> list[Any]:
    from fhirpathpy.engine.nodes import ResourceNode  # noqa: PLC0415 (costs start-up time)

    writer = at.writer(wanted)
    response = {"resourceType": "QuestionnaireResponse", "item": writer.items}
    start: Any = response
    if context.link_id:
        item = writer.made.get(context, {"linkId": context.link_id})
        start = ResourceNode.create_node(item, "QuestionnaireResponse.item")  # type: ignore[no-untyped-call]  # no types
    known = {"resource": response, "context": start}
    if expressions.definition is not None:
        known["questionnaire"] = dict(expressions.definition)
        known["qitem"] = _definition_of(expressions.definition, compiled.link_id)
    for name, variable in compiled.variables:
        owner = Path(variable.link_id, context.rows[: depth_of(at.form, variable.link_id)])
        known[name] = _evaluate(at, expressions, variable, owner, wanted, raw=True)
    return run(compiled.parsed, start, known, at.today, raw=raw)


def depth_of(form: Form, link_id: str) -> int:
    """How many row indexes name an item as a context: a repeating group is one of its rows."""
    item = form.items.get(link_id)
    return len(form.scopes.get(link_id, ())) + (isinstance(item, Group) and item.repeats)


def around(form: Form, path: Path) -> Path:
    """Give the group, or row, around an item as a context; the form itself at the top."""
    parent = form.parents.get(path.link_id, "")
    while parent and not isinstance(form.items[parent], Group):
        parent = form.parents.get(parent, "")
    return Path(parent, path.rows[: depth_of(form, parent)]) if parent else Path("")


def enables(expressions: Expressions, at: Moment, path: Path) -> bool:
    """Whether an enabling expression shows an item: only when it gives true. One that fails hides nothing."""
    compiled = expressions.enabling[path.link_id]
    try:
        return evaluate(at, expressions, compiled, around(at.form, path)) == [True]
    except Exception:  # noqa: BLE001 (FHIRPath raises bare Exceptions; a question too many beats one too few)
        return True


def calculated(expressions: Expressions, at: Moment, compiled: Compiled, path: Path) -> tuple[Value, ...]:
    """Calculate an answer; () where there is none, or where it is not of the question's type."""
    try:
        found = evaluate(at, expressions, compiled, around(at.form, path))
    except Exception:  # noqa: BLE001 (FHIRPath raises bare Exceptions; no value is what can be shown)
        return ()
    question: Any = at.form.items[path.link_id]
    return tuple(_values(question, found if question.repeats else found[:1]))


def _values(question: Question, found: list[Any]) -> Iterator[Value]:
    for result in found:
        for kind in TYPE_KEYS[question.type]:
            try:
                yield read_value(kind, _as_json(kind, result))
                break
            except NotThatType:
                continue


def _as_json(kind: str, result: Any) -> Any:
    if kind == "Integer" and isinstance(result, (Decimal, float)) and result == int(result):
        return int(result)
    if kind in ("Date", "DateTime", "Time"):
        text = str(result)
        return text[:10] if kind == "Date" else text
    if kind == "String" and not isinstance(result, (dict, list)):
        return str(result)
    return result


def _definition_of(node: Mapping[str, Any], link_id: str) -> Any:
    for item in node.get("item", ()):
        if item.get("linkId") == link_id:
            return item
        found = _definition_of(item, link_id)
        if found is not None:
            return found
    return None


def compile_one(
    form: Form,
    place: tuple[str, str],
    text: str,
    inside: Mapping[str, tuple[str, ...]],
    *,
    traversed: bool = False,
    using: tuple[str, ...] = (),
) -> Compiled:
    """Compile one expression; `place` is the item it stands on and the item that is its context.

    Raises BadExpression with a reason, for unknown names, too. `using` are the variables that led here.
    """
    link_id, context = place
    parsed = read(text)
    needs = parsed.passing if traversed else parsed.needs
    unknown = needs.links - form.items.keys()
    if unknown:
        raise BadExpression(f"There is no item with the linkId '{min(unknown)}'.")
    looks = {each for link in needs.links for each in (link, *inside[link])}
    if needs.context and context:
        looks.update((context, *inside[context]))
    whole = needs.whole or (needs.context and not context)
    variables = []
    for name in sorted(needs.variables - STANDARD):
        if name in using:
            raise BadExpression(f"The variable %{name} hangs on itself.")
        owner, expression = _variable(form, link_id, name)
        passing = name in needs.passed
        variable = compile_one(form, (owner, owner), expression, inside, traversed=passing, using=(*using, name))
        variables.append((name, variable))
        looks |= variable.looks
        whole = whole or variable.wanted is None
    if whole:
        return Compiled(link_id, parsed, frozenset(form.items), None, tuple(variables))
    wanted = set(looks) | ({context} if context else set())
    for each in tuple(wanted):
        parent = form.parents.get(each)
        while parent is not None and parent not in wanted:
            wanted.add(parent)
            parent = form.parents.get(parent)
    return Compiled(link_id, parsed, frozenset(looks), frozenset(wanted), tuple(variables))


def _variable(form: Form, link_id: str, name: str) -> tuple[str, str]:
    """Find a variable on the item or what is above it; an item's own variables may use those before them."""
    owner: str | None = link_id
    while owner:
        for known, expression in form.items[owner].variables:
            if known == name:
                return owner, expression
        owner = form.parents.get(owner)
    for known, expression in form.variables:
        if known == name:
            return "", expression
    raise BadExpression(f"There is no variable %{name} here.")
