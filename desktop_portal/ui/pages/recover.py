"""Saved forms of the last 30 days (J17)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop_portal.ui.dialogs import Question, ask
from desktop_portal.ui.flow import flow
from desktop_portal.ui.models.rows import Column
from desktop_portal.ui.pages.home import DraftLine, draft_columns
from desktop_portal.ui.pages.page import Page
from desktop_portal.ui.search import SearchLine
from desktop_portal.ui.table import Table, table_stack
from desktop_portal.ui.widgets import Flowing, body, heading, hint, nothing_yet, primary, spacer, stack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QVBoxLayout


@dataclass(frozen=True, slots=True)
class RecoverState:
    """All saved forms; `kept_days` is how long they are kept. With `has_trash` deleted ones can be got back."""

    drafts: Sequence[DraftLine]
    kept_days: int = 30
    deleted: tuple[DraftLine, ...] = ()
    has_trash: bool = False


class RecoverPage(Page):
    """`delete` comes after the person has confirmed it."""

    open_draft = Signal(str)
    delete = Signal(str)
    get_back = Signal(str)
    start = Signal()

    def compose(self, layout: QVBoxLayout) -> None:
        """Build the table with its search, and what to say when there is nothing."""
        self.set_title(self.tr("Recover a form"))
        self._search = SearchLine(self.tr("Search saved forms"))
        self._about = hint("")
        self._table: Table[DraftLine] = Table(self.tr("Saved forms"), (*draft_columns(), _delete_column(self)))
        self._table.opened.connect(self._opened)
        self._search.searched.connect(self._find)
        self._trash: Table[DraftLine] = Table(self.tr("Deleted forms"), (_back_column(self), *draft_columns()[1:]))
        self._trash.opened.connect(lambda draft_id, _at: self.get_back.emit(draft_id))
        self._none_found = body(self.tr("No saved form holds all of these words. Search for fewer."))
        about_trash = hint(self.tr("You can get a form back for seven days after you deleted it."))
        self._deleted = stack(spacer(24), heading(self.tr("Deleted forms")), about_trash, self._trash)
        self._full = table_stack(self._table, stack(self._none_found, self._deleted))
        self._empty = nothing_yet(
            body(self.tr("You have no saved forms. A form that you begin is saved here by itself, as you write.")),
            flow(primary(self.tr("Start a form"), self.start.emit)),
        )
        layout.addWidget(self._search.beside(Flowing(self.tr("Recover a form"), "title")))
        layout.addWidget(self._about)
        layout.addWidget(self._empty)
        layout.addWidget(self._full, 1)
        layout.addStretch(0)

    def forget(self) -> None:
        """Empty the search: what somebody looked for may be a child's name."""
        self._search.clear()

    def show_state(self, state: RecoverState) -> None:
        """Show the forms; what was searched for stays."""
        self._state = state
        self._about.setText(
            self.tr("Forms are kept on this computer for {} days after you last changed them, then deleted.").format(
                state.kept_days
            )
        )
        self._table.show_rows(state.drafts)
        self._trash.show_rows(state.deleted)
        self._deleted.setVisible(bool(state.deleted))
        self._table.setVisible(bool(state.drafts))
        self._full.setVisible(bool(state.drafts or state.deleted))
        self._search.setVisible(bool(state.drafts))
        self._empty.setVisible(not state.drafts)
        self._none_found.setVisible(bool(state.drafts) and self._table.rows.rowCount() == 0)

    def _find(self, text: str) -> None:
        self._table.rows.search(text)
        self._none_found.setVisible(self._table.rows.rowCount() == 0)

    def _opened(self, draft_id: str, at: int) -> None:
        if at == 0:
            self.open_draft.emit(draft_id)
            return
        row = self._table.rows.row_at(self._table.rows.index(self._table.rows.position(draft_id), 0))
        if row is not None:
            final = self.tr("{} ({}), saved {}. Nobody can get it back.")
            for_a_week = self.tr("{} ({}), saved {}. You can get it back for seven days.")
            words = for_a_week if self._state.has_trash else final
            question = Question(
                title=self.tr("Delete this form?"),
                text=words.format(row.title, row.child, row.saved),
                yes=self.tr("Delete the form"),
                no=self.tr("Keep it"),
                dangerous=True,
            )
            ask(self, question, lambda: self.delete.emit(draft_id))


def _delete_column(page: RecoverPage) -> Column[DraftLine]:
    words = page.tr("Delete")
    return Column("", lambda _one: words, 8, kind=lambda _one: "link")


def _back_column(page: RecoverPage) -> Column[DraftLine]:
    words = page.tr("Get back: {}")
    return Column(page.tr("Form"), lambda one: words.format(one.title), 30, kind=lambda _one: "link")
