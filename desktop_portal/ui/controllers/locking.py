"""Locks the window when nobody uses it, on the hide key and on demand; unlocking returns to the same place (J12)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QDialog

from desktop_portal.core.problems import Problem, StoreUnreadable
from desktop_portal.ui.crash import CrashWindow
from desktop_portal.ui.dialogs import IdleDialog
from desktop_portal.ui.fields import FieldError
from desktop_portal.ui.idle import IdleWatch
from desktop_portal.ui.messages import sentence
from desktop_portal.ui.pages.lock import LockPage, LockState
from desktop_portal.ui.system_lock import SystemLock

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

    from desktop_portal.services.session import Session
    from desktop_portal.ui.controllers.ground import Ground

STILL_SENDING = timedelta(minutes=15)
SOON_MS = 250
translate = QCoreApplication.translate


class Locking(QObject):
    """What comes when, at a lock: `noted` (where is the person?), the lock page, `about_to_lock` (save, let go).

    `forget` asks for the store to be closed, and with it the key: at once when nothing waits to be sent, else when all
    is sent or after 15 minutes. `unlocked` brings the session, maybe opened again. A guest has no password to come back
    with: `guest_away` asks to save and to close their forms.
    """

    noted = Signal()
    about_to_lock = Signal()
    forget = Signal()
    unlocked = Signal(object)
    guest_away = Signal()
    unreadable = Signal(str, str)
    sign_out = Signal()

    def __init__(self, ground: Ground, application: QApplication) -> None:
        super().__init__(ground.window)
        self._ground = ground
        self._session: Session | None = None
        self._page: LockPage | None = None
        self._asked: IdleDialog | None = None
        self._email, self._name, self._closed = "", "", False
        self._watch = IdleWatch(application, ground.app.clock, ground.app.idle_minutes)
        self._watch.warned.connect(self._warn)
        self._watch.returned.connect(self._stay)
        self._watch.locked.connect(lambda: self.lock(translate("Locking", "Nobody has used it for a while.")))
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.setInterval(int(STILL_SENDING.total_seconds() * 1000))
        self._forget.timeout.connect(self._time_is_up)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.settle)
        self._overdue = False
        self._application = application
        self.may_forget: Callable[[], bool] = lambda: True
        self._system = SystemLock(self)
        self._system.locked.connect(lambda: self.lock(translate("Locking", "This computer was locked.")))
        ground.window.hide_asked.connect(self._hide)

    @property
    def is_locked(self) -> bool:
        """Whether the lock page covers everything."""
        return self._page is not None

    def watch(self, session: Session | None) -> None:
        """Watch over this session; None rests."""
        self._session = session
        if session is None:
            self._watch.stop()
            return
        person = session.person
        self._email, self._name = (person.email, person.name) if person else ("", "")
        self._watch.start(self._ground.app.idle_minutes)

    def stop(self) -> None:
        """Watch no more: the program ends."""
        self._watch.stop()
        self._watch.deleteLater()
        self._forget.stop()
        self._soon.stop()

    def lock(self, reason: str = "") -> None:
        """Cover the window, save, and let go of the form. What waits goes on being sent for up to 15 minutes."""
        session = self._session
        if self.is_locked or session is None:
            return
        self._stay()
        self._watch.stop()
        self.noted.emit()
        if session.person is None:
            self._put_dialogs_away()
            self.guest_away.emit()
            return
        self._page = LockPage()
        self._page.unlock.connect(self._unlock)
        self._page.use_code.connect(lambda wanted: self._show(with_code=wanted))
        self._page.unlock_with_code.connect(self._unlock_with_code)
        self._page.sign_out.connect(self._leave)
        unsent = len(session.store.outbox.waiting())
        self._page.show_state(LockState(self._name, self._email, reason=reason, unsent=unsent))
        self._ground.window.cover(self._page)
        # At once: saving may take a moment, and the screen must not wait for it.
        self._page.repaint()
        self._put_dialogs_away()
        self.about_to_lock.emit()
        self._closed = self._overdue = False
        self._forget.start()
        self.settle()

    def settle(self) -> None:
        """Let go of the key if it is time: nothing waits to be sent, or the queue had its fifteen minutes."""
        session = self._session
        if not self.is_locked or self._closed or session is None:
            return
        if not self._overdue and session.store.outbox.waiting():
            return
        if self._ground.lane.busy or not self.may_forget():
            self._soon.start()
            return
        self._closed = True
        self._session = None
        self.forget.emit()

    def uncover(self) -> None:
        """Take the lock page away."""
        self._forget.stop()
        self._soon.stop()
        if self._page is not None:
            self._page = None
            self._ground.window.uncover()

    def _hide(self) -> None:
        self.lock()
        self._ground.window.showMinimized()

    def _warn(self, seconds: int) -> None:
        if self._asked is None:
            self._asked = IdleDialog(self._ground.window, seconds)
            self._asked.stay.connect(self._came_back)
            self._asked.lock_now.connect(self._lock_now)
            self._asked.open()
        else:
            self._asked.count_down(seconds)

    def _came_back(self) -> None:
        self._asked = None
        self._watch.used()

    def _lock_now(self) -> None:
        self._asked = None
        self.lock()

    def _stay(self) -> None:
        asked, self._asked = self._asked, None
        if asked is not None:
            asked.blockSignals(True)
            asked.close()

    def _show(self, *, errors: tuple[FieldError, ...] = (), busy: bool = False, with_code: bool = False) -> None:
        if self._page is not None:
            self._page.show_state(LockState(self._name, self._email, errors=errors, busy=busy, with_code=with_code))

    def _unlock(self, password: str) -> None:
        if not password:
            self._show(errors=(FieldError("password", translate("Locking", "Enter your password")),))
            return
        self._show(busy=True)
        signing_in, email, session = self._ground.app.signing_in, self._email, self._session

        def check() -> Session:
            if self._closed or session is None:
                return signing_in.unlock(email, password)
            session.vault.open_with_password(password)
            return session

        self._ground.lane.run(check, self._open, lambda trouble: self._refused("password", trouble, password))

    def _unlock_with_code(self, code: str) -> None:
        self._show(busy=True, with_code=True)
        signing_in, email, session = self._ground.app.signing_in, self._email, self._session

        def check() -> Session:
            if self._closed or session is None:
                return signing_in.unlock_with_code(email, code)
            session.vault.open_with_recovery_code(code)
            return session

        self._ground.lane.run(check, self._open, lambda trouble: self._refused("code", trouble, code))

    def _open(self, session: Session) -> None:
        self.uncover()
        self._closed = False
        self.watch(session)
        self.unlocked.emit(session)

    def _refused(self, field: str, trouble: Exception, secret: str) -> None:
        if isinstance(trouble, StoreUnreadable):
            self.unreadable.emit(self._email, secret)
            return
        self._show(errors=(FieldError(field, sentence(trouble)),), with_code=field == "code")
        if not isinstance(trouble, Problem):
            self._ground.bug(trouble)

    def _time_is_up(self) -> None:
        self._overdue = True
        self.settle()

    def _put_dialogs_away(self) -> None:
        """Close every window in front of the main one as if by its cross: what it asked is answered with no."""
        for one in self._application.topLevelWidgets():
            if isinstance(one, QDialog) and one.isVisible() and not isinstance(one, CrashWindow):
                one.reject()
            elif one.isVisible() and one.windowType() is Qt.WindowType.Popup:
                one.close()

    def _leave(self) -> None:
        self.uncover()
        self.sign_out.emit()
