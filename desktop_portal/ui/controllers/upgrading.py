"""The store of an older program is brought up to date: how far it is, and the way to stop it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop_portal.core.problems import UpgradeStopped
from desktop_portal.ui.making_dialog import UpgradingDialog

if TYPE_CHECKING:
    from desktop_portal.ui.controllers.ground import Ground

# Most stores are small: a window that flashes up would only startle.
MOMENT_MS: Final = 300


class Upgrading(QObject):
    """Hears on the lane how far it is; stopped, the work ends with UpgradeStopped and the store as it was."""

    _stepped = Signal(int, int)

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground.window)
        self._ground = ground
        self._over = threading.Event()
        self._dialog: UpgradingDialog | None = None
        self._far = (0, 0)
        self._moment = QTimer(self)
        self._moment.setSingleShot(True)
        self._moment.setInterval(MOMENT_MS)
        self._moment.timeout.connect(self._show)
        self._stepped.connect(self._take, Qt.ConnectionType.QueuedConnection)
        ground.app.on_upgrade = self._step

    def end(self) -> None:
        """Show it no more: the forms are open, or could not be."""
        self._over.clear()
        self._far = (0, 0)
        self._moment.stop()
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.blockSignals(True)
            dialog.close()

    def _step(self, done: int, of: int) -> None:
        if self._over.is_set():
            raise UpgradeStopped
        self._stepped.emit(done, of)

    def _take(self, done: int, of: int) -> None:
        begins, self._far = self._far == (0, 0), (done, of)
        if self._dialog is not None:
            self._dialog.show_progress(done, of)
        elif begins and done < of:
            self._moment.start()

    def _show(self) -> None:
        self._dialog = UpgradingDialog(self._ground.window)
        self._dialog.show_progress(*self._far)
        self._dialog.rejected.connect(self._stop)
        self._dialog.open()

    def _stop(self) -> None:
        # It goes with its closing; the lane hears of it at its next step.
        self._dialog = None
        self._over.set()
