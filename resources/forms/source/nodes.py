"""What an author says, as frozen values; `rendering.py` turns it into FHIR."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Check:
    """One comparison; `value` is a code where the question is a choice, a bool for `exists`."""

    question: str
    operator: str
    value: str | bool | int


@dataclass(frozen=True, slots=True)
class When:
    """Shown when all checks hold, or any of them."""

    checks: tuple[Check, ...]
    any: bool = False


@dataclass(frozen=True, slots=True)
class Option:
    """One permitted answer; an exclusive one clears the others."""

    code: str
    label: str
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule in FHIRPath: `message` is shown at `place` (or where the rule stands) when it is false."""

    key: str
    expression: str
    message: str
    place: str
    severity: str = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An item of a form.

    `unknown` are the data-absent-reasons offered; `short` the words inside a message; `ask` the sentence shown when
    a mandatory answer is lacking; `keys` further FHIR keys of the item; `system` the code system of its options.
    """

    link_id: str
    type: str
    label: str
    must: bool = False
    unknown: tuple[str, ...] = ()
    hint: str = ""
    short: str = ""
    ask: str = ""
    when: When | None = None
    messages: Mapping[str, str] = field(default_factory=dict)
    inside: tuple[Node, ...] = ()
    options: tuple[Option, ...] = ()
    system: str = ""
    control: str = ""
    prefix: str = ""
    keys: Mapping[str, Any] = field(default_factory=dict)
    extensions: tuple[Json, ...] = ()
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A whole form. `welsh` names the dictionaries it is translated with; empty: English only."""

    name: str
    file: str
    title: str
    description: str
    audience: str
    destination: str
    safeguarding: bool
    summary: str
    version: str
    date: str
    sections: tuple[Node, ...]
    rules: tuple[Rule, ...] = ()
    welsh: tuple[str, ...] = ()
