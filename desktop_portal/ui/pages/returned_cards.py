"""Forms requesting more information, as cards: searched, sorted, as many as are read at once (J19, J20)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_portal.ui.flow import flow
from desktop_portal.ui.reading import kept_focus
from desktop_portal.ui.widgets import (
    Flowing,
    Text,
    body,
    card,
    clear,
    fill,
    heading,
    hint,
    link,
    pill,
    secondary,
    spacer,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

MOST_CARDS = 10
PRESSING, NEWEST, SENT, CHILD = "pressing", "newest", "sent", "child"


@dataclass(frozen=True, slots=True)
class ReturnedForm:
    """A form that the council handed back. `place` says what it is about ("2 questions marked in section 5")."""

    id: str
    title: str
    child: str
    sent_by: str
    sent: str
    reason: str
    comments: str
    answer_by: str = ""
    place: str = ""
    asked_order: float = 0.0
    sent_order: float = 0.0


_KEYS: Mapping[str, Callable[[ReturnedForm], Any]] = {
    NEWEST: lambda one: -one.asked_order,
    SENT: lambda one: -one.sent_order,
    CHILD: lambda one: one.child.casefold(),
}


class ReturnedCards(QWidget):
    """`answer` and `previous` carry the form's id. What is given stands in the order in which it presses."""

    answer = Signal(str)
    previous = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._all: Sequence[ReturnedForm] = ()
        self._hidden = False
        self._sought: list[str] = []
        self._order = PRESSING
        self._most = MOST_CARDS
        self._cards = QVBoxLayout(self)
        fill(self._cards, spacing=12)

    def show_forms(self, forms: Sequence[ReturnedForm], *, hidden: bool) -> None:
        """Show other forms, searched and sorted as before; `hidden` covers what tells a child."""
        self._all, self._hidden = forms, hidden
        with kept_focus(self):
            self._show()
        self.setVisible(bool(forms))

    def search(self, words: list[str]) -> None:
        """Show only the forms that hold all the words, which are casefolded."""
        self._sought, self._most = words, MOST_CARDS
        self._show()

    def sort(self, order: str) -> None:
        """Show them as PRESSING, NEWEST (question), SENT (last first) or CHILD says."""
        self._order, self._most = order, MOST_CARDS
        self._show()

    def _show(self) -> None:
        clear(self._cards)
        found = [one for one in self._all if _holds(one, self._sought, hidden=self._hidden)]
        if key := _KEYS.get(self._order):
            found.sort(key=key)
        if found:
            self._cards.addWidget(heading(self.tr("Forms requesting more information")))
        for one in found[: self._most]:
            self._cards.addWidget(self._card(one))
        more = len(found) - self._most
        if more > 0:
            self._cards.addWidget(flow(link(self.tr("Show more: {} are left").format(more), self._show_more)))

    def _show_more(self) -> None:
        self._most += MOST_CARDS
        with kept_focus(self):
            self._show()

    def _card(self, one: ReturnedForm) -> QFrame:
        child = self.tr("Hidden") if self._hidden else one.child
        head: list[QWidget] = [Flowing(one.title, "strong"), Flowing(child, "body")]
        if one.answer_by:
            head.append(pill(self.tr("Answer by {}").format(one.answer_by), "warn"))
        answer = secondary(self.tr("Answer"), partial(self.answer.emit, one.id))
        answer.setAccessibleName(self.tr("Answer: {}, {}").format(one.title, child))
        before = link(self.tr("Previous form"), partial(self.previous.emit, one.id))
        before.setAccessibleName(self.tr("Previous form: {}, {}").format(one.title, child))
        sent = hint(self.tr("Sent by {} on {}").format(one.sent_by, one.sent))
        said = [Text(one.reason, "strong"), body(one.comments)]
        place = [Text(one.place, "small")] if one.place else []
        return card(flow(*head), sent, *said, *place, spacer(0), flow(answer, before, gap=20), kind="card-info")


def _holds(one: ReturnedForm, sought: list[str], *, hidden: bool) -> bool:
    """Whether a form holds all the words that were searched for; a hidden child is not found by its initials."""
    if not sought:
        return True
    child = "" if hidden else one.child
    said = f"{one.title} {child} {one.sent_by} {one.sent} {one.reason} {one.comments} {one.answer_by}".casefold()
    return all(word in said for word in sought)
