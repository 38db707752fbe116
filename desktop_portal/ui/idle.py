"""Knows since when nobody has used the program, and says when to warn and when to lock (J12)."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from PySide6.QtGui import QGuiApplication, QWindow

WARNING = 60
_INPUT = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
    QEvent.Type.InputMethod,
}


class LastInput(QObject):
    """Hears keys, clicks and movements in the window that has the keyboard, stops none, and knows when the last came.

    It listens to windows, not to every object: input reaches a window first, and all other events pass by untouched.
    `heard` tells of each.
    """

    heard = Signal()

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__(app)
        self._last = time.monotonic()
        app.focusWindowChanged.connect(self.listen)
        self.listen(app.focusWindow())

    @property
    def seconds(self) -> float:
        """Seconds since then, or since this was made, while the computer was awake."""
        return time.monotonic() - self._last

    def listen(self, window: QWindow | None) -> None:
        """Hear what comes to a window as well."""
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Take note of keys, clicks, movements; stop none of them."""
        if event.type() in _INPUT:
            self._last = time.monotonic()
            self.heard.emit()
        return False


class IdleWatch(QObject):
    """Looks at the clock once a second, so that a computer that slept locks as it wakes.

    `warned` tells the seconds left, at each second of the last minute; `returned` that the person came back within it;
    `locked` comes once, and the watch rests until `start`.
    """

    warned = Signal(int)
    returned = Signal()
    locked = Signal()

    def __init__(self, app: QGuiApplication, clock: Callable[[], datetime], minutes: int) -> None:
        super().__init__(app)
        self._clock = clock
        self._limit = minutes * 60
        self._last = clock()
        self._warning = False
        self.input = LastInput(app)
        self.input.heard.connect(self.used)
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.look)

    def start(self, minutes: int | None = None) -> None:
        """Begin to watch: someone has just signed in or unlocked. Another limit may be given, in minutes."""
        if minutes is not None:
            self._limit = minutes * 60
        self._last = self._clock()
        self._warning = False
        self._timer.start()

    def stop(self) -> None:
        """Rest: nobody is signed in, or the window is locked."""
        self._timer.stop()
        self._warning = False

    @property
    def seconds(self) -> int:
        """Whole seconds since the last key, click or movement; none when the clock was set back."""
        return max(int((self._clock() - self._last).total_seconds()), 0)

    def used(self) -> None:
        """Take note that the person is there."""
        self._last = self._clock()
        if self._warning:
            self._warning = False
            self.returned.emit()

    def look(self) -> None:
        """Warn or lock, if it is time."""
        left = self._limit - self.seconds
        if left <= 0:
            self.stop()
            self.locked.emit()
        elif left <= min(WARNING, self._limit // 2):
            self._warning = True
            self.warned.emit(left)
