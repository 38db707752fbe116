"""A journey of the return loop through windows and a browser: sent, handed back in Chromium, answered, closed.

One server, one browser and one person for all tests; each sends a form of its own and starts the program anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from desktop_portal.core.submission import CouncilState
from desktop_portal.ui.demo.hands import wait_until
from desktop_portal.ui.messages import day
from tests.journeys.conftest import EMAIL, PASSWORD, Computer
from tests.journeys.test_more_information import session_of, sync
from tests.support.browser import chromium, page_of, sign_in
from tests.support.desk_person import add_staff
from tests.support.server_process import ServerProcess

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from playwright.sync_api import Page
    from PySide6.QtWidgets import QApplication

pytestmark = pytest.mark.timeout(400)
STAFF = "jo@example.gov.uk"
ASKS, PINNED = "Who was at home that evening?", "Is this the name on the birth certificate?"
OWN_WORDS = "Her grandmother & I only."


@dataclass
class Staff:
    """Somebody of the council at the browser."""

    page: Page

    def ask(self, form_id: str, due: date | None = None) -> None:
        page = self.page
        page.goto(f"/desk/submissions/{form_id}")
        page.get_by_role("link", name="Ask for more information").click()
        page.get_by_label("Reason", exact=True).select_option(label="Insufficient detail")
        page.get_by_label("What do you need?", exact=True).fill(ASKS)
        page.locator("summary", has_text="on First name").first.click()
        page.get_by_label("Comment on First name", exact=True).first.fill(PINNED)
        if due:
            for label, number in (("Day", due.day), ("Month", due.month), ("Year", due.year)):
                page.get_by_label(label, exact=True).fill(str(number))
        page.get_by_role("button", name="Send to the referrer").click()
        page.get_by_role("button", name="Withdraw the request").wait_for()

    def sees_and_closes(self, form_id: str, changed: str) -> None:
        page = self.page
        page.goto(f"/desk/submissions/{form_id}?show=changes")
        page.locator("ins", has_text=changed).first.wait_for()
        page.locator("summary", has_text="Close with an outcome").click()
        page.get_by_label("Outcome", exact=True).select_option(label="Passed to early help")
        page.get_by_role("button", name="Close", exact=True).click()
        page.get_by_role("button", name="Open it again").wait_for()


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[ServerProcess, Path, Staff]]:
    """The council's server, the home of one computer, and a member of staff who is signed in."""
    server = ServerProcess(tmp_path_factory.mktemp("server"))
    totp = add_staff(server, STAFF)
    with chromium() as browser, page_of(browser, server) as page:
        sign_in(page, STAFF, totp)
        yield server, tmp_path_factory.mktemp("home"), Staff(page)
    server.stop()


@pytest.fixture
def staff(town: tuple[ServerProcess, Path, Staff]) -> Staff:
    return town[2]


@pytest.fixture
def computer(qapp: QApplication, town: tuple[ServerProcess, Path, Staff]) -> Iterator[Computer]:
    """The program, with the person signed in who registered once."""
    server, home, _staff = town
    one = Computer(qapp, home, server)
    one.start()
    if any(home.rglob("accounts")):
        one.hands.press("My account")
        one.person.sign_in(EMAIL, PASSWORD)
        one.hands.sees("What would you like to do?")
    else:
        one.register()
    yield one
    one.end()
    if not server.running:
        server.start_again()


def send_a_form(computer: Computer) -> str:
    """Fill in a form and send it; return its id."""
    before = {one.id for one in session_of(computer).store.submissions.list()}
    computer.open_form()
    list(computer.person.fill_in())
    computer.person.submit()
    computer.hands.sees("has received your form", 60)
    computer.hands.press("Back to all forms")
    (new,) = {one.id for one in session_of(computer).store.submissions.list()} - before
    return new


def notices(computer: Computer) -> None:
    """Wait until the program has found by itself that the council asks."""
    sync(computer)
    computer.hands.sees("The council asks about 1 form", 60)


def to_the_list(computer: Computer) -> None:
    computer.hands.press("The council asks about 1 form")
    computer.hands.sees("Forms requesting more information")


def answer(computer: Computer, name: str) -> None:
    """Answer what is open on the screen: in the question, with a tick, and in words of their own."""
    computer.hands.sees("The council asks: Insufficient detail")
    computer.hands.sees(PINNED)
    computer.hands.write("First name", name)
    computer.hands.sees("Changed since it was sent.")
    computer.hands.press(f"Done: {PINNED}")
    words = computer.hands.find("Your answer to the council, in your own words", QPlainTextEdit)
    words.setPlainText(OWN_WORDS)


def send_again_offline(computer: Computer) -> None:
    """Send it while the council's server is away, and see it go when it is back."""
    computer.server.stop()
    computer.person.submit_again()
    computer.hands.sees("The council has NOT received it yet.")
    computer.server.start_again()
    computer.hands.press("Back to all forms")
    computer.hands.press("Send now")
    store = session_of(computer).store
    wait_until(lambda: not store.outbox.waiting(), "the council has the answer", 60)


def is_told_the_end(computer: Computer, form_id: str) -> None:
    sync(computer)
    store = session_of(computer).store

    def state() -> CouncilState | None:
        return next(one.council_state for one in store.submissions.list() if one.id == form_id)

    wait_until(lambda: state() is CouncilState.CLOSED, "the end is known", 60)
    wait_until(lambda: not computer.hands.reads("The council asks about"), "the badge is gone")


def test_J19_the_list_says_who_sent_what_when_and_what_is_asked_until_when(computer: Computer, staff: Staff) -> None:
    form_id = send_a_form(computer)
    assert computer.program is not None
    staff.ask(form_id, due := computer.program.app.clock().date() + timedelta(days=14))
    notices(computer)
    to_the_list(computer)
    for told in ("Sent by Sam Patel on ", "Insufficient detail", ASKS, f"Answer by {day(due)}", "Previous form"):
        computer.hands.sees(told)
    computer.hands.press("Answer")
    answer(computer, "Amira-Rose")
    send_again_offline(computer)
    staff.sees_and_closes(form_id, "Amira-Rose")
    is_told_the_end(computer, form_id)
