"""The left side of the wizard: the form and its child, search, undo and redo, the sections, and what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from desktop_portal.ui.flow import flow
from desktop_portal.ui.scrolling import scrolled
from desktop_portal.ui.search import SearchLine
from desktop_portal.ui.widgets import Text, link
from desktop_portal.ui.wizard.finder import Finder
from desktop_portal.ui.wizard.section_list import Colours, SectionRow
from desktop_portal.ui.wizard.wording import clock_words, tr

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from desktop_portal.core.finding import Hit
    from desktop_portal.core.page_state import PageRow, PageState
    from desktop_portal.core.wizard import Left

REFRESH_MS = 400


class FormSearch(SearchLine):
    """The search inside the form: Enter goes to the first place found, down to the list of all."""

    first = Signal()
    down = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Leave the line by the keys that people know from other searches."""
        signals = {
            Qt.Key.Key_Return: self.first,
            Qt.Key.Key_Enter: self.first,
            Qt.Key.Key_Down: self.down,
        }
        signal = signals.get(Qt.Key(event.key()))
        if signal is None:
            super().keyPressEvent(event)
        else:
            signal.emit()


class Side(QFrame):
    """`opened` carries the page that a person chose, `wanted` a page and a place in it, `left` that they leave.

    `searched` and `asked_left` ask for what `show_hits` and `show_left` then show.
    """

    opened = Signal(str)
    wanted = Signal(str, object)
    left = Signal()
    searched = Signal(str)
    asked_left = Signal()
    undo = Signal()
    redo = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "side")
        self.setAccessibleName(tr("Sections of this form"))
        self._shown: tuple[PageRow, ...] = ()
        self._count = -1
        self._before: QWidget | None = None
        self._colours = Colours(self)
        self._rows: dict[str, SectionRow] = {}
        self._title, self._child = Text("", "strong"), Text("", "small")
        self._search = FormSearch(tr("Find in this form"))
        self._remaining = link(tr("What is left"), self._ask_left)
        self._undo, self._redo = link(tr("Undo"), self.undo.emit), link(tr("Redo"), self.redo.emit)
        self._refresh = QTimer(self)
        self._refresh.setSingleShot(True)
        self._refresh.setInterval(REFRESH_MS)
        self._refresh.timeout.connect(self.asked_left)
        self._finder_made: Finder | None = None
        self._listing_left = False
        self._scroll = self._sections()
        self._lay_out()
        self._search.searched.connect(self._type)
        self._search.first.connect(self._go_first)
        self._search.down.connect(self._go_down)

    @property
    def _finder(self) -> Finder:
        """The list of what was found, made when it is first needed."""
        if self._finder_made is None:
            self._finder_made = Finder()
            self._finder_made.closed.connect(self._close)
            self._finder_made.wanted.connect(self.wanted)
            self._pile.addWidget(self._finder_made)
        return self._finder_made

    def show_state(self, state: PageState) -> None:
        """Show the sections and how they stand; only rows that differ are touched."""
        self._set(self._title, state.form_title)
        saved = state.kept.saved_at
        about = [part for part in (state.child.initials, state.child.born) if part]
        when = tr("saved {time}").replace("{time}", clock_words(saved)) if saved else tr("not saved yet")
        self._set(self._child, " · ".join(part for part in (", ".join(about), when) if part))
        self._undo.setEnabled(state.can_undo)
        self._redo.setEnabled(state.can_redo)
        self._tell_left(state.left_count)
        if state.sections != self._shown:
            self._show_rows(state)

    def show_hits(self, hits: tuple[Hit, ...]) -> None:
        """Show what was found in place of the sections."""
        self._listing_left = False
        self._finder.show_hits(hits)
        self._pile.setCurrentWidget(self._finder)

    def show_left(self, left: tuple[Left, ...]) -> None:
        """Show what still needs an answer in place of the sections."""
        self._finder.show_left(left, self._shown)
        self._pile.setCurrentWidget(self._finder)

    def search(self) -> None:
        """Put the keyboard into the search; Escape gives it back to where it was."""
        here = QApplication.focusWidget()
        if here is not self._search:
            self._before = here
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def end_search(self) -> bool:
        """Go from what was found back to where the person was; False when nothing is being looked for."""
        here = QApplication.focusWidget()
        found = self._finder_made
        inside = here is self._search or (here is not None and found is not None and found.isAncestorOf(here))
        if inside:
            self._close()
        return inside

    def take_focus(self) -> None:
        """Put the keyboard on the section that is open."""
        for row in self._rows.values():
            if row.focusPolicy() & Qt.FocusPolicy.TabFocus:
                row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _type(self, text: str) -> None:
        if text.strip():
            self.searched.emit(text)
        elif not self._listing_left:
            self._pile.setCurrentWidget(self._scroll)

    def _go_first(self) -> None:
        self._finder.first()

    def _go_down(self) -> None:
        self._finder.take_focus()

    def _ask_left(self) -> None:
        self._listing_left = True
        self._search.clear()
        self.asked_left.emit()
        self._finder.take_focus()

    def _close(self) -> None:
        listing, self._listing_left = self._listing_left, False
        self._search.clear()
        self._pile.setCurrentWidget(self._scroll)
        if listing or self._before is None or not self._before.isVisible():
            self.take_focus()
        else:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell_left(self, count: int) -> None:
        if count == self._count:
            return
        self._count = count
        words = tr("What is left: {count}").replace("{count}", str(count)) if count else tr("Nothing is left")
        self._remaining.setText(words)
        if self._listing_left:
            self._refresh.start()

    def _show_rows(self, state: PageState) -> None:
        self._shown = state.sections
        for page in [page for page in self._rows if page not in {row.page for row in state.sections}]:
            gone = self._rows.pop(page)
            gone.hide()
            gone.deleteLater()
        for place, row in enumerate(state.sections):
            known = self._rows.get(row.page)
            if known is None:
                button = SectionRow(row, self._colours, self._inside)
                button.clicked.connect(lambda _checked=False, button=button: self.opened.emit(button.page))
                self._list.insertWidget(place, button)
                self._rows[row.page] = button
            else:
                known.show_row(row)
        current = self._rows.get(state.page)
        if current is not None:
            # In the next turn: rows just made or changed have no places yet.
            QTimer.singleShot(0, current, lambda: self._scroll.ensureWidgetVisible(current))

    def _sections(self) -> QScrollArea:
        self._inside = QWidget()
        self._inside.setProperty("kind", "content")
        self._list = QVBoxLayout(self._inside)
        self._list.setContentsMargins(0, 0, 0, 12)
        self._list.setSpacing(0)
        self._list.addStretch(1)
        scroll = scrolled(self._inside)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return scroll

    def _lay_out(self) -> None:
        head = QVBoxLayout()
        head.setContentsMargins(24, 14, 20, 14)
        head.setSpacing(4)
        head.addWidget(link(tr("← Back to all forms"), self.left.emit), 0, Qt.AlignmentFlag.AlignLeft)
        head.addSpacing(8)
        head.addWidget(self._title)
        head.addWidget(self._child)
        head.addSpacing(8)
        head.addWidget(self._search)
        head.addWidget(flow(self._remaining, self._undo, self._redo, gap=16))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addLayout(head)
        self._pile = QStackedLayout()
        # Inside first: a stack that belongs to no widget shows what it is given as a window of its own.
        column.addLayout(self._pile, 1)
        self._pile.addWidget(self._scroll)

    @staticmethod
    def _set(label: Text, text: str) -> None:
        if label.text() != text:
            label.setText(text)
