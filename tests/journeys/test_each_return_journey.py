"""Each journey of the return loop through windows and a browser: sent, handed back in Chromium, answered, closed.

One server, one browser and one person for all tests; each sends a form of its own and starts the program anew.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QCheckBox, QLabel

from desktop_portal.core.submission import CouncilState
from desktop_portal.ui.beside import BesideWindow
from desktop_portal.ui.controllers.papers import PDF
from desktop_portal.ui.demo.hands import wait_until
from desktop_portal.ui.messages import day
from tests.journeys import returning as loop
from tests.journeys.conftest import EMAIL, PASSWORD, Computer
from tests.journeys.test_more_information import answer_on_another_computer, session_of, sync
from tests.pdf.reading import read
from tests.support.browser import chromium, page_of, sign_in
from tests.support.desk_person import add_staff
from tests.support.referrer import Referrer, a_concern, client_of
from tests.support.server_process import ServerProcess

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

pytestmark = pytest.mark.timeout(400)
STAFF = "jo@example.gov.uk"


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[ServerProcess, Path, loop.Staff]]:
    """The council's server, the home of one computer, and a member of staff who is signed in."""
    server = ServerProcess(tmp_path_factory.mktemp("server"), env={"PORTAL_LIMIT_FACTOR": "100"})
    totp = add_staff(server, STAFF)
    with chromium() as browser, page_of(browser, server) as page:
        sign_in(page, STAFF, totp)
        yield server, tmp_path_factory.mktemp("home"), loop.Staff(page)
    server.stop()


@pytest.fixture
def staff(town: tuple[ServerProcess, Path, loop.Staff]) -> loop.Staff:
    return town[2]


@pytest.fixture
def computer(qapp: QApplication, town: tuple[ServerProcess, Path, loop.Staff]) -> Iterator[Computer]:
    """The program, with the person signed in who registered once."""
    server, home, _staff = town
    if not server.running:
        server.start_again()
    one = Computer(qapp, home, server)
    one.start()
    if any(home.rglob("accounts")):
        signs_in(one)
    else:
        one.register()
    yield one
    one.end()


def signs_in(computer: Computer) -> None:
    computer.hands.press("My account")
    computer.person.sign_in(EMAIL, PASSWORD)
    computer.hands.sees("What would you like to do?")


def test_J18_the_letters_link_opens_the_very_form_after_unlocking_or_signing_in(
    computer: Computer, staff: loop.Staff
) -> None:
    form_id = loop.send_a_form(computer)
    staff.ask(form_id)
    program = computer.program
    assert program is not None
    told: list[str] = []
    program._tray.told.connect(lambda _title, words: told.append(words))
    loop.notices(computer)
    assert told == ["The council has a question about a form that you sent. Open the program to answer."]
    letter = staff.letter_about(form_id)
    assert "Amira" not in letter
    link = next(word for word in letter.split() if word.startswith("childrens-portal:"))
    program.locking.lock()
    computer.start_again(link)
    computer.hands.sees("This window is locked")
    computer.hands.write("Password", PASSWORD)
    computer.hands.press("Continue")
    computer.hands.sees(loop.PINNED)
    computer.end()
    computer.start(link)
    computer.hands.sees("Sign in to open the form that the council asks about.")
    computer.person.sign_in(EMAIL, PASSWORD)
    loop.answer(computer, "Amira-Louise")
    loop.send_again_offline(computer)
    staff.sees_and_closes(form_id, "Amira-Louise")
    loop.is_told_the_end(computer, form_id)


def test_J19_the_list_says_who_sent_what_when_and_what_is_asked_until_when(
    computer: Computer, staff: loop.Staff
) -> None:
    form_id = loop.send_a_form(computer)
    assert computer.program is not None
    staff.ask(form_id, due := computer.program.app.clock().date() + timedelta(days=14))
    loop.notices(computer)
    loop.to_the_list(computer)
    for told in ("Sent by Sam Patel on ", "Insufficient detail", loop.ASKS, f"Answer by {day(due)}", "Previous form"):
        computer.hands.sees(told)
    computer.hands.press("Answer")
    loop.answer(computer, "Amira-Rose")
    loop.send_again_offline(computer)
    staff.sees_and_closes(form_id, "Amira-Rose")
    loop.is_told_the_end(computer, form_id)


