"""Text on one line, telephone numbers and codes as typed, numbers, and long text that grows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_portal.forms.answers import Absent, Time, Unreadable
from desktop_portal.ui.editors.base import Editor, FormLine, px, undo_key
from desktop_portal.ui.editors.reading import clock_text, read_decimal, read_integer, read_time

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QResizeEvent

    from desktop_portal.forms.answers import Value
    from desktop_portal.forms.tree import Question
    from desktop_portal.ui.editors.base import Values

SHORT, MIDDLE, NARROW = 280, 440, 64
LONG_FROM = 60
FEWEST_LINES = 4
MOST_LINES = 24


def text_of(values: Values) -> str:
    """Return what to show of the first value in a line: nothing for a reason why there is no answer."""
    if not values or isinstance(values[0], Absent):
        return ""
    value = values[0]
    return value.text if isinstance(value, Unreadable) else str(value)


class Line(FormLine):
    """One line, as wide as the design says (at 100 %; 0: all there is), narrower where there is no room."""

    def __init__(self, width: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._width = width

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Take the width of the design."""
        hint = super().sizeHint()
        return QSize(px(self, self._width), hint.height()) if self._width else hint

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Give way to a few letters."""
        return QSize(px(self, min(self._width or NARROW, NARROW)), super().minimumSizeHint().height())


class LineEditor(Editor):
    """One line of text, kept exactly as typed."""

    is_low = True

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.stretches = self._is_long(question) and not question.absent
        self.line = Line(SHORT if not self._is_long(question) else MIDDLE if question.absent else 0, self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.line)
        self.parts = [(self.line, "")]
        self.line.textEdited.connect(self._say)

    def values(self) -> Values:
        """Return the text; none when there is nothing but space."""
        value = self.read(self.line.text())
        return () if value is None else (value,)

    def read(self, text: str) -> Value | None:
        """Return the answer a line of text means."""
        return text if text.strip() else None

    def show_values(self, values: Values) -> None:
        """Show the text, leaving the cursor where it is when nothing differs."""
        text = text_of(values)
        if self.line.text() != text:
            self.line.setText(text)

    def _is_long(self, question: Question) -> bool:
        return not question.named_format and (question.max_length is None or question.max_length > LONG_FROM)


class NumberEditor(LineEditor):
    """A number in a plain line: it can be empty, and nothing changes it by accident."""

    reader: Callable[[str], Value | None] = staticmethod(read_integer)

    def read(self, text: str) -> Value | None:
        """Return the number, or what was typed where it is none."""
        return type(self).reader(text)

    def show_values(self, values: Values) -> None:
        """Show the number, unless what is typed means the same ("1,250" stays "1,250")."""
        if self.values() != values:
            super().show_values(values)

    def _is_long(self, _question: Question) -> bool:
        return False


class DecimalEditor(NumberEditor):
    """A number with decimals."""

    reader = staticmethod(read_decimal)


class TimeEditor(NumberEditor):
    """A time of day as people write it."""

    reader = staticmethod(read_time)

    def show_values(self, values: Values) -> None:
        """Show 14:30 for a time, unless what is typed means the same."""
        first = values[0] if values else None
        if self.values() != values:
            self.line.setText(clock_text(first) if isinstance(first, Time) else text_of(values))


class GrowingText(QPlainTextEdit):
    """A text box as high as its text, between four and twenty-four lines; Tab leaves it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self.fit)
        self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Fit the height again: another width breaks the lines elsewhere."""
        super().resizeEvent(event)
        self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Leave the keys of undo and redo to the window around: they go across all fields."""
        if undo_key(event) is None:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def fit(self) -> None:
        """Take the height of the text."""
        lines = int(self.document().size().height())
        wanted = min(max(lines + 1, FEWEST_LINES), MOST_LINES)
        margins = self.contentsMargins()
        frame = int(self.document().documentMargin()) * 2 + margins.top() + margins.bottom()
        height = wanted * self.fontMetrics().lineSpacing() + frame
        if height != self.height():
            self.setFixedHeight(height)


class LongTextEditor(Editor):
    """Text of any length in a box that grows; a count only where the form sets a limit."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.area = GrowingText(self)
        self.count: QLabel | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.area)
        self._quiet = False
        if question.max_length is not None:
            self.count = QLabel(self)
            self.count.setTextFormat(Qt.TextFormat.PlainText)
            self.count.setProperty("kind", "hint")
            box.addWidget(self.count)
            self._tell_count()
        self.parts = [(self.area, "")]
        self.area.textChanged.connect(self._typed)

    def values(self) -> Values:
        """Return the text as typed; none when there is nothing but space."""
        text = self.area.toPlainText()
        return (text,) if text.strip() else ()

    def show_values(self, values: Values) -> None:
        """Show the text, leaving the cursor where it is when nothing differs."""
        text = text_of(values)
        if self.area.toPlainText() == text:
            return
        self._quiet = True
        self.area.setPlainText(text)
        self._quiet = False
        self._tell_count()

    def _typed(self) -> None:
        if self._quiet:
            return
        self._tell_count()
        self._say()

    def _tell_count(self) -> None:
        if self.count is None or self.question.max_length is None:
            return
        left = self.question.max_length - len(self.area.toPlainText())
        one = abs(left) == 1
        if left >= 0:
            text = self.tr("You have 1 character left") if one else self.tr("You have {count} characters left")
        else:
            text = self.tr("You have 1 character too many") if one else self.tr("You have {count} characters too many")
        self.count.setText(text.replace("{count}", f"{abs(left):,}"))
