"""Submitted forms, with those on top that the council wants to know more about (J19, J20, J23)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_portal.ui.fields import announce
from desktop_portal.ui.flow import flow
from desktop_portal.ui.inputs import Tick
from desktop_portal.ui.models.rows import Column
from desktop_portal.ui.pages.page import Page
from desktop_portal.ui.reading import kept_focus, order_tabs
from desktop_portal.ui.search import SearchLine
from desktop_portal.ui.table import Table, table_stack
from desktop_portal.ui.widgets import (
    Flowing,
    Text,
    body,
    card,
    clear,
    column,
    fill,
    heading,
    hint,
    link,
    pill,
    primary,
    secondary,
    spacer,
    stack,
)


@dataclass(frozen=True, slots=True)
class ReturnedForm:
    """A form that the council handed back. `place` says what it is about ("2 questions marked in section 5")."""

    id: str
    title: str
    child: str
    sent_by: str
    sent: str
    reason: str
    comments: str
    answer_by: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class SubmittedLine:
    """One submitted form. `state` and `state_kind` ("ok", "warn", "bad", "info") are `messages.Told`'s.

    `action` is a link for what waits for the person ("Send now", "Sign in", "Open"), or "".
    """

    id: str
    title: str
    child: str
    sent: str
    reference: str
    state: str
    state_kind: str
    versions: int = 1
    action: str = ""
    sent_order: float = 0.0


@dataclass(frozen=True, slots=True)
class SubmittedState:
    """All submitted forms of the last `kept_days`; `hide_children` covers what tells a child."""

    returned: tuple[ReturnedForm, ...] = ()
    forms: tuple[SubmittedLine, ...] = ()
    kept_days: int = 30
    hide_children: bool = False


MOST_CARDS = 20


class SubmittedPage(Page):
    """Each signal carries the form's id; `versions` asks to see what changed, `previous` the form as it was sent.

    `several` asks to save several forms at once, `check` whether a PDF is what was submitted.
    """

    view_pdf = Signal(str)
    versions = Signal(str)
    act = Signal(str)
    answer = Signal(str)
    previous = Signal(str)
    hide_children = Signal(bool)
    start = Signal()
    several = Signal()
    check = Signal()
    export = Signal()

    def compose(self, layout: QVBoxLayout) -> None:
        """Build the cards' place, the table and its search."""
        self.set_title(self.tr("Submitted forms"))
        self._search = SearchLine(self.tr("Search submitted forms"))
        self._search.searched.connect(self._find)
        self._hide = Tick(self.tr("Hide the children's details"))
        self._hide.clicked.connect(self.hide_children)
        self._several = secondary(self.tr("Sa&ve several as PDF"), self.several.emit)
        self._check = secondary(self.tr("&Check a PDF"), self.check.emit)
        self._sought: list[str] = []
        self._shown_cards = MOST_CARDS
        self._returned = QWidget()
        self._cards = QVBoxLayout(self._returned)
        fill(self._cards, spacing=12)
        self._table: Table[SubmittedLine] = Table(self.tr("All submitted forms"), _columns(self))
        self._table.opened.connect(self._opened)
        self._days = hint("")
        self._told = hint("")
        self._told.setVisible(False)
        save = link(self.tr("Save this list"), self.export.emit)
        self._none_found = body(self.tr("No submitted form holds all of these words. Search for fewer."))
        about = stack(flow(Flowing(self.tr("All submitted forms"), "heading"), self._days, save), self._told, spacing=4)
        self._all = table_stack(self._table, self._none_found, above=about)
        self._empty = column(
            card(
                body(self.tr("You have not submitted a form in this time. What you submit is listed here.")),
                flow(primary(self.tr("Start a form"), self.start.emit)),
            )
        )
        layout.addWidget(self._search.beside(Flowing(self.tr("Submitted forms"), "title")))
        fill(
            layout,
            flow(self._hide, self._several, self._check, gap=20),
            self._returned,
            margins=(40, 32, 40, 48),
            spacing=16,
        )
        layout.addWidget(self._all, 1)
        layout.addWidget(self._empty)
        layout.addStretch(0)

    def forget(self) -> None:
        """Empty the search: what somebody looked for may be a child's name."""
        self._search.clear()

    def show_state(self, state: SubmittedState) -> None:
        """Show the forms; sorting and what was searched for stay."""
        self._state = state
        with kept_focus(self._returned):
            self._show_returned(state)
        self._returned.setVisible(bool(state.returned))
        self._hide.setChecked(state.hide_children)
        self._days.setText(self.tr("last {} days").format(state.kept_days))
        lines = state.forms
        if state.hide_children:
            lines = tuple(replace(line, child=self.tr("Hidden")) for line in lines)
        self._table.show_rows(lines)
        for widget in (self._all, self._search, self._hide, self._several, self._check):
            widget.setVisible(bool(state.forms))
        self._empty.setVisible(not state.forms and not state.returned)
        self._none_found.setVisible(bool(state.forms) and self._table.rows.rowCount() == 0)
        order_tabs(self)

    def tell(self, words: str) -> None:
        """Say what became of saving the list."""
        self._told.setText(words)
        self._told.setVisible(bool(words))
        announce(self, words)

    def _show_returned(self, state: SubmittedState) -> None:
        """Show the most pressing first, as many as are read at once; the search goes over all of them."""
        clear(self._cards)
        found = [one for one in state.returned if _holds(one, self._sought)]
        if found:
            self._cards.addWidget(heading(self.tr("Forms requesting more information")))
        for one in found[: self._shown_cards]:
            self._cards.addWidget(self._card(one, hidden=state.hide_children))
        more = len(found) - self._shown_cards
        if more > 0:
            self._cards.addWidget(flow(link(self.tr("Show more: {} are left").format(more), self._show_more)))

    def _show_more(self) -> None:
        self._shown_cards += MOST_CARDS
        if self._state is not None:
            self.show_state(self._state)

    def _card(self, one: ReturnedForm, *, hidden: bool) -> QFrame:
        child = self.tr("Hidden") if hidden else one.child
        head: list[QWidget] = [Flowing(one.title, "strong"), Flowing(child, "body")]
        if one.answer_by:
            head.append(pill(self.tr("Answer by {}").format(one.answer_by), "warn"))
        answer = secondary(self.tr("Answer"), partial(self.answer.emit, one.id))
        answer.setAccessibleName(self.tr("Answer: {}, {}").format(one.title, child))
        before = link(self.tr("Previous form"), partial(self.previous.emit, one.id))
        before.setAccessibleName(self.tr("Previous form: {}, {}").format(one.title, child))
        sent = hint(self.tr("Sent by {} on {}").format(one.sent_by, one.sent))
        said = [Text(one.reason, "strong"), body(one.comments)]
        place = [Text(one.place, "small")] if one.place else []
        return card(flow(*head), sent, *said, *place, spacer(0), flow(answer, before, gap=20), kind="card-info")

    def _find(self, text: str) -> None:
        self._sought = text.casefold().split()
        self._shown_cards = MOST_CARDS
        if self._state is not None:
            self._show_returned(self._state)
        self._table.rows.search(text)
        self._none_found.setVisible(self._table.rows.rowCount() == 0)

    def _opened(self, form_id: str, at: int) -> None:
        signals = {_PDF: self.view_pdf, _VERSIONS: self.versions, _ACTION: self.act}
        signals[at].emit(form_id)


