"""Answers that an update of the form, or a change to another form, could not carry over: to read and to copy."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_portal.services.comparing import OTHER_ANSWER
from desktop_portal.ui.fields import announce
from desktop_portal.ui.flow import flow
from desktop_portal.ui.pages.page import Page
from desktop_portal.ui.widgets import Button, body, card, clear, column, fill, hint, primary, secondary, title

if TYPE_CHECKING:
    from desktop_portal.forms.parked import Parked

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class SetAsideState:
    """The answers that were set aside, in the order of their form."""

    parked: tuple[Parked, ...]


class SetAsidePage(Page):
    """Shown right after the form was updated, and whenever the person asks; `proceed` goes on to the form."""

    proceed = Signal()

    def compose(self, layout: QVBoxLayout) -> None:
        """Build nothing before there is a state."""
        self._place = QWidget()
        fill(QVBoxLayout(self._place), spacing=16)
        layout.addWidget(column(self._place))
        layout.addStretch(1)

    def show_state(self, state: SetAsideState) -> None:
        """Show each answer with the question it was given to."""
        self._state = state
        name = translate("SetAside", "Answers we could not carry over")
        if any(one.reason == OTHER_ANSWER for one in state.parked):
            name = translate("SetAside", "Answers that were set aside")
        self.set_title(name)
        place = self._place.layout()
        if place is None:
            return
        clear(place)
        place.addWidget(title(name))
        place.addWidget(body(_about()))
        for one in state.parked:
            place.addWidget(_card(one))
        place.addWidget(flow(primary(translate("SetAside", "&Go on to the form"), self.proceed.emit)))


def _card(one: Parked) -> QWidget:
    question = one.question or translate("SetAside", "Your answer to the council")
    button = secondary(translate("SetAside", "Copy"))
    button.setAccessibleName(translate("SetAside", "Copy the answer to: {question}").replace("{question}", question))
    button.clicked.connect(partial(_copy, one.words, button))
    return card(hint(question), body(one.words), hint(_reason(one.reason)), flow(button))


def _copy(words: str, button: Button) -> None:
    QGuiApplication.clipboard().setText(words)
    button.setText(translate("SetAside", "Copied"))
    announce(button, translate("SetAside", "Copied"))


def _about() -> str:
    return translate(
        "SetAside",
        "They stay with this form, for you to copy to where they are needed. They are not sent to the council.",
    )


def _reason(reason: str) -> str:
    words = {
        "removed": translate("SetAside", "This form does not ask this question."),
        "type": translate("SetAside", "This question now takes another kind of answer."),
        "single": translate("SetAside", "This question now takes one answer only."),
        OTHER_ANSWER: translate("SetAside", "You chose the answer of the other computer."),
    }
    return words.get(reason, "")
