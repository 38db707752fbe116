"""The locked window (J12)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from desktop_portal.ui.fields import Field, FieldError
from desktop_portal.ui.flow import flow
from desktop_portal.ui.inputs import Line, PasswordLine
from desktop_portal.ui.pages.page import Page
from desktop_portal.ui.widgets import body, column, hint, link, primary, title

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout


@dataclass(frozen=True, slots=True)
class LockState:
    """Who is locked; fields: "password", "code". `unsent`: forms that are still being sent while it is locked.

    `with_code`: the recovery code is asked for in place of the password. `reason`: a sentence why it locked.
    """

    name: str
    email: str
    reason: str = ""
    unsent: int = 0
    errors: tuple[FieldError, ...] = ()
    busy: bool = False
    with_code: bool = False


class LockPage(Page):
    """Nothing of a form is on it. `unlock` carries the password, `unlock_with_code` the recovery code."""

    unlock = Signal(str)
    unlock_with_code = Signal(str)
    use_code = Signal(bool)
    sign_out = Signal()

    def compose(self, layout: QVBoxLayout) -> None:
        """Build the password, the code, and the ways out."""
        self.set_title(self.tr("Locked"))
        self._who = body("")
        self._sending = hint("")
        self._password = PasswordLine()
        self._code = Line(40)
        self._password.line.returnPressed.connect(self._send)
        self._code.returnPressed.connect(self._send)
        self._go = primary(self.tr("&Continue"), self._send)
        self._other = link("", self._switch)
        code_hint = self.tr("The code that you kept when you registered. Capitals and dashes do not matter.")
        layout.addStretch(1)
        layout.addWidget(
            column(
                self.summary,
                title(self.tr("This window is locked")),
                self._who,
                self._sending,
                self.add_field("password", Field(self.tr("Password"), self._password)),
                self.add_field("code", Field(self.tr("Recovery code"), self._code, code_hint)),
                flow(self._go, self._other, link(self.tr("Sign out"), self.sign_out.emit), gap=20),
            )
        )
        layout.addStretch(2)

    def show_state(self, state: LockState) -> None:
        """Show who is locked, and what is wrong with what was typed."""
        self._state = state
        saved = self.tr("Everything is saved; you come back to where you were.")
        self._who.setText(" ".join(part for part in (f"{state.name} ({state.email}).", state.reason, saved) if part))
        self._sending.setVisible(state.unsent > 0)
        self._sending.setText(
            self.tr("Forms on their way to the council are still being sent: {}.").format(state.unsent)
        )
        self.fields["password"].setVisible(not state.with_code)
        self.fields["code"].setVisible(state.with_code)
        self._other.setText(
            self.tr("Use the password") if state.with_code else self.tr("I have forgotten it: use my recovery code")
        )
        self._go.setEnabled(not state.busy)
        self._go.setText(self.tr("Checking …") if state.busy else self.tr("&Continue"))
        if state.errors:
            self._password.clear()
        self.show_errors(state.errors)

    def first_focus(self) -> None:
        """Put the keyboard into the password, so that typing it unlocks."""
        with_code = isinstance(self._state, LockState) and self._state.with_code
        self.fields["code" if with_code else "password"].take_focus()

    def _switch(self) -> None:
        self.use_code.emit(not (isinstance(self._state, LockState) and self._state.with_code))

    def _send(self) -> None:
        if not self._go.isEnabled():
            return
        if isinstance(self._state, LockState) and self._state.with_code:
            self.unlock_with_code.emit(self._code.text().strip())
        else:
            self.unlock.emit(self._password.text())
