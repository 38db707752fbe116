"""When to save: 400 ms after the last change, and at the latest one second after the first unsaved one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

QUIET_MS, LATEST_MS, RETRY_MS = 400, 700, 5000
"""The rest of the second is for the disk, and for a computer that is busy with other things."""


class Autosave(QObject):
    """Calls `save` in time. `save` says whether it worked; where it did not, it is tried again every five seconds."""

    def __init__(self, save: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._save = save
        self._quiet, self._latest, self._retry = QTimer(self), QTimer(self), QTimer(self)
        for timer, wait in ((self._quiet, QUIET_MS), (self._latest, LATEST_MS), (self._retry, RETRY_MS)):
            timer.setSingleShot(True)
            timer.setTimerType(Qt.TimerType.PreciseTimer)
            timer.setInterval(wait)
            timer.timeout.connect(self.now)

    def changed(self) -> None:
        """Something is not saved yet."""
        self._quiet.start()
        if not self._latest.isActive():
            self._latest.start()

    def now(self) -> bool:
        """Save at once; returns whether all is on the disk."""
        self.stop()
        saved = self._save()
        if not saved:
            self._retry.start()
        return saved

    def stop(self) -> None:
        """Save no more by itself until the next change."""
        for timer in (self._quiet, self._latest, self._retry):
            timer.stop()
