"""Which submissions a page of the queue shows: view, filters, order, and where the page begins."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from peewee import fn

from server_stub import clock
from server_stub.flat import folded
from server_stub.refusals import not_found
from server_stub.states import ASKED, CLOSED, RECEIVED, REVIEWING
from server_stub.summary import letters
from server_stub.tables.submissions import FlatText, Submission

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    import peewee

PAGE = 50
MOST_SEARCHED = 20_000
_MOST_WORDS = 8
DESTINATIONS = ("LCS", "EHM")
VIEWS: Mapping[str, str] = {
    "new": "New",
    "mine": "Assigned to me",
    "reviewing": "Being reviewed",
    "waiting": "Waiting for the referrer",
    "again": "Answered again",
    "closed": "Closed",
    "all": "All",
}
URGENCIES: Mapping[str, str] = {
    "0": "Immediate danger said",
    "1": "Level 4",
    "2": "Level 3",
    "3": "Level 2",
    "4": "Level 1 or not said",
}
WAITING: Mapping[str, str] = {"1": "more than a day", "3": "more than 3 days", "7": "more than 7 days"}
AGES: Mapping[str, tuple[int, int, str]] = {
    "0-4": (0, 5, "0 to 4"),
    "5-10": (5, 11, "5 to 10"),
    "11-15": (11, 16, "11 to 15"),
    "16-25": (16, 26, "16 to 25"),
}
ORDERS: Mapping[str, str] = {"urgent": "Most urgent first", "new": "Newest first", "old": "Oldest first"}
_ALLOWED: Mapping[str, Mapping[str, Any]] = {
    "view": VIEWS,
    "destination": dict.fromkeys(DESTINATIONS),
    "urgency": {"": "", **URGENCIES},
    "waiting": {"": "", **WAITING},
    "age": {"": "", **AGES},
    "order": ORDERS,
}


@dataclass(frozen=True, slots=True)
class Filter:
    """What is asked for; every member is a word of an address, "" where nothing is. Says no name of a child."""

    view: str = "new"
    destination: str = "LCS"
    urgency: str = ""
    waiting: str = ""
    age: str = ""
    form: str = ""
    order: str = "urgent"

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Filter:
        """Read the words of an address; Refused 404 for one that there is not."""
        found = cls(**{one.name: given[one.name][:300] for one in fields(cls) if one.name in given})
        if any(getattr(found, name) not in allowed for name, allowed in _ALLOWED.items()):
            raise not_found()
        return found

    def address(self, **other: str) -> str:
        """Return the address of this view with some words changed; what is as usual is left out."""
        words = replace(self, **other)
        usual = Filter()
        said = {one.name: getattr(words, one.name) for one in fields(self)}
        query = {name: word for name, word in said.items() if word != getattr(usual, name)}
        return f"/desk?{urlencode(query)}" if query else "/desk"

    @property
    def narrowed(self) -> bool:
        """Whether a filter is set besides view and destination."""
        return any((self.urgency, self.waiting, self.age, self.form))


@dataclass(frozen=True, slots=True)
class Found:
    """A page of submissions, and the marks of the pages beside it ("" where there is none)."""

    rows: list[Submission] = field(default_factory=list)
    earlier: str = ""
    later: str = ""


def find(wanted: Filter, who_id: str, now: datetime, *, after: str = "", before: str = "") -> Found:
    """Return a page by the marks of its neighbours: no page is slower than the first, however many there are."""
    return page_of(_where(wanted, who_id, now), wanted.order, after=after, before=before)


def search(words: str, *, after: str = "", before: str = "") -> Found:
    """Find a reference, NHS number, UPN or parts of the child's name, in both destinations."""
    return page_of(_named(words), "new", after=after, before=before)


def search_answers(words: str, *, after: str = "", before: str = "") -> Found:
    """Find every word as a part of some answer of the latest version, among the newest MOST_SEARCHED submissions.

    Neither case nor accents count.
    """
    newest = Submission.select(Submission.received_at).order_by(Submission.received_at.desc())
    oldest = newest.offset(MOST_SEARCHED - 1).limit(1).scalar() or ""
    where: Any = Submission.received_at >= oldest
    for word in words.split()[:_MOST_WORDS]:
        here = (FlatText.submission == Submission.id) & (FlatText.number == Submission.latest)
        where &= fn.EXISTS(FlatText.select(FlatText.number).where(here & FlatText.words.contains(folded(word))))
    return page_of(where, "new", after=after, before=before)


