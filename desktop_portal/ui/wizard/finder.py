"""What was found in the form, or what is left to answer, in place of the list of sections; each line goes there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QScrollArea, QVBoxLayout, QWidget

from desktop_portal.ui.fields import announce
from desktop_portal.ui.widgets import Button, Text, clear, fill, hint, link, literal, subheading
from desktop_portal.ui.wizard.wording import page_title, tr

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from desktop_portal.core.finding import Hit
    from desktop_portal.core.page_state import PageRow
    from desktop_portal.core.wizard import Left
    from desktop_portal.forms.answers import Path

MOST_HITS, MOST_LEFT = 20, 200


class Way(Button):
    """A line that leads somewhere; up and down walk through the lines."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Walk, or open with Enter as with Space."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            around = self.parentWidget()
            ways = around.findChildren(Way) if around is not None else [self]
            at = ways.index(self) + (1 if event.key() == Qt.Key.Key_Down else -1)
            ways[at % len(ways)].setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class Finder(QScrollArea):
    """The lines. `wanted` carries the page and the place of the line that was chosen, `closed` that all is seen."""

    wanted = Signal(str, object)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        inside = QWidget()
        inside.setProperty("kind", "content")
        self._column = QVBoxLayout(inside)
        fill(self._column, margins=(24, 4, 16, 16), spacing=4)
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = inside

    def show_hits(self, hits: tuple[Hit, ...]) -> None:
        """Show what was found, and say how much it is."""
        self._begin()
        words = self._count(len(hits))
        self._column.addWidget(hint(words))
        for hit in hits[:MOST_HITS]:
            about = " · ".join(part for part in (hit.section, hit.row, hit.said) if part)
            self._add(hit.page, hit.path, hit.label, about)
        if len(hits) > MOST_HITS:
            self._column.addWidget(hint(tr("There is more. Type another word to see less.")))
        self._column.addStretch(1)
        announce(self, words)

    def show_left(self, left: tuple[Left, ...], sections: tuple[PageRow, ...]) -> None:
        """Show everything that still needs an answer, section by section."""
        around = QApplication.focusWidget()
        had = around.accessibleName() if around is not None and self._inside.isAncestorOf(around) else ""
        self._begin()
        self._column.addWidget(subheading(tr("What is left")))
        if not left:
            self._column.addWidget(hint(tr("Nothing: all that must be answered is answered.")))
        for row in sections:
            here = [one for one in left[:MOST_LEFT] if one.page == row.page]
            if here:
                self._column.addSpacing(8)
                self._column.addWidget(Text(f"{row.number} {page_title(row.page, row.title)}", "strong"))
            for one in here:
                self._add(one.page, one.path, one.text)
        self._column.addStretch(1)
        for way in self._inside.findChildren(Way):
            if had and way.accessibleName() == had:
                way.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """Put the keyboard on the first line."""
        ways = self._inside.findChildren(Way)
        if ways:
            ways[0].setFocus(Qt.FocusReason.TabFocusReason)

    def first(self) -> None:
        """Go to the first line, as Enter in the search does."""
        ways = self._inside.findChildren(Way)
        if ways:
            ways[0].click()

    def _begin(self) -> None:
        clear(self._column)
        self.verticalScrollBar().setValue(0)
        self._column.addWidget(link(tr("← All sections"), self.closed.emit), 0, Qt.AlignmentFlag.AlignLeft)

    def _add(self, page: str, path: Path, words: str, about: str = "") -> None:
        way = Way(literal(words), "link", partial(self.wanted.emit, page, path))
        way.setAccessibleName(f"{words}, {about}" if about else words)
        self._column.addWidget(way)
        if about:
            said = Text(about, "small")
            self._column.addWidget(said)
            self._column.addSpacing(4)

    @staticmethod
    def _count(count: int) -> str:
        if not count:
            return tr("Nothing found. Try another word, or a part of one.")
        return tr("1 place") if count == 1 else tr("{count} places").replace("{count}", str(count))
