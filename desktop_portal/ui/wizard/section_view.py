"""One section of the form, one question below the other; what differs is set, nothing else is touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_portal.core.page_state import DANGER
from desktop_portal.forms.tree import Question
from desktop_portal.ui.fields import ErrorSummary, FieldError
from desktop_portal.ui.widgets import Text, body, fill, hint, title
from desktop_portal.ui.wizard.blocks import Blocks
from desktop_portal.ui.wizard.danger import DangerPanel
from desktop_portal.ui.wizard.rows import EVERYTHING, Rows
from desktop_portal.ui.wizard.shelf import AT_ONCE, Shelf
from desktop_portal.ui.wizard.wording import MUST, page_title, tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QPaintEvent

    from desktop_portal.core.council import Council
    from desktop_portal.core.page_state import PageState
    from desktop_portal.core.wizard import Left
    from desktop_portal.forms.answers import Path
    from desktop_portal.forms.tree import Group, Item
    from desktop_portal.ui.wizard.acts import Acts
    from desktop_portal.ui.wizard.question import QuestionField

COLUMN = 680
A_TURN, TURN_MS, AHEAD_MS = 8, 5, 30
UNSEEN_MS = 300
"""A page that nobody sees yet, or that never gets painted, goes on being built after this time."""


class SectionView(QWidget):
    """The page of one section: problems first, then the title and the questions. `settled`: more of it is there."""

    settled = Signal()

    def __init__(self, page: str, section: Group | None, acts: Acts, state: PageState, council: Council) -> None:
        super().__init__()
        self.page = page
        self._summary_lines: tuple[Left, ...] = ()
        self._shelf = Shelf(acts, state)
        self._visible: tuple[frozenset[Path], frozenset[Path]] | None = None
        self._rows: object = None
        self._built = 0
        self._next_turn = QTimer(self, singleShot=True)
        self._next_turn.timeout.connect(self._go_on)
        self._painted = False
        self._shelf.wait = self._wait
        self.summary = ErrorSummary()
        self.summary.jump.connect(self._jump)
        self._later = body(tr("You can answer these now, or press Next again to go on and come back to them."))
        self._later.hide()
        self.title = title(page_title(page, state.title))
        column = QVBoxLayout(self)
        fill(column, self.summary, self._later, self.title, spacing=12)
        if section is not None and any(i.required for i in _questions(section)):
            column.addWidget(MustBeAnswered())
        if section is not None and section.hint:
            column.addWidget(hint(section.hint))
        column.addSpacing(4)
        self._blocks = Blocks(self._shelf, section.children if section else (), ())
        column.addWidget(self._blocks)
        column.addStretch(1)
        self._council = council
        self._danger: DangerPanel | None = None

    def show_state(self, state: PageState, *, opened: bool = False) -> None:
        """Show what differs: values, problems, what has appeared and what has gone.

        The summary is brought up to date when the page is `opened` or checked, not while somebody types: nothing moves
        under the hands.
        """
        shelf = self._shelf
        for rows in shelf.groups.values():
            if isinstance(rows, Rows) and rows.offers_undo:
                same = not opened and (state.fields, state.rows) == (shelf.state.fields, shelf.state.rows)
                rows.offer_undo(on=same)
        shelf.state = state
        visible = (frozenset(state.fields), state.blocks)
        if visible != self._visible or state.rows != self._rows:
            self._visible, self._rows = visible, state.rows
            self._settle(AT_ONCE)
        for path, one in state.fields.items():
            shown = shelf.shown.get(path)
            if shown is not None and (shown is not one and shown != one):
                shelf.fields[path].show_state(one)
                shelf.shown[path] = one
        if opened and state.summary != self._summary_lines:
            self._summarise(state, take_focus=False)
        if self._danger is None:
            self._danger = self._with_danger(self._council)
        if self._danger is not None:
            self._danger.show_danger(on=state.danger)

    def tell_problems(self, state: PageState) -> None:
        """Show the summary and give it the focus; Tab goes on from it through its lines to the questions."""
        self._summarise(state, take_focus=True)
        self.settled.emit()

    def put_first(self, widget: QWidget) -> None:
        """Put what concerns the whole section below its title."""
        column = self.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(column.indexOf(self.title) + 1, widget)

    def open_row(self, path: Path) -> None:
        """Open the card that a question lies in."""
        self._blocks.open_row(path)

    def place_at(self, path: Path) -> QuestionField | Rows | None:
        """Return the field of a question, or the rows of a group; None when neither is shown."""
        field = self.field_at(path)
        rows = self._shelf.groups.get(path)
        return field or (rows if isinstance(rows, Rows) else None)

    def field_at(self, path: Path) -> QuestionField | None:
        """Return the field of a question that is shown, built now if need be."""
        shown = path in self._shelf.state.fields or path in self._shelf.state.rows
        if shown and path not in self._shelf.fields and path not in self._shelf.groups:
            self._settle(EVERYTHING)
        return self._shelf.fields.get(path)

    def _with_danger(self, council: Council) -> DangerPanel | None:
        """Put what to do first right below the question about immediate danger."""
        asked = self._shelf.fields.get(DANGER)
        if asked is None:
            return None
        panel = DangerPanel(council)
        asked.put_below(panel)
        return panel

    def _settle(self, budget: int) -> None:
        self._shelf.budget = budget
        self._blocks.settle()
        if not self._next_turn.isActive() and len(self._shelf.fields) != self._built:
            self._built = len(self._shelf.fields)
            self.settled.emit()
            QTimer.singleShot(AHEAD_MS, self, self._build_ahead)

    def _wait(self) -> None:
        if not self._next_turn.isActive():
            self._next_turn.start(TURN_MS if self._painted else UNSEEN_MS)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Go on building only when what is at the top can be seen."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            if self._next_turn.isActive():
                self._next_turn.start(TURN_MS)

    def _go_on(self) -> None:
        self._settle(A_TURN)

    def _build_ahead(self) -> None:
        if not self._next_turn.isActive() and self.isVisible() and self._blocks.build_ahead():
            self._settle(0)

    def _summarise(self, state: PageState, *, take_focus: bool) -> None:
        self._summary_lines = state.summary
        errors = [FieldError(str(at), one.text) for at, one in enumerate(state.summary)]
        self.summary.show_errors(errors, take_focus=take_focus)
        self._later.setVisible(bool(errors) and self.page != "declaration")

    def _jump(self, at: str) -> None:
        line = self._summary_lines[int(at)]
        self._shelf.acts.go_to(self.page, line.path)


class MustBeAnswered(QWidget):
    """Says what the red asterisk means."""

    def __init__(self) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(Text("*", "error", wraps=False), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(hint(tr(MUST)), 1)


def _questions(item: Item) -> Iterator[Question]:
    for child in item.children:
        if isinstance(child, Question):
            yield child
        yield from _questions(child)
