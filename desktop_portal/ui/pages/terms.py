"""The terms (J06), and the page after registering."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from desktop_portal.ui.fields import Field, FieldError
from desktop_portal.ui.flow import flow
from desktop_portal.ui.inputs import Tick
from desktop_portal.ui.pages.page import Page
from desktop_portal.ui.pages.registration import must_be_answered
from desktop_portal.ui.widgets import body, card, column, heading, link, primary, title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QVBoxLayout

LINES = 14


@dataclass(frozen=True, slots=True)
class TermsState:
    """The text to agree to; field: "agree". `changed`: agreed to an earlier version before. `busy` while it is told."""

    version: str
    text: str
    changed: bool = False
    errors: tuple[FieldError, ...] = ()
    busy: bool = False


class TermsPage(Page):
    """`agree` carries the version that was read; `proceed_without` that Continue was pressed without the tick."""

    agree = Signal(str)
    proceed_without = Signal()
    leave = Signal()

    def compose(self, layout: QVBoxLayout) -> None:
        """Build the text, which scrolls, and the tick box."""
        self.set_title(self.tr("Terms and Conditions"))
        self._about = body("")
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(self.tr("Terms and Conditions"))
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._text.setMinimumHeight(self._text.fontMetrics().lineSpacing() * LINES)
        self._box = Tick(self.tr("I agree to these Terms and Conditions"))
        agree = Field(self.tr("Your agreement"), self._box, mandatory=True)
        self._box.setAccessibleName(self.tr("I agree to these Terms and Conditions, must be answered"))
        self._go = primary(self.tr("&Continue"), self._send)
        parts = (
            self.summary,
            title(self.tr("Terms and Conditions")),
            self._about,
            self._text,
            must_be_answered(),
            self.add_field("agree", agree),
            flow(self._go, link(self.tr("I do not agree: leave without an account"), self.leave.emit), gap=20),
        )
        layout.addWidget(column(*parts), 1)

    def show_state(self, state: TermsState) -> None:
        """Show the text from its beginning, once."""
        self._state = state
        if self._text.toPlainText() != state.text:
            self._text.setPlainText(state.text)
            self._box.setChecked(False)
        self._about.setText(
            self.tr("The terms have changed since you agreed to them (now version {}).").format(state.version)
            if state.changed
            else self.tr("Version {}. Which version you agreed to is recorded.").format(state.version)
        )
        self._go.setEnabled(not state.busy)
        self.show_errors(state.errors)

    def show_errors(self, errors: Sequence[FieldError]) -> None:
        """Say what is wrong; the box stays named by what is agreed to."""
        super().show_errors(errors)
        self._box.setAccessibleName(self.tr("I agree to these Terms and Conditions, must be answered"))

    def _send(self) -> None:
        state = self._state
        if isinstance(state, TermsState) and self._box.isChecked():
            self.agree.emit(state.version)
        else:
            self.proceed_without.emit()


@dataclass(frozen=True, slots=True)
class RegisteredState:
    """Who has an account now, and whether a form was begun before it (J09)."""

    first_name: str
    email: str
    form_waiting: str = ""


class RegisteredPage(Page):
    """Registration is complete; `proceed` goes home, or back to the form that was begun."""

    proceed = Signal()

    def compose(self, layout: QVBoxLayout) -> None:
        """Build one card."""
        self.set_title(self.tr("Registration complete"))
        self._who = heading("")
        self._what = body("")
        self._go = primary(self.tr("&Continue"), self.proceed.emit)
        layout.addWidget(
            column(title(self.tr("Registration complete")), card(self._who, self._what, kind="card-ok"), flow(self._go))
        )
        layout.addStretch(1)

    def show_state(self, state: RegisteredState) -> None:
        """Say who is registered and what comes next."""
        self._state = state
        self._who.setText(self.tr("Welcome, {}").format(state.first_name))
        self._what.setText(self.tr("You can sign in with {} from now on.").format(state.email))
        self._go.setText(
            self.tr("Go back to your form") if state.form_waiting else self.tr("&Continue"),
        )
        self._go.setAccessibleDescription(state.form_waiting)
