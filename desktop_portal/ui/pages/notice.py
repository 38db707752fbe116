"""A page of plain words: why the program cannot go on, or what has happened."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_portal.ui.flow import flow
from desktop_portal.ui.pages.page import Page
from desktop_portal.ui.widgets import body, card, clear, column, fill, literal, primary, secondary, title


@dataclass(frozen=True, slots=True)
class NoticeState:
    """A page of plain words: a title, paragraphs, and (key, words) for each button, the first being the main one."""

    title: str
    paragraphs: tuple[str, ...]
    actions: tuple[tuple[str, str], ...] = ()
    kind: str = "card-warn"


class NoticePage(Page):
    """Says why the program cannot go on, or what has happened; `act` tells the key of the button."""

    act = Signal(str)

    def compose(self, layout: QVBoxLayout) -> None:
        """Build nothing before there is a state."""
        self._place = QWidget()
        fill(QVBoxLayout(self._place))
        layout.addWidget(column(self._place))
        layout.addStretch(1)

    def show_state(self, state: NoticeState) -> None:
        """Show the words and the buttons."""
        self._state = state
        self.set_title(state.title)
        place = self._place.layout()
        if place is None:
            return
        clear(place)
        place.addWidget(title(state.title))
        place.addWidget(card(*(body(one) for one in state.paragraphs), kind=state.kind))
        make = (primary, *[secondary] * len(state.actions))
        buttons = [
            made(literal(words), partial(self.act.emit, key))
            for made, (key, words) in zip(make, state.actions, strict=False)
        ]
        place.addWidget(flow(*buttons))