_PDF, _VERSIONS, _ACTION = 5, 6, 7


def _holds(one: ReturnedForm, sought: list[str]) -> bool:
    """Whether a form holds all the words that were searched for."""
    said = f"{one.title} {one.child} {one.sent_by} {one.sent} {one.reason} {one.comments} {one.answer_by}".casefold()
    return all(word in said for word in sought)


def _columns(page: SubmittedPage) -> tuple[Column[SubmittedLine], ...]:
    view, several = page.tr("View PDF"), page.tr("{} versions")
    return (
        Column(page.tr("Form"), lambda one: one.title, 23),
        Column(page.tr("Child"), lambda one: one.child, 10),
        Column(page.tr("Sent"), lambda one: one.sent, 12, key=lambda one: one.sent_order),
        Column(page.tr("Reference"), lambda one: one.reference, 13),
        Column(page.tr("State"), lambda one: one.state, 20, kind=lambda one: f"pill-{one.state_kind}"),
        Column(page.tr("Details"), lambda _one: view, 8, kind=lambda _one: "link"),
        Column(
            page.tr("Versions"),
            lambda one: several.format(one.versions) if one.versions > 1 else "",
            9,
            kind=lambda _one: "link",
            key=lambda one: one.versions,
        ),
        Column(page.tr("To do"), lambda one: one.action, 9, kind=lambda _one: "link"),
    )
