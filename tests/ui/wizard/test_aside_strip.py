"""The line above a form says truly why answers were set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from desktop_portal.forms.parked import Parked
from desktop_portal.services.comparing import OTHER_ANSWER
from desktop_portal.ui.pages.set_aside import SetAsidePage, SetAsideState
from desktop_portal.ui.wizard.aside_strip import AsideStrip

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

CARRIED, LIST = "could not be carried over into this form.", "Answers we could not carry over"
SET_ASIDE = "Answers that were set aside"


def said(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel)]


@pytest.mark.parametrize(
    ("reasons", "words", "name"),
    [
        (("removed",), f"1 answer {CARRIED}", LIST),
        (("type", "single"), f"2 answers {CARRIED}", LIST),
        ((OTHER_ANSWER,), "1 answer of this computer gave way to the one of the other computer.", SET_ASIDE),
        ((OTHER_ANSWER,) * 3, "3 answers of this computer gave way to those of the other computer.", SET_ASIDE),
        ((OTHER_ANSWER, "removed"), "2 answers were set aside from this form.", SET_ASIDE),
    ],
)
def test_J22_an_answer_that_gave_way_to_the_other_computers_is_not_told_as_one_that_the_form_lost(
    reasons: tuple[str, ...], words: str, name: str, themed: QApplication
) -> None:
    parked = tuple(Parked(f"q{at}", (), "First name", "Amira", reason) for at, reason in enumerate(reasons))
    strip, page = AsideStrip(parked, lambda: None), SetAsidePage()
    page.show_state(SetAsideState(parked))
    assert words in said(strip)
    assert name in said(page)
    strip.deleteLater()
    page.deleteLater()
