"""A password that is changed, forgotten, or changed on another computer: the forms here still open, for nobody else."""

from __future__ import annotations

import re
import sqlite3
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit

from desktop_portal.ui.demo.hands import wait_until
from desktop_portal.ui.demo.main_job import ASKED
from tests.journeys.conftest import EMAIL, PASSWORD, Computer
from tests.support.no_keyring import Ring

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
    code = shown_code(computer)
    computer.person.keep_recovery_code()
    return code


def shown_code(computer: Computer) -> str:
    computer.hands.sees("Your recovery code")
    [code] = [one.text() for one in computer.hands.all(QLabel) if CODE.fullmatch(one.text())]
    return code


def writes(computer: Computer) -> str:
    """Begin a form, and return its id."""
    computer.open_form()
    computer.person.fill_section()
    computer.hands.write("Your job role", "Head of year")
    computer.hands.press("Save for later")
    [draft] = computer.session().store.drafts.summaries()
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
    draft = computer.session().store.drafts.load(draft_id)
    assert draft is not None
    assert "Head of year" in str(draft.document)


def comes_again(computer: Computer) -> None:
    computer.end()
    computer.start()
    computer.hands.press("My account")


def test_J02_a_password_that_is_changed_opens_the_forms_with_the_old_one_and_from_then_on_alone(
    computer: Computer,
) -> None:
    registers(computer)
    draft_id = writes(computer)
    computer.from_the_menu("My account")
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


def test_J02_a_new_recovery_code_unlocks_the_window_and_the_one_before_no_more(computer: Computer) -> None:
    before = registers(computer)
    draft_id = writes(computer)
    computer.from_the_menu("My account")
    computer.hands.press("Make a new recovery code")
    computer.hands.write(ASKED, PASSWORD)
    computer.hands.press("Continue")
    code = shown_code(computer)
    assert code != before
    computer.person.keep_recovery_code()
    assert computer.program is not None
    computer.program.locking.lock()
    computer.hands.press("I have forgotten it: use my recovery code")
    computer.hands.write("Recovery code", before)
    computer.hands.press("Continue")
    computer.hands.sees("That recovery code does not belong to this account on this computer.")
    computer.hands.write("Recovery code", code)
    computer.hands.press("Continue")
    is_let_in(computer, draft_id)


def stays_signed_in(computer: Computer) -> str:
    """Register, write, tick that the computer keeps one signed in, and end; return the form's id."""
    computer.start()
    registers(computer)
    draft_id = writes(computer)
    comes_again(computer)
    computer.hands.press("Keep me signed in on this computer")
    computer.person.sign_in(EMAIL, PASSWORD)
    is_let_in(computer, draft_id)
    computer.end()
    return draft_id


def test_J02_who_stays_signed_in_comes_back_without_a_password_until_signing_out(
    qapp: QApplication, tmp_path: Path, server: ServerProcess
) -> None:
    ring = Ring()
    computer = Computer(qapp, tmp_path / "home", server, ring)
    draft_id = stays_signed_in(computer)
    assert len(ring.kept) == 1
    server.stop()
    computer.start()
    is_let_in(computer, draft_id)
    computer.from_the_menu("Sign out")
    wait_until(lambda: not ring.kept, "the keyring has forgotten the key")
    comes_again(computer)
    computer.hands.sees("E-mail address")
    assert computer.program is not None
    assert computer.program.session is None
    computer.end()


def test_J02_a_keyring_that_was_wiped_asks_for_the_password_and_nothing_is_lost(
    qapp: QApplication, tmp_path: Path, server: ServerProcess
) -> None:
    ring = Ring()
    computer = Computer(qapp, tmp_path / "home", server, ring)
    draft_id = stays_signed_in(computer)
    ring.kept.clear()
    computer.start()
    computer.person.sign_in(EMAIL, PASSWORD)
    is_let_in(computer, draft_id)
    computer.end()


def test_J06_terms_that_changed_are_asked_for_at_the_next_sign_in(computer: Computer) -> None:
    registers(computer)
    draft_id = writes(computer)
    with sqlite3.connect(computer.server.data_dir / "portal.db") as database:
        database.execute("UPDATE terms_agreed SET version = 'older'")
    comes_again(computer)
    computer.person.sign_in(EMAIL, PASSWORD)
    computer.hands.sees("The terms have changed since you agreed to them")
    computer.hands.press("Continue")
    computer.hands.sees("Tick the box to agree to the Terms and Conditions")
    computer.hands.press("I agree to these Terms and Conditions")
    computer.hands.press("Continue")
    is_let_in(computer, draft_id)
    comes_again(computer)
    computer.person.sign_in(EMAIL, PASSWORD)
    is_let_in(computer, draft_id)


def test_J11_details_that_are_changed_in_my_account_stand_in_the_next_form_and_at_the_council(
    computer: Computer,
) -> None:
    registers(computer)
    computer.from_the_menu("My account")
    computer.hands.write("Job role", "Head of year")
    computer.hands.press("Save")
    person = computer.session().person
    assert person is not None
    wait_until(lambda: getattr(computer.session().person, "job_role", "") == "Head of year", "it is saved")
    computer.hands.press("Home")
    computer.open_form()
    computer.person.fill_section()
    assert computer.hands.find("Your job role", QLineEdit).text() == "Head of year"
    with sqlite3.connect(computer.server.data_dir / "portal.db") as database:
        assert database.execute("SELECT job_role FROM account").fetchall() == [("Head of year",)]
