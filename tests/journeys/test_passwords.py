"""A password that is changed, forgotten, or changed on another computer: the forms here still open, for nobody else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel

from desktop_portal.ui.demo.hands import wait_until
from desktop_portal.ui.demo.main_job import ASKED
from tests.journeys.conftest import EMAIL, PASSWORD, Computer

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from tests.support.server_process import ServerProcess

pytestmark = pytest.mark.timeout(300)
NEW = "four loud badgers"
CODE = re.compile(r"([0-9A-Z]{4}-){6}[0-9A-Z]{4}")
OPENS = "What would you like to do?"


def registers(computer: Computer) -> str:
    """Register and return the recovery code that is shown once."""
    computer.hands.press("My account")
    computer.hands.press("Register for new account")
    computer.person.register(EMAIL, PASSWORD, computer.code)
    computer.hands.sees("Your recovery code")
    [code] = [one.text() for one in computer.hands.all(QLabel) if CODE.fullmatch(one.text())]
    computer.person.keep_recovery_code()
    return code


def writes(computer: Computer) -> str:
    """Begin a form, and return its id."""
    computer.open_form()
    computer.person.fill_section()
    computer.hands.write("Your job role", "Head of year")
    computer.hands.press("Save for later")
    assert computer.program is not None
    session = computer.program.session
    assert session is not None
    [draft] = session.store.drafts.summaries()
    return draft.id


def chooses_a_new_password(computer: Computer) -> None:
    """From the page that says that the password is forgotten, by the code in the e-mail."""
    computer.hands.sees("You have forgotten your password")
    computer.hands.write("E-mail address", EMAIL)
    before = computer.code()
    computer.hands.press("Continue")
    computer.hands.sees("Choose a new password")
    wait_until(lambda: computer.code() not in {"", before}, "the code has come by e-mail")
    computer.hands.write("Code", computer.code())
    computer.hands.write("New password", NEW)
    computer.hands.press("Continue")
    computer.hands.sees("Your password is changed. Sign in with the new one.")


def is_let_in(computer: Computer, draft_id: str) -> None:
    """The first page is there, and behind it the form with what was written."""
    computer.hands.sees(OPENS)
    assert computer.program is not None
    wait_until(lambda: computer.program is not None and computer.program.session is not None, "somebody is in")
    session = computer.program.session
    assert session is not None
    draft = session.store.drafts.load(draft_id)
    assert draft is not None
    assert "Head of year" in str(draft.document)


def from_the_menu(computer: Computer, name: str) -> None:
    assert computer.program is not None
    actions = computer.program.window.top_bar._menu.actions()
    next(one for one in actions if one.text().replace("&", "") == name).trigger()


def comes_again(computer: Computer) -> None:
    computer.end()
    computer.start()
    computer.hands.press("My account")


def test_J02_a_password_that_is_changed_opens_the_forms_with_the_old_one_and_from_then_on_alone(
    computer: Computer,
) -> None:
    registers(computer)
    draft_id = writes(computer)
    from_the_menu(computer, "My account")
    computer.hands.press("Change password")
    chooses_a_new_password(computer)
    computer.person.sign_in(EMAIL, NEW)
    computer.hands.sees("Your password was changed")
    computer.hands.write(ASKED, "a guess at random")
    computer.hands.press("Continue")
    computer.hands.sees("There is a problem")
    computer.person.sign_in(EMAIL, NEW)
    computer.hands.sees("Your password was changed")
    computer.hands.write(ASKED, PASSWORD)
    computer.hands.press("Continue")
    is_let_in(computer, draft_id)
    computer.server.stop()
    comes_again(computer)
    computer.person.sign_in(EMAIL, PASSWORD)
    computer.hands.sees("There is a problem")
    computer.person.sign_in(EMAIL, NEW)
    is_let_in(computer, draft_id)


def test_J02_after_a_reset_on_another_computer_the_recovery_code_opens_what_was_written_here(
    computer: Computer, qapp: QApplication, tmp_path: Path, server: ServerProcess
) -> None:
    code = registers(computer)
    draft_id = writes(computer)
    computer.end()
    other = Computer(qapp, tmp_path / "other", server)
    other.start()
    other.hands.press("My account")
    other.hands.press("I have forgotten my password")
    chooses_a_new_password(other)
    other.end()
    computer.start()
    computer.hands.press("My account")
    computer.person.sign_in(EMAIL, PASSWORD)
    is_let_in(computer, draft_id)
    comes_again(computer)
    computer.person.sign_in(EMAIL, NEW)
    computer.hands.sees("Your password was changed")
    computer.hands.write(ASKED, code.lower().replace("-", " "))
    computer.hands.press("Continue")
    is_let_in(computer, draft_id)
    comes_again(computer)
    computer.person.sign_in(EMAIL, PASSWORD)
    computer.hands.sees("There is a problem")
