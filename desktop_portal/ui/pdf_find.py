"""The line that looks for words in a document."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from desktop_portal.ui.fields import announce
from desktop_portal.ui.widgets import Text, fill, secondary


class FindBar(QFrame):
    """Words to look for, and how many places hold them. `changed` tells the words, `stepped` 1 (next) or -1 (back)."""

    changed = Signal(str)
    stepped = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")
        label = Text(self.tr("&Find"), "label", wraps=False)
        label.setAccessibleName(self.tr("Find"))
        self.words = QLineEdit()
        self.words.setAccessibleName(self.tr("Find in this document"))
        label.setBuddy(self.words)
        self._told = Text("", "hint", wraps=False)
        line = QHBoxLayout(self)
        before = secondary(self.tr("Previous"), lambda: self.stepped.emit(-1))
        after = secondary(self.tr("Next"), lambda: self.stepped.emit(1))
        close = secondary(self.tr("Close"), self.closed.emit)
        fill(line, label, self.words, before, after, self._told, close, margins=(24, 8, 24, 8), spacing=8)
        line.setStretch(1, 1)
        self.words.textChanged.connect(self.changed)
        self.words.returnPressed.connect(lambda: self.stepped.emit(1))
        self.words.installEventFilter(self)

    def open(self) -> None:
        """Show the line with the keyboard in it."""
        self.show()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def tell(self, place: int, places: int) -> None:
        """Say which place of how many is shown; place 0 is none yet."""
        if not self.words.text():
            text = ""
        elif not places:
            text = self.tr("Not found")
        elif place:
            text = self.tr("{place} of {places}").format(place=place, places=places)
        else:
            text = self.tr("{places} found").format(places=places)
        if text != self._told.text():
            self._told.setText(text)
            announce(self, text)

    def eventFilter(self, watched: object, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Esc closes this line, not the document."""
        if watched is self.words and event.type() is QEvent.Type.ShortcutOverride and _is_escape(event):
            event.accept()
            return True
        if watched is self.words and event.type() is QEvent.Type.KeyPress and _is_escape(event):
            self.closed.emit()
            return True
        return super().eventFilter(self.words, event)


def _is_escape(event: QEvent) -> bool:
    return getattr(event, "key", lambda: None)() == Qt.Key.Key_Escape
