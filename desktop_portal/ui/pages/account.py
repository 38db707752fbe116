"""My account, and another password."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from desktop_portal.ui.fields import Field, FieldError, announce
from desktop_portal.ui.flow import flow
from desktop_portal.ui.inputs import Line, PasswordLine
from desktop_portal.ui.pages.page import Page
from desktop_portal.ui.pages.registration import PersonalDetails, must_be_answered
from desktop_portal.ui.widgets import Text, body, card, column, heading, hint, link, primary, secondary, spacer, title

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout


@dataclass(frozen=True, slots=True)
class AccountState:
    """What is known of the person; fields as in PersonalDetails. `notice`: "Saved.", or that it is sent later."""

    email: str
    details: PersonalDetails
    kind: str = "professional"
    errors: tuple[FieldError, ...] = ()
    notice: str = ""


class AccountPage(Page):
    """`save` carries the PersonalDetails as typed."""

    save = Signal(object)
    change_password = Signal()
    recovery_code = Signal()
    sign_out = Signal()

    def compose(self, layout: QVBoxLayout) -> None:
        """Build the details, then what can be done with the account."""
        self.set_title(self.tr("My account"))
        self._email = Text("", "strong")
        self._lines = {name: Line(letters) for name, letters in _LETTERS.items()}
        labels = {
            "first_name": self.tr("First name"),
            "last_name": self.tr("Last name"),
            "job_role": self.tr("Job role"),
            "organisation": self.tr("Organisation"),
            "phone": self.tr("Telephone number"),
        }
        for name, label in labels.items():
            self.add_field(name, Field(label, self._lines[name], mandatory=True))
        self._notice = Text("", "strong")
        layout.addWidget(
            column(
                self.summary,
                title(self.tr("My account")),
                flow(hint(self.tr("Signed in with")), self._email),
                must_be_answered(),
                *self.fields.values(),
                hint(self.tr("These details are put into new forms, where you can change them.")),
                flow(primary(self.tr("Save changes"), lambda: self.save.emit(self.details())), self._notice, gap=16),
                spacer(8),
                heading(self.tr("Password and safety")),
                flow(
                    secondary(self.tr("Change password"), self.change_password.emit),
                    secondary(self.tr("Make a new recovery code"), self.recovery_code.emit),
                ),
                flow(link(self.tr("Sign out"), self.sign_out.emit)),
            )
        )
        layout.addStretch(1)

    def show_state(self, state: AccountState) -> None:
        """Show the details; while something is wrong, what was typed stays."""
        self._state = state
        self._email.setText(state.email)
        for name, line in self._lines.items():
            if not state.errors:
                line.setText(getattr(state.details, name))
        for name in ("job_role", "organisation"):
            self.fields[name].setVisible(state.kind == "professional")
        self._notice.setText(state.notice)
        self._notice.setVisible(bool(state.notice))
        self.show_errors(state.errors)
        if state.notice:
            announce(self._notice, state.notice)

    def details(self) -> PersonalDetails:
        """Return what stands in the fields, without spaces around it."""
        return PersonalDetails(**{one.name: self._lines[one.name].text().strip() for one in fields(PersonalDetails)})


@dataclass(frozen=True, slots=True)
class PasswordState:
    """Changing or resetting a password; fields: "email", "code", "old", "new".

    `step`: "change" (old and new), "forgotten" (the address), "reset" (the code from the e-mail, and the new password).
    """

    step: str
    email: str = ""
    errors: tuple[FieldError, ...] = ()
    busy: bool = False
    offline: bool = False


class PasswordPage(Page):
    """`proceed` carries a mapping of the fields of this step to what was typed."""

    proceed = Signal(object)
    back = Signal()

    def compose(self, layout: QVBoxLayout) -> None:
        """Build all fields; a state shows those of its step."""
        self.set_title(self.tr("Password"))
        self._head = title("")
        self._about_text = body("")
        self._about = card(self._about_text, kind="card-info")
        self._texts = {"email": Line(40), "code": Line(12)}
        self._secrets = {"old": PasswordLine(), "new": PasswordLine()}
        self._texts["code"].setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        rule = self.tr("At least 12 characters.")
        self.add_field("email", Field(self.tr("E-mail address"), self._texts["email"], mandatory=True))
        self.add_field("code", Field(self.tr("Code"), self._texts["code"], self.tr("8 digits."), mandatory=True))
        self.add_field("old", Field(self.tr("Password now"), self._secrets["old"], mandatory=True))
        self.add_field("new", Field(self.tr("New password"), self._secrets["new"], rule, mandatory=True))
        self._go = primary(self.tr("&Continue"), self._send)
        layout.addWidget(
            column(
                link(self.tr("Back"), self.back.emit),
                self.summary,
                self._head,
                self._about,
                must_be_answered(),
                *self.fields.values(),
                flow(self._go),
            )
        )
        layout.addStretch(1)

    def show_state(self, state: PasswordState) -> None:
        """Show the fields of the step, and what is wrong."""
        self._state = state
        heads = {
            "change": self.tr("Change your password"),
            "forgotten": self.tr("You have forgotten your password"),
            "reset": self.tr("Choose a new password"),
        }
        abouts = {
            "change": self.tr("The new password opens your forms on this computer, and your account at the council."),
            "forgotten": self.tr(
                "We send a code to your e-mail address. With it you can choose a new password. To open the forms "
                "saved on this computer you also need the old password, or your recovery code."
            ),
            "reset": self.tr("If there is an account for {}, we have sent a code to it. Look in your junk folder too."),
        }
        about = abouts[state.step].format(state.email)
        if state.offline:
            about = f"{self.tr('This computer is offline. This needs a network.')} {about}"
        self._head.setText(heads[state.step])
        self.set_title(heads[state.step])
        self._about_text.setText(about)
        if state.email and not self._texts["email"].text():
            self._texts["email"].setText(state.email)
        for name, field in self.fields.items():
            field.setVisible(name in _STEPS[state.step])
        self._go.setEnabled(not state.busy)
        self.show_errors(state.errors)

    def first_focus(self) -> None:
        """Put the keyboard into the first field of the step."""
        step = _STEPS[self._state.step] if isinstance(self._state, PasswordState) else ()
        if step:
            self.fields[step[0]].take_focus()

    def _send(self) -> None:
        typed = {name: line.text().strip() for name, line in self._texts.items()}
        typed |= {name: line.text() for name, line in self._secrets.items()}
        self.proceed.emit({name: typed[name] for name in _STEPS[self._state.step]})


_STEPS = {"change": ("old", "new"), "forgotten": ("email",), "reset": ("code", "new")}
_LETTERS = {"first_name": 28, "last_name": 28, "job_role": 40, "organisation": 40, "phone": 22}
