"""What a person has answered: frozen values, and functions that return new ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeAlias, TypeVar

from desktop_portal.forms.tree import Group, Question

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from desktop_portal.forms.tree import Form


class Path(NamedTuple):
    """Where an answer stands: the question, and the index of each repeating item around it, outermost first.

    `Path("person.name", (2,))` is the name of the third person. A repeating question without children is one path
    with several values; a repeating question with children counts as a repeating item for those children.
    """

    link_id: str
    rows: tuple[int, ...] = ()


def path_at(link_id: str, rows: tuple[int, ...]) -> Path:
    """Make a Path in half the time that its own constructor takes; the engine makes hundreds of them for one form."""
    return tuple.__new__(Path, (link_id, rows))


@dataclass(frozen=True, slots=True)
class Coding:
    """A code out of a list. Equal when system and code are; the display does not count (FHIR)."""

    code: str
    system: str = ""
    display: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Date:
    """A FHIR date: `2019`, `2019-03` or `2019-03-27`."""

    text: str


@dataclass(frozen=True, slots=True)
class DateTime:
    """A FHIR dateTime: a date as in `Date`, or with time and offset."""

    text: str


@dataclass(frozen=True, slots=True)
class Time:
    """A FHIR time: `hh:mm:ss`."""

    text: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that belongs to an answer; its content is kept by `digest` (SHA-256, lower-case hex) in the store."""

    content_type: str
    title: str
    size: int
    digest: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Absent:
    """Why there is no answer: a code of HL7's data-absent-reason, such as `asked-unknown` or `not-asked`."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """What was typed and cannot be read as the kind of answer asked for ("31 February"); kept as typed, never sent."""

    text: str


Key = TypeVar("Key")
Content = TypeVar("Content")
Value: TypeAlias = str | bool | int | Decimal | Coding | Date | DateTime | Time | Attachment | Absent | Unreadable


@dataclass(frozen=True, slots=True)
class Answers:
    """All answers of one form, those to questions that are hidden just now included.

    `values`: one entry per answered path, never an empty tuple. `rows`: how many rows a repeating group has, by the
    group's own path (`Path("person")`, or `Path("phone", (2,))` inside the third row of another group).
    """

    values: Mapping[Path, tuple[Value, ...]] = field(default_factory=lambda: MappingProxyType({}))
    rows: Mapping[Path, int] = field(default_factory=lambda: MappingProxyType({}))


def fresh(form: Form) -> Answers:
    """Begin a form: the initial answers that its definition gives, and as many rows as it asks for at least."""
    answers = _with_initial(form, Answers(), (), ())
    for link_id, group in form.items.items():
        if isinstance(group, Group) and group.repeats and not form.scopes[link_id]:
            for _ in range(group.min_occurs):
                answers = with_row_added(form, answers, Path(link_id))
    return answers


def _with_initial(form: Form, answers: Answers, rows: tuple[int, ...], scope: tuple[str, ...]) -> Answers:
    """Put initial answers in where a row, or the form, begins."""
    values = copied(answers.values)
    for link_id, item in form.items.items():
        if form.scopes[link_id] == scope and isinstance(item, Question):
            chosen = tuple(option.value for option in item.options if option.initially_selected)
            if item.initial or chosen:
                values[Path(link_id, rows)] = item.initial or chosen
    return Answers(MappingProxyType(values), answers.rows)


def copied(mapping: Mapping[Key, Content]) -> dict[Key, Content]:
    """Copy a mapping; `dict()` of a mapping proxy is twenty times slower than the proxy's own `copy`."""
    return mapping.copy() if isinstance(mapping, (MappingProxyType, dict)) else dict(mapping)


def answered(answers: Answers) -> Iterable[Path]:
    """Give every path that has an answer or rows, once, in the order in which they were given."""
    return copied(answers.values) | copied(answers.rows)


