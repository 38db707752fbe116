"""A child is in immediate danger: what to do first, said before anything else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout

from desktop_portal.ui.fields import announce
from desktop_portal.ui.widgets import body, heading
from desktop_portal.ui.wizard.wording import tr

if TYPE_CHECKING:
    from desktop_portal.core.council import Council


class DangerPanel(QFrame):
    """Call 999 first, then the council; the form can be gone on with afterwards. Said aloud when it appears."""

    def __init__(self, council: Council) -> None:
        super().__init__()
        self.setProperty("kind", "summary")
        first = tr("Call 999 now")
        then = tr("If a child is in immediate danger or needs urgent medical help, call 999 before you go on.")
        call = tr("Then call {council} on {day}.")
        if council.night_telephone and council.night_telephone != council.telephone:
            call = tr("Then call {council} on {day}, or on {night} in the evening, at night and at weekends.")
        call = call.replace("{council}", council.name).replace("{day}", council.telephone)
        call = call.replace("{night}", council.night_telephone)
        after = tr("You can fill in this form afterwards: it follows up the call. It does not take the place of it.")
        self._words = f"{first}. {then} {call}"
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        for widget in (heading(first), body(then), body(call), body(after)):
            column.addWidget(widget)
        self.setAccessibleName(first)
        self.setAccessibleDescription(f"{then} {call}")
        self.hide()

    def show_danger(self, *, on: bool) -> None:
        """Show or hide the panel."""
        if self.isHidden() == on:
            self.setVisible(on)
            if on:
                announce(self, self._words)
