"""A request answered on two computers: both texts side by side, question by question (J22)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout, QWidget

from desktop_portal.core.both import REPLY
from desktop_portal.ui.flow import Halves, flow
from desktop_portal.ui.pages.page import Page
from desktop_portal.ui.widgets import (
    body,
    card,
    clear,
    column,
    fill,
    hint,
    primary,
    secondary,
    stack,
    subheading,
    title,
)

if TYPE_CHECKING:
    from desktop_portal.core.both import Difference
    from desktop_portal.forms.answers import Path
    from desktop_portal.services.comparing import Both

BESIDE = 60
"""So many letters wide, and the two answers stand beside each other; in less room, below each other."""


@dataclass(frozen=True, slots=True)
class BothState:
    """What differs; None while nothing is to compare."""

    both: Both | None = None


class BothPage(Page):
    """`chosen` carries the places where the other computer's answer is taken; nothing is sent by it."""

    chosen = Signal(object)
    back = Signal()

    def compose(self, layout: QVBoxLayout) -> None:
        """Build nothing before there is a state."""
        self._place = QWidget()
        fill(QVBoxLayout(self._place), spacing=16)
        self._there: dict[Path, QRadioButton] = {}
        layout.addWidget(column(self._place))
        layout.addStretch(1)

    def show_state(self, state: BothState) -> None:
        """Show each question with both answers, the one of this computer chosen."""
        self._state = state
        self._there = {}
        name = self.tr("Answered on two computers")
        self.set_title(name)
        place = self._place.layout()
        if place is None:
            return
        clear(place)
        if state.both is None:
            return
        about = self.tr(
            "“{form}” was answered on another computer of yours as well, and the council has that answer. Choose which "
            "answers are right. Both stay: theirs with the council, yours in the form that you go on with."
        ).replace("{form}", state.both.form_title)
        place.addWidget(title(name))
        place.addWidget(body(about))
        for one in state.both.differences:
            place.addWidget(self._card(one))
        if not state.both.differences:
            place.addWidget(card(body(self.tr("Both say the same. There is nothing to choose."))))
        go_on = primary(self.tr("&Go on with these answers"), self._go_on)
        place.addWidget(flow(go_on, secondary(self.tr("&Back"), self.back.emit)))

    def _card(self, one: Difference) -> QWidget:
        question = self.tr("Your answer to the council") if one.path == REPLY else one.question
        none = self.tr("No answer")
        here, there = QRadioButton(self.tr("On this computer")), QRadioButton(self.tr("On the other computer"))
        group = QButtonGroup(self)
        for button, words in ((here, one.here), (there, one.there)):
            group.addButton(button)
            button.setAccessibleName(f"{question}: {button.text()}")
            button.setAccessibleDescription(words or none)
        here.setChecked(True)
        self._there[one.path] = there
        answers = (
            _answer(here, one.here or none, known=bool(one.here)),
            _answer(there, one.there or none, known=bool(one.there)),
        )
        return card(subheading(question), Halves(*answers, shares=(1, 1), letters=BESIDE))

    def _go_on(self) -> None:
        self.chosen.emit(frozenset(path for path, button in self._there.items() if button.isChecked()))


def _answer(button: QRadioButton, words: str, *, known: bool) -> QWidget:
    box = stack(button, body(words) if known else hint(words))
    layout = box.layout()
    if isinstance(layout, QVBoxLayout):
        layout.addStretch(1)
    return box
