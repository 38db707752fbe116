"""Lines to type into, as wide as what is expected in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
)

from desktop_portal.ui.fields import Around
from desktop_portal.ui.widgets import Button, fill, link

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QWheelEvent

_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextShowMnemonic)


class Line(QLineEdit):
    """One line, wide enough for `letters` letters; 0 for the whole column."""

    def __init__(self, letters: int = 0, text: str = "") -> None:
        super().__init__(text)
        self._letters = letters
        if letters:
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return the room for the letters expected."""
        hint = super().sizeHint()
        return (
            QSize(self.fontMetrics().averageCharWidth() * self._letters + 32, hint.height()) if self._letters else hint
        )


class Tick(QCheckBox):
    """A box to tick, as wide as its words: the ring of the keyboard and the hand of the mouse are where they are.

    Where there is no room for the words on one line they go on below it.
    """

    def __init__(self, words: str) -> None:
        super().__init__(words)
        policy = QSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum, QSizePolicy.ControlType.CheckBox)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """As narrow as the longest word."""
        widest = max((self.fontMetrics().horizontalAdvance(word) for word in self.text().split()), default=0)
        return QSize(self._beside() + widest + 2, super().sizeHint().height())

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height that all lines need at `width`."""
        room = max(width - self._beside(), 1)
        words = self.fontMetrics().boundingRect(0, 0, room, 100_000, _WRAP, self.text()).height()
        line = super().sizeHint().height()
        return max(line, words + line - self.fontMetrics().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the style's box on the first line, then the words in as many lines as they take."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        line = super().sizeHint().height()
        option.rect = QRect(0, 0, self.width(), min(line, self.height()))
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_CheckBox, option)
        top = (line - self.fontMetrics().height()) // 2
        left = self._beside() - 1
        painter.setFont(self.font())
        painter.setPen(self.palette().windowText().color())
        painter.drawText(QRect(left, top, self.width() - left, self.height() - top), _WRAP, self.text())

    def _beside(self) -> int:
        """Return how much of the width is the box and the air beside it."""
        self.ensurePolished()
        words = self.fontMetrics().size(int(Qt.TextFlag.TextShowMnemonic), self.text()).width()
        return super().sizeHint().width() - words


class PasswordLine(Around):
    """A password, hidden until the person asks to see it; pasting and password managers work."""

    typed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.line = Line(32)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.line.textChanged.connect(self.typed)
        self._show: Button = link("", self._toggle)
        layout = QHBoxLayout(self)
        fill(layout, self.line, self._show, spacing=12)
        layout.addStretch(1)
        self.takes = self.line
        self._name()

    def text(self) -> str:
        """Return the password as typed."""
        return self.line.text()

    def clear(self) -> None:
        """Forget what was typed, and hide the next."""
        self.line.clear()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self._name()

    def _toggle(self) -> None:
        hidden = self.line.echoMode() is QLineEdit.EchoMode.Password
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)
        self._name()

    def _name(self) -> None:
        hidden = self.line.echoMode() is QLineEdit.EchoMode.Password
        translate = QCoreApplication.translate
        show, hide = translate("PasswordLine", "Show password"), translate("PasswordLine", "Hide password")
        self._show.setText(show if hidden else hide)


class Choice(QComboBox):
    """One of a few; `values` are (value, words)."""

    chosen = Signal(object)

    def __init__(self, values: tuple[tuple[object, str], ...], letters: int = 24) -> None:
        super().__init__()
        self._letters = letters
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        for value, words in values:
            self.addItem(words, value)
        self.activated.connect(lambda _at: self.chosen.emit(self.currentData()))

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return the room for the letters expected."""
        return QSize(self.fontMetrics().averageCharWidth() * self._letters + 48, super().sizeHint().height())

    def show_value(self, value: object) -> None:
        """Show a value without saying that it was chosen."""
        self.setCurrentIndex(max(self.findData(value), 0))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        """Leave the wheel to the page, so that scrolling changes no answer."""
        event.ignore()
