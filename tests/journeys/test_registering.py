"""Registering: what is missing or wrong is told at its field, what was typed stays, and then the form is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLineEdit

from desktop_portal.ui.demo.hands import wait_until
from tests.journeys.conftest import EMAIL, FORM, PASSWORD

if TYPE_CHECKING:
    from tests.journeys.conftest import Computer

pytestmark = pytest.mark.timeout(300)


def told(computer: Computer, *words: str) -> None:
    computer.hands.press("Continue")
    computer.hands.sees("There is a problem")
    for one in words:
        computer.hands.sees(one)


def typed(computer: Computer, name: str) -> str:
    return computer.hands.find(name, QLineEdit).text()


def write(computer: Computer, name: str, text: str) -> None:
    """Type into a line, and not press the line of the summary that begins alike."""
    line = computer.hands.find(name, QLineEdit)
    line.clear()
    line.insert(text)


def gives_details(computer: Computer) -> None:
    told(
        computer,
        "Enter your first name",
        "Enter your last name",
        "Enter your job role",
        "Enter the name of your organisation",
        "Enter your telephone number",
    )
    details = {"First name": "Siân", "Last name": "O'Neill", "Job role": "Teacher", "Organisation": "Hill Primary"}
    for name, text in {**details, "Telephone number": "12"}.items():
        write(computer, name, text)
    told(computer, "Enter a telephone number, like 01632 960 001")
    assert not computer.hands.reads("Enter your first name")
    assert {name: typed(computer, name) for name in details} == details
    write(computer, "Telephone number", "+44 (0)1632 960-123")
    computer.hands.press("Continue")


def gives_address_and_password(computer: Computer) -> None:
    computer.hands.sees("Your e-mail address and password")
    told(computer, "Enter your e-mail address", "Enter a password")
    write(computer, "E-mail address", "sam@")
    write(computer, "Password", "short")
    told(
        computer,
        "Enter an e-mail address in the correct format, like name@example.com",
        "Password must be 12 characters or more",
    )
    assert typed(computer, "E-mail address") == "sam@"
    write(computer, "E-mail address", EMAIL)
    write(computer, "Password", "password1234")
    told(computer)
    write(computer, "Password", PASSWORD)
    computer.hands.press("Continue")


def gives_the_second_code(computer: Computer) -> None:
    computer.hands.sees("Verify your e-mail address")
    wait_until(computer.code, "the e-mail with the code has come")
    first = computer.code()
    told(computer, "Enter the 8-digit code from the e-mail")
    write(computer, "Code", "12")
    told(computer, "That code is not the one we sent.")
    computer.hands.press("Send me a new code")
    wait_until(lambda: computer.code() != first, "another code has come")
    write(computer, "Code", computer.code())
    computer.hands.press("Continue")


def test_J03_J04_J05_slips_in_registering_are_told_one_by_one_and_nothing_typed_is_lost(computer: Computer) -> None:
    computer.hands.press("My account")
    computer.hands.press("Register for new account")
    gives_details(computer)
    gives_address_and_password(computer)
    gives_the_second_code(computer)
    computer.hands.sees("Which version you agreed to is recorded")
    told(computer, "Tick the box to agree to the Terms and Conditions")
    computer.hands.press("I agree to these Terms and Conditions")
    computer.hands.press("Continue")
    computer.hands.sees("Registration complete")


def test_J09_who_is_not_signed_in_and_chooses_a_form_registers_and_comes_to_that_very_form(computer: Computer) -> None:
    computer.hands.press("Start a form as a professional")
    computer.hands.press(FORM)
    computer.hands.sees(f"Sign in or register, then go on with “{FORM}”.")
    computer.hands.press("Register for new account")
    computer.register_here(then="must be answered")
    assert computer.hands.reads("Overview")
