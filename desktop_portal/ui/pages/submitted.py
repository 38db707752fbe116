"""Submitted forms, with those on top that the council wants to know more about (J19, J20, J23)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop_portal.core.submission import CouncilState
from desktop_portal.ui.fields import Field, announce
from desktop_portal.ui.flow import flow
from desktop_portal.ui.inputs import Choice, Tick
from desktop_portal.ui.models.rows import Column
from desktop_portal.ui.pages.page import Page
from desktop_portal.ui.pages.returned_cards import CHILD, NEWEST, PRESSING, SENT, ReturnedCards, ReturnedForm
from desktop_portal.ui.reading import order_tabs
from desktop_portal.ui.search import SearchLine
from desktop_portal.ui.table import Table, table_stack
from desktop_portal.ui.widgets import (
    Flowing,
    body,
    fill,
    hint,
    link,
    nothing_yet,
    primary,
    secondary,
    stack,
)

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout, QWidget

UNSENT = "unsent"


@dataclass(frozen=True, slots=True)
class SubmittedLine:
    """One form. `state` and `state_kind` ("ok", "warn", "bad", "info") are `messages.Told`'s.

    `sent` is a time only when the council has the form. `action` is a link for what waits for the person ("Send now",
    "Sign in", "Open"), or "". `group` is what the list is filtered by: UNSENT or a value of CouncilState.
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
    group: str = CouncilState.RECEIVED.value


