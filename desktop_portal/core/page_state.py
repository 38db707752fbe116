"""What one page of the wizard shows, as a frozen value: the view sets what differs and decides nothing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from desktop_portal.core.copying import is_signature, offers
from desktop_portal.core.sections import TITLE_TAILS, child_label, is_yes, row_title, section_count, walk
from desktop_portal.core.siblings import may_begin
from desktop_portal.core.since_sent import since_sent
from desktop_portal.core.wizard import (
    CHECK,
    DECLARATION,
    Left,
    State,
    can_be_sent,
    how_much_is_left,
    pages,
    problems_shown,
    section_of,
    section_states,
    what_is_left,
)
from desktop_portal.forms.answers import Path
from desktop_portal.forms.tree import Group, Question
from desktop_portal.forms.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from desktop_portal.core.copying import Offer
    from desktop_portal.core.draft import ChildLabel
    from desktop_portal.core.wizard import Wizard
    from desktop_portal.forms.answers import Answers, Value
    from desktop_portal.forms.tree import Form

DANGER = Path("overview.danger-now")


@dataclass(frozen=True, slots=True)
class FieldState:
    """One question that is shown: its values, the problem the person has been told of, advice that stops nothing.

    `copied` says where its answer was taken over from, `offers` what could be; `linked` is the person about whom a form
    of their own can be begun here. `changed` says that a form which was sent before had another answer here; `before`
    is that answer in words.
    """

    path: Path
    values: tuple[Value, ...] = ()
    problem: str = ""
    advice: str = ""
    copied: str = ""
    offers: tuple[Offer, ...] = ()
    linked: str = ""
    changed: bool = False
    before: str = ""


@dataclass(frozen=True, slots=True)
class RowsState:
    """A repeating group that is shown: a title for each row, and whether there may be more or fewer."""

    path: Path
    titles: tuple[str, ...] = ()
    can_add: bool = True
    can_remove: bool = True
    problem: str = ""


@dataclass(frozen=True, slots=True)
class PageRow:
    """One row of the list of sections; `count` is in words ("3 people") or ""."""

    page: str
    number: int
    title: str
    state: State
    count: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line of Check your answers; `details` are further answers of a row, as (question, answer)."""

    path: Path
    label: str
    said: str
    answered: bool = True
    needed: bool = False
    details: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class CheckSection:
    """One section of Check your answers; `open_labels` are the optional questions without an answer."""

    page: str
    number: int
    title: str
    lines: tuple[CheckLine, ...]
    open_labels: tuple[str, ...] = ()
    first_open: Path | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """How the draft is kept: when it was saved last, until when it stays, whether something is not saved yet.

    `sent` are the answers of the version that the council has, where this one is an answer to the council.
    """

    saved_at: datetime | None = None
    expires_at: datetime | None = None
    unsaved: bool = False
    copied: Mapping[Path, str] = field(default_factory=lambda: MappingProxyType({}))
    sent: Answers | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageState:
    """Everything the wizard shows at one moment. `sections`, in `fields` and `rows`, holds only what is shown.

    `summary` are the problems of this page that have been checked; `left` all that stops the form from being sent, on
    Check your answers and on the declaration, `left_count` how much that is before the declaration; `danger` that a
    child is said to be in immediate danger.
    """

    page: str
    title: str
    form_title: str
    language: str
    child: ChildLabel
    sections: tuple[PageRow, ...]
    fields: Mapping[Path, FieldState]
    rows: Mapping[Path, RowsState]
    blocks: frozenset[Path]
    summary: tuple[Left, ...]
    left: tuple[Left, ...]
    check: tuple[CheckSection, ...]
    focus: Path | None
    returning: bool
    danger: bool
    can_be_sent: bool
    can_undo: bool
    can_redo: bool
    kept: Kept
    left_count: int = 0

    @property
    def has_problem(self) -> bool:
        """Whether the window's title begins with "Error: "."""
        return bool(self.summary)


def page_state(wizard: Wizard, kept: Kept, today: date) -> PageState:
    """Everything the page that is open shows."""
    shown = {one.path: one.text for one in reversed(problems_shown(wizard, wizard.page))}
    fields: dict[Path, FieldState] = {}
    rows: dict[Path, RowsState] = {}
    blocks: set[Path] = set()
    section = section_of(wizard, wizard.page)
    for item, path in walk(wizard.evaluation, section) if section else ():
        if isinstance(item, Question):
            fields[path] = _field(wizard, path, shown.get(path, ""), kept, today)
        elif isinstance(item, Group) and item.repeats:
            rows[path] = _rows(wizard, item, path, shown.get(path, ""), today)
        else:
            blocks.add(path)
    listed = _listed(wizard)
    at_end = wizard.page in (CHECK, DECLARATION)
    return PageState(
        page=wizard.page,
        title=section.text if section else "",
        form_title=wizard.form.title,
        language=wizard.form.language,
        child=child_label(wizard.form, wizard.answers, today),
        sections=listed,
        fields=MappingProxyType(fields),
        rows=MappingProxyType(rows),
        blocks=frozenset(blocks),
        summary=problems_shown(wizard, wizard.page),
        left=what_is_left(wizard, declaration=wizard.page == DECLARATION) if at_end else (),
        check=_check_sections(wizard, listed, today) if wizard.page == CHECK else (),
        focus=wizard.focus,
        returning=wizard.returning,
        danger=is_yes(wizard.answers.values.get(DANGER, ())),
        can_be_sent=at_end and can_be_sent(wizard),
        can_undo=bool(wizard.done),
        can_redo=bool(wizard.undone),
        kept=kept,
        left_count=how_much_is_left(wizard),
    )


