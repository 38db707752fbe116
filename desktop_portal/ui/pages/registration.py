"""Registering in three steps: who you are, your e-mail address and password, the code (J03 to J05)."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from desktop_portal.ui.fields import Field, FieldError, announce
from desktop_portal.ui.flow import flow
from desktop_portal.ui.inputs import Line, PasswordLine
from desktop_portal.ui.pages.page import Page
from desktop_portal.ui.strength import Strength, judge_password
from desktop_portal.ui.widgets import Text, body, column, hint, link, primary, restyle, stack, title

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QVBoxLayout


@dataclass(frozen=True, slots=True)
class PersonalDetails:
    """What is known of the person, as typed. The names of the fields are the names that problems are given for."""

    first_name: str = ""
    last_name: str = ""
    job_role: str = ""
    organisation: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class PersonalState:
    """Step 1; `details` fill fields that are still empty. `kind`: "professional" or "public" (no job, organisation)."""

    details: PersonalDetails = PersonalDetails()
    kind: str = "professional"
    errors: tuple[FieldError, ...] = ()


class PersonalPage(Page):
    """`proceed` carries the PersonalDetails as typed."""

    proceed = Signal(object)
    back = Signal()

    def compose(self, layout: QVBoxLayout) -> None:
        """One field below the other."""
        self.set_title(self.tr("Register: about you"))
        self._lines = {name: Line(letters) for name, letters in _LETTERS.items()}
        self._lines["phone"].setInputMethodHints(Qt.InputMethodHint.ImhDialableCharactersOnly)
        labels = {
            "first_name": (self.tr("First name"), "", True),
            "last_name": (self.tr("Last name"), "", True),
            "job_role": (self.tr("Job role"), self.tr("For example, teacher or health visitor."), True),
            "organisation": (self.tr("Organisation"), self.tr("For example, the name of your school."), True),
            "phone": (self.tr("Telephone number"), self.tr("Spaces, brackets and +44 are fine."), True),
        }
        for name, (label, about, mandatory) in labels.items():
            self.add_field(name, Field(label, self._lines[name], about, mandatory=mandatory))
        layout.addWidget(
            column(
                link(self.tr("Back"), self.back.emit),
                self.summary,
                stack(hint(self.tr("Register for new account · step 1 of 3")), title(self.tr("About you")), spacing=4),
                must_be_answered(),
                *self.fields.values(),
                flow(primary(self.tr("&Continue"), lambda: self.proceed.emit(self.details()))),
            )
        )
        layout.addStretch(1)

    def show_state(self, state: PersonalState) -> None:
        """Show what is wrong; nothing typed is lost."""
        self._state = state
        for name, line in self._lines.items():
            known = getattr(state.details, name)
            if known and not line.text():
                line.setText(known)
        for name in ("job_role", "organisation"):
            self.fields[name].setVisible(state.kind == "professional")
        self.show_errors(state.errors)

    def details(self) -> PersonalDetails:
        """Return what stands in the fields, without spaces around it."""
        return PersonalDetails(**{one.name: self._lines[one.name].text().strip() for one in fields(PersonalDetails)})


@dataclass(frozen=True, slots=True)
class CredentialsState:
    """Step 2; fields: "email", "password". `busy` while the server is asked for the code."""

    email: str = ""
    errors: tuple[FieldError, ...] = ()
    busy: bool = False


class CredentialsPage(Page):
    """`proceed` carries the address and the password."""

    proceed = Signal(str, str)
    back = Signal()

    def __init__(self, judge: Callable[[str], Strength] = judge_password) -> None:
        self._judge = judge
        super().__init__()

    def compose(self, layout: QVBoxLayout) -> None:
        """Build the address, and the password with its strength."""
        self.set_title(self.tr("Register: e-mail and password"))
        self._email = Line(40)
        self._email.setInputMethodHints(Qt.InputMethodHint.ImhEmailCharactersOnly)
        self._password = PasswordLine()
        self._password.typed.connect(self._weigh)
        self._bar = QProgressBar()
        self._bar.setRange(0, 4)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Strength of the password"))
        self._advice = Text("", "small")
        self._go = primary(self.tr("&Continue"), self._send)
        self._password.line.returnPressed.connect(self._send)
        about = self.tr("The council writes to this address. Use the one you use at work.")
        rule = self.tr("At least 12 characters. Three words that only you would put together are strong.")
        layout.addWidget(
            column(
                link(self.tr("Back"), self.back.emit),
                self.summary,
                stack(
                    hint(self.tr("Register for new account · step 2 of 3")),
                    title(self.tr("Your e-mail address and password")),
                    spacing=4,
                ),
                must_be_answered(),
                self.add_field("email", Field(self.tr("E-mail address"), self._email, about, mandatory=True)),
                self.add_field("password", Field(self.tr("Password"), self._password, rule, mandatory=True)),
                stack(self._bar, self._advice, spacing=4),
                body(
                    self.tr(
                        "This password also opens the forms on this computer. Nobody can read them without it, "
                        "and nobody can tell you what it was."
                    )
                ),
                flow(self._go),
            )
        )
        layout.addStretch(1)
        self._weigh("")

    def show_state(self, state: CredentialsState) -> None:
        """Show what is wrong; nothing typed is lost."""
        self._state = state
        if state.email and not self._email.text():
            self._email.setText(state.email)
        self._go.setEnabled(not state.busy)
        self.show_errors(state.errors)

    def forget_password(self) -> None:
        """Leave no password in the field, once it has been taken."""
        self._password.clear()

    def _weigh(self, password: str) -> None:
        strength = self._judge(password)
        self._bar.setValue(strength.level)
        restyle(self._bar, "level", str(min(max(strength.level, 1), 3)))
        self._advice.setText(strength.advice)
        self._bar.setAccessibleDescription(strength.advice)

    def _send(self) -> None:
        if self._go.isEnabled():
            self.proceed.emit(self._email.text().strip(), self._password.text())


@dataclass(frozen=True, slots=True)
class CodeState:
    """Step 3; field: "code". `notice` is shown and said ("A new code is on its way to …")."""

    email: str
    errors: tuple[FieldError, ...] = ()
    notice: str = ""
    busy: bool = False


class CodePage(Page):
    """`verify` carries the digits alone, however they were typed or pasted. `back` changes the address."""

    verify = Signal(str)
    back = Signal()
    new_code = Signal()

    def compose(self, layout: QVBoxLayout) -> None:
        """Build the code, and what to do when it does not come."""
        self.set_title(self.tr("Register: verify your e-mail address"))
        self._code = Line(12)
        self._code.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        self._code.returnPressed.connect(self._send)
        self._sent = body("")
        self._notice = Text("", "strong")
        self._go = primary(self.tr("&Continue"), self._send)
        junk = self.tr("It can take a few minutes. If it is not there, look in your junk folder.")
        layout.addWidget(
            column(
                link(self.tr("Back"), self.back.emit),
                self.summary,
                stack(
                    hint(self.tr("Register for new account · step 3 of 3")),
                    title(self.tr("Verify your e-mail address")),
                    spacing=4,
                ),
                self._sent,
                body(junk),
                must_be_answered(),
                self.add_field(
                    "code",
                    Field(self.tr("Code"), self._code, self.tr("8 digits. Spaces are fine."), mandatory=True),
                ),
                flow(self._go, link(self.tr("Send me a new code"), self.new_code.emit), gap=20),
                self._notice,
            )
        )
        layout.addStretch(1)

    def show_state(self, state: CodeState) -> None:
        """Show where the code was sent, and what is wrong."""
        said = self._notice.text()
        self._state = state
        self._sent.setText(
            self.tr('We have sent an e-mail titled "Please verify your email address" to {}.').format(state.email)
        )
        self._notice.setText(state.notice)
        self._notice.setVisible(bool(state.notice))
        self._go.setEnabled(not state.busy)
        self.show_errors(state.errors)
        if state.notice and state.notice != said:
            announce(self._notice, state.notice)

    def _send(self) -> None:
        if self._go.isEnabled():
            self.verify.emit("".join(self._code.text().split()).replace("-", ""))


def must_be_answered() -> QWidget:
    """Say what the asterisk means."""
    return hint(QCoreApplication.translate("Page", "* must be answered"))


_LETTERS = {"first_name": 28, "last_name": 28, "job_role": 40, "organisation": 40, "phone": 22}
