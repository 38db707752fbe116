"""The window is closed by hand: what is open is saved, and what is unsent is told before the program ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_portal.ui.controllers.safety import overdue
from desktop_portal.ui.dialogs import ClosingDialog

if TYPE_CHECKING:
    from desktop_portal.ui.controllers.filling import Filling
    from desktop_portal.ui.controllers.ground import Ground
    from desktop_portal.ui.controllers.locking import Locking
    from desktop_portal.ui.controllers.sending import Sending
    from desktop_portal.ui.tray import Tray


class Closing(QObject):
    """Asks what to do with what is unsent. `end` says that the program may end."""

    end = Signal()

    def __init__(self, ground: Ground, filling: Filling, sending: Sending, locking: Locking, tray: Tray) -> None:
        super().__init__(ground.window)
        self._app, self._window = ground.app, ground.window
        self._filling, self._sending, self._locking, self._tray = filling, sending, locking, tray
        ground.window.close_asked.connect(self._close_asked)

    def _close_asked(self) -> None:
        if not self._filling.save():
            return
        unsent = self._sending.waiting
        if not unsent:
            self.end.emit()
            return
        council = self._app.council()
        pressing = overdue(self._app.session, self._app.clock(), 0)
        phone = council.number_at(self._app.clock()) if pressing else ""
        dialog = ClosingDialog(self._window, unsent, phone)
        dialog.keep_sending.connect(self._go_to_background)
        dialog.close_anyway.connect(self.end)
        dialog.open()

    def _go_to_background(self) -> None:
        """Hide where the system has a tray to come back from, else make the window small."""
        self._locking.lock()
        if self._tray.present:
            self._window.hide()
        else:
            self._window.showMinimized()
