"""The page that says what became of a form keeps the keyboard when the council's receipt comes in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop_portal.core.council import read_council
from desktop_portal.core.draft import ChildLabel, FormKey
from desktop_portal.core.submission import Receipt, Submission
from desktop_portal.paths import resources
from desktop_portal.ui.demo.hands import name_of
from desktop_portal.ui.main_window import MainWindow
from desktop_portal.ui.wizard.submitting import Confirmation
from tests.support.wizard_desk import NOON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

KEY = FormKey("https://forms.example.gov.uk/Questionnaire/safeguarding-concern", "2026.11.2")
SENT = Submission("s1", 1, KEY, "Safeguarding concern", ChildLabel("A.B.", "2019"), True, b"{}", "d" * 64, (), NOON)
RECEIPT = Receipt("s1", 1, "LCS-7KQ2-MR4D", "d" * 64, "1", NOON)


@pytest.fixture
def page(qtbot: QtBot, themed: QApplication) -> Iterator[Confirmation]:
    council = read_council(json.loads((resources() / "council.json").read_bytes()))
    window, around = MainWindow(themed), QWidget()
    qtbot.addWidget(window)
    shown = Confirmation(SENT, council)
    QVBoxLayout(around).addWidget(shown)
    window.add_page("form", around)
    window.show_page("form")
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield shown
    window.close_now()


def name_here() -> str:
    here = QApplication.focusWidget()
    return name_of(here) if here is not None else "nothing has the keyboard"


def test_J15_whoever_reads_that_the_form_waits_goes_on_reading_when_it_has_arrived(page: Confirmation) -> None:
    page.take_focus()
    assert name_here() == "Your form is waiting to be sent"
    page.show_received(RECEIPT)
    assert name_here() == "Example Council has received your form"


def test_J15_a_button_that_has_the_keyboard_keeps_it_when_the_receipt_comes(page: Confirmation) -> None:
    page.take_focus()
    while name_here() != "View the form as a PDF":
        QTest.keyClick(page.window().windowHandle(), Qt.Key.Key_Tab)
    page.show_received(RECEIPT)
    assert name_here() == "View the form as a PDF"


def test_J15_whoever_looks_at_another_window_meanwhile_comes_back_to_the_page(page: Confirmation, qtbot: QtBot) -> None:
    page.take_focus()
    other = QWidget()
    qtbot.addWidget(other)
    with qtbot.waitActive(other):
        other.show()
        other.activateWindow()
    page.show_received(RECEIPT)
    with qtbot.waitActive(page.window()):
        page.window().activateWindow()
    assert name_here() == "Example Council has received your form"


def test_J15_tab_comes_to_the_reference_and_the_keyboard_copies_it(page: Confirmation) -> None:
    page.take_focus()
    page.show_received(RECEIPT)
    QTest.keyClick(page.window().windowHandle(), Qt.Key.Key_Tab)
    assert name_here() == f"Your reference: {RECEIPT.reference}"
    keys = page.window().windowHandle()
    QTest.keyClick(keys, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(keys, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == RECEIPT.reference
