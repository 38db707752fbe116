"""One press beside the field says why there is no answer: "I do not know", "Not asked yet"."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from desktop_portal.ui.flow import FlowLayout
from desktop_portal.ui.widgets import Button, restyle
from desktop_portal.ui.wizard.wording import tr

if TYPE_CHECKING:
    from desktop_portal.forms.tree import Question

REASON_WORDS = MappingProxyType(
    {
        "asked-unknown": QT_TRANSLATE_NOOP("Reasons", "I do not know"),
        "unknown": QT_TRANSLATE_NOOP("Reasons", "I do not know"),
        "not-asked": QT_TRANSLATE_NOOP("Reasons", "Not asked yet"),
        "asked-declined": QT_TRANSLATE_NOOP("Reasons", "They preferred not to say"),
        "not-applicable": QT_TRANSLATE_NOOP("Reasons", "Does not apply"),
    }
)


class Reasons(QWidget):
    """One link for each reason; the chosen one carries a tick and is told as pressed. Pressing it again clears it.

    With `clears` there is one more link, since a radio button cannot be taken back by pressing it again.
    """

    chosen = Signal(str)

    def __init__(self, question: Question, *, clears: bool) -> None:
        super().__init__()
        self._question = question.text
        self._buttons: dict[str, Button] = {}
        line = FlowLayout(self, 28, 4)
        line.setContentsMargins(0, 0, 0, 0)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for code in question.absent:
            button = Button(self._words(code), "link")
            button.setCheckable(True)
            button.clicked.connect(lambda checked, code=code: self._pressed(code, on=checked))
            line.addWidget(button)
            self._buttons[code] = button
        self._clear = Button(tr("Clear this answer"), "link", lambda: self.chosen.emit(""))
        self._clear.setAccessibleName(f"{tr('Clear this answer')}, {question.text}")
        self._clears = clears
        line.addWidget(self._clear)
        self.show_reason("", answered=False)

    def show_reason(self, reason: str, *, answered: bool) -> None:
        """Show which reason is given, "" for none; what may stay open can be cleared once it is answered."""
        self._clear.setVisible(self._clears and answered and not reason)
        for code, button in self._buttons.items():
            on = code == reason
            words = self._words(code)
            button.setChecked(on)
            button.setText(f"✓ {words}" if on else words)
            restyle(button, "kind", "link-strong" if on else "link")
            button.setAccessibleName(f"{words}, {self._question}")

    def _pressed(self, code: str, *, on: bool) -> None:
        self.chosen.emit(code if on else "")

    @staticmethod
    def _words(code: str) -> str:
        return QCoreApplication.translate("Reasons", str(REASON_WORDS.get(code, code)))
