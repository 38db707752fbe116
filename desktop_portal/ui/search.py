"""The search line above a table."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_portal.ui.flow import FlowLayout
from desktop_portal.ui.icons import icon
from desktop_portal.ui.inputs import Line
from desktop_portal.ui.signs import fit_signs, grow_signs
from desktop_portal.ui.widgets import fill


class SearchLine(Line):
    """Says at each key what is searched for; Escape empties it."""

    searched = Signal(str)

    def __init__(self, words: str) -> None:
        super().__init__(30)
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self.setClearButtonEnabled(True)
        self.textChanged.connect(self.searched)
        self._sign = QAction(self)
        self.addAction(self._sign, QLineEdit.ActionPosition.LeadingPosition)
        self._draw()
        grow_signs(self)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the sign in the colour and the size of another theme."""
        super().changeEvent(event)
        fit_signs(self, event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_sign"):
            self._draw()

    def beside(self, heading: QWidget) -> QWidget:
        """Return a row with the heading at the left and the search at the right."""
        box = QWidget()
        layout = FlowLayout(box)
        fill(layout, heading)
        layout.push()
        layout.addWidget(self)
        return box

    def _draw(self) -> None:
        drawn = icon("search", self.palette().color(QPalette.ColorRole.PlaceholderText))
        self._sign.setIcon(drawn)