def counts(destination: str, who_id: str) -> dict[str, int]:
    """Count what stands in each view, each out of an index alone; closed ones are not counted."""
    there = Submission.destination == destination
    views = [view for view in VIEWS if view not in {"closed", "all"}]
    return {view: Submission.select().where(there & _of(view, who_id)).count() for view in views}


def page_of(where: peewee.Expression, order: str, *, after: str, before: str) -> Found:
    """Return the page after a mark, or the one before it."""
    columns = _columns(order)
    mark, backwards = after or before, bool(before) and not after
    ordering = [column.desc() if down != backwards else column.asc() for column, down in columns]
    rows: list[Submission] = []
    for beyond in _beyond(columns, _read_mark(mark, len(columns)), forwards=not backwards) if mark else [None]:
        if len(rows) <= PAGE:
            query = Submission.select().where(where if beyond is None else where & beyond).order_by(*ordering)
            rows += list(query.limit(PAGE + 1 - len(rows)))
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    if backwards:
        rows.reverse()
    if not rows:
        return Found()
    return Found(
        rows,
        earlier=_mark(rows[0], columns) if (more if backwards else bool(mark)) else "",
        later=_mark(rows[-1], columns) if backwards or more else "",
    )


Column = tuple[Any, bool]


def _columns(order: str) -> list[Column]:
    """Return the columns that an order goes by, each with whether it goes down."""
    if order == "old":
        return [(Submission.received_at, False), (Submission.id, False)]
    newest: list[Column] = [(Submission.received_at, True), (Submission.id, True)]
    return newest if order == "new" else [(Submission.urgency, False), *newest]


def _beyond(columns: list[Column], mark: list[str], *, forwards: bool) -> list[Any]:
    """Say what stands beyond a mark, in steps that each go along an index: first what is equal in all but the last."""
    steps = []
    for equal in range(len(columns) - 1, -1, -1):
        condition: Any = None
        for at, ((column, down), text) in enumerate(zip(columns[: equal + 1], mark, strict=False)):
            value = int(text) if column is Submission.urgency else text
            past = column < value if down == forwards else column > value
            part = past if at == equal else column == value
            condition = part if condition is None else condition & part
        steps.append(condition)
    return steps


def _mark(row: Submission, columns: list[Column]) -> str:
    return "_".join(str(getattr(row, column.name)) for column, _ in columns)


def _read_mark(mark: str, parts: int) -> list[str]:
    found = mark.split("_")
    if len(found) != parts or (parts == 3 and not (found[0].isdecimal() and len(found[0]) < 3)):  # noqa: PLR2004
        raise not_found()
    return found


def _where(wanted: Filter, who_id: str, now: datetime) -> peewee.Expression:
    there: peewee.Expression = (Submission.destination == wanted.destination) & _of(wanted.view, who_id)
    if wanted.urgency:
        there &= Submission.urgency == int(wanted.urgency)
    if wanted.waiting:
        there &= Submission.changed_at < clock.written(now - timedelta(days=int(wanted.waiting)))
    if wanted.form:
        there &= Submission.form == wanted.form
    if wanted.age:
        youngest, oldest, _ = AGES[wanted.age]
        there &= Submission.born > _years_before(now, oldest)
        there &= Submission.born <= _years_before(now, youngest)
    return there


def _years_before(now: datetime, years: int) -> str:
    """Return the day so many years ago as ISO text; 29 February becomes 1 March."""
    today = now.date()
    text = f"{today.year - years:04d}-{today.month:02d}-{today.day:02d}"
    return text.replace("-02-29", "-03-01")


def _of(view: str, who_id: str) -> Any:
    state = Submission.state
    views: dict[str, Any] = {
        "new": (state == RECEIVED) & (Submission.latest == 1),
        "mine": (Submission.assigned_to == who_id) & (state != CLOSED),
        "reviewing": state == REVIEWING,
        "waiting": state == ASKED,
        "again": (state == RECEIVED) & (Submission.latest > 1),
        "closed": state == CLOSED,
        "all": state.in_((RECEIVED, REVIEWING, ASKED, CLOSED)),
    }
    return views[view]


def _named(words: str) -> Any:
    """Match the whole as a number, or every word as a part of the child's name; accents and case do not count."""
    squeezed = "".join(words.split())
    found = (
        (Submission.reference == squeezed.upper())
        | (Submission.nhs_number == squeezed)
        | (Submission.upn == squeezed.upper())
    )
    parts = [letters(word) for word in words.split()]
    if not parts or not all(parts):
        return found
    named = Submission.search_name.contains(parts[0])
    for part in parts[1:]:
        named &= Submission.search_name.contains(part)
    return found | named
