"""Signing in, and what to do without an account, a password or a network (J02)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox

from desktop_portal.ui.fields import Field, FieldError
from desktop_portal.ui.flow import flow
from desktop_portal.ui.inputs import Line, PasswordLine
from desktop_portal.ui.pages.page import Page
from desktop_portal.ui.widgets import body, card, column, heading, link, primary, secondary, spacer, title

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout


@dataclass(frozen=True, slots=True)
class SignInState:
    """What the page says. `email` is put into the field when it is empty; fields: "email", "password".

    `notice` is a sentence above the fields ("Sign in to send your form. …"); `can_keep` that this computer may keep the
    person signed in; `offline_unlock` that an account of this computer can be opened without the council's server;
    `busy` while the password is being checked.
    """

    email: str = ""
    notice: str = ""
    errors: tuple[FieldError, ...] = ()
    offline: bool = False
    offline_unlock: bool = False
    busy: bool = False
    can_keep: bool = False


class SignInPage(Page):
    """`sign_in` carries the address and the password as typed."""

    sign_in = Signal(str, str)
    register = Signal()
    forgotten = Signal()
    continue_offline = Signal()

    def compose(self, layout: QVBoxLayout) -> None:
        """Build the two fields, then the ways round them."""
        self.set_title(self.tr("Sign in"))
        self._email = Line(40)
        self._email.setInputMethodHints(Qt.InputMethodHint.ImhEmailCharactersOnly)
        self._password = PasswordLine()
        self._notice_text = body("")
        self._notice = card(self._notice_text, kind="card-info")
        self._keep = QCheckBox(self.tr("Keep me signed in on this computer"))
        self._keep.hide()
        self._go = primary(self.tr("Sign in"), self._send)
        self._email.returnPressed.connect(self._password.line.setFocus)
        self._password.line.returnPressed.connect(self._send)
        layout.addWidget(
            column(
                self.summary,
                title(self.tr("Sign in")),
                self._notice,
                self.add_field("email", Field(self.tr("E-mail address"), self._email)),
                self.add_field("password", Field(self.tr("Password"), self._password)),
                self._keep,
                flow(self._go, link(self.tr("I have forgotten my password"), self.forgotten.emit), gap=20),
                spacer(8),
                heading(self.tr("No account yet?")),
                flow(secondary(self.tr("Register for new account"), self.register.emit)),
                spacer(8),
                heading(self.tr("No network, or in a hurry?")),
                body(
                    self.tr(
                        "You can write a form now and sign in later. It is kept encrypted on this computer; "
                        "sending it to the council needs an account."
                    )
                ),
                flow(secondary(self.tr("Continue offline"), self.continue_offline.emit)),
            )
        )
        layout.addStretch(1)

    def show_state(self, state: SignInState) -> None:
        """Show what is wrong; a wrong password is cleared, an address stays."""
        self._state = state
        if state.email and not self._email.text():
            self._email.setText(state.email)
        notice = state.notice
        if state.offline and not notice:
            notice = (
                self.tr("This computer is offline. Your password opens the forms saved here.")
                if state.offline_unlock
                else self.tr("This computer is offline. Signing in for the first time on a computer needs a network.")
            )
        self._notice_text.setText(notice)
        self._notice.setVisible(bool(notice))
        self._keep.setVisible(state.can_keep)
        self._go.setEnabled(not state.busy)
        self._go.setText(self.tr("Checking …") if state.busy else self.tr("Sign in"))
        if state.errors:
            self._password.clear()
        self.show_errors(state.errors)

    @property
    def keep(self) -> bool:
        """Whether the person wants to be kept signed in here."""
        return not self._keep.isHidden() and self._keep.isChecked()

    def forget(self) -> None:
        """Leave nothing typed in the fields: someone else may sit down."""
        self._email.clear()
        self._password.clear()
        self._keep.setChecked(False)

    def _send(self) -> None:
        if self._go.isEnabled():
            self.sign_in.emit(self._email.text().strip(), self._password.text())
