"""Where there is nothing yet, a page says what to do, and does it at one press."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QFrame, QLabel, QPushButton, QTableView, QWidget

from desktop_portal.store.database import open_store
from desktop_portal.ui.demo.hands import Hands
from desktop_portal.ui.pages.choose import ChoosePage, ChooseState
from desktop_portal.ui.pages.home import HomePage, HomeState
from desktop_portal.ui.pages.recover import RecoverPage, RecoverState
from desktop_portal.ui.pages.submitted import SubmittedPage, SubmittedState
from tests.support.wizard_desk import Clock, Desks, load_form

if TYPE_CHECKING:
    from pathlib import Path

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


def test_J07_a_computer_without_forms_says_how_they_come(themed: QApplication, qtbot: QtBot) -> None:
    page = ChoosePage()
    qtbot.addWidget(page)
    page.show_state(ChooseState("professional", ()))
    with qtbot.waitExposed(page):
        page.show()
    Hands(themed).sees("There is no form on this computer yet. Connect to the network once, then come back.")


def test_J08_a_part_of_a_form_in_which_nothing_is_yet_says_what_to_do(
    themed: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    clock = Clock()
    store = open_store(tmp_path / "portal.db", secrets.token_bytes(32), clock=clock)
    desk = Desks(qtbot, themed, store, clock).open(load_form("safeguarding-concern"), page="household")
    desk.hands.sees("A name and a relationship are enough.")
    assert desk.hands.find("Add person", QAbstractButton).isVisible()
    desk.open("10 Supporting documentation")
    desk.hands.sees("Drop files here, or choose them.")
    desk.hands.write("Find in this form", "zzz")
    desk.hands.sees("Nothing found. Try another word, or a part of one.")
    desk.window.close()
    store.close()
