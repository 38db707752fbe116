"""A real Chromium: pages as staff see them, without JavaScript where it matters, and axe-core's judgement."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tests.support.desk_person import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pyotp
    from playwright.sync_api import Browser, Page

    from tests.support.server_process import ServerProcess

CHROMIUM = "/usr/bin/chromium"
LONGEST = 30_000
_ANSWERED = "the server responded with a status of 4"


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def page_of(
    browser: Browser, server: ServerProcess, *, scripts: bool = False, dark: bool = False, width: int = 1280
) -> Iterator[Page]:
    """Open a page; at the end nothing may have been refused by the page's policy or gone wrong in it."""
    context = browser.new_context(
        base_url=server.url,
        java_script_enabled=scripts,
        color_scheme="dark" if dark else "light",
        viewport={"width": width, "height": 860},
    )
    page = context.new_page()
    page.set_default_timeout(LONGEST)
    complaints: list[str] = []
    # A page that says 404 or 422 is a page too: what it says is looked at by the test.
    page.on("console", lambda message: complaints.extend([message.text] * (_ANSWERED not in message.text)))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == [], complaints


def sign_in(page: Page, email: str, totp: pyotp.TOTP) -> None:
    """Sign in as a person does, by keyboard: fields in order, Enter at the end."""
    page.goto("/desk")
    page.get_by_label("E-mail address").fill(email)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Tab")
    page.keyboard.type(totp.now())
    page.keyboard.press("Enter")
    page.get_by_text("Sign out").wait_for()


def violations(page: Page) -> list[str]:
    """Return what axe-core finds wrong, WCAG 2.2 AA and its best practices: one line each."""
    found: Any = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['help']} {[node['html'][:160] for node in one['nodes'][:4]]}" for one in found]


def picture(page: Page, folder: Path, name: str) -> None:
    """Keep a picture of the whole page, to be looked at."""
    page.screenshot(path=folder / f"{name}.png", full_page=True)
