"""FHIRPath inside limits: read strictly, without what could run away, and stopped after a number of steps.

The library is imported when the first expression is read: forms without expressions do not pay for it.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from desktop_portal.forms.regexes import why_refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import date
    from types import FrameType

MAX_LENGTH = 2000
MAX_NODES = 1000
MAX_DEPTH = 100
MAX_STEPS = 200_000

_FORBIDDEN = frozenset(
    [
        "descendants",
        "repeat",
        "children",
        "resolve",
        "memberOf",
        "subsumes",
        "conformsTo",
        "htmlChecks",
        "trace",
        "now",
        "timeOfDay",
        "aggregate",
        "elementDefinition",
        "slice",
        "checkModifiers",
        "encode",
        "decode",
    ]
)
_DIFFERENT = re.compile(r"\\([\\'])")


_NUMBERS: dict[str, Callable[[list[Any]], Any]] = {
    "sum": sum,
    "min": lambda inputs: min(inputs) if inputs else [],
    "max": lambda inputs: max(inputs) if inputs else [],
    "avg": lambda inputs: sum(inputs) / len(inputs) if inputs else [],
}
"""The library's own cannot count what comes from an answer (2.2.4: it adds nodes, not their values)."""
_PASSING = frozenset({"TermExpression", "ExternalConstantTerm", "InvocationTerm", "ParenthesizedTerm"})


class BadExpression(ValueError):  # noqa: N818 (said to a form's author)
    """The expression cannot be read, or uses what the profile leaves out; the text says which."""


class TooManySteps(RuntimeError):  # noqa: N818 (a limit, not a mistake)
    """The evaluation was stopped: it took more than MAX_STEPS calls."""


@dataclass(frozen=True, slots=True)
class Needs:
    """What an expression looks at: linkIds, its own item (`context`), everything (`whole`), and variables by name.

    `passed` are the variables of which only named children are used.
    """

    links: frozenset[str]
    variables: frozenset[str]
    passed: frozenset[str] = frozenset()
    context: bool = False
    whole: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Parsed:
    """A read expression: its tree, and what it needs; `passing` is what it needs when only named children are used."""

    text: str
    tree: Mapping[str, Any]
    needs: Needs
    passing: Needs


@lru_cache(maxsize=1024)
def read(text: str) -> Parsed:
    """Read an expression; raises BadExpression with a reason."""
    if len(text) > MAX_LENGTH:
        raise BadExpression(f"An expression has at most {MAX_LENGTH} characters.")
    try:
        tree = _parse(text)
    except RecursionError as error:
        raise BadExpression("The expression is nested too deep.") from error
    for count, (node, depth) in enumerate(_walk(tree, 0)):
        if count > MAX_NODES or depth > MAX_DEPTH:
            raise BadExpression("The expression is too long or nested too deep.")
        _check_function(node)
    return Parsed(text, tree, _needs(tree, traversed=False), _needs(tree, traversed=True))


def _needs(tree: Mapping[str, Any], *, traversed: bool) -> Needs:
    finder = _Finder()
    finder.visit(tree["children"][0], traversed=traversed)
    variables = finder.variables | finder.passed
    passed = finder.passed - finder.variables
    return Needs(frozenset(finder.links), frozenset(variables), frozenset(passed), finder.context, finder.whole)


def run(parsed: Parsed, context: Any, variables: Mapping[str, Any], today: date, *, raw: bool = False) -> list[Any]:
    """Evaluate on an item or a response; `today()` is the day handed in. Raises TooManySteps, or as FHIRPath does."""
    import fhirpathpy  # noqa: PLC0415 (costs start-up time)
    from fhirpathpy.models import models  # noqa: PLC0415

    functions = {**_NUMBERS, "today": lambda _inputs: today.isoformat()}
    options = {
        "userInvocationTable": {name: {"fn": function, "arity": {0: []}} for name, function in functions.items()},
        "returnRawData": raw,
    }
    steps = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal steps
        steps += event == "call"
        if steps > MAX_STEPS:
            raise TooManySteps

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        found = fhirpathpy.apply_parsed_path(  # type: ignore[no-untyped-call]  # the library has no types here
            context, parsed.tree, dict(variables), models["r4"], options
        )
    finally:
        sys.setprofile(before)
    return found if isinstance(found, list) else [found]


def _parse(text: str) -> dict[str, Any]:
    # antlr4 comes with fhirpathpy and publishes no types.
    from antlr4 import CommonTokenStream, InputStream, Token  # type: ignore[import-untyped] # noqa: PLC0415
    from antlr4.error.ErrorListener import ErrorListener  # type: ignore[import-untyped] # noqa: PLC0415
    from antlr4.tree.Tree import ParseTreeWalker  # type: ignore[import-untyped] # noqa: PLC0415
    from fhirpathpy.parser.ASTPathListener import ASTPathListener  # noqa: PLC0415
    from fhirpathpy.parser.generated.FHIRPathLexer import FHIRPathLexer  # noqa: PLC0415
    from fhirpathpy.parser.generated.FHIRPathParser import FHIRPathParser  # noqa: PLC0415

    class Strict(ErrorListener):  # type: ignore[misc]  # the library has no types
        def syntaxError(self, _r: Any, _s: Any, _l: Any, column: int, message: str, _e: Any) -> None:  # noqa: N802
            raise BadExpression(f"The expression cannot be read at character {column + 1}: {message}.")

    lexer = FHIRPathLexer(InputStream(text))
    tokens = CommonTokenStream(lexer)
    parser = FHIRPathParser(tokens)
    for part in (lexer, parser):
        part.removeErrorListeners()
        part.addErrorListener(Strict())
    listener = ASTPathListener()  # type: ignore[no-untyped-call]  # the library has no types here
    found = parser.expression()
    if tokens.LT(1).type != Token.EOF:
        raise BadExpression(f'The expression cannot be read from "{tokens.LT(1).text}" on.')
    ParseTreeWalker().walk(listener, found)
    tree: dict[str, Any] = listener.parentStack[0]
    return tree


