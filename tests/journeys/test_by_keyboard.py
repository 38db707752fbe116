"""The main job with Tab, arrows, Space, Enter and mnemonics only: no mouse, no text but what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desktop_portal.ui.demo.hands import NotThereError, wait_until
from tests.journeys.conftest import EMAIL, FORM, PASSWORD
from tests.journeys.keyboard import MOST_TABS, MUST, Keyboard

if TYPE_CHECKING:
    from tests.journeys.conftest import Computer

pytestmark = [pytest.mark.timeout(300), pytest.mark.slow]
A_SENTENCE = "She came to school without a coat again."
KNOWN = {
    "First name": "Amira",
    "Last name": "Begum",
    "Day": "3",
    "Month": "November",
    "Year": "2019",
    "Time": "15:10",
    "Postcode": "WN1 1AA",
}
WANTED = ("No", "School", "Level 3")
PROBLEM = "There is a problem"
MOST_ROUNDS = 12


def register(keys: Keyboard, computer: Computer) -> None:
    keys.enter("My account")
    keys.enter("Register for new account")
    for name, words in (
        ("First name", "Sam"),
        ("Last name", "Patel"),
        ("Job role", "Class teacher"),
        ("Organisation", "Hill Primary School"),
        ("Telephone number", "01632 960 123"),
    ):
        keys.write(name, words)
    keys.mnemonic("c")
    keys.seen.sees("Your e-mail address and password")
    keys.write("E-mail address", EMAIL)
    keys.write("Password", PASSWORD)
    keys.mnemonic("c")
    keys.seen.sees("Verify your e-mail address")
    wait_until(lambda: code(computer), "the e-mail with the code has come")
    keys.write("Code", code(computer))
    keys.mnemonic("c")
    keys.seen.sees("Which version you agreed to is recorded")
    keys.tab_to("I agree to these Terms and Conditions")
    keys.press(Qt.Key.Key_Space)
    keys.mnemonic("c")
    keys.seen.sees("Registration complete")
    keys.enter("Continue")
    keys.tab_to("I have kept it in a safe place")
    keys.press(Qt.Key.Key_Space)
    keys.mnemonic("c")
    keys.seen.sees("What would you like to do?")


def code(computer: Computer) -> str:
    try:
        return computer.server.code_for(EMAIL)
    except LookupError:
        return ""


def fill_page(keys: Keyboard) -> None:
    """Walk down the page with Tab to its last button, answering what must be answered; again while that brings more."""
    for _ in range(MOST_ROUNDS):
        answered = 0
        keys.tab_to("Save for later")
        keys.press(Qt.Key.Key_Tab)
        been: list[str] = []
        while not keys.name().startswith("Save for later"):
            been.append(keys.name())
            if len(been) > MOST_TABS:
                raise NotThereError(f"Tab goes round without an end: {been[-12:]}")
            words = KNOWN.get(keys.name().split(",")[0], A_SENTENCE)
            answered += keys.answer_here(words, WANTED)
            keys.press(Qt.Key.Key_Tab)
        if not answered:
            return
    raise NotThereError(f"there is no end of questions: {keys.seen.sights()}")


def fill_in(keys: Keyboard, computer: Computer) -> list[str]:
    titles: list[str] = []
    while (title := computer.person.page_title()) != "Check your answers":
        titles.append(title)
        for _ in range(MOST_ROUNDS):
            fill_page(keys)
            keys.mnemonic("n")
            # Either another page, or the summary of what is wrong has the keyboard: the rest of this page is filled in.
            wait_until(
                lambda title=title: computer.person.page_title() != title or keys.name() == PROBLEM,
                f"'{title}' answers",
            )
            if computer.person.page_title() != title:
                break
        else:
            raise NotThereError(f"'{title}' does not let go on: {keys.seen.sights()}")
    return titles


def test_J03_J04_J05_J06_J08_J10_J15_a_teacher_without_a_mouse_registers_refers_a_child_and_reads_the_reference(
    computer: Computer,
) -> None:
    keys = Keyboard(computer.hands)
    keys.seen.sees("What would you like to do?")
    register(keys, computer)
    keys.enter("Start a form as a professional")
    keys.enter(FORM)
    keys.seen.sees(MUST)
    titles = fill_in(keys, computer)
    assert len(titles) == 10
    keys.seen.sees("Everything that must be answered is answered")
    keys.mnemonic("c")
    wait_until(lambda: computer.person.page_title() != "Check your answers", "the declaration is open")
    fill_page(keys)
    keys.mnemonic("s")
    wait_until(QApplication.activeModalWidget, lambda: f"the program asks once more: {keys.seen.sights()}")
    keys.mnemonic("s")
    keys.seen.sees("has received your form", 60)
    keys.tab_to("Your reference")
    assert computer.person.reference().startswith("LCS-")
