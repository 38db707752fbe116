"""A signature by typed name: the name as it will stand under the form, and what typing it means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_portal.ui.editors.text import LineEditor
from desktop_portal.ui.widgets import Text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop_portal.forms.answers import Value
    from desktop_portal.forms.tree import Question
    from desktop_portal.ui.editors.base import Values


class SignatureEditor(LineEditor):
    """A line for the name, and below it what it says: "Signed by Sam Patel." No drawing, so that everybody can sign."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.signed = Text("", "strong")
        layout = self.layout()
        if layout is not None:
            layout.setSpacing(6)
            layout.addWidget(self.signed)
        self.line.textChanged.connect(self._tell)
        self._tell(self.line.text())

    def read(self, text: str) -> Value | None:
        """Return the name without the space around it."""
        return text.strip() or None

    def show_values(self, values: Values) -> None:
        """Show the name, unless what is typed means the same."""
        if self.values() != values:
            super().show_values(values)

    def describe(self, name: str, description: str) -> None:
        """Say what typing a name here means."""
        super().describe(name, f"{description} {self.tr('Typing your name signs the form.')}".strip())

    def _tell(self, text: str) -> None:
        name = text.strip()
        self.signed.setText(self.tr("Signed by {name}").replace("{name}", name) if name else "")
        self.signed.setVisible(bool(name))
