"""A saved form whose questions the council has changed since: what is different, and the choice (J27)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_portal.ui.flow import flow
from desktop_portal.ui.pages.page import Page
from desktop_portal.ui.widgets import body, card, clear, column, fill, hint, primary, secondary, subheading, title

if TYPE_CHECKING:
    from desktop_portal.core.form_changed import FormChanged
    from desktop_portal.forms.migrate import FormChange


@dataclass(frozen=True, slots=True)
class FormChangedState:
    """What has changed; `until` is the last day on which the council takes the earlier version, in words, or ""."""

    changed: FormChanged
    until: str = ""


class FormChangedPage(Page):
    """`update` carries the answers over, `keep` goes on with the version that the draft was begun with."""

    update_form = Signal()
    keep = Signal()
    back = Signal()

    def compose(self, layout: QVBoxLayout) -> None:
        """Build nothing before there is a state."""
        self._place = QWidget()
        fill(QVBoxLayout(self._place), spacing=16)
        layout.addWidget(column(self._place))
        layout.addStretch(1)

    def show_state(self, state: FormChangedState) -> None:
        """Show the differences, grouped by what they mean for the person."""
        self._state = state
        changed = state.changed
        name = self.tr("This form has changed")
        self.set_title(name)
        place = self._place.layout()
        if place is None:
            return
        clear(place)
        about = self.tr(
            "The council has published another version of “{form}” since you began. Your answers are kept by their "
            "question. What the new version does not ask is set aside for you to copy. A copy of your form as it is "
            "now is kept first."
        ).replace("{form}", changed.form_title)
        place.addWidget(title(name))
        place.addWidget(body(about))
        place.addWidget(self._choice(state))
        for heading, lines in self._groups(changed.changes):
            place.addWidget(card(subheading(f"{heading} ({len(lines)})"), *(body(line) for line in lines)))
        if not changed.changes:
            place.addWidget(card(body(self.tr("No question has changed: only lists, checks or hints."))))

    def _choice(self, state: FormChangedState) -> QWidget:
        buttons = [primary(self.tr("&Update my form"), self.update_form.emit)]
        if state.changed.may_keep:
            buttons.append(secondary(self.tr("&Keep the earlier version"), self.keep.emit))
            words = (
                self.tr("The council takes the earlier version until {day}.").replace("{day}", state.until)
                if state.until
                else self.tr("The council takes the earlier version as well.")
            )
        else:
            words = self.tr("The council does not take the earlier version any more: update the form to send it.")
        buttons.append(secondary(self.tr("&Back"), self.back.emit))
        kind = "card" if state.changed.may_keep else "card-warn"
        return card(hint(words), flow(*buttons), kind=kind)

    def _groups(self, changes: tuple[FormChange, ...]) -> list[tuple[str, tuple[str, ...]]]:
        headings = (
            ("required", self.tr("Now to be answered")),
            ("added", self.tr("New questions")),
            ("removed", self.tr("Not asked any more")),
            ("type", self.tr("To be answered in another way")),
            ("reworded", self.tr("In other words")),
            ("moved", self.tr("In another place")),
        )
        found = []
        for kind, heading in headings:
            lines = tuple(_line(one) for one in changes if one.kind == kind and (one.before or one.after))
            if lines:
                found.append((heading, lines))
        return found


def _line(change: FormChange) -> str:
    if change.kind == "reworded" and change.before:
        return f"“{change.before}” → “{change.after}”"
    return change.after or change.before