def with_answer(answers: Answers, path: Path, values: tuple[Value, ...]) -> Answers:
    """Return the answers with those at `path` replaced; no values means no answer. The old ones stay as they were."""
    changed = copied(answers.values)
    if values:
        changed[path] = values
    else:
        changed.pop(path, None)
    return Answers(MappingProxyType(changed), answers.rows)


def row_count(answers: Answers, path: Path) -> int:
    """How many rows there are at `path`: of a repeating group, or answers of a repeating question that has children."""
    return answers.rows.get(path) or len(answers.values.get(path, ()))


def with_row_added(form: Form, answers: Answers, path: Path, at: int | None = None) -> Answers:
    """Return the answers with an empty row in the repeating group at `path`; at the end unless `at` says where."""
    count = answers.rows.get(path, 0)
    where = count if at is None else max(0, min(at, count))
    added = _reindexed(form, answers, path, lambda row: (row,) if row < where else (row + 1,), count + 1)
    return _with_initial(form, added, (*path.rows, where), (*form.scopes[path.link_id], path.link_id))


def with_row_removed(form: Form, answers: Answers, path: Path, index: int) -> Answers:
    """Return the answers without one row and all that was answered in it; later rows move up."""
    count = row_count(answers, path)
    if not 0 <= index < count:
        return answers

    def shifted(row: int) -> tuple[int, ...]:
        return () if row == index else (row,) if row < index else (row - 1,)

    return _reindexed(form, answers, path, shifted, count - 1)


def with_row_moved(form: Form, answers: Answers, path: Path, index: int, to: int) -> Answers:
    """Return the answers with one row at another place; the others keep their order."""
    count = row_count(answers, path)
    if not (0 <= index < count and 0 <= to < count):
        return answers
    order = [row for row in range(count) if row != index]
    order.insert(to, index)
    place = {row: new for new, row in enumerate(order)}
    return _reindexed(form, answers, path, lambda row: (place[row],) if row in place else (row,), count)


def with_row_duplicated(form: Form, answers: Answers, path: Path, index: int) -> Answers:
    """Return the answers with a copy of one row directly after it."""
    count = row_count(answers, path)
    if not 0 <= index < count:
        return answers

    def doubled(row: int) -> tuple[int, ...]:
        return (row,) if row < index else (row, row + 1) if row == index else (row + 1,)

    return _reindexed(form, answers, path, doubled, count + 1)


def _reindexed(
    form: Form, answers: Answers, path: Path, places: Callable[[int], tuple[int, ...]], count: int
) -> Answers:
    """Move everything inside the rows at `path` to the rows that `places` names for its old row."""
    depth = len(path.rows)
    values: dict[Path, tuple[Value, ...]] = {}
    for old, value in answers.values.items():
        if old == path and path not in answers.rows:
            values[old] = _rearranged(value, places, count)
        else:
            values.update((new, value) for new in _moved(form, old, path, depth, places))
    rows: dict[Path, int] = {}
    for old, number in answers.rows.items():
        rows.update((new, number) for new in _moved(form, old, path, depth, places))
    if path in answers.rows or path not in answers.values:
        rows[path] = count
        if not count:
            del rows[path]
    return Answers(MappingProxyType({at: value for at, value in values.items() if value}), MappingProxyType(rows))


def _moved(
    form: Form, old: Path, group: Path, depth: int, places: Callable[[int], tuple[int, ...]]
) -> tuple[Path, ...]:
    scopes = form.scopes.get(old.link_id, ())
    if len(scopes) <= depth or scopes[depth] != group.link_id or old.rows[:depth] != group.rows:
        return (old,)
    return tuple(Path(old.link_id, (*old.rows[:depth], row, *old.rows[depth + 1 :])) for row in places(old.rows[depth]))


def _rearranged(values: tuple[Value, ...], places: Callable[[int], tuple[int, ...]], count: int) -> tuple[Value, ...]:
    placed = {new: value for old, value in enumerate(values) for new in places(old)}
    return tuple(placed[row] for row in range(count) if row in placed)
