"""Seeing at a glance that nothing is wrong with a response: one walk over it, beside tables made once for a form.

It never says what is wrong. Where anything is not plainly right it says that it does not know, and the whole check of
`check.py` is made; where it says that all is right, that check finds nothing (tests/forms/test_glance.py).
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from desktop_portal.forms.answers import Answers, Coding, Date, Path, path_at
from desktop_portal.forms.checks import check_values
from desktop_portal.forms.enabling import all_off, instances, is_enabled, plan_of
from desktop_portal.forms.evaluate import with_calculations
from desktop_portal.forms.expressions import moment
from desktop_portal.forms.groups import check_group, is_active, is_within, tally
from desktop_portal.forms.response import Reader
from desktop_portal.forms.rules import run_rule
from desktop_portal.forms.tree import Group, ItemType, Question, Today
from desktop_portal.forms.values import READERS_OF, on_day

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from collections.abc import Set as AbstractSet
    from datetime import date

    from desktop_portal.forms.answers import Value
    from desktop_portal.forms.tree import Form, Item, Limit

_Read: TypeAlias = "Callable[[dict[str, Any]], Value | None]"
_NO_LIMITS = frozenset({ItemType.DATE, ItemType.DATE_TIME, ItemType.TIME, ItemType.INTEGER, ItemType.DECIMAL})
_FULL_DATE = len("2019-03-27")
_FIRST, _LAST = "0000-00-00", "9999-99-99"


class _Entry(NamedTuple):
    """An item as the walk meets it.

    `read`: reads an ordinary answer; of all others it gives None, or raises KeyError, TypeError or ValueError.
    `right`: whether what it reads is right whatever else is answered. `path`: of the only instance, None where there
    are rows. `always`: whether it is shown whatever is answered. `inside`: what stands in a group.
    """

    read: _Read
    right: bool
    path: Path | None
    always: bool
    item: Item
    inside: Mapping[str, _Entry]


class Glance:
    """The tables of one form. `asks_for_files`: whether any answer to it may be a file."""

    def __init__(self, form: Form) -> None:
        plan = plan_of(form)
        self.form = form
        self._entries = self._made(form.roots)
        self._asked = tuple(link_id for link_id in form.items if link_id in plan.asked)
        self._groups = tuple(
            item
            for item in form.items.values()
            if isinstance(item, Group) and (item.required or item.min_occurs or item.max_occurs is not None)
        )
        self.asks_for_files = any(
            isinstance(item, Question) and item.type is ItemType.ATTACHMENT for item in form.items.values()
        )
        self._days = tuple(item for item in form.items.values() if isinstance(item, Question) and _is_day(item))

    def answers(self, response: Mapping[str, Any], today: date) -> Answers | None:
        """Return the answers of a response when nothing at all is wrong with them on this day; else None.

        What surrounds the items (which form it names, its status and dates) is not looked at.
        """
        form, plan = self.form, plan_of(self.form)
        walk = _Walk(form)
        if not walk.through(response.get("item"), self._entries, ()):
            return None
        answers = Answers(MappingProxyType(walk.values), MappingProxyType(walk.rows))
        calculated, off = with_calculations(form, answers, all_off(form, answers, today), today)
        if calculated is not answers:
            return None
        if not all(is_enabled(plan, off, answers, *path) for path in (*walk.may_be_hidden, *walk.rows)):
            return None
        right = self._are_right(walk, today) and self._is_whole(answers, off) and self._rules_hold(answers, off, today)
        return answers if right else None

    def _made(self, items: tuple[Item, ...]) -> dict[str, _Entry]:
        found = {}
        for item in items:
            link_id = item.link_id
            read, right = _reading(self.form, item) if isinstance(item, Question) else (_nothing, False)
            path = None if self.form.scopes[link_id] else Path(link_id)
            inside = self._made(item.children) if isinstance(item, Group) else {}
            if isinstance(item, (Group, Question)):
                found[link_id] = _Entry(read, right, path, link_id in plan_of(self.form).always, item, inside)
        return found

    def _are_right(self, walk: _Walk, today: date) -> bool:
        """Whether those values are right that are not whatever they are."""
        days = {
            one.link_id: (_edge(one.minimum, today, _FIRST), _edge(one.maximum, today, _LAST)) for one in self._days
        }
        for path in walk.to_look_at:
            values = walk.values[path]
            value = values[0]
            if type(value) is Date and len(values) == 1 and path.link_id in days:
                first, last = days[path.link_id]
                if len(value.text) == _FULL_DATE and first <= value.text <= last:
                    continue
            question = self.form.items[path.link_id]
            if not isinstance(question, Question) or len(values) < question.min_occurs:
                return False
            if check_values(self.form, question, path, values, today):
                return False
        return True

    def _is_whole(self, answers: Answers, off: AbstractSet[Path]) -> bool:
        """Whether nothing that is asked for lacks, and no group has too few or too many rows."""
        form, plan, values = self.form, plan_of(self.form), answers.values
        filled: Mapping[Path, int] | None = None
        for link_id in self._asked:
            for rows in instances(form, answers, link_id, ()) if form.scopes[link_id] else ((),):
                if (link_id, rows) not in values and is_enabled(plan, off, answers, link_id, rows):
                    filled = tally(form, answers, off) if filled is None else filled
                    if is_active(form, filled, link_id, rows):
                        return False
        for group in self._groups:
            for rows in instances(form, answers, group.link_id, ()):
                path = path_at(group.link_id, rows)
                if group.repeats and is_within(group, answers.rows.get(path, 0)):
                    continue
                filled = tally(form, answers, off) if filled is None else filled
                if check_group(form, answers, off, filled, {}, path, draft=False):
                    return False
        return True

    def _rules_hold(self, answers: Answers, off: AbstractSet[Path], today: date) -> bool:
        expressions = plan_of(self.form).expressions
        if expressions is None or not expressions.rules:
            return True
        at = moment(self.form, answers, off, today)
        return not any(run_rule(at, expressions, rule) for rule in expressions.rules)


class _Walk:
    """One walk over a response; what is not ordinary is read by the engine's reader, until something is wrong.

    `to_look_at`: paths whose values may be wrong; `may_be_hidden`: those that hang on other answers.
    """

    def __init__(self, form: Form) -> None:
        self._reader = Reader(form)
        self.values = self._reader.values
        self.rows = self._reader.rows
        self.to_look_at: list[Path] = []
        self.may_be_hidden: list[Path] = []
        self._once: set[Path] = set()

    def through(self, raw: object, entries: Mapping[str, _Entry], rows: tuple[int, ...]) -> bool:
        """Read the items of one place; False as soon as anything is not as it should be."""
        if type(raw) is not list:
            return raw is None
        given, make = self.values.setdefault, tuple.__new__
        for one in raw:
            value = entry = None
            # What is not there, or of another kind than usual, raises in the course of it: nothing is asked beforehand.
            try:
                link_id = one["linkId"]
                read, right, path, always, _, _ = entry = entries[link_id]
                (answer,) = one["answer"]
                if type(answer) is dict and len(answer) == 1 and "item" not in one:
                    value = read(answer)
            except (KeyError, TypeError, ValueError):
                value = None
            if value is None:
                if entry is None or not self._otherwise(entry, one, rows):
                    return False
                continue
            path = path or make(Path, (link_id, rows))
            values = (value,)
            if given(path, values) is not values:
                return False
            if not always:
                self.may_be_hidden.append(path)
            if not right:
                self.to_look_at.append(path)
        return True

    def _otherwise(self, entry: _Entry, one: dict[str, Any], rows: tuple[int, ...]) -> bool:
        if isinstance(entry.item, Group):
            return self._group(entry, one, rows)
        if not isinstance(entry.item, Question):
            return False
        before = len(self.values)
        self._reader.question(entry.item, one, rows)
        # Where other questions stand below this one, their answers were read with it.
        new = list(self.values)[before:] if entry.item.children else [path_at(entry.item.link_id, rows)]
        new = [path for path in new if path in self.values]
        self.may_be_hidden += new
        self.to_look_at += new
        return not self._reader.issues

    def _group(self, entry: _Entry, one: dict[str, Any], rows: tuple[int, ...]) -> bool:
        """Read a group, and count its rows as the engine's reader does."""
        repeats = isinstance(entry.item, Group) and entry.item.repeats
        path = path_at(entry.item.link_id, rows)
        if one.get("answer") or path in self._once:
            return False
        count = self.rows.get(path, 0)
        self.rows[path] = count + 1
        if repeats:
            return self.through(one.get("item"), entry.inside, (*rows, count))
        self._once.add(path)
        before = len(self.values) + len(self.rows)
        if not self.through(one.get("item"), entry.inside, rows):
            return False
        if len(self.values) + len(self.rows) > before:
            del self.rows[path]
        return True


