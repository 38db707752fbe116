"""The key that hides the window at once: heard in the window, in every other one of the program, and over a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut

if TYPE_CHECKING:
    from PySide6.QtGui import QWindow
    from PySide6.QtWidgets import QApplication, QWidget


class HideKey(QObject):
    """`pressed` comes once for each press, whichever of the program's own windows has the keyboard.

    A shortcut alone is silent while a question or a menu is open, which is when somebody may come in.
    """

    pressed = Signal()

    def __init__(self, window: QWidget, app: QApplication, key: str) -> None:
        super().__init__(window)
        self._shortcut = QShortcut(QKeySequence(key), window, self.pressed.emit)
        app.focusWindowChanged.connect(self._listen)
        self._listen(app.focusWindow())

    @property
    def words(self) -> str:
        """The key as people write it; "" for none."""
        return self._shortcut.key().toString(QKeySequence.SequenceFormat.NativeText)

    def change(self, key: str) -> None:
        """Listen to another key, such as "Ctrl+Shift+H"; "" for none."""
        self._shortcut.setKey(QKeySequence(key))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Hear the key where the shortcut did not: what a shortcut has taken never comes here."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if QKeySequence(event.keyCombination()) != self._shortcut.key():
            return False
        self.pressed.emit()
        return True

    def _listen(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)
