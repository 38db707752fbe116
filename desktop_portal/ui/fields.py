"""A question and its editor: label, hint, error beside it, and how all of it is told to a screen reader."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QPainter,
    QPalette,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from desktop_portal.ui.widgets import Button, Text, clear, error, fill, hint, literal, restyle, title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent


BAR, BAR_ROOM = 4, 20


@dataclass(frozen=True, slots=True)
class FieldError:
    """One line of the summary: `field` is the name of the field that it jumps to."""

    field: str
    text: str


class Around(QWidget):
    """Something around `takes`, the one widget in it that a label is for.

    It is no focus proxy: Qt's Tab takes a proxy that stands later in the order for its widget, and never leaves a page
    (decision 61).
    """

    takes: QWidget


class FieldLabel(Text):
    """A field's label, with a red asterisk when it must be answered."""

    def __init__(self, text: str, *, mandatory: bool) -> None:
        super().__init__(literal(f"{text}\u00a0*" if mandatory else text), "label")
        self._star = self._coloured() if mandatory else None
        self._shown = f"{text}\u00a0*" if mandatory else text
        # A list of choices is told by its value and its label, so the label says that it must be answered.
        must = QCoreApplication.translate("Field", "must be answered")
        self.setAccessibleName(f"{text}, {must}" if mandatory else text)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the text, its asterisk in the colour of problems."""
        layout = QTextLayout(self._shown, self.font(), self)
        layout.setTextOption(QTextOption(Qt.AlignmentFlag.AlignLeft))
        if self._star is not None:
            layout.setFormats([self._red(self._star)])
        layout.beginLayout()
        top = 0.0
        while (row := layout.createLine()).isValid():
            row.setLeadingIncluded(True)
            row.setLineWidth(self.width())
            row.setPosition(QRectF(0, top, 0, 0).topLeft())
            top += row.height()
        layout.endLayout()
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        layout.draw(painter, QRectF(0, 0, 0, 0).topLeft())

    def _coloured(self) -> Text:
        """Return what has the colour of problems; it is never seen."""
        star = Text("", "error", wraps=False)
        star.setParent(self)
        star.hide()
        return star

    def _red(self, star: Text) -> QTextLayout.FormatRange:
        star.ensurePolished()
        shape = QTextCharFormat()
        shape.setForeground(QColor(star.palette().color(QPalette.ColorRole.WindowText)))
        part = QTextLayout.FormatRange()
        part.start, part.length, part.format = len(self._shown) - 1, 1, shape
        return part


class Field(QFrame):
    """A label, a hint, what is wrong, and the editor, in this order; a bar at the left while something is wrong.

    The editor (or what it is around) is the label's buddy. Its accessible name is the label's text, with "must be
    answered" when that is so; its accessible description is what is wrong and the hint.
    """

    def __init__(self, label: str, editor: QWidget, hint_text: str = "", *, mandatory: bool = False) -> None:
        super().__init__()
        self.setProperty("kind", "field")
        self.editor = editor
        self._label_text = label
        self._hint_text = hint_text
        self._mandatory = mandatory
        self._label = FieldLabel(label, mandatory=mandatory)
        self._error: Text | None = None
        self._layout = QVBoxLayout(self)
        parts: list[QWidget] = [self._label, *([hint(hint_text)] if hint_text else []), editor]
        fill(self._layout, *parts, spacing=4)
        self._input = editor.takes if isinstance(editor, Around) else editor
        self._label.setBuddy(self._input)
        self._tell()

    @property
    def label(self) -> str:
        """The question as it is asked."""
        return self._label_text

    @property
    def problem(self) -> str:
        """What is shown as wrong; empty when nothing is."""
        return self._error.text() if self._error is not None else ""

    def show_problem(self, text: str) -> None:
        """Show what is wrong between the hint and the editor; an empty text takes it away. What was typed stays."""
        if text == self.problem:
            return
        if self._error is None:
            self._error = error(text)
            self._layout.insertWidget(self._layout.indexOf(self.editor), self._error)
        self._error.setText(text)
        self._error.setVisible(bool(text))
        self._layout.setContentsMargins(BAR_ROOM if text else 0, 0, 0, 0)
        self.update()
        restyle(self._input, "problem", "true" if text else "false")
        self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        """Draw the bar of a field with a problem."""
        super().paintEvent(event)
        if self._error is not None and self._error.text():
            colour = self._error.palette().color(QPalette.ColorRole.WindowText)
            QPainter(self).fillRect(0, 0, BAR, self.height(), colour)

    def take_focus(self) -> None:
        """Give the keyboard to the editor."""
        self._input.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        """Name and describe the editor for screen readers."""
        must = QCoreApplication.translate("Field", "must be answered")
        self._input.setAccessibleName(f"{self._label_text}, {must}" if self._mandatory else self._label_text)
        wrong = QCoreApplication.translate("Field", "Problem: {}").format(self.problem) if self.problem else ""
        self._input.setAccessibleDescription(" ".join(part for part in (wrong, self._hint_text) if part))


class ErrorSummary(QFrame):
    """A box titled "There is a problem" with a line for each that jumps to its field. It takes the focus."""

    jump = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "summary")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._layout = QVBoxLayout(self)
        fill(self._layout, margins=(20, 16, 20, 16), spacing=8)
        self.hide()

    def show_errors(self, errors: Sequence[FieldError], *, take_focus: bool = True) -> None:
        """Show the problems, in the order of the page, and say them; none hides the summary."""
        clear(self._layout)
        self.setVisible(bool(errors))
        if not errors:
            return
        head = QCoreApplication.translate("ErrorSummary", "There is a problem")
        heading = title(head)
        heading.setProperty("kind", "heading")
        self._layout.addWidget(heading)
        for one in errors:
            self._layout.addWidget(self._line(one))
        self.setAccessibleName(head)
        self.setAccessibleDescription(" ".join(one.text for one in errors))
        if take_focus:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, f"{head}. " + " ".join(one.text for one in errors))

    def _line(self, one: FieldError) -> QWidget:
        return Button(literal(one.text), "link-bad", lambda: self.jump.emit(one.field))


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say the text now."""
    event = QAccessibleAnnouncementEvent(widget, text)
    QAccessible.updateAccessibility(event)
