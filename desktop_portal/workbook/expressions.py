"""The expressions of workbooks (a small part of XPath) that a form can say as well; everything else is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass

_REF = r"\$\{\s*([^}\s]+)\s*\}"
_LITERAL = r"('[^']*'|\"[^\"]*\"|-?\d+(?:\.\d+)?)"
_COMPARED = re.compile(rf"^{_REF}\s*(!=|>=|<=|=|>|<)\s*{_LITERAL}$")
_SELECTED = re.compile(rf"^selected\(\s*{_REF}\s*,\s*('[^']*'|\"[^\"]*\")\s*\)$")
_NOT = re.compile(r"^not\((.*)\)$", re.DOTALL)
_LIMIT = re.compile(r"^\.\s*(>=|<=|>|<)\s*(-?\d+(?:\.\d+)?|today\(\)|'\d{4}-\d{2}-\d{2}')$")
_LENGTH = re.compile(r"^string-length\(\s*\.\s*\)\s*(>=|<=|>|<)\s*(\d+)$")
_REGEX = re.compile(r"^regex\(\s*\.\s*,\s*('[^']*'|\"[^\"]*\")\s*\)$")


class NotSaidError(ValueError):
    """A form cannot say this; the text says what of it."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """`${question} operator value`; the operator "exists" has "true" or "false". `chosen` is `selected(...)`."""

    question: str
    operator: str
    value: str
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Relevant:
    """Comparisons of which all or any must hold."""

    comparisons: tuple[Comparison, ...]
    any: bool


@dataclass(frozen=True, slots=True)
class Constraint:
    """What an answer must be. `least` and `most` are a number, an ISO date or "today()"; the lengths in characters."""

    least: str = ""
    most: str = ""
    above: str = ""
    below: str = ""
    shortest: int | None = None
    longest: int | None = None
    regex: str = ""


def read_relevant(text: str) -> Relevant:
    """Read a `relevant`; NotSaidError when it is more than comparisons joined by and, or joined by or."""
    terms, joined = _terms(_bare(text))
    return Relevant(tuple(_comparison(term) for term in terms), joined == "or")


def read_constraint(text: str) -> Constraint:
    """Read a `constraint`; NotSaidError when it is more than limits, lengths and a pattern joined by and."""
    terms, joined = _terms(_bare(text))
    if joined == "or":
        raise NotSaidError("limits joined by 'or'")
    found: dict[str, str | int | None] = {}
    for term in terms:
        for key, value in _limits(term):
            if key in found:
                raise NotSaidError(f"'{term}': a second limit of the same kind")
            found[key] = value
    return Constraint(**found)  # type: ignore[arg-type] # the keys are those of _limits


def _limits(term: str) -> list[tuple[str, str | int]]:
    if found := _LIMIT.match(term):
        key = {">=": "least", "<=": "most", ">": "above", "<": "below"}[found[1]]
        return [(key, found[2].strip("'"))]
    if found := _LENGTH.match(term):
        number = int(found[2]) + {">": 1, "<": -1}.get(found[1], 0)
        return [("shortest" if found[1] in (">=", ">") else "longest", number)]
    if found := _REGEX.match(term):
        return [("regex", found[1][1:-1])]
    raise NotSaidError(f"'{term}'")


def _comparison(term: str) -> Comparison:
    if found := _NOT.match(term):
        inner = _comparison(_bare(found[1]))
        turned = {"=": "!=", "!=": "="}.get(inner.operator)
        if turned is None:
            raise NotSaidError(f"'{term}'")
        return Comparison(inner.question, turned, inner.value, inner.chosen)
    if found := _SELECTED.match(term):
        return Comparison(found[1], "=", found[2][1:-1], chosen=True)
    if found := _COMPARED.match(term):
        value = found[3][1:-1] if found[3][0] in "'\"" else found[3]
        if value == "" and found[2] in ("=", "!="):
            return Comparison(found[1], "exists", "false" if found[2] == "=" else "true")
        return Comparison(found[1], found[2], value)
    raise NotSaidError(f"'{term}'")


def _terms(text: str) -> tuple[list[str], str]:
    """Split at the top level by "and" or by "or"; both in one expression cannot be said."""
    parts, words, depth, quote, start = [], set(), 0, "", 0
    for at, char in enumerate(text):
        if quote:
            quote = "" if char == quote else quote
        elif char in "'\"":
            quote = char
        elif char in "({":
            depth += 1
        elif char in ")}":
            depth -= 1
        elif depth == 0 and (found := re.match(r"\s(and|or)\s", text[at:])):
            parts.append(text[start:at])
            words.add(found[1])
            start = at + len(found[0]) - 1
    parts.append(text[start:])
    if len(words) > 1:
        raise NotSaidError("'and' and 'or' together")
    return [_bare(part) for part in parts], next(iter(words), "")


def _bare(text: str) -> str:
    """Take away spaces and brackets around the whole."""
    text = " ".join(text.split())
    while text.startswith("(") and text.endswith(")") and _closes_last(text):
        text = text[1:-1].strip()
    return text


def _closes_last(text: str) -> bool:
    depth = 0
    for at, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return at == len(text) - 1
    return False
