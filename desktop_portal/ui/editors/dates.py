"""Dates in three boxes, alone or with a time: a date may be whole, a month or a year, or not known at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from desktop_portal.forms.answers import Date, DateTime, Unreadable
from desktop_portal.ui.editors.base import Editor
from desktop_portal.ui.editors.reading import clock_text, date_boxes, read_date, read_moment, spread
from desktop_portal.ui.editors.text import Line
from desktop_portal.ui.flow import FlowLayout
from desktop_portal.ui.widgets import stack

if TYPE_CHECKING:
    from desktop_portal.forms.answers import Value
    from desktop_portal.forms.tree import Question
    from desktop_portal.ui.editors.base import Values

DAY_WIDTH, MONTH_WIDTH, YEAR_WIDTH, TIME_WIDTH = 64, 112, 88, 96


class DateEditor(Editor):
    """Day, month (number or name) and year; a whole date may be pasted into the first box."""

    stretches = False
    is_low = True

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self._flow = FlowLayout(self, 16, 8)
        self._flow.setContentsMargins(0, 0, 0, 0)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.day = self._box(self.tr("Day"), DAY_WIDTH)
        self.month = self._box(self.tr("Month"), MONTH_WIDTH)
        self.year = self._box(self.tr("Year"), YEAR_WIDTH)
        self.day.textEdited.connect(self._spread)

    def values(self) -> Values:
        """Return the date, whole or partial; what was typed where it is none."""
        value = self._read()
        return () if value is None else (value,)

    def show_values(self, values: Values) -> None:
        """Show a date, unless what is typed means the same ("May" stays "May")."""
        if self.values() == values:
            return
        first = values[0] if values else None
        self._show(first if isinstance(first, (Date, DateTime, Unreadable)) else None)

    def _boxes(self) -> tuple[str, str, str]:
        return (self.day.text(), self.month.text(), self.year.text())

    def _read(self) -> Value | None:
        return read_date(self._boxes())

    def _show(self, value: Date | DateTime | Unreadable | None) -> None:
        for box, text in zip((self.day, self.month, self.year), date_boxes(value), strict=True):
            box.setText(text)

    def _spread(self, text: str) -> None:
        boxes = spread(text)
        if boxes and not self.month.text() and not self.year.text():
            self.day.setText(boxes[0])
            self.month.setText(boxes[1])
            self.year.setText(boxes[2])
            self._say()

    def _box(self, name: str, width: int) -> Line:
        label = QLabel(name, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        line = Line(width, self)
        label.setBuddy(line)
        self._flow.addWidget(stack(label, line, spacing=4))
        self.parts.append((line, name))
        line.textEdited.connect(self._say)
        return line


class DateTimeEditor(DateEditor):
    """A date, and a time of day where it is known."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.clock = self._box(self.tr("Time"), TIME_WIDTH)
        self.clock.setPlaceholderText("14:30")

    def _read(self) -> Value | None:
        clock = self.clock.text() if hasattr(self, "clock") else ""
        return read_moment(self._boxes(), clock)

    def _show(self, value: Date | DateTime | Unreadable | None) -> None:
        super()._show(value)
        self.clock.setText(clock_text(value) if isinstance(value, (DateTime, Unreadable)) else "")
