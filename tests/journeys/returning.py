"""What a referrer and the council's staff do again and again while a form goes to and fro."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QPlainTextEdit

from desktop_portal.core.submission import CouncilState
from desktop_portal.ui.demo.hands import wait_until
from tests.journeys.test_more_information import session_of, sync

if TYPE_CHECKING:
    from datetime import date

    from playwright.sync_api import Page

    from tests.journeys.conftest import Computer

ASKS, PINNED = "Who was at home that evening?", "Is this the name on the birth certificate?"
OWN_WORDS = "Her grandmother & I only."
GOODBYE = "A worker calls you on Monday."


@dataclass
class Staff:
    """Somebody of the council at the browser."""

    page: Page

    def takes_up(self, form_id: str) -> None:
        self.page.goto(f"/desk/submissions/{form_id}")
        self.page.get_by_role("button", name="Assign to me").click()
        self.page.get_by_role("button", name="Assign to me").wait_for(state="detached")

    def ask(self, form_id: str, due: date | None = None, needs: str = ASKS) -> None:
        page = self.page
        page.goto(f"/desk/submissions/{form_id}")
        page.get_by_role("link", name="Ask for more information").click()
        page.get_by_label("Reason", exact=True).select_option(label="Insufficient detail")
        page.get_by_label("What do you need?", exact=True).fill(needs)
        page.locator("summary", has_text="on First name").first.click()
        page.get_by_label("Comment on First name", exact=True).first.fill(PINNED)
        if due:
            for label, number in (("Day", due.day), ("Month", due.month), ("Year", due.year)):
                page.get_by_label(label, exact=True).fill(str(number))
        page.get_by_role("button", name="Send to the referrer").click()
        page.get_by_role("button", name="Withdraw the request").wait_for()

    def withdraws(self, form_id: str) -> None:
        self.page.goto(f"/desk/submissions/{form_id}")
        self.page.get_by_role("button", name="Withdraw the request").click()
        self.page.get_by_role("link", name="Ask for more information").wait_for()

    def sees_and_closes(self, form_id: str, changed: str) -> None:
        page = self.page
        page.goto(f"/desk/submissions/{form_id}?show=changes")
        page.locator("ins", has_text=changed).first.wait_for()
        assert OWN_WORDS in page.locator("main").inner_text()
        self.closes(form_id)

    def closes(self, form_id: str) -> None:
        page = self.page
        page.goto(f"/desk/submissions/{form_id}")
        page.locator("summary", has_text="Close with an outcome").click()
        page.get_by_label("Outcome", exact=True).select_option(label="Passed to early help")
        page.get_by_label("Words for the referrer").fill(GOODBYE)
        page.get_by_role("button", name="Close", exact=True).click()
        page.get_by_role("button", name="Open it again").wait_for()

    def letter_about(self, form_id: str) -> str:
        """Return the e-mail that asks for more information about a form."""
        self.page.goto("/mail")
        return self.page.locator("article", has_text=form_id).first.inner_text()


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


def notices(computer: Computer, forms: str = "1 form") -> None:
    """Wait until the program has found by itself that the council asks."""
    sync(computer)
    computer.hands.sees(f"The council asks about {forms}", 60)


def to_the_list(computer: Computer, forms: str = "1 form") -> None:
    computer.hands.press(f"The council asks about {forms}")
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
    all_is_sent(computer)


def all_is_sent(computer: Computer) -> None:
    store = session_of(computer).store
    wait_until(lambda: not store.outbox.waiting(), "the council has all", 60)


def council_state(computer: Computer, form_id: str) -> CouncilState | None:
    return next(one.council_state for one in session_of(computer).store.submissions.list() if one.id == form_id)


def is_told_the_end(computer: Computer, form_id: str) -> None:
    sync(computer)
    wait_until(lambda: council_state(computer, form_id) is CouncilState.CLOSED, "the end is known", 60)
    wait_until(lambda: not computer.hands.reads("The council asks about"), "the badge is gone")
