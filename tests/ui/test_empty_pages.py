"""Where there is nothing yet, a page says what to do, and does it at one press."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QTableView, QWidget

from desktop_portal.ui.demo.hands import Hands
from desktop_portal.ui.pages.home import HomePage, HomeState
from desktop_portal.ui.pages.recover import RecoverPage, RecoverState
from desktop_portal.ui.pages.submitted import SubmittedPage, SubmittedState

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from desktop_portal.ui.pages.page import Page

EMPTY = {
    "home": (HomePage, HomeState("01632 960 001"), "Nothing is waiting", "Start a form as a professional"),
    "recover": (RecoverPage, RecoverState(()), "A form that you begin is saved here by itself", "Start a form"),
    "submitted": (SubmittedPage, SubmittedState(), "What you submit is listed here.", "Start a form"),
}

MOST_AIR = 48


def words_in(card: QFrame) -> list[QWidget]:
    return [one for one in card.findChildren(QWidget) if isinstance(one, QLabel | QPushButton) and one.isVisible()]


@pytest.mark.parametrize("name", EMPTY)
def test_J01_J17_J23_an_empty_list_says_what_comes_here_and_how_to_begin(
    name: str, themed: QApplication, qtbot: QtBot
) -> None:
    kind, state, words, press = EMPTY[name]
    page: Page = kind()
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show_state(state)
    with qtbot.waitExposed(page):
        page.show()
    hands = Hands(themed)
    hands.sees(words)
    with qtbot.waitSignal(page.start):  # type: ignore[attr-defined]  # each of them begins a form
        hands.press(press)
    cards = [one for one in page.findChildren(QFrame) if one.property("kind") == "card" and one.isVisible()]
    spare = [one.height() - max(two.mapTo(one, QPoint(0, two.height())).y() for two in words_in(one)) for one in cards]
    assert cards
    assert max(spare) < MOST_AIR, "a card ends with what it says"
    assert not any(one.isVisible() for one in page.findChildren(QTableView)), "no empty table is shown"
