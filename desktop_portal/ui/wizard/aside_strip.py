"""A line above the page: some answers were set aside, and where to read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QHBoxLayout

from desktop_portal.services.comparing import OTHER_ANSWER
from desktop_portal.ui.widgets import Text, link
from desktop_portal.ui.wizard.wording import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop_portal.forms.parked import Parked


class AsideStrip(QFrame):
    """Shown for as long as the form holds answers that were set aside, whatever they gave way to."""

    def __init__(self, parked: Sequence[Parked], open_list: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("kind", "bar")
        words = _words({one.reason == OTHER_ANSWER for one in parked}, one=len(parked) == 1)
        words = words.replace("{count}", str(len(parked)))
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 6, 16, 6)
        line.setSpacing(20)
        line.addWidget(Text(words, "small"), 1)
        line.addWidget(link(tr("Read and copy"), open_list))


def _words(gave_way: set[bool], *, one: bool) -> str:
    """Say why: `gave_way` holds True where an answer gave way to the other computer's, False where a form changed."""
    if gave_way == {True}:
        return (
            tr("1 answer of this computer gave way to the one of the other computer.")
            if one
            else tr("{count} answers of this computer gave way to those of the other computer.")
        )
    if gave_way == {False}:
        return (
            tr("1 answer could not be carried over into this form.")
            if one
            else tr("{count} answers could not be carried over into this form.")
        )
    return tr("{count} answers were set aside from this form.")
