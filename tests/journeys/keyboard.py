"""A person with a keyboard and nothing else: each key goes to the window that has the focus, as the system sends it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QWidget,
)

from desktop_portal.ui.demo.hands import NotThereError, name_of, wait_until

if TYPE_CHECKING:
    from PySide6.QtWidgets import QButtonGroup

    from desktop_portal.ui.demo.hands import Hands

MUST = "must be answered"
MOST_TABS = 400
NONE = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier


class Keyboard:
    """Presses keys and knows only where the focus is and what it is called; `seen` are the eyes."""

    def __init__(self, seen: Hands) -> None:
        self.seen = seen
        self.pressed = 0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        window = QGuiApplication.focusWindow()
        if window is None:
            raise NotThereError("no window has the keyboard")
        QTest.keyClick(window, key, modifiers)
        self.pressed += 1

    def mnemonic(self, letter: str) -> None:
        self.press(Qt.Key(ord(letter.upper())), ALT)

    def type(self, words: str) -> None:
        window = QGuiApplication.focusWindow()
        assert window is not None
        for letter in words:
            QTest.keyClick(window, letter)
        self.pressed += len(words)

    def here(self) -> QWidget:
        """What has the keyboard."""
        self._as_the_system_does()
        wait_until(lambda: QApplication.focusWidget() is not None, "something has the keyboard")
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def _as_the_system_does(self) -> None:
        """Put the window forward that is left when a dialog closes: Qt's platform without a screen does not."""
        if QGuiApplication.focusWindow() is None and (left := self.seen.windows()):
            left[0].activateWindow()

    def name(self) -> str:
        return name_of(self.here())

    def tab_to(self, name: str) -> QWidget:
        """Press Tab until what has the keyboard is called so, or begins so."""
        been: list[str] = []
        for _ in range(MOST_TABS):
            if self.name() == name or self.name().startswith((f"{name},", f"{name}:")):
                return self.here()
            been.append(self.name())
            self.press(Qt.Key.Key_Tab)
        raise NotThereError(f"Tab never comes to '{name}', but to {list(dict.fromkeys(been))}")

    def enter(self, name: str) -> None:
        self.tab_to(name)
        self.press(Qt.Key.Key_Return)

    def write(self, name: str, words: str) -> None:
        self.tab_to(name)
        self.type(words)

    def answer_here(self, words: str, wanted: tuple[str, ...]) -> bool:
        """Answer what has the keyboard, if it has to be answered and is not; say whether a key did anything."""
        here, name = self.here(), self.name()
        if isinstance(here, QLineEdit | QPlainTextEdit) and MUST in name:
            empty = not (here.text() if isinstance(here, QLineEdit) else here.toPlainText())
            if empty:
                self.type(words)
            return empty
        if isinstance(here, QComboBox) and MUST in name:
            empty = not here.currentText()
            if empty:
                # The arrow takes the first entry of the list.
                self.press(Qt.Key.Key_Down)
            return empty
        if isinstance(here, QRadioButton) and MUST in here.accessibleDescription():
            return self._choose(here, wanted)
        if isinstance(here, QCheckBox) and self._open(here):
            self.press(Qt.Key.Key_Space)
            return True
        return False

    @staticmethod
    def _open(box: QCheckBox) -> bool:
        """Whether a box has to be ticked: one that is a question of its own, or one of several with none ticked."""
        if MUST in name_of(box):
            return not box.isChecked()
        return MUST in box.accessibleDescription() and not _any_on(box)

    def _choose(self, first: QRadioButton, wanted: tuple[str, ...]) -> bool:
        """Go down with the arrow to an option that is wanted; the arrow chooses as it goes."""
        if _any_on(first):
            return False
        self.press(Qt.Key.Key_Space)
        for _ in range(len(_group(first))):
            if self.name().startswith(wanted):
                return True
            self.press(Qt.Key.Key_Down)
        return True


def _group(button: QAbstractButton) -> list[QAbstractButton]:
    group = cast("QButtonGroup | None", button.group())  # most buttons are in none, whatever the stubs say
    if group is not None:
        return list(group.buttons())
    around = button.parentWidget()
    while around is not None and not around.accessibleName():
        around = around.parentWidget()
    return [] if around is None else around.findChildren(QCheckBox)


def _any_on(button: QAbstractButton) -> bool:
    return button.isChecked() or any(one.isChecked() for one in _group(button))
