"""What a list of choices is made of: an option with its words, a line to find one, and a line for one's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from desktop_portal.ui.editors.base import FormLine, keep_width, px
from desktop_portal.ui.signs import fit_signs, grow_signs
from desktop_portal.ui.widgets import fill

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent

    from desktop_portal.forms.tree import Option

LONGEST_ON_BUTTON = 48
LONGEST_IN_LARGE_TEXT = 14


class ButtonLabel(QLabel):
    """The words of a button that are too long for it to show itself: they wrap, and a click on them is one on it."""

    def __init__(self, text: str, button: QAbstractButton, kind: str = "body") -> None:
        super().__init__(text, button.parentWidget())
        self._button = button
        self.setProperty("kind", kind)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setBuddy(button)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        """Press the button."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self._button.setFocus(Qt.FocusReason.MouseFocusReason)
            self._button.click()


class OptionRow(QWidget):
    """One option: its button, and below it its hint; the words wrap at any width."""

    def __init__(self, option: Option, button: QAbstractButton, parent: QWidget) -> None:
        super().__init__(parent)
        self.option, self.button = option, button
        button.setParent(self)
        button.setAccessibleName(option.label)
        button.setAccessibleDescription(option.hint)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._words: list[ButtonLabel] = []
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Choose again at another size of text: words that the button showed may have to wrap now."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        longest = LONGEST_ON_BUTTON if px(self, 1) == 1 else LONGEST_IN_LARGE_TEXT
        short = len(self.option.label) <= longest and not self.option.hint
        if self._line.count() and short is not bool(self._words):
            return
        while self._line.takeAt(0) is not None:
            pass
        for words in self._words:
            words.hide()
            words.deleteLater()
        self._words = [] if short else self._beside()
        self.button.setText(self.option.label.replace("&", "&&") if short else "")
        self._line.setSpacing(8 if short else 0)
        self._line.addWidget(self.button, 0, Qt.AlignmentFlag(0) if short else Qt.AlignmentFlag.AlignTop)
        if short:
            self._line.addStretch(1)
            return
        column = QVBoxLayout()
        fill(column, *self._words, margins=(0, 4, 0, 4), spacing=0)
        self._line.addLayout(column, 1)

    def _beside(self) -> list[ButtonLabel]:
        words = [ButtonLabel(self.option.label, self.button)]
        return [*words, ButtonLabel(self.option.hint, self.button, "hint")] if self.option.hint else words


class OptionSearch(QLineEdit):
    """Where people type to find an option."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setClearButtonEnabled(True)
        grow_signs(self)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Stay as wide as the design says at this size of text."""
        super().changeEvent(event)
        keep_width(self, event, 480)
        fit_signs(self, event)


class OwnWords(FormLine):
    """Where people write an answer that is not in the list."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Other: say what"))
        self.setPlaceholderText(self.tr("Say what"))
        self.setMaximumWidth(px(self, 480))
        self.setVisible(False)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Stay as wide as the design says at this size of text."""
        super().changeEvent(event)
        keep_width(self, event, 480)
        fit_signs(self, event)
