"""Asks for one secret in a small window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal

from desktop_portal.ui.dialogs import Dialog
from desktop_portal.ui.fields import Field
from desktop_portal.ui.inputs import PasswordLine
from desktop_portal.ui.widgets import primary, secondary

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

SHORTEST = 8
translate = QCoreApplication.translate


class SecretDialog(Dialog):
    """`given` carries what was typed, once it is long enough; closing it any other way gives nothing."""

    given = Signal(str)

    def __init__(self, parent: QWidget, title: str, about: str) -> None:
        super().__init__(parent, title, (about,))
        self._line = PasswordLine()
        self._field = Field(translate("SecretDialog", "Password, passphrase or code"), self._line)
        self.add_parts(self._field)
        self.add_buttons(
            primary(translate("SecretDialog", "Continue"), self._send),
            secondary(translate("SecretDialog", "Go back"), self.reject),
            first=0,
        )
        self._line.line.returnPressed.connect(self._send)

    def show_problem(self, words: str) -> None:
        """Say what was wrong with what was typed before."""
        self._field.show_problem(words)

    def _send(self) -> None:
        secret = self._line.text()
        if len(secret) < SHORTEST:
            self._field.show_problem(translate("SecretDialog", "Enter at least {} characters").format(SHORTEST))
            return
        self._line.clear()
        self.given.emit(secret)
        self.accept()
