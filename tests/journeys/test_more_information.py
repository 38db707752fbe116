"""The council asks for more; the referrer answers, offline too, and on two computers (J18 to J23)."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from desktop_portal.core.submission import CouncilState, DeliveryState
from desktop_portal.ui.controllers.told import submitted_state
from desktop_portal.ui.demo.hands import wait_until
from tests.journeys.conftest import EMAIL, PASSWORD, Computer
from tests.support.desk_person import DeskPerson, said, staff_at

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from desktop_portal.services.session import Session
    from tests.support.server_process import ServerProcess

pytestmark = pytest.mark.timeout(400)
NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ASKS = "Who was at home <b>that evening</b>?"
PINNED = "Is this the name on the birth certificate?"


@pytest.fixture
def desk(server: ServerProcess) -> Iterator[DeskPerson]:
    yield from staff_at(server, "jo@example.gov.uk")


def session_of(computer: Computer) -> Session:
    assert computer.program is not None
    session = computer.program.session
    assert session is not None
    return session


def sync(computer: Computer) -> None:
    assert computer.program is not None
    session_of(computer)._syncing._feed_at = None
    computer.program.sending.run(hurry=True)


def submit_a_form(computer: Computer) -> str:
    computer.register()
    computer.open_form()
    list(computer.person.fill_in())
    computer.person.submit()
    computer.hands.sees("has received your form", 60)
    computer.hands.press("Back to all forms")
    return session_of(computer).store.submissions.list()[0].id


def council_asks(computer: Computer, desk: DeskPerson, form_id: str) -> None:
    asked = desk.ask(form_id, ASKS, notes={"child.first-name@": PINNED})
    assert asked.status_code == 303, asked.text
    sync(computer)
    computer.hands.sees("The council needs more information", 60)


def council_closes(computer: Computer, desk: DeskPerson, form_id: str) -> None:
    closed = desk.act(form_id, "close", outcome="early-help", comments="A worker calls <b>you</b>.")
    assert closed.status_code == 303, closed.text
    sync(computer)


def answer_at_the_list(computer: Computer) -> None:
    assert computer.program is not None
    computer.program._lists.show_submitted(session_of(computer))
    computer.hands.sees("Forms requesting more information")
    computer.hands.sees("Insufficient detail")
    computer.hands.press("Answer")
    computer.hands.sees("The council asks: Insufficient detail")
    computer.hands.sees(PINNED)
    computer.hands.sees("Child / young person's details")
    computer.hands.write("First name", "Amira-Louise")
    computer.hands.sees("1 answer changed since it was sent")
    computer.hands.sees("Changed since it was sent.")
    computer.hands.press(f"Done: {PINNED}")
    words = computer.hands.find("Your answer to the council, in your own words", QPlainTextEdit)
    words.setPlainText("Her grandmother & I <i>only</i>.")


def test_J18_J19_J20_J21_J22_a_request_is_noticed_answered_offline_and_the_desk_sees_what_changed(
    computer: Computer, desk: DeskPerson
) -> None:
    form_id = submit_a_form(computer)
    council_asks(computer, desk, form_id)
    computer.hands.sees(ASKS)
    computer.server.stop()
    answer_at_the_list(computer)
    computer.person.submit_again()
    computer.hands.sees("The council has NOT received it yet.")
    waiting = session_of(computer).store.outbox.waiting()
    assert [(one.submission_id, one.version) for one in waiting] == [(form_id, 2)]
    computer.server.start_again()
    computer.hands.press("Back to all forms")
    computer.hands.press("Send now")
    store = session_of(computer).store
    wait_until(lambda: not store.outbox.waiting(), "the council has the answer", 60)
    page = desk.get(f"/desk/submissions/{form_id}", show="changes")
    assert "<ins>Amira-Louise</ins>" in page.text
    assert "Her grandmother & I <i>only</i>." in said(page)
    sync(computer)
    wait_until(lambda: session_of(computer).requests.of(form_id).open is None, "the request is settled", 60)


def test_J22_a_draft_of_the_answer_and_its_ticks_survive_the_end_of_the_program(
    computer: Computer, desk: DeskPerson
) -> None:
    form_id = submit_a_form(computer)
    council_asks(computer, desk, form_id)
    computer.hands.press("Answer")
    computer.hands.press(f"Done: {PINNED}")
    computer.hands.find("Your answer to the council, in your own words", QPlainTextEdit).setPlainText("Nobody else.")
    computer.end()
    computer.start()
    computer.hands.press("My account")
    computer.person.sign_in(EMAIL, PASSWORD)
    computer.hands.sees("The council needs more information")
    computer.hands.press("Answer")
    box = computer.hands.find("Your answer to the council, in your own words", QPlainTextEdit)
    assert box.toPlainText() == "Nobody else."
    draft = session_of(computer).store.drafts.load(form_id)
    assert draft is not None
    assert len(draft.document["reply"]["done"]) == 1


def answer_on_another_computer(other: Computer) -> None:
    other.start()
    other.hands.press("My account")
    other.person.sign_in(EMAIL, PASSWORD)
    other.person.keep_recovery_code()
    wait_until(lambda: session_of(other).store.submissions.list() != [], "the form has come", 60)
    other.hands.sees("The council needs more information", 60)
    other.hands.press("Answer")
    other.hands.write("First name", "Written there")
    other.person.submit_again()
    other.hands.sees("has received your form", 60)
    other.end()


def answer_here_offline(computer: Computer) -> None:
    computer.start()
    computer.server.stop()
    computer.hands.press("My account")
    computer.person.sign_in(EMAIL, PASSWORD)
    computer.hands.press("Answer")
    computer.hands.write("First name", "Written here")
    computer.person.submit_again()
    computer.hands.sees("The council has NOT received it yet.")
    computer.hands.press("Back to all forms")


def test_J22_J23_a_second_computer_has_the_form_and_the_request_and_a_conflict_loses_neither_text(
    computer: Computer, desk: DeskPerson, qapp: QApplication, tmp_path: Path, server: ServerProcess
) -> None:
    form_id = submit_a_form(computer)
    council_asks(computer, desk, form_id)
    computer.end()
    answer_on_another_computer(Computer(qapp, tmp_path / "other", server))
    kept = b"".join(file.read_bytes() for file in (tmp_path / "other").rglob("*") if file.is_file())
    assert kept
    assert not [words for words in (b"Amira", b"Begum", b"Written there", ASKS.encode()) if words in kept], "I11"
    answer_here_offline(computer)
    server.start_again()
    computer.hands.press("Send now")
    session = session_of(computer)
    wait_until(lambda: session.fetching.theirs(form_id, 2) is not None, "the other answer has come", 60)
    computer.hands.press("See both")
    computer.hands.sees("Written here")
    computer.hands.sees("Written there")
    computer.hands.press("Go on with these answers")
    computer.hands.sees("Declaration & Submit")
    computer.person.submit_again()
    store = session_of(computer).store
    wait_until(lambda: not store.outbox.waiting(), "the council has the third version", 60)
    versions = {one.version: one.delivery.state for one in store.submissions.list()}
    assert versions == {1: DeliveryState.RECEIVED, 2: DeliveryState.RECEIVED, 3: DeliveryState.RECEIVED}
    theirs = json.loads(store.submissions.load(form_id, 2).body)
    assert "Written there" in json.dumps(theirs["response"])
    page = desk.get(f"/desk/submissions/{form_id}", show="changes")
    assert "<ins>here</ins>" in page.text
    assert "<del>there</del>" in page.text


def test_J22_what_the_council_says_while_the_form_is_open_is_told_at_once(computer: Computer, desk: DeskPerson) -> None:
    form_id = submit_a_form(computer)
    council_asks(computer, desk, form_id)
    computer.hands.press("Answer")
    computer.hands.write("First name", "Amira-Lou")
    field = computer.hands.find("First name", QLineEdit)
    field.setFocus()
    field.setCursorPosition(5)
    assert desk.act(form_id, "withdraw").status_code == 303
    sync(computer)
    computer.hands.sees("The council has withdrawn this request.", 60)
    again = computer.hands.find("First name", QLineEdit)
    assert again.text() == "Amira-Lou"
    wait_until(lambda: again.cursorPosition() == 5, "the caret is where it was")
    words = computer.hands.find("Your answer to the council, in your own words", QPlainTextEdit)
    words.setPlainText("I had begun.")
    assert desk.ask(form_id, "Which grandmother?", seen=1).status_code == 303
    sync(computer)
    computer.hands.sees("Which grandmother?", 60)
    computer.hands.sees("The council asks: Insufficient detail")
    words = computer.hands.find("Your answer to the council, in your own words", QPlainTextEdit)
    assert words.toPlainText() == "I had begun."
    council_closes(computer, desk, form_id)
    computer.hands.sees("The council has closed this form: Passed to early help.", 60)
    computer.hands.sees("A worker calls <b>you</b>.")
    computer.person.submit_again()
    computer.hands.sees("has received your form", 60)
    page = desk.get(f"/desk/submissions/{form_id}", show="changes")
    assert "<ins>Amira-Lou</ins>" in page.text
    assert "I had begun." in said(page)


def test_J23_a_closed_form_is_told_with_the_councils_words(computer: Computer, desk: DeskPerson) -> None:
    form_id = submit_a_form(computer)
    council_asks(computer, desk, form_id)
    council_closes(computer, desk, form_id)
    session = session_of(computer)
    wait_until(lambda: session.store.submissions.list()[0].council_state is CouncilState.CLOSED, "the end is known", 60)
    (line,) = submitted_state(session, NOW, kept_days=30, hide_children=False).forms
    assert (line.state, line.state_kind) == ("Closed: Passed to early help", "ok")
    assert line.action == "Read the council's words"
    assert computer.program is not None
    lists = computer.program._lists
    lists.show_submitted(session)
    lists._submitted.act.emit(form_id)
    computer.hands.sees("Closed: Passed to early help")
    computer.hands.sees("A worker calls <b>you</b>.")
    computer.hands.press("Close")


def test_J18_the_link_in_the_e_mail_asks_to_sign_in_or_to_unlock_and_lands_on_the_very_form(
    computer: Computer, desk: DeskPerson
) -> None:
    form_id = submit_a_form(computer)
    council_asks(computer, desk, form_id)
    letter = next(one for one in computer.server.mail() if "more information" in one["subject"])
    link = next(word for word in letter["text"].split() if word.startswith("childrens-portal:"))
    assert computer.program is not None
    computer.program.locking.lock()
    computer.program.follow_link(link)
    computer.hands.sees("This window is locked")
    computer.hands.write("Password", PASSWORD)
    computer.hands.press("Continue")
    computer.hands.sees("The council asks: Insufficient detail")
    computer.end()
    computer.start()
    computer.program.follow_link("childrens-portal:../../etc/passwd")
    computer.hands.sees("Is a child in immediate danger?")
    computer.program.follow_link(link)
    computer.hands.sees("Sign in to open the form that the council asks about.")
    computer.person.sign_in(EMAIL, PASSWORD)
    computer.hands.sees("The council asks: Insufficient detail")
