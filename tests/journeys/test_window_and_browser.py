"""The whole way of a referral through windows and a browser: sent, handed back, answered offline, read and closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop_portal.core.submission import CouncilState
from desktop_portal.ui.demo.hands import wait_until
from tests.journeys.test_more_information import answer_at_the_list, session_of, submit_a_form, sync
from tests.support.browser import chromium, page_of, sign_in
from tests.support.desk_person import add_staff

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.journeys.conftest import Computer

pytestmark = pytest.mark.timeout(400)
STAFF = "jo@example.gov.uk"
PINNED = "Is this the name on the birth certificate?"


def ask_in_the_browser(page: Page, form_id: str) -> None:
    page.goto(f"/desk/submissions/{form_id}")
    page.get_by_role("link", name="Ask for more information").click()
    page.get_by_label("Reason", exact=True).select_option(label="Insufficient detail")
    page.get_by_label("What do you need?", exact=True).fill("Who was at home <b>that evening</b>?")
    page.locator("summary", has_text="on First name").first.click()
    page.get_by_label("Comment on First name", exact=True).first.fill(PINNED)
    page.get_by_role("button", name="Send to the referrer").click()
    page.get_by_role("button", name="Withdraw the request").wait_for()


def read_and_close(page: Page, form_id: str) -> None:
    page.goto(f"/desk/submissions/{form_id}?show=changes")
    page.locator("ins", has_text="Amira-Louise").wait_for()
    page.get_by_text("Her grandmother & I <i>only</i>.").first.wait_for()
    page.locator("summary", has_text="Close with an outcome").click()
    page.get_by_label("Outcome", exact=True).select_option(label="Passed to early help")
    page.get_by_role("button", name="Close", exact=True).click()
    page.get_by_role("button", name="Open it again").wait_for()


def test_J15_J18_J19_J21_J22_J23_J26_sent_returned_in_the_browser_answered_offline_and_closed(
    computer: Computer,
) -> None:
    form_id = submit_a_form(computer)
    totp = add_staff(computer.server, STAFF)
    with chromium() as browser:
        with page_of(browser, computer.server) as page:
            sign_in(page, STAFF, totp)
            ask_in_the_browser(page, form_id)
            sync(computer)
            computer.hands.sees("The council needs more information", 60)
            computer.server.stop()
            answer_at_the_list(computer)
            computer.person.submit_again()
            computer.hands.sees("The council has NOT received it yet.")
            computer.server.start_again()
            computer.hands.press("Back to all forms")
            computer.hands.press("Send now")
            session = session_of(computer)
            wait_until(lambda: not session.store.outbox.waiting(), "the council has the answer", 60)
            read_and_close(page, form_id)
        sync(computer)
        wait_until(
            lambda: session.store.submissions.list()[0].council_state is CouncilState.CLOSED, "the end is known", 60
        )