def _reading(form: Form, question: Question) -> tuple[_Read, bool]:
    """Return how an ordinary answer of a question is read, and whether it is right then."""
    if question.children or question.type is ItemType.ATTACHMENT:
        return _nothing, False
    plain = plan_of(form).plain.get(question.link_id)
    if plain is bool:
        return _flag, True
    if isinstance(plain, int):
        return _line(plain), True
    if isinstance(plain, frozenset):
        return _coding(plain), True
    bounds = (question.regex, question.options, question.max_decimal_places, question.minimum, question.maximum)
    free = question.type in _NO_LIMITS and question.min_occurs <= 1 and all(bound in (None, "", ()) for bound in bounds)
    return _any_of(READERS_OF[question.type]), free


def _flag(answer: dict[str, Any]) -> Value | None:
    value = answer["valueBoolean"]
    return value if type(value) is bool else None


def _line(most: int) -> _Read:
    def read(answer: dict[str, Any]) -> Value | None:
        text = answer["valueString"]
        if type(text) is not str or len(text) > most or "\n" in text or "\r" in text or not text.strip():
            return None
        return text

    return read


def _coding(allowed: frozenset[Value]) -> _Read:
    # The option's own value: to make one anew for each answer takes longer than all else.
    known = {(one.code, one.system, one.display): one for one in allowed if isinstance(one, Coding)}

    def read(answer: dict[str, Any]) -> Value | None:
        raw = answer["valueCoding"]
        return known.get((raw["code"], raw["system"], raw["display"])) if type(raw) is dict else None

    return read


def _any_of(readers: Mapping[str, Callable[[object], Value]]) -> _Read:
    def read(answer: dict[str, Any]) -> Value | None:
        ((key, raw),) = answer.items()
        return readers[key](raw)

    return read


def _nothing(_answer: dict[str, Any]) -> Value | None:
    return None


def _is_day(question: Question) -> bool:
    """Whether this asks for a date and says nothing of it but between which days it lies."""
    limits = (question.minimum, question.maximum)
    known = all(limit is None or isinstance(limit, (Date, Today)) for limit in limits)
    return question.type is ItemType.DATE and known and not (question.regex or question.options)


def _edge(limit: Limit | None, today: date, otherwise: str) -> str:
    """Return the day at a limit; a limit without a day is one that no date passes, so that it is looked at closely."""
    day = on_day(limit, today) if isinstance(limit, Today) else limit
    if not isinstance(day, Date):
        return otherwise
    return day.text if len(day.text) == _FULL_DATE else _LAST if otherwise == _FIRST else _FIRST