def _walk(node: Mapping[str, Any], depth: int) -> Iterator[tuple[Mapping[str, Any], int]]:
    yield node, depth
    for child in node.get("children", ()):
        yield from _walk(child, depth + 1)


def _check_function(node: Mapping[str, Any]) -> None:
    if node.get("type") != "Functn":
        return
    name = node["children"][0]["text"].strip("`")
    if name in _FORBIDDEN:
        raise BadExpression(f"{name}() is not part of this profile.")
    if name in ("matches", "replaceMatches", "matchesFull"):
        literal = _literal(node["children"][1]["children"][0]) if len(node["children"]) > 1 else None
        if literal is None:
            raise BadExpression(f"{name}() needs its pattern written down.")
        reason = why_refused(_DIFFERENT.sub(r"\1", literal))
        if reason:
            raise BadExpression(reason)


def _literal(node: Mapping[str, Any]) -> str | None:
    """Give the text of a string literal; None when the node is something else."""
    while node.get("type") in ("TermExpression", "LiteralTerm") and len(node.get("children", ())) == 1:
        node = node["children"][0]
    return node["text"][1:-1] if node.get("type") == "StringLiteral" else None


class _Finder:
    """Walks the tree for what the expression looks at.

    In `%resource.item.where(linkId='a').item.where(linkId='b').answer` only b is looked at; a is on the way.
    """

    def __init__(self) -> None:
        self.links: set[str] = set()
        self.variables: set[str] = set()
        self.passed: set[str] = set()
        self.context = False
        self.whole = False

    def visit(self, node: Mapping[str, Any], *, traversed: bool) -> None:
        """Visit a part; `traversed` says that only named children of what it gives are used."""
        kind = node.get("type")
        children = node.get("children", ())
        named = _named(node)
        if named is not None:
            link, base = named
            if not traversed:
                self.links.add(link)
            if base is not None:
                self.visit(_without_answer(base), traversed=True)
        elif kind == "InvocationExpression" and _member(children[1]) == "item":
            self._all_items_of(_without_answer(children[0]))
        elif kind == "ExternalConstant":
            (self.passed if traversed else self.variables).add(children[0]["text"].strip("`"))
        elif kind == "TermExpression" and _member(node) in ("item", "answer"):
            self.context = True
        else:
            passing = traversed and kind in _PASSING
            for child in children:
                self.visit(child, traversed=passing)

    def _all_items_of(self, base: Mapping[str, Any]) -> None:
        self.whole = self.whole or base.get("text") == "%resource"
        self.context = self.context or base.get("text") == "%context"
        self.visit(base, traversed=False)


def _named(node: Mapping[str, Any]) -> tuple[str, Mapping[str, Any] | None] | None:
    """Recognise `X.item.where(linkId='L')`: gives L and X (None for the expression's own item)."""
    if node.get("type") != "InvocationExpression":
        return None
    left, right = node["children"]
    link = _where_link(right)
    if link is None:
        return None
    if left.get("type") == "InvocationExpression" and _member(left["children"][1]) == "item":
        return link, left["children"][0]
    return (link, None) if _member(left) == "item" else None


def _where_link(node: Mapping[str, Any]) -> str | None:
    functions = node.get("children", ()) if node.get("type") == "FunctionInvocation" else ()
    for function in functions:
        parts = function.get("children", ())
        if len(parts) == 2 and parts[0].get("text") == "where":  # noqa: PLR2004 (name and arguments)
            (test,) = parts[1]["children"] if len(parts[1]["children"]) == 1 else ({},)
            if test.get("type") == "EqualityExpression" and test["terminalNodeText"] == ["="]:
                one, other = test["children"]
                if _member(one) == "linkId":
                    return _literal(other)
                if _member(other) == "linkId":
                    return _literal(one)
    return None


def _member(node: Mapping[str, Any]) -> str | None:
    while node.get("type") in ("TermExpression", "InvocationTerm") and len(node.get("children", ())) == 1:
        node = node["children"][0]
    if node.get("type") == "MemberInvocation":
        return str(node["children"][0]["text"]).strip("`")
    return None


def _without_answer(node: Mapping[str, Any]) -> Mapping[str, Any]:
    """Step over `.answer`: children of an answer are found through their question."""
    if node.get("type") == "InvocationExpression" and _member(node["children"][1]) == "answer":
        left: Mapping[str, Any] = node["children"][0]
        return left
    return node
