"""The main job through real windows, a real server in its own process, a real encrypted store."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from desktop_portal.ui.demo.hands import wait_until
from desktop_portal.ui.demo.main_job import ASKED, picture
from tests.journeys.conftest import EMAIL, PASSWORD

if TYPE_CHECKING:
    from tests.journeys.conftest import Computer

pytestmark = pytest.mark.timeout(300)


def unsent(computer: Computer) -> int:
    assert computer.program is not None
    return computer.program.sending.waiting


def fill_in_all(computer: Computer, photo: bytes | None = None) -> list[str]:
    computer.open_form()
    return list(computer.person.fill_in(photo))


def test_J01_J03_J04_J05_J06_J07_J08_J10_J14_J15_J16_J23_a_teacher_registers_refers_a_child_and_the_council_has_it(
    computer: Computer,
) -> None:
    computer.hands.sees("Is a child in immediate danger?")
    computer.register()
    titles = fill_in_all(computer, picture())
    assert titles[0] == "Overview"
    assert "Family and household" in titles
    assert titles[-1] == "Supporting documentation"
    computer.person.submit()
    computer.hands.sees("has received your form", 60)
    reference = computer.person.reference()
    assert reference.startswith("LCS-")
    letters = [letter for letter in computer.server.mail() if letter["subject"] == "Confirmation of form submission"]
    assert [letter["to"] for letter in letters] == [EMAIL]
    assert reference in letters[0]["text"]
    assert "Amira" not in json.dumps(letters[0])
    computer.hands.press("Back to all forms")
    assert computer.program is not None
    session = computer.program.session
    assert session is not None
    received = session.store.submissions.list()
    assert [one.receipt.reference for one in received if one.receipt] == [reference]


def test_J15_offline_a_form_waits_says_so_and_arrives_once_when_the_server_is_back(computer: Computer) -> None:
    computer.register()
    computer.server.stop()
    fill_in_all(computer, picture())
    computer.person.submit()
    computer.hands.sees("The council has NOT received it yet.")
    assert unsent(computer) == 1
    computer.hands.press("Back to all forms")
    computer.hands.sees("Not received by the council yet")
    computer.server.start_again()
    computer.hands.press("Send now")
    wait_until(lambda: unsent(computer) == 0, "everything is sent", 60)
    assert confirmations(computer) == 1


def test_J09_a_guest_fills_in_a_form_without_a_network_signs_in_to_send_it_and_comes_back_to_it(
    computer: Computer,
) -> None:
    computer.server.stop()
    computer.hands.press("My account")
    computer.hands.press("Continue offline")
    computer.hands.write(ASKED, PASSWORD)
    computer.hands.press("Continue")
    fill_in_all(computer, picture())
    computer.server.start_again()
    computer.hands.press("Submit to Local Authority")
    computer.hands.sees("Sign in or register to send your form. It is saved on this computer.")
    computer.hands.press("Register for new account")
    computer.register_here(then="Declaration & Submit")
    assert computer.program is not None
    session = computer.program.session
    assert session is not None
    assert len(session.store.drafts.summaries()) == 1
    computer.person.submit()
    computer.hands.sees("has received your form", 60)
    [sent] = session.store.submissions.list()
    assert sent.receipt is not None
    assert len(session.store.submissions.load(sent.id, sent.version).files) == 1
    guest = computer.program.app.guests.open(PASSWORD)
    assert guest.store.drafts.summaries() == []
    guest.close()


def test_J15_an_answer_lost_after_the_server_accepted_ends_in_exactly_one_submission(computer: Computer) -> None:
    computer.register()
    fill_in_all(computer)
    computer.server.plan_fault("drop-answer-after-commit")
    computer.person.submit()
    wait_until(lambda: confirmations(computer) == 1, "the server has it", 60)
    computer.hands.press("Back to all forms")
    computer.hands.press("Send now")
    wait_until(lambda: unsent(computer) == 0, "the client knows it too", 60)
    assert confirmations(computer) == 1


def test_J15_when_the_council_has_ended_the_session_signing_in_again_sends_what_waits(computer: Computer) -> None:
    computer.register()
    computer.server.stop()
    fill_in_all(computer)
    computer.person.submit()
    computer.hands.press("Back to all forms")
    assert computer.program is not None
    session = computer.program.session
    assert session is not None
    session.tokens.forget()
    computer.server.start_again()
    computer.hands.press("Send now")
    computer.hands.press("Sign in")
    computer.person.sign_in(EMAIL, PASSWORD)
    wait_until(lambda: confirmations(computer) == 1, "the council has it", 60)
    wait_until(lambda: unsent(computer) == 0, "the program knows", 60)


def test_J13_J17_saved_for_later_a_form_is_recovered_with_all_its_work_after_the_program_was_closed(
    computer: Computer,
) -> None:
    computer.register()
    computer.open_form()
    computer.person.fill_section()
    computer.person.fill_section()
    computer.hands.write("First name", "Amira")
    computer.hands.press("Save for later")
    computer.hands.sees("Forms you have saved")
    computer.end()
    computer.start()
    computer.hands.press("My account")
    computer.person.sign_in(EMAIL, PASSWORD)
    computer.hands.sees("Forms you have saved")
    assert computer.program is not None
    session = computer.program.session
    assert session is not None
    draft = session.store.drafts.summaries()[0]
    computer.program.filling.recover(session, draft.id)
    computer.hands.sees("Child / young person's details")
    kept = session.store.drafts.load(draft.id)
    assert kept is not None
    assert "Amira" in json.dumps(kept.document)


def test_J02_a_wrong_password_is_told_in_a_sentence_and_the_address_stays(computer: Computer) -> None:
    computer.register()
    computer.end()
    computer.start()
    computer.hands.press("My account")
    computer.person.sign_in(EMAIL, "four quiet otters")
    computer.hands.sees("There is a problem")
    computer.hands.sees("do not belong together")


def test_J05_a_wrong_code_is_told_and_the_right_one_still_works(computer: Computer) -> None:
    computer.hands.press("My account")
    computer.hands.press("Register for new account")
    with pytest.raises(AssertionError, match="There is a problem"):
        computer.person.register(EMAIL, PASSWORD, lambda: "00000000")
    computer.hands.sees("That code is not the one we sent")
    computer.hands.write("Code", computer.server.code_for(EMAIL))
    computer.hands.press("Continue")
    computer.hands.sees("Which version you agreed to is recorded")


def confirmations(computer: Computer) -> int:
    return sum(letter["subject"] == "Confirmation of form submission" for letter in computer.server.mail())


def test_J12_locking_keeps_everything_and_unlocking_returns_to_the_same_page(computer: Computer) -> None:
    computer.register()
    computer.open_form()
    computer.person.fill_section()
    computer.hands.write("Your job role", "Head of year")
    assert computer.program is not None
    computer.program.locking.lock()
    computer.hands.sees("This window is locked")
    assert not computer.hands.reads("Professional's details")
    computer.hands.write("Password", PASSWORD)
    computer.hands.press("Continue")
    computer.hands.sees("Professional's details")
