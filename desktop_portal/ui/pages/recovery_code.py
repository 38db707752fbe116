"""The recovery code, shown once after the first sign-in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication

from desktop_portal.ui.fields import Field, FieldError, announce
from desktop_portal.ui.flow import flow
from desktop_portal.ui.inputs import Tick
from desktop_portal.ui.pages.page import Page
from desktop_portal.ui.pages.registration import must_be_answered
from desktop_portal.ui.widgets import Text, body, column, hint, primary, secondary, title

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QVBoxLayout


@dataclass(frozen=True, slots=True)
class RecoveryCodeState:
    """The recovery code, shown once; field: "kept"."""

    code: str
    errors: tuple[FieldError, ...] = ()


class RecoveryCodePage(Page):
    """`kept` comes only with the box ticked; `not_kept` says that Continue was pressed without it."""

    kept = Signal()
    not_kept = Signal()
    print_code = Signal()

    def __init__(self, copy: Callable[[str], None] | None = None) -> None:
        self._copy = copy or QGuiApplication.clipboard().setText
        super().__init__()

    def compose(self, layout: QVBoxLayout) -> None:
        """Build the code, copy, print, and the box to tick."""
        self.set_title(self.tr("Your recovery code"))
        self._code = Text("", "code")
        self._copied = Text("", "strong")
        self._box = Tick(self.tr("I have kept it in a safe place"))
        kept = Field(self.tr("Your recovery code"), self._box, mandatory=True)
        layout.addWidget(
            column(
                self.summary,
                title(self.tr("Your recovery code")),
                body(
                    self.tr(
                        "Your forms on this computer are encrypted with your password. If you forget it, only this "
                        "code opens them. It is shown this once; nobody else has it, not even the council."
                    )
                ),
                self._code,
                flow(
                    secondary(self.tr("Copy the code"), self._copy_it),
                    secondary(self.tr("Print the code"), self.print_code.emit),
                    self._copied,
                ),
                hint(self.tr("Keep it where you keep papers that matter, not on this computer.")),
                must_be_answered(),
                self.add_field("kept", kept),
                flow(primary(self.tr("&Continue"), self._send)),
            )
        )
        layout.addStretch(1)

    def show_state(self, state: RecoveryCodeState) -> None:
        """Show the code."""
        self._state = state
        if state.code != self._code.text():
            self._box.setChecked(False)
            self._copied.setText("")
        self._code.setText(state.code)
        self._code.setAccessibleName(self.tr("Recovery code: {}").format(" ".join(state.code)))
        self.show_errors(state.errors)
        self._box.setAccessibleName(self.tr("I have kept it in a safe place, must be answered"))

    def _copy_it(self) -> None:
        self._copy(self._code.text())
        self._copied.setText(self.tr("Copied."))
        announce(self._copied, self.tr("Copied."))

    def _send(self) -> None:
        (self.kept if self._box.isChecked() else self.not_kept).emit()