def test_J20_the_children_are_told_apart_can_be_hidden_and_another_one_tried(
    computer: Computer, staff: loop.Staff
) -> None:
    amira, robin = loop.send_a_form(computer), sent_from_elsewhere(computer)
    for form_id in (amira, robin):
        staff.ask(form_id)
    loop.notices(computer, "2 forms")
    loop.to_the_list(computer, "2 forms")
    for child in ("A.B.", "R.K., 4 March 2021"):
        computer.hands.sees(child)
    computer.hands.find("Hide the children's details", QCheckBox).click()
    computer.hands.sees("Hidden")
    assert not any(computer.hands.reads(child) for child in ("A.B.", "R.K.", "2019", "2021"))
    computer.hands.find("Hide the children's details", QCheckBox).click()
    computer.hands.press(answer_of(computer, "R.K."))
    computer.hands.sees("Child / young person's details")
    computer.hands.sees("The council asks: Insufficient detail")
    computer.hands.press("Save for later")
    loop.to_the_list(computer, "2 forms")
    computer.hands.press(answer_of(computer, "A.B."))
    loop.answer(computer, "Amira-May")
    loop.send_again_offline(computer)
    staff.sees_and_closes(amira, "Amira-May")
    staff.closes(robin)
    loop.is_told_the_end(computer, amira)
    loop.is_told_the_end(computer, robin)


def sent_from_elsewhere(computer: Computer) -> str:
    """Send a form about another child by the same account, from no computer of these tests."""
    with client_of(computer.server) as http:
        signed_in = http.post("/v1/sessions", json={"email": EMAIL, "password": PASSWORD, "device_id": "elsewhere"})
        body = a_concern()
        assert Referrer(http, EMAIL, signed_in.json()).submit(body).status_code == 201
    return str(body["submission_id"])


def answer_of(computer: Computer, child: str) -> str:
    return f"Answer: {computer.form_title}, {child}"


def test_J21_the_form_as_it_was_sent_is_read_beside_and_what_changed_is_printed(
    computer: Computer, staff: loop.Staff
) -> None:
    form_id = loop.send_a_form(computer)
    staff.ask(form_id)
    loop.notices(computer)
    loop.to_the_list(computer)
    computer.hands.press("Answer")
    loop.answer(computer, "Amira-Jane")
    computer.hands.press("Previous form, as it was sent")
    wait_until(lambda: any(computer.hands.all(BesideWindow)), "the form as it was sent")
    beside = next(computer.hands.all(BesideWindow))
    assert "Amira-Jane" not in beside._viewer.text.toPlainText()
    assert "Amira" in beside._viewer.text.toPlainText()
    assert beside._viewer.text.isReadOnly()
    beside.shut()
    loop.send_again_offline(computer)
    assert computer.program is not None
    papers = computer.program.papers
    papers.show_changes(form_id)
    wait_until(lambda: computer.program is not None and computer.program.window.page == PDF, "what changed is shown")
    councils = staff.page.request.get(f"/desk/submissions/{form_id}/changes.pdf?version=2")
    for printed in (papers.shown_pdf, councils.body()):
        rows = [[kid.text.strip() for kid in row.kids] for row in read(printed).root.all("TR")]
        assert ["First name", "Amira", "Amira-Jane"] in rows
    computer.hands.press("Back")
    staff.sees_and_closes(form_id, "Amira-Jane")
    loop.is_told_the_end(computer, form_id)