@dataclass(frozen=True, slots=True)
class SubmittedState:
    """All forms of the last `kept_days`, sent or waiting to be; `hide_children` covers what tells a child.

    `returned` stands in the order in which it presses. `reading` says that a long list is still being read.
    """

    returned: tuple[ReturnedForm, ...] = ()
    forms: tuple[SubmittedLine, ...] = ()
    kept_days: int = 30
    hide_children: bool = False
    reading: bool = False


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
        self._sought: list[str] = []
        self._group = ""
        self._search = SearchLine(self.tr("Search submitted forms"))
        self._search.searched.connect(self._find)
        self._hide = Tick(self.tr("Hide the children's details"))
        self._hide.clicked.connect(self.hide_children)
        self._several = secondary(self.tr("Sa&ve several as PDF"), self.several.emit)
        self._check = secondary(self.tr("&Check a PDF"), self.check.emit)
        self._reading = body(self.tr("The list is being read."))
        self._cards = ReturnedCards()
        self._cards.answer.connect(self.answer)
        self._cards.previous.connect(self.previous)
        self._all = self._build_table()
        self._empty = nothing_yet(
            body(self.tr("You have not submitted a form in this time. What you submit is listed here.")),
            flow(primary(self.tr("Start a form"), self.start.emit)),
        )
        layout.addWidget(self._search.beside(Flowing(self.tr("Submitted forms"), "title")))
        fill(
            layout,
            flow(self._hide, self._several, self._check, gap=20),
            self._build_ways(),
            self._reading,
            self._cards,
            margins=(40, 32, 40, 48),
            spacing=16,
        )
        layout.addWidget(self._all, 1)
        layout.addWidget(self._empty)
        layout.addStretch(0)

    def forget(self) -> None:
        """Empty the search: what somebody looked for may be a child's name. The next person sees all, as usual."""
        self._search.clear()
        self._filter.show_value("")
        self._sort.show_value(PRESSING)
        self._group = ""
        self._cards.sort(PRESSING)

    def show_state(self, state: SubmittedState) -> None:
        """Show the forms; sorting, filter and what was searched for stay."""
        self._state = state
        asked = state.returned if self._group in {"", CouncilState.INFORMATION_REQUESTED} else ()
        self._cards.show_forms(asked, hidden=state.hide_children)
        self._hide.setChecked(state.hide_children)
        self._days.setText(self.tr("last {} days").format(state.kept_days))
        some = tuple(line for line in state.forms if line.group == self._group) if self._group else state.forms
        self._table.show_rows(some)
        for widget in (self._all, self._search, self._hide, self._several, self._check, self._ways):
            widget.setVisible(bool(state.forms))
        self._order.setVisible(len(state.returned) > 1)
        self._reading.setVisible(state.reading)
        self._empty.setVisible(not state.forms and not state.returned and not state.reading)
        self._tell_none()
        order_tabs(self)

    def tell(self, words: str) -> None:
        """Say what became of saving the list."""
        self._told.setText(words)
        self._told.setVisible(bool(words))
        announce(self, words)

    def child_of(self, one: SubmittedLine) -> str:
        """Return what tells the children apart, or that it is hidden."""
        return self.tr("Hidden") if self._state is not None and self._state.hide_children else one.child

    def _build_table(self) -> QWidget:
        self._table: Table[SubmittedLine] = Table(self.tr("All forms, sent and waiting"), _columns(self))
        self._table.opened.connect(self._opened)
        self._days = hint("")
        self._told = hint("")
        self._told.setVisible(False)
        save = link(self.tr("Save this list"), self.export.emit)
        self._none_found = body("")
        head = Flowing(self.tr("All forms, sent and waiting"), "heading")
        about = stack(flow(head, self._days, save), self._told, spacing=4)
        return table_stack(self._table, self._none_found, above=about)

    def _build_ways(self) -> QWidget:
        """Build the choices of what is shown, and in which order the council's questions stand."""
        self._filter, self._sort = Choice(_groups(self)), Choice(_orders(self))
        self._filter.chosen.connect(self._choose_group)
        self._sort.chosen.connect(self._cards.sort)
        show = Field(self.tr("Show"), self._filter)
        self._order = Field(self.tr("Order of the council's questions"), self._sort)
        self._ways = flow(show, self._order, gap=20)
        return self._ways

    def _find(self, text: str) -> None:
        self._sought = text.casefold().split()
        self._cards.search(self._sought)
        self._table.rows.search(text)
        self._tell_none()

    def _choose_group(self, group: str) -> None:
        self._group = group
        if self._state is not None:
            self.show_state(self._state)

    def _tell_none(self) -> None:
        none = bool(self._state and self._state.forms) and self._table.rows.rowCount() == 0
        self._none_found.setVisible(none)
        in_state = self.tr("No submitted form is in this state.")
        words = self.tr("No submitted form holds all of these words. Search for fewer.")
        self._none_found.setText((words if self._sought else in_state) if none else "")

    def _opened(self, form_id: str, at: int) -> None:
        signals = {_PDF: self.view_pdf, _VERSIONS: self.versions, _ACTION: self.act}
        signals[at].emit(form_id)


_PDF, _VERSIONS, _ACTION = 5, 6, 7


def _groups(page: SubmittedPage) -> tuple[tuple[str, str], ...]:
    return (
        ("", page.tr("All forms")),
        (UNSENT, page.tr("Not received by the council yet")),
        (CouncilState.RECEIVED.value, page.tr("Received")),
        (CouncilState.REVIEWING.value, page.tr("Being reviewed")),
        (CouncilState.INFORMATION_REQUESTED.value, page.tr("More information needed")),
        (CouncilState.CLOSED.value, page.tr("Closed")),
    )


def _orders(page: SubmittedPage) -> tuple[tuple[str, str], ...]:
    return (
        (PRESSING, page.tr("Most pressing first")),
        (NEWEST, page.tr("Newest question first")),
        (SENT, page.tr("Form sent last first")),
        (CHILD, page.tr("By child")),
    )


def _columns(page: SubmittedPage) -> tuple[Column[SubmittedLine], ...]:
    view, several = page.tr("View PDF"), page.tr("{} versions")
    return (
        Column(page.tr("Form"), lambda one: one.title, 23),
        Column(page.tr("Child"), page.child_of, 10),
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
