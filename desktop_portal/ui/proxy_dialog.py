"""The organisation's proxy asks for a name and a password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal

from desktop_portal.ui.dialogs import Dialog
from desktop_portal.ui.fields import Field
from desktop_portal.ui.inputs import Line, PasswordLine
from desktop_portal.ui.widgets import primary, secondary

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

translate = QCoreApplication.translate


class ProxyDialog(Dialog):
    """`entered` carries the name and the password; they go to the proxy and nowhere else."""

    entered = Signal(str, str)

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(
            parent,
            translate("ProxyDialog", "Your organisation's proxy asks who you are"),
            (
                translate("ProxyDialog", "Forms are kept on this computer until then. Your IT support knows the name."),
                translate(
                    "ProxyDialog", "The password is kept encrypted with your forms, and given only to the proxy."
                ),
                translate(
                    "ProxyDialog",
                    "If it asks again, it may want the computer's own sign-in (NTLM or Kerberos), which this program "
                    "does not speak. Ask your IT support to let the council's server through without it.",
                ),
            ),
        )
        self._name, self._password = Line(32), PasswordLine()
        self._fields = (
            Field(translate("ProxyDialog", "Name"), self._name),
            Field(translate("ProxyDialog", "Password"), self._password),
        )
        self.add_parts(*self._fields)
        self.add_buttons(
            primary(translate("ProxyDialog", "Go on"), self._enter),
            secondary(translate("ProxyDialog", "Not now"), self.reject),
            first=0,
        )
        self._name.setFocus()

    def _enter(self) -> None:
        name = self._name.text().strip()
        if not name:
            self._fields[0].show_problem(translate("ProxyDialog", "Enter the name that the proxy knows you by"))
            return
        self.entered.emit(name, self._password.line.text())
        self.accept()
