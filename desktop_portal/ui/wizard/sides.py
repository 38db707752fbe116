"""The list of sections beside the page; in a small window, or with large text, the one or the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_portal.ui.editors.base import px
from desktop_portal.ui.widgets import Text, link
from desktop_portal.ui.wizard.section_list import WIDTH
from desktop_portal.ui.wizard.wording import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from desktop_portal.core.page_state import PageState
    from desktop_portal.ui.wizard.foot_bar import FootBar
    from desktop_portal.ui.wizard.side import Side

ROOM_FOR_BOTH = 820
MOST_OF_ALL = 0.36


class Sides(QWidget):
    """Both sides where there is room; else the page under a line that opens the list of sections."""

    def __init__(self, sections: Side, page: QWidget, foot: FootBar) -> None:
        super().__init__()
        self._list, self._page, self._foot = sections, page, foot
        self._compact = False
        self._alone = False
        self._where = Text("", "small")
        self._open = link(tr("Sections"), self._toggle)
        self._bar = QFrame()
        self._bar.setProperty("kind", "bar")
        strip = QHBoxLayout(self._bar)
        strip.setContentsMargins(16, 6, 16, 6)
        strip.setSpacing(20)
        strip.addWidget(self._where, 1)
        strip.addWidget(self._open, 0, Qt.AlignmentFlag.AlignVCenter)
        both = QHBoxLayout()
        both.setSpacing(0)
        both.addWidget(sections)
        both.addWidget(page, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._bar)
        column.addLayout(both, 1)
        self._bar.hide()

    def show_page(self, state: PageState) -> None:
        """Say which section is open, and show it."""
        here = next((row.number for row in state.sections if row.current), 0)
        words = tr("Section {number} of {count}").replace("{number}", str(here))
        words = words.replace("{count}", str(len(state.sections)))
        if self._where.text() != words:
            self._where.setText(words)
        if self._compact:
            self._choose(listed=False)

    def show_alone(self) -> None:
        """Show only the page from now on: the form has gone."""
        self._alone = True
        self._settle()

    def show_list(self) -> None:
        """Show the list of sections, where it is hidden for lack of room."""
        if self._list.isHidden() and not self._alone:
            self._choose(listed=True)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Choose by the room there is at this size of text."""
        super().resizeEvent(event)
        self._settle()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Choose again when the size of text changes while the form is open."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._settle()

    def _settle(self) -> None:
        compact = self.width() < px(self, ROOM_FOR_BOTH)
        if compact != self._compact:
            self._compact = compact
            self._foot.set_compact(on=compact)
        self._bar.setVisible(compact and not self._alone)
        self._list.setMinimumWidth(0)
        self._list.setMaximumWidth(16_777_215)
        if not compact:
            self._list.setFixedWidth(min(px(self, WIDTH), round(self.width() * MOST_OF_ALL)))
        self._choose(listed=not compact)

    def _toggle(self) -> None:
        self._choose(listed=self._list.isHidden())
        if self._list.isVisible():
            self._list.take_focus()

    def _choose(self, *, listed: bool) -> None:
        self._list.setVisible(listed and not self._alone)
        self._page.setVisible(not listed or not self._compact)
        words = tr("Back to the section") if listed and self._compact else tr("Sections")
        if self._open.text() != words:
            self._open.setText(words)
