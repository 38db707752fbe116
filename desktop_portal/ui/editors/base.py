"""What every editor is: it shows values, and says when the person has changed them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from desktop_portal.forms.answers import Value
    from desktop_portal.forms.tree import Question

Values = tuple["Value", ...]


class Editor(QWidget):
    """One question's input. `edited` carries the new values; showing values never emits it.

    A subclass fills `parts`: its input widgets with what each is called beyond the question ("Day", or ""), the first
    being the one that takes the focus when a person jumps here.
    """

    edited = Signal(object)
    stretches = True
    labels_itself = False
    is_low = False

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = question
        self.parts: list[tuple[QWidget, str]] = []

    def values(self) -> Values:
        """Return what stands in the editor now, as answers; empty when nothing does."""
        raise NotImplementedError

    def show_values(self, values: Values) -> None:
        """Put the values there without saying that they were edited."""
        raise NotImplementedError

    def describe(self, name: str, description: str) -> None:
        """Tell a screen reader the question's name and, with it, hint and problem."""
        for widget, part in self.parts:
            widget.setAccessibleName(f"{part}, {name}" if part else name)
            widget.setAccessibleDescription(description)

    def mark_problem(self, *, problem: bool) -> None:
        """Show the edges of the inputs as wrong, or not."""
        for widget, _ in self.parts:
            if widget.property("problem") != problem:
                widget.setProperty("problem", problem)
                widget.style().unpolish(widget)
                widget.style().polish(widget)
                widget.updateGeometry()

    def focus_part(self) -> QWidget:
        """Return the widget that takes the focus when a person jumps to this question."""
        return self.parts[0][0]

    def _say(self) -> None:
        self.edited.emit(self.values())


def undo_key(event: QKeyEvent) -> bool | None:
    """Return False for the keys of undo, True for those of redo ("again"), None for all others."""
    if event.matches(QKeySequence.StandardKey.Undo):
        return False
    again = event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return True if again or event.matches(QKeySequence.StandardKey.Redo) else None


class FormLine(QLineEdit):
    """A line in a form. Ctrl+Z in it takes back the last change of the whole form, in whatever field that was.

    Dictation, a switch or a screen reader puts text in without a key: `textEdited` comes for that as well, else it
    would stand in the field and never be saved. Only what the program itself shows by `setText` is no edit.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told = ""
        self.textEdited.connect(self._remember)
        self.textChanged.connect(self._hear)

    def setText(self, text: str | None) -> None:  # noqa: N802 (Qt's name)
        """Show a text; nobody has edited it."""
        self._told = text or ""
        super().setText(text)

    def _remember(self, text: str) -> None:
        self._told = text

    def _hear(self, text: str) -> None:
        if text != self._told:
            self.textEdited.emit(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Leave the keys of undo and redo to the window around."""
        if undo_key(event) is None:
            super().keyPressEvent(event)
        else:
            event.ignore()


def px(widget: QWidget, size: float) -> int:
    """Return a length of the design, in pixels at 100 %, at the size of text that the widget has."""
    return round(size * widget.font().pixelSize() / 16) if widget.font().pixelSize() > 0 else round(size)


def keep_width(widget: QWidget, event: QEvent, size: float) -> None:
    """Let a widget be at most as wide as the design says, when the event brings it its size of text."""
    if event.type() is QEvent.Type.FontChange:
        widget.setMaximumWidth(px(widget, size))