def _field(wizard: Wizard, path: Path, problem: str, kept: Kept, today: date) -> FieldState:
    advice = ""
    if wizard.page in wizard.checked and path in wizard.evaluation.issues:
        notes = (i.message for i in wizard.evaluation.issues[path] if not i.stops and i.severity == "warning")
        advice = next(notes, "")
    values = wizard.answers.values.get(path, ())
    changed, before = since_sent(wizard.form, kept.sent, path, values)
    shown = FieldState(path, values, problem, advice, kept.copied.get(path, ""), changed=changed, before=before)
    if not path.rows and not is_signature(path.link_id):
        return shown
    linked = _linked(wizard, path, today) if may_begin(path, values) else ""
    return replace(shown, offers=offers(wizard.form, wizard.evaluation, path, today), linked=linked)


def _linked(wizard: Wizard, path: Path, today: date) -> str:
    group = wizard.form.items[wizard.form.scopes[path.link_id][-1]]
    return row_title(wizard.form, wizard.answers, group, path.rows, today) if isinstance(group, Group) else ""


def _rows(wizard: Wizard, group: Group, path: Path, problem: str, today: date) -> RowsState:
    count = wizard.answers.rows.get(path, 0)
    titles = (row_title(wizard.form, wizard.answers, group, (*path.rows, i), today) for i in range(count))
    can_add = group.max_occurs is None or count < group.max_occurs
    return RowsState(path, tuple(titles), can_add, count > 0, problem)


def _listed(wizard: Wizard) -> tuple[PageRow, ...]:
    states = section_states(wizard)
    rows: list[PageRow] = []
    for number, page in enumerate(pages(wizard), 1):
        section = section_of(wizard, page)
        title = section.text if section else ""
        count = section_count(wizard.index, wizard.answers, page, wizard.form.language)
        rows.append(PageRow(page, number, title, states[page], count, page == wizard.page))
    return tuple(rows)


def _check_sections(wizard: Wizard, listed: tuple[PageRow, ...], today: date) -> tuple[CheckSection, ...]:
    found: list[CheckSection] = []
    needed = {one.path for one in what_is_left(wizard)}
    for row in listed:
        section = section_of(wizard, row.page)
        if section is None or row.page == DECLARATION:
            continue
        lines, skipped = _check_lines(wizard, section, needed, today)
        labels = tuple(label for label, _ in skipped)
        first = skipped[0][1] if skipped else None
        found.append(CheckSection(row.page, row.number, row.title, lines, labels, first))
    return tuple(found)


def _check_lines(
    wizard: Wizard, section: Group, needed: set[Path], today: date
) -> tuple[tuple[CheckLine, ...], list[tuple[str, Path]]]:
    lines: list[CheckLine] = []
    skipped: list[tuple[str, Path]] = []
    inside: tuple[str, ...] = ()
    for item, path in walk(wizard.evaluation, section):
        scopes = wizard.form.scopes.get(item.link_id, ())
        if isinstance(item, Group) and item.repeats and not scopes:
            inside = (item.link_id,)
            lines += (_row_line(wizard, item, path, i, needed, today) for i in range(wizard.answers.rows.get(path, 0)))
            if path in needed:
                lines.append(CheckLine(path, item.text, "", answered=False, needed=True))
        if not isinstance(item, Question) or (inside and scopes[:1] == inside):
            continue
        values = wizard.answers.values.get(path, ())
        if values or path in needed or item.required:
            lines.append(CheckLine(path, item.text, _said(wizard.form, item, values), bool(values), path in needed))
        else:
            skipped.append((item.text, path))
    return tuple(lines), skipped


def _row_line(wizard: Wizard, group: Group, path: Path, row: int, needed: set[Path], today: date) -> CheckLine:
    rows = (*path.rows, row)
    details: list[tuple[str, str]] = []
    target: Path | None = None
    open_path: Path | None = None
    for item, place in walk(wizard.evaluation, group, rows):
        if not isinstance(item, Question):
            continue
        target = target or place
        open_path = open_path or (place if place in needed else None)
        values = wizard.answers.values.get(place, ())
        if values and item.link_id.rpartition(".")[2] in TITLE_TAILS:
            continue
        if values:
            details.append((item.text, _said(wizard.form, item, values)))
        elif place in needed:
            details.append((item.text, ""))
    title = row_title(wizard.form, wizard.answers, group, rows, today)
    said = {part.casefold() for part in title.split(", ")}
    details = [one for one in details if one[1].casefold() not in said]
    label = f"{group.text} {row + 1}"
    return CheckLine(
        open_path or target or path, label, title, target is not None, open_path is not None, tuple(details)
    )


def _said(form: Form, question: Question, values: tuple[Value, ...]) -> str:
    return "\n".join(say(form, question, value) for value in values)
