"""Hands and eyes: finds what is on the screen by its accessible name, presses and types, and waits for conditions.

Names are asked of Qt's accessibility interface, so what these hands can find a screen reader can find too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from desktop_portal.ui.widgets import without_mnemonic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Found = TypeVar("Found", bound=QWidget)

MUST_BE_ANSWERED = "must be answered"
_LABEL = QAccessible.RelationFlag.Label


class NotThereError(AssertionError):
    """What was looked for is not on the screen."""


def wait_until(condition: Callable[[], object], sentence: str | Callable[[], str], seconds: float = 20) -> None:
    """Let the program run until `condition` holds; raise NotThereError with `sentence` when it does not in time."""
    if condition():
        return
    loop = QEventLoop()
    poll, end = QTimer(), QTimer()
    poll.setInterval(5)
    poll.timeout.connect(lambda: loop.quit() if condition() else None)
    end.setSingleShot(True)
    end.timeout.connect(loop.quit)
    poll.start()
    end.start(int(seconds * 1000))
    loop.exec()
    poll.stop()
    end.stop()
    if not condition():
        told = sentence if isinstance(sentence, str) else sentence()
        raise NotThereError(f"After {seconds:g} seconds still not: {told}")


def name_of(widget: QWidget) -> str:
    """Return what a screen reader calls the widget: a list of choices by its label, anything else by its name."""
    told = QAccessible.queryAccessibleInterface(widget)
    if isinstance(widget, QComboBox):
        labels = [other.text(QAccessible.Text.Name) for other, kind in told.relations() if kind & _LABEL]
        return ", ".join(labels) or widget.accessibleName()
    return told.text(QAccessible.Text.Name)


def description_of(widget: QWidget) -> str:
    """Return what a screen reader adds: hint and error."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Description)


class Hands:
    """Uses the windows of one program as a person does."""

    def __init__(self, application: QApplication) -> None:
        self._application = application

    def windows(self) -> list[QWidget]:
        """Return the windows that are shown, the one that takes input first."""
        shown = [window for window in self._application.topLevelWidgets() if window.isVisible()]
        modal = self._application.activeModalWidget()
        return sorted(shown, key=lambda window: window is not modal)

    def all(self, kind: type[Found]) -> Iterator[Found]:
        """Return the visible widgets of a kind, in the modal window only while there is one."""
        modal = self._application.activeModalWidget()
        for window in [modal] if modal else self.windows():
            if isinstance(window, kind):
                yield window
            yield from (widget for widget in window.findChildren(kind) if widget.isVisible())

    def find(self, name: str, kind: type[Found]) -> Found:
        """Return the widget whose accessible name is `name` or begins with it; wait for it up to 20 s."""
        wait_until(lambda: self._look(name, kind), lambda: f"'{name}' is on the screen. There is: {self.sights()}")
        found = self._look(name, kind)
        if found is None:
            raise NotThereError(name)
        return found

    def _look(self, name: str, kind: type[Found]) -> Found | None:
        begins: Found | None = None
        for widget in self.all(kind):
            if isinstance(widget, QLabel):
                continue
            called = name_of(widget)
            if called == name:
                return widget
            if begins is None and called.startswith(f"{name}") and called[len(name) :].startswith((",", " ", ":")):
                begins = widget
        return begins

    def press(self, name: str) -> None:
        """Press a button, link or menu entry once it is there and can be pressed."""
        button = self.find(name, QAbstractButton)
        wait_until(button.isEnabled, f"'{name}' can be pressed")
        button.click()

    def write(self, name: str, text: str) -> None:
        """Put text into a field, key by key where the keys exist, and leave it as it stands."""
        field = self.find(name, QWidget)
        if not isinstance(field, QLineEdit | QPlainTextEdit):
            raise NotThereError(f"'{name}' is no field for text but {type(field).__name__}")
        field.setFocus()
        field.clear()
        if text.isascii() and "\n" not in text:
            QTest.keyClicks(field, text)
        elif isinstance(field, QLineEdit):
            field.insert(text)
        else:
            field.insertPlainText(text)

    def choose(self, name: str, option: str) -> None:
        """Choose an entry of a list by its words."""
        box = self.find(name, QComboBox)
        index = box.findText(option, Qt.MatchFlag.MatchFixedString)
        if index < 0:
            raise NotThereError(f"'{name}' has no entry '{option}'")
        box.setCurrentIndex(index)
        box.activated.emit(index)

    def click(self, widget: QWidget) -> None:
        """Click in the middle of a widget."""
        QTest.mouseClick(
            widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(widget.width() // 2, 8)
        )

    def reads(self, words: str) -> bool:
        """Return whether the words stand somewhere on the screen."""
        return any(words in label.text() for label in self.all(QLabel)) or any(
            words in without_mnemonic(button.text()) for button in self.all(QAbstractButton)
        )

    def sees(self, words: str, seconds: float = 20) -> None:
        """Wait until the words stand somewhere on the screen."""
        wait_until(lambda: self.reads(words), lambda: f"'{words}' is on the screen. There is: {self.sights()}", seconds)

    def sights(self) -> str:
        """Return the words on the screen, for the message when something is missing."""
        words = [label.text() for label in self.all(QLabel)] + [
            without_mnemonic(button.text()) for button in self.all(QAbstractButton)
        ]
        return " | ".join(word for word in words if word)[:1500]
