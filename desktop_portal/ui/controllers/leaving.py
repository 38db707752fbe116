"""Signing out: asked first while something is unsent; on a shared computer nothing that is done with stays."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QGuiApplication

from desktop_portal.ui.dialogs import Question, ask
from desktop_portal.vault.wraps import WrapKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from desktop_portal.ui.controllers.ground import Ground, Steps
    from desktop_portal.ui.controllers.sending import Sending

translate = QCoreApplication.translate


def ask_to_sign_out(parent: QWidget, unsent: int, then: Callable[[], None]) -> None:
    """Do `then` at once when all is sent; else say what signing out means and ask."""
    if not unsent:
        then()
        return
    title = (
        translate("Leaving", "1 form has not reached the council")
        if unsent == 1
        else translate("Leaving", "{} forms have not reached the council").format(unsent)
    )
    question = Question(
        title=title,
        text=translate(
            "Leaving",
            "If you sign out, nothing is sent until you sign in again on this computer. "
            "What waits is kept here, encrypted.",
        ),
        more=translate("Leaving", "If a child may be at risk, stay signed in until it is sent, or call the council."),
        yes=translate("Leaving", "Sign out all the same"),
        no=translate("Leaving", "Stay signed in"),
        dangerous=True,
    )
    ask(parent, question, then)


class CopiedHere(QObject):
    """Knows whether what is in the clipboard was copied here: it came while one of our windows was in use."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._ours = False
        QGuiApplication.clipboard().dataChanged.connect(self._changed)

    def empty(self) -> None:
        """Take it out of the clipboard; what another program put there stays."""
        clipboard = QGuiApplication.clipboard()
        if self._ours or clipboard.ownsClipboard():
            clipboard.clear()

    def _changed(self) -> None:
        self._ours = QGuiApplication.focusWindow() is not None


class SigningOut(QObject):
    """Ends the session when the person says so. `done` comes before the first page is shown again."""

    done = Signal()

    def __init__(self, ground: Ground, sending: Sending, steps: Steps) -> None:
        super().__init__(ground.window)
        self._ground, self._sending, self._steps = ground, sending, steps
        self._copied = CopiedHere(self)

    def ask(self) -> None:
        """Save what is open, ask while something is unsent, and end the session."""
        if self._steps.leave_form():
            ask_to_sign_out(self._ground.window, self._sending.waiting, self._signed_out)

    def _signed_out(self) -> None:
        self._forget_keyring()
        if self._ground.app.policy.shared_computer:
            self._ground.app.purge()
        self._steps.close_session()
        self._copied.empty()
        self.done.emit()
        self._steps.go_home()

    def _forget_keyring(self) -> None:
        """Let the keyring open the account no more: who signs out means it."""
        session = self._ground.app.session
        if session is not None and session.person is not None and session.vault.has(WrapKind.KEYRING):
            self._ground.lane.run(session.vault.forget_keyring, lambda _none: None, self._ground.bug)
            self._ground.app.change_settings(replace(self._ground.app.settings, kept_signed_in=""))
