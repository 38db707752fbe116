"""Below an answer: what can be taken over from elsewhere in the form, and where a form about a sibling begins."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop_portal.core.copying import ACCOUNT, CHILD, OTHER_FORM
from desktop_portal.ui.flow import FlowLayout
from desktop_portal.ui.widgets import clear, link, literal, secondary
from desktop_portal.ui.wizard.wording import tr

if TYPE_CHECKING:
    from desktop_portal.core.copying import Offer
    from desktop_portal.core.page_state import FieldState
    from desktop_portal.forms.answers import Path
    from desktop_portal.ui.wizard.acts import Acts

LONGEST = 48


class Ways(QWidget):
    """One link for each offer, named with the question; and a button to begin a form about this person."""

    def __init__(self, path: Path, question: str, acts: Acts) -> None:
        super().__init__()
        self._path, self._question, self._acts = path, question, acts
        self._shown: tuple[object, ...] = ()
        self._line = FlowLayout(self, 24, 4)
        self._line.setContentsMargins(0, 0, 0, 0)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_state(self, state: FieldState) -> None:
        """Offer what there is now."""
        wanted = (state.offers, state.linked)
        if wanted == self._shown:
            return
        self._shown = wanted
        clear(self._line)
        for offer in state.offers:
            words = self._words(offer)
            way = link(literal(words), partial(self._acts.take_over, self._path, offer))
            way.setAccessibleName(f"{words}, {self._question}")
            self._line.addWidget(way)
        if state.linked:
            words = tr("Start a form about {who}").replace("{who}", state.linked)
            self._line.addWidget(secondary(literal(words), partial(self._acts.begin_sibling, self._path.rows[-1])))
        self.setVisible(bool(state.offers or state.linked))

    @staticmethod
    def _words(offer: Offer) -> str:
        said = offer.said if len(offer.said) <= LONGEST else f"{offer.said[:LONGEST].rstrip()}…"
        if offer.origin == ACCOUNT:
            return tr("Sign as {said}").replace("{said}", said)
        words = tr("Same as the child: {said}") if offer.origin == CHILD else tr("Same as {who}: {said}")
        return words.replace("{who}", offer.origin).replace("{said}", said)


def copied_words(origin: str) -> str:
    """Say where an answer was taken over from; "" when it was not."""
    if not origin:
        return ""
    if origin == ACCOUNT:
        return tr("Copied from your account. You can change it.")
    if origin == CHILD:
        return tr("Copied from what you wrote about the child. You can change it.")
    if origin == OTHER_FORM:
        return tr("Copied from the form before. You can change it.")
    return tr("Copied from {who}. You can change it.").replace("{who}", origin)
