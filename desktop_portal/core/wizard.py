"""Where a person is in a form: the state machine behind the wizard. It knows pages and answers, no widgets.

Pages are the linkIds of the sections that are shown, then `CHECK` ("Check your answers"), then `DECLARATION`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from desktop_portal.core.sections import FormIndex, index_form, is_shown
from desktop_portal.core.undoing import is_typing_on, place_of_change
from desktop_portal.forms import answers as rows_of
from desktop_portal.forms.answers import Answers, Path
from desktop_portal.forms.evaluate import evaluate, update, with_answers
from desktop_portal.forms.tree import Question

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from desktop_portal.forms.answers import Value
    from desktop_portal.forms.evaluate import Evaluation
    from desktop_portal.forms.issues import Issue
    from desktop_portal.forms.tree import Form, Group

CHECK = "check"
DECLARATION = "declaration"
UNDO_LIMIT = 200

ProblemKey = tuple[Path, str]


class State(StrEnum):
    """How a page stands; each is told in words and by a shape, never by colour alone."""

    NOT_STARTED = "not-started"
    IN_PROGRESS = "in-progress"
    PROBLEM = "problem"
    COMPLETED = "completed"


class RowChange(StrEnum):
    """What can be done to the rows of a repeating group."""

    ADD = "add"
    REMOVE = "remove"
    MOVE = "move"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Left:
    """One thing that still stops the form from being sent: where it is, and what to do about it."""

    page: str
    path: Path
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wizard:
    """A form being filled in.

    `checked` are the pages that were checked once (Next, Check your answers or Submit); `shown` the problems that the
    person has been told of, so that a half-typed number is not called wrong while it is being typed. `returning` says
    that Next goes back to Check your answers. `known` are the pages, worked out once for each change. `done` and
    `undone` are the answers that undo and redo go back to, the newest last.
    """

    form: Form
    index: FormIndex
    evaluation: Evaluation
    page: str
    checked: frozenset[str] = frozenset()
    shown: frozenset[ProblemKey] = frozenset()
    focus: Path | None = None
    returning: bool = False
    known: tuple[str, ...] = ()
    last_edit: Path | None = None
    done: tuple[Answers, ...] = ()
    undone: tuple[Answers, ...] = ()

    @property
    def answers(self) -> Answers:
        """All answers, those to hidden questions included."""
        return self.evaluation.answers


def start(
    form: Form, today: date, answers: Answers | None = None, *, page: str = "", checked: Iterable[str] = ()
) -> Wizard:
    """Open a form, new (`answers` is None: initial values apply) or as it was left; problems of checked pages show."""
    given = initial_answers(form) if answers is None else answers
    evaluation = evaluate(form, given, today, draft=False)
    wizard = Wizard(form=form, index=index_form(form), evaluation=evaluation, page="", checked=frozenset(checked))
    known = pages(wizard)
    wizard = replace(wizard, page=page if page in known else known[0])
    return replace(wizard, shown=_keys(wizard, wizard.checked))


def initial_answers(form: Form) -> Answers:
    """Return the answers a new form begins with: those the definition gives, outside repeating groups."""
    values: dict[Path, tuple[Value, ...]] = {}
    for link_id, item in form.items.items():
        if not isinstance(item, Question) or form.scopes.get(link_id):
            continue
        chosen = item.initial or tuple(o.value for o in item.options if o.initially_selected)
        if chosen:
            values[Path(link_id)] = chosen
    return Answers(values=MappingProxyType(values))


def pages(wizard: Wizard) -> tuple[str, ...]:
    """All pages in order: a section none of whose items applies is left out; check and declaration come last."""
    return wizard.known or _pages(wizard.form, wizard.evaluation)


def section_of(wizard: Wizard, page: str) -> Group | None:
    """Return the section behind a page; None for Check your answers, and for a declaration the form lacks."""
    return wizard.index.sections.get(page)


def next_page(wizard: Wizard) -> Wizard:
    """Check the page and go on; stay once where problems are found that the person has not been told of yet."""
    told = wizard.shown
    wizard = _check(wizard, (wizard.page,))
    if wizard.shown - told:
        return wizard
    known = pages(wizard)
    if wizard.returning and wizard.page not in (CHECK, DECLARATION):
        return go_to(wizard, CHECK)
    here = known.index(wizard.page) if wizard.page in known else -1
    return go_to(wizard, known[min(here + 1, len(known) - 1)])


def back_page(wizard: Wizard) -> Wizard:
    """Go one page back without checking; on the first page nothing changes."""
    known = pages(wizard)
    here = known.index(wizard.page) if wizard.page in known else 0
    return go_to(wizard, known[max(here - 1, 0)])


def go_to(wizard: Wizard, page: str, focus: Path | None = None) -> Wizard:
    """Open any page at any time; an unknown page changes nothing. Opening Check your answers checks all sections.

    From Check your answers (and the declaration) one goes out to change an answer and comes back with Next.
    """
    known = pages(wizard)
    if page not in known:
        return wizard
    out = focus is not None and wizard.page in (CHECK, DECLARATION)
    stay = wizard.returning and page == wizard.page
    moved = replace(wizard, page=page, focus=focus, returning=out or stay, last_edit=None)
    if page == CHECK:
        return _check(moved, (*(p for p in known if p != DECLARATION),))
    return moved


def check_all(wizard: Wizard) -> Wizard:
    """Check every page, as Submit does: afterwards all problems are shown."""
    return _check(wizard, pages(wizard))


def edit(wizard: Wizard, path: Path, values: tuple[Value, ...]) -> Wizard:
    """Give a question its values (none: unanswered). Typing on in one field is one step of undo, for some words."""
    before = wizard.answers.values.get(path, ())
    if before == values and _same_types(before, values):
        return wizard
    base = wizard.done[-1].values.get(path, ()) if wizard.done else ()
    same_step = wizard.last_edit == path and is_typing_on(base, before, values)
    done = wizard.done if same_step else _pushed(wizard)
    evaluation = update(wizard.evaluation, path, values)
    return _settled(replace(wizard, evaluation=evaluation, last_edit=path, done=done, undone=()))


def change_rows(wizard: Wizard, change: RowChange, path: Path, index: int = 0, to: int = 0) -> Wizard:
    """Add (at the end), remove, move or duplicate a row of the repeating group at `path`; problems move with rows."""
    before = wizard.answers
    count = before.rows.get(path, 0)
    form = wizard.form
    if change is RowChange.ADD:
        after, places = rows_of.with_row_added(form, before, path), list(range(count))
    elif change is RowChange.REMOVE:
        after = rows_of.with_row_removed(form, before, path, index)
        places = [i for i in range(count) if i != index]
    elif change is RowChange.MOVE:
        after = rows_of.with_row_moved(form, before, path, index, to)
        places = [i for i in range(count) if i != index]
        places.insert(to, index)
    else:
        after = rows_of.with_row_duplicated(form, before, path, index)
        places = [*range(index + 1), -1, *range(index + 1, count)]
    evaluation = with_answers(wizard.evaluation, after)
    shown = _moved(wizard.shown, wizard.form, path, {old: new for new, old in enumerate(places)})
    return _settled(
        replace(wizard, evaluation=evaluation, shown=shown, last_edit=None, done=_pushed(wizard), undone=())
    )


def add_row(wizard: Wizard, path: Path, given: Mapping[str, tuple[Value, ...]]) -> Wizard:
    """Add a row in which some questions are answered already (by linkId), as one step of undo."""
    row = wizard.answers.rows.get(path, 0)
    added = change_rows(wizard, RowChange.ADD, path)
    filled = added
    for link_id, values in given.items():
        filled = edit(filled, Path(link_id, (*path.rows, row)), values)
    return replace(filled, done=added.done, last_edit=None)


def settled_at_start(wizard: Wizard) -> Wizard:
    """Return the form with nothing to take back: what has been filled in so far is where the person begins."""
    return replace(wizard, done=(), undone=(), last_edit=None)


def on_day(wizard: Wizard, today: date) -> Wizard:
    """Return the same form on another day: limits such as "today or in the past" move at midnight."""
    if wizard.evaluation.today == today:
        return wizard
    return replace(wizard, evaluation=evaluate(wizard.form, wizard.answers, today, draft=False), known=())


def undo(wizard: Wizard) -> Wizard:
    """Take back the last change, in whatever field it was, and go there; with nothing to take back nothing changes."""
    if not wizard.done:
        return wizard
    undone = (*wizard.undone, wizard.answers)
    return _gone_to(wizard, wizard.done[-1], done=wizard.done[:-1], undone=undone)


def redo(wizard: Wizard) -> Wizard:
    """Do again what was taken back last, and go there."""
    if not wizard.undone:
        return wizard
    return _gone_to(wizard, wizard.undone[-1], done=(*wizard.done, wizard.answers), undone=wizard.undone[:-1])


def _gone_to(wizard: Wizard, answers: Answers, *, done: tuple[Answers, ...], undone: tuple[Answers, ...]) -> Wizard:
    place = place_of_change(wizard.form, wizard.index, wizard.answers, answers)
    evaluation = with_answers(wizard.evaluation, answers)
    after = _settled(replace(wizard, evaluation=evaluation, done=done, undone=undone, last_edit=None))
    page = wizard.index.section_of.get(place.link_id, "") if place else ""
    return go_to(after, page, place) if page else after


def section_states(wizard: Wizard) -> Mapping[str, State]:
    """Return the state of each page that is shown, in order."""
    answered: set[str] = set()
    sections = wizard.index.section_of
    for path in (*wizard.answers.values, *(p for p, n in wizard.answers.rows.items() if n)):
        section = sections.get(path.link_id, "")
        if section not in answered and wizard.evaluation.enabled(path):
            answered.add(section)
    wrong: dict[str, bool] = {}
    for path, issue in _blocking(wizard.evaluation):
        section = sections.get(path.link_id, "")
        wrong[section] = wrong.get(section, False) or (path, issue.code) in wizard.shown
    states = {p: _state(p, wizard.checked, answered, wrong) for p in pages(wizard)}
    if CHECK in wizard.checked:
        open_pages = wrong.keys() - {DECLARATION}
        states[CHECK] = State.IN_PROGRESS if open_pages else State.COMPLETED
    return MappingProxyType(states)


def what_is_left(wizard: Wizard, *, declaration: bool = True) -> tuple[Left, ...]:
    """Everything that stops the form from being sent, over all sections, in the order of the form."""
    found = sorted(_blocking(wizard.evaluation), key=lambda one: wizard.index.place(wizard.form, one[0]))
    left = (Left(wizard.index.section_of.get(p.link_id, CHECK), p, issue.message) for p, issue in found)
    return tuple(one for one in left if declaration or one.page != DECLARATION)


def how_much_is_left(wizard: Wizard) -> int:
    """How many things before the declaration still stop the form from being sent."""
    sections = wizard.index.section_of
    return sum(sections.get(path.link_id, CHECK) != DECLARATION for path, _ in _blocking(wizard.evaluation))


def problems_shown(wizard: Wizard, page: str) -> tuple[Left, ...]:
    """Return the problems of one page that the person has been told of and that are still there."""
    shown = wizard.shown
    if not shown:
        return ()
    keys = {path for path, issue in _blocking(wizard.evaluation) if (path, issue.code) in shown}
    return tuple(one for one in what_is_left(wizard) if one.page == page and one.path in keys)


def can_be_sent(wizard: Wizard) -> bool:
    """Whether nothing at all stops the form from being sent."""
    return not any(True for _ in _blocking(wizard.evaluation))


def _state(page: str, checked: frozenset[str], answered: set[str], wrong: Mapping[str, bool]) -> State:
    if wrong.get(page):
        return State.PROBLEM
    if page in checked and page not in wrong:
        return State.COMPLETED
    return State.IN_PROGRESS if page in answered else State.NOT_STARTED


def _blocking(evaluation: Evaluation) -> Iterable[tuple[Path, Issue]]:
    for path, issues in evaluation.issues.items():
        for issue in issues:
            if issue.stops:
                yield path, issue


def _keys(wizard: Wizard, wanted: Iterable[str]) -> frozenset[ProblemKey]:
    sections = wizard.index.section_of
    inside = frozenset(wanted)
    found = _blocking(wizard.evaluation)
    return frozenset((path, issue.code) for path, issue in found if sections.get(path.link_id, "") in inside)


def _check(wizard: Wizard, wanted: tuple[str, ...]) -> Wizard:
    return replace(wizard, checked=wizard.checked | set(wanted), shown=wizard.shown | _keys(wizard, wanted))


def _settled(wizard: Wizard) -> Wizard:
    """Stay on a page that exists, and forget problems that are mended: typing them anew must not call them out."""
    if wizard.shown:
        there = {(path, issue.code) for path, issue in _blocking(wizard.evaluation)}
        wizard = replace(wizard, shown=wizard.shown & there)
    known = _pages(wizard.form, wizard.evaluation)
    return replace(wizard, known=known, page=wizard.page if wizard.page in known else known[0])


def _pages(form: Form, evaluation: Evaluation) -> tuple[str, ...]:
    shown = [s.link_id for s in form.sections if s.link_id != DECLARATION and is_shown(evaluation, s)]
    return (*shown, CHECK, DECLARATION)


def _pushed(wizard: Wizard) -> tuple[Answers, ...]:
    return (*wizard.done, wizard.answers)[-UNDO_LIMIT:]


def _same_types(one: tuple[Value, ...], other: tuple[Value, ...]) -> bool:
    """Return whether the kinds agree too: True and 1 are equal in Python and two different answers."""
    return all(type(a) is type(b) for a, b in zip(one, other, strict=True))


def _moved(shown: frozenset[ProblemKey], form: Form, group: Path, places: Mapping[int, int]) -> frozenset[ProblemKey]:
    depth = len(group.rows)
    kept: set[ProblemKey] = set()
    for path, code in shown:
        inside = group.link_id in form.scopes.get(path.link_id, ()) and path.rows[:depth] == group.rows
        if not inside:
            kept.add((path, code))
        elif path.rows[depth] in places:
            rows = (*group.rows, places[path.rows[depth]], *path.rows[depth + 1 :])
            kept.add((Path(path.link_id, rows), code))
    return frozenset(kept)