def test_J21_what_was_asked_before_stays_readable_when_the_council_asks_again(
    computer: Computer, staff: loop.Staff
) -> None:
    form_id = loop.send_a_form(computer)
    staff.ask(form_id)
    loop.notices(computer)
    loop.to_the_list(computer)
    computer.hands.press("Answer")
    loop.answer(computer, "Amira-Ann")
    loop.send_again_offline(computer)
    staff.ask(form_id, needs="And who was there in the morning?")
    loop.notices(computer)
    loop.to_the_list(computer)
    computer.hands.press("Answer")
    computer.hands.sees("And who was there in the morning?")
    assert computer.program is not None
    computer.hands.sees(f"Asked on {day(computer.program.app.clock().date())}: Insufficient detail")
    computer.hands.sees(loop.ASKS)
    loop.answer(computer, "Amira-Anne")
    loop.send_again_offline(computer)
    staff.sees_and_closes(form_id, "Amira-Anne")
    loop.is_told_the_end(computer, form_id)


def test_J22_answered_on_two_computers_both_are_shown_and_the_council_gets_both(
    computer: Computer, staff: loop.Staff, qapp: QApplication, tmp_path: Path
) -> None:
    form_id = loop.send_a_form(computer)
    staff.ask(form_id)
    loop.notices(computer)
    computer.end()
    answer_on_another_computer(Computer(qapp, tmp_path / "other", computer.server))
    answers_here_too(computer)
    session = session_of(computer)
    wait_until(lambda: session.fetching.theirs(form_id, 2) is not None, "the other answer has come", 60)
    computer.hands.press("See both")
    here, there = (place_of(computer, words) for words in ("Written here", "Written there"))
    assert here[1] == there[1], "side by side"
    assert here[0] < there[0]
    computer.hands.press("First name: On the other computer")
    computer.hands.press("Go on with these answers")
    computer.hands.sees("1 answer of this computer gave way to the one of the other computer.")
    computer.hands.press("Read and copy")
    for kept in ("Written here", "You chose the answer of the other computer."):
        computer.hands.sees(kept)
    computer.hands.press("Go on to the form")
    computer.person.submit_again()
    loop.all_is_sent(computer)
    for version, words in ((2, "Written there"), (3, "Written there"), (3, loop.OWN_WORDS)):
        staff.page.goto(f"/desk/submissions/{form_id}?version={version}")
        assert words in staff.page.locator("main").inner_text()
    staff.closes(form_id)
    loop.is_told_the_end(computer, form_id)


def answers_here_too(computer: Computer) -> None:
    """Answer without a network what was answered on another computer, and send it when the network is back."""
    computer.server.stop()
    computer.start()
    signs_in(computer)
    loop.to_the_list(computer)
    computer.hands.press("Answer")
    loop.answer(computer, "Written here")
    computer.person.submit_again()
    computer.hands.sees("The council has NOT received it yet.")
    computer.hands.press("Back to all forms")
    computer.server.start_again()
    computer.hands.press("Send now")


def place_of(computer: Computer, words: str) -> tuple[int, int]:
    computer.hands.sees(words)
    label = next(one for one in computer.hands.all(QLabel) if one.text() == words)
    corner = label.mapTo(label.window(), label.rect().topLeft())
    return corner.x(), corner.y()


def test_J23_the_list_follows_what_the_council_does_and_opens_the_form_as_a_pdf(
    computer: Computer, staff: loop.Staff
) -> None:
    form_id = loop.send_a_form(computer)
    staff.takes_up(form_id)
    sync(computer)
    wait_until(lambda: loop.council_state(computer, form_id) is CouncilState.REVIEWING, "the council is at it", 60)
    staff.ask(form_id)
    loop.notices(computer)
    assert loop.council_state(computer, form_id) is CouncilState.INFORMATION_REQUESTED
    loop.to_the_list(computer)
    computer.hands.press("Answer")
    loop.answer(computer, "Amira-Lee")
    loop.send_again_offline(computer)
    staff.sees_and_closes(form_id, "Amira-Lee")
    loop.is_told_the_end(computer, form_id)
    assert computer.program is not None
    papers = computer.program.papers
    papers.show_submission(form_id)
    wait_until(lambda: papers.shown_pdf != b"", "the form is shown")
    told = read(papers.shown_pdf).root.text
    assert "Amira-Lee" in told
    assert loop.OWN_WORDS in told
    assert loop.ASKS in told, "what was asked stands in the record"
    computer.hands.press("Back")
