"""A compiled form: our own frozen tree. Nobody outside `questionnaire.py` has to know FHIR.

All texts are in one language: the one the form was compiled for (`Form.language`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop_portal.forms.answers import Value
    from desktop_portal.forms.plan import Plan


class ItemType(StrEnum):
    """The item types of FHIR R4 Questionnaire that the profile takes; the value is FHIR's code."""

    GROUP = "group"
    DISPLAY = "display"
    BOOLEAN = "boolean"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    DATE_TIME = "dateTime"
    TIME = "time"
    STRING = "string"
    TEXT = "text"
    URL = "url"
    CHOICE = "choice"
    OPEN_CHOICE = "open-choice"
    ATTACHMENT = "attachment"


class Operator(StrEnum):
    """How an `enableWhen` compares; the value is FHIR's code."""

    EXISTS = "exists"
    EQUAL = "="
    NOT_EQUAL = "!="
    GREATER = ">"
    LESS = "<"
    AT_LEAST = ">="
    AT_MOST = "<="


@dataclass(frozen=True, slots=True)
class Condition:
    """One `enableWhen`: the answer of `question` compared with `value` (a bool for `exists`)."""

    question: str
    operator: Operator
    value: Value


@dataclass(frozen=True, slots=True)
class Option:
    """One permitted answer. `retired` options are shown in old drafts but cannot be chosen any more."""

    value: Value
    label: str
    hint: str = ""
    exclusive: bool = False
    initially_selected: bool = False
    retired: bool = False
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Today:
    """A limit relative to the day on which the form is checked: `today()` +/- years, months, weeks, days."""

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0


Limit: TypeAlias = "Value | Today"


@dataclass(frozen=True, slots=True)
class Rule:
    """A cross-field rule (`targetConstraint`): when `expression` (FHIRPath) is false, `message` is shown at `location`.

    `context` is the linkId of the item it stands on, "" for the form.
    """

    key: str
    severity: str
    expression: str
    message: str
    location: str
    context: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What group, question and note have in common.

    `text` is the label as shown, `short_text` the words used inside a message ("the child's date of birth"),
    `prefix` the number of a section, `control` FHIR's itemControl code or "".
    """

    link_id: str
    type: ItemType
    text: str = ""
    short_text: str = ""
    prefix: str = ""
    control: str = ""
    hidden: bool = False
    conditions: tuple[Condition, ...] = ()
    any_condition: bool = False
    enable_expression: str = ""
    children: tuple[Item, ...] = ()
    rules: tuple[Rule, ...] = ()
    variables: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Item):
    """A `display` item: words that ask nothing. `control` "legal" is a declaration text, "help" a hint.

    A help text without a condition of its own is its parent's `hint` and not among the parent's children. `go_on_as`
    is the url of another form that the person may go on with, all answers kept ("" for none).
    """

    go_on_as: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Item):
    """Items that belong together. A top-level group is a section; `repeats` makes it rows with "Add another"."""

    hint: str = ""
    required: bool = False
    repeats: bool = False
    min_occurs: int = 0
    max_occurs: int | None = None
    messages: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Item):
    """One question; may hold further items under its answer (`children`).

    `absent` are data-absent-reason codes offered beside the field ("asked-unknown" is "I do not know").
    `value_set` names the list that `options` came from ("" when they stand in the item); `entry_format` is an example
    of what to type. `max_size` in bytes; `min_length`/`max_length` in characters; `messages` by code of the issue.
    """

    hint: str = ""
    required: bool = False
    repeats: bool = False
    read_only: bool = False
    min_occurs: int = 0
    max_occurs: int | None = None
    min_length: int | None = None
    max_length: int | None = None
    regex: str = ""
    named_format: str = ""
    minimum: Limit | None = None
    maximum: Limit | None = None
    max_decimal_places: int | None = None
    options: tuple[Option, ...] = ()
    value_set: str = ""
    entry_format: str = ""
    horizontal: bool = False
    absent: tuple[str, ...] = ()
    mime_types: tuple[str, ...] = ()
    max_size: int | None = None
    initial: tuple[Value, ...] = ()
    calculated_expression: str = ""
    messages: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A published definition in one language. `sections` are the top-level groups, in order.

    `roots` are the top-level items as they stand in the definition; a question that stands there alone is found in
    `sections` inside a section of its own. `plan` is what the engine compiled for itself.

    `parents` gives the linkId of the item above (absent for sections); `scopes` the linkIds of the repeating items
    around an item, outermost first: their number is the length of `Path.rows` of its answers. `renames` says what an
    item is called now that had another linkId in an earlier version (old -> new).
    """

    url: str
    version: str
    title: str
    description: str = ""
    publisher: str = ""
    status: str = "active"
    effective_start: str = ""
    effective_end: str = ""
    language: str = "en"
    languages: tuple[str, ...] = ("en",)
    sections: tuple[Group, ...] = ()
    items: Mapping[str, Item] = field(default_factory=dict)
    parents: Mapping[str, str] = field(default_factory=dict)
    scopes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    name: str = ""
    date: str = ""
    roots: tuple[Item, ...] = ()
    variables: tuple[tuple[str, str], ...] = ()
    renames: Mapping[str, str] = field(default_factory=dict)
    plan: Plan | None = field(default=None, repr=False, compare=False)

    @property
    def reference(self) -> str:
        """`url|version`, as a QuestionnaireResponse names the form."""
        return f"{self.url}|{self.version}" if self.version else self.url
