"""Signing out: asked first while something is unsent; on a shared computer nothing that is done with stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QGuiApplication

from desktop_portal.ui.dialogs import Question, ask

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

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
