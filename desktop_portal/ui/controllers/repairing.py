"""A store that cannot be read: put away, mended, and opened again, or signed in to anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from desktop_portal.services.session import Session
    from desktop_portal.ui.controllers.ground import Ground, Steps
    from desktop_portal.ui.controllers.locking import Locking
    from desktop_portal.ui.controllers.mending import MendingPages


class Repairing(QObject):
    """Leads through the pages of mending. `sign_in` carries what is told on the page that asks for the password."""

    mended = Signal()
    sign_in = Signal(str)

    def __init__(self, ground: Ground, mending: MendingPages, locking: Locking, steps: Steps) -> None:
        super().__init__(ground.window)
        self._app, self._mending, self._locking, self._steps = ground.app, mending, locking, steps
        locking.unreadable.connect(self._not_unlocked)
        mending.before_mending.connect(self._start_mending)
        mending.reopened.connect(self._mended)
        mending.later.connect(steps.go_home)
        mending.left.connect(self._not_opened)

    def _not_unlocked(self, email: str, secret: str) -> None:
        self._locking.uncover()
        self._steps.close_session()
        self._mending.show_unreadable(email, secret)

    def _start_mending(self) -> None:
        """Put everything away that reads the store, before a whole one takes its place."""
        self._steps.leave_form()
        self._steps.follow(None)
        self._app.session = None

    def _mended(self, session: Session) -> None:
        self._app.session = session
        self._locking.watch(session)
        self._steps.follow(session)
        self.mended.emit()

    def _not_opened(self, notice: str) -> None:
        """Go back to signing in after a store that could not be read, mended or not."""
        self._steps.close_session()
        self.sign_in.emit(notice)
