"""The bar at the bottom, always visible: Next, Back, Save for later, and when the form was saved last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QWidget

from desktop_portal.core.wizard import CHECK, DECLARATION
from desktop_portal.ui.fields import announce
from desktop_portal.ui.flow import flow
from desktop_portal.ui.widgets import Text, link, primary, restyle, secondary
from desktop_portal.ui.wizard.wording import saved_words, tr

if TYPE_CHECKING:
    from desktop_portal.core.page_state import PageState

HEIGHT = 68


class FootBar(QFrame):
    """Says what the person wants next; what is not saved is told in its place, in red."""

    next = Signal()
    back = Signal()
    save = Signal()
    pdf = Signal()
    versions = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "foot")
        self.setMinimumHeight(HEIGHT)
        self._next = primary(tr("&Next →"), self.next.emit)
        self._save = secondary(tr("Save for &later"), self.save.emit)
        self._back = secondary(tr("&Back"), self.back.emit)
        self._pdf = link(tr("Make a &PDF"), self.pdf.emit)
        self._versions = link(tr("Earlier &versions"), self.versions.emit)
        self._saved = Text("", "small")
        self._saved.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._saved.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._trouble = ""
        self._state: PageState | None = None
        buttons = flow(self._next, self._back, self._save, self._pdf, self._versions, gap=16)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setSpacing(12)
        self._line.addWidget(buttons)
        self._line.addWidget(self._saved, 1)
        self.set_compact(on=False)

    def set_compact(self, *, on: bool) -> None:
        """Take little room: links in place of buttons, and when it was saved only in the list of sections."""
        self._compact = on
        self._line.setContentsMargins(*((16, 8, 16, 8) if on else (40, 11, 40, 12)))
        below = QBoxLayout.Direction.BottomToTop if on else QBoxLayout.Direction.LeftToRight
        self._line.setDirection(below)
        self._saved.setVisible(not on or bool(self._trouble))
        for button in (self._back, self._save):
            restyle(button, "kind", "link" if on else "secondary")
        if self._state is not None:
            self.show_state(self._state)

    def show_state(self, state: PageState) -> None:
        """Name the next step, and say how the form is kept."""
        self._state = state
        if state.page == DECLARATION:
            words = tr("&Submit to Local Authority")
        elif state.page == CHECK:
            words = tr("&Continue →") if self._compact else tr("&Continue to the declaration →")
        else:
            words = tr("&Return to Check your answers →") if state.returning else tr("&Next →")
        if self._next.text() != words:
            self._next.setText(words)
        first = bool(state.sections) and state.sections[0].page == state.page
        self._back.setVisible(not first)
        self._pdf.setVisible(state.page in (CHECK, DECLARATION))
        self._versions.setVisible(state.kept.saved_at is not None)
        if not self._trouble:
            self._say(saved_words(state.kept), "small")

    def show_trouble(self, sentence: str) -> None:
        """Say that the last change could not be saved, until it is; "" when it is."""
        if sentence and sentence != self._trouble:
            announce(self, sentence)
        self._trouble = sentence
        if sentence:
            self._say(sentence, "error")
        self._saved.setVisible(not self._compact or bool(sentence))

    def _say(self, text: str, kind: str) -> None:
        if self._saved.text() != text:
            self._saved.setText(text)
        restyle(self._saved, "kind", kind)
