"""Somebody comes in: to begin a form, to send one written without an account, or to answer the council."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

if TYPE_CHECKING:
    from desktop_portal.core.form_entry import FormEntry
    from desktop_portal.services.session import Session
    from desktop_portal.ui.controllers.bars import Bars
    from desktop_portal.ui.controllers.caring import Caring
    from desktop_portal.ui.controllers.filling import Filling
    from desktop_portal.ui.controllers.ground import Ground, Steps
    from desktop_portal.ui.controllers.links import Links
    from desktop_portal.ui.controllers.locking import Locking

translate = QCoreApplication.translate


class ComingIn(QObject):
    """Remembers what somebody wanted while they sign in. `ask` carries why they are asked to."""

    ask = Signal(str)

    def __init__(self, ground: Ground, filling: Filling, links: Links, steps: Steps) -> None:
        super().__init__(ground.window)
        self._app, self._filling, self._links, self._steps = ground.app, filling, links, steps
        self._pending: FormEntry | None = None
        self._return_to = ""

    def listen(self, locking: Locking, caring: Caring, bars: Bars) -> None:
        """Know who has to be told that somebody is in."""
        self._locking, self._caring, self._bars = locking, caring, bars
        self._filling.sign_in.connect(self._sign_in_for)

    def enter(self, session: Session) -> None:
        """Take somebody in, and go on with what they came for: a form, a link, or the first page."""
        self._app.enter(session)
        self._locking.watch(session)
        self._steps.follow(session)
        self._caring.welcome(session)
        self._bars.show()
        pending, self._pending = self._pending, None
        draft_id, self._return_to = self._return_to, ""
        if pending is not None:
            self._filling.begin(session, pending)
        elif draft_id:
            self._filling.recover(session, draft_id)
        elif not self._links.follow(session):
            self._steps.go_home()

    def begin(self, entry: FormEntry) -> None:
        """Begin a form, now or once somebody has signed in."""
        if self._app.session is None:
            self._pending = entry
            self.ask.emit(translate("Program", "Sign in or register, then go on with “{}”.").format(entry.title))
        else:
            self._filling.begin(self._app.session, entry)

    def sign_in_again(self) -> None:
        """Let the person sign in anew when the council has ended the session; the store is closed until then."""
        if self._steps.leave_form():
            self._steps.close_session()
            self.ask.emit(translate("Program", "Sign in again to send what waits. Nothing is lost."))

    def _sign_in_for(self, draft_id: str) -> None:
        """Let a guest who wants to submit sign in, and come back to the very form (J09)."""
        self._return_to = draft_id
        self._filling.drop()
        self.ask.emit(translate("Program", "Sign in or register to send your form. It is saved on this computer."))
