"""The forms for one audience (J07)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_portal.ui.flow import flow
from desktop_portal.ui.pages.page import Page
from desktop_portal.ui.widgets import body, card, clear, column, fill, hint, link, literal, pill, title

if TYPE_CHECKING:
    from desktop_portal.ui.widgets import Text


@dataclass(frozen=True, slots=True)
class FormChoice:
    """A form that can be begun; `summary` says in a sentence what it is for."""

    name: str
    title: str
    summary: str
    safeguarding: bool = False


@dataclass(frozen=True, slots=True)
class ChooseState:
    """The forms for "professional" or "public"."""

    audience: str
    forms: tuple[FormChoice, ...]


class ChoosePage(Page):
    """One card a form; `choose` tells the name of the form to begin, `blank` of one to print and fill in by hand."""

    danger: ClassVar[bool] = True
    choose = Signal(str)
    blank = Signal(str)
    back = Signal()

    def compose(self, layout: QVBoxLayout) -> None:
        """Back, the title, and the list."""
        self.set_title(self.tr("Choose a form"))
        self._about: Text = hint("")
        self._list = QWidget()
        fill(QVBoxLayout(self._list), spacing=16)
        layout.addWidget(
            column(
                link(self.tr("Back"), self.back.emit),
                title(self.tr("Choose a form")),
                self._about,
                self._list,
                spacing=12,
            )
        )
        layout.addStretch(1)

    def show_state(self, state: ChooseState) -> None:
        """Show the forms of this audience."""
        self._state = state
        self._about.setText(
            self.tr("Forms for professionals. You can begin any of them without a network.")
            if state.audience == "professional"
            else self.tr("Forms for members of the public. You can begin any of them without a network.")
        )
        cards = self._list.layout()
        if cards is None:
            return
        clear(cards)
        for form in state.forms:
            cards.addWidget(self._card(form))
        if not state.forms:
            cards.addWidget(
                card(
                    body(self.tr("There is no form on this computer yet. Connect to the network once, then come back."))
                )
            )

    def _card(self, form: FormChoice) -> QFrame:
        go = link(literal(form.title), partial(self.choose.emit, form.name))
        go.setProperty("kind", "link-heading")
        go.setAccessibleDescription(form.summary)
        head = flow(go, pill(self.tr("A child may be at risk"), "bad")) if form.safeguarding else go
        blank = link(self.tr("Blank form to print"), partial(self.blank.emit, form.name))
        blank.setAccessibleName(self.tr("Blank form to print: {}").format(form.title))
        return card(head, body(form.summary), flow(blank))
