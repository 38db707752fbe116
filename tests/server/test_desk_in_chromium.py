"""The desk in a real browser: by keyboard, without JavaScript, and with no finding of axe-core on any page."""

from __future__ import annotations

import io
import json
import os
import re
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from fastapi.routing import APIRoute
from PIL import Image

from server_stub import desk
from server_stub.clock import system_clock
from tests.support.browser import chromium, page_of, picture, sign_in, violations
from tests.support.desk_person import PASSWORD, add_staff
from tests.support.referrer import a_concern, attachment, shipped_form

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pyotp
    from playwright.sync_api import Browser, Page

    from tests.support.referrer import Referrer
    from tests.support.server_process import ServerProcess

pytestmark = pytest.mark.sqlite_only  # the browser sees no difference between the databases
EMAIL = "jo@example.gov.uk"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


@pytest.fixture(scope="module")
def totp(server: ServerProcess) -> pyotp.TOTP:
    return add_staff(server, EMAIL, roles=("triage", "publisher", "auditor"))


def another_version(folder: Path) -> Path:
    """A published form with other words, as its author hands it in."""
    definition, _ = shipped_form("public-concern")
    changed = {
        **definition,
        "version": "2099.1",
        "item": [{**definition["item"][0], "text": "What?"}, *definition["item"][1:]],
    }
    file = folder / "form.json"
    file.write_text(json.dumps(changed), encoding="utf-8")
    return file


def a_photo() -> bytes:
    content = io.BytesIO()
    Image.radial_gradient("L").convert("RGB").save(content, "JPEG")
    return content.getvalue()


@pytest.fixture
def returned(referrer: Referrer) -> str:
    """A submission with files, asked about and answered."""
    photo = a_photo()
    file = attachment(photo, "Bruise, left arm", "image/jpeg")
    referrer.upload(photo)
    body = a_concern([file], concerns__worried=("Came to school upset.",), overview__danger_now=(True,))
    etag = referrer.submit(body).json()["etag"]
    again = {
        **a_concern(
            [file], submission_id=body["submission_id"], concerns__worried=("Came to school upset, on Monday.",)
        ),
        "version": 2,
        "reply": {"request_id": "x", "text": "It was Monday."},
    }
    assert referrer.submit(again, if_match=etag).status_code == 201
    return str(body["submission_id"])


def test_J26_staff_ask_and_close_by_keyboard_without_scripts(
    browser: Browser, server: ServerProcess, totp: pyotp.TOTP, referrer: Referrer
) -> None:
    body = a_concern(concerns__worried=("Came to school upset.",))
    reference = referrer.submit(body).json()["reference"]
    with page_of(browser, server) as page:
        sign_in(page, EMAIL, totp)
        page.get_by_role("link", name=reference).first.focus()
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Assign to me").press("Enter")
        page.get_by_text("Assigned to Jo Hughes").wait_for()
        ask(page)
        page.get_by_role("link", name="Queue").first.click()
        page.get_by_role("link", name="Waiting for the referrer").click()
        page.get_by_role("link", name=reference).first.click()
        request = referrer.get("/v1/feed").json()["events"][-1]
        assert request["notes"][0]["comment"] == "Is this <the> name?"
        later = a_concern(submission_id=body["submission_id"], concerns__worried=("Came to school upset on Monday.",))
        assert referrer.submit({**later, "version": 2}, if_match=request["etag"]).status_code == 201
        page.reload()
        page.get_by_role("link", name="What changed (").click()
        assert "upset on Monday." in page.locator("ins").all_inner_texts()
        page.locator("summary", has_text="Close with an outcome").press("Enter")
        page.get_by_label("Outcome").select_option("Passed to early help")
        page.get_by_role("button", name="Close").press("Enter")
        page.get_by_text("Closed: Passed to early help").wait_for()
    assert referrer.get("/v1/feed").json()["events"][-1]["state"] == "closed"


def ask(page: Page) -> None:
    """Ask for more information, at first with too little said."""
    page.get_by_role("link", name="Ask for more information").press("Enter")
    page.get_by_role("button", name="Send to the referrer").press("Enter")
    page.get_by_role("link", name="Select a reason").press("Enter")
    assert "Error" in page.title()
    assert page.evaluate("document.activeElement.id") == "reason"
    page.get_by_label("Reason").select_option("Insufficient detail")
    page.locator("summary", has_text="Comment on First name").first.press("Enter")
    page.get_by_label("Comment on First name").first.fill("Is this <the> name?")
    page.get_by_label("What do you need?").fill("Say more")
    page.get_by_role("button", name="Send to the referrer").press("Enter")
    page.get_by_text("waiting for an answer").wait_for()


def assert_all_pages_are_named(pages: Mapping[str, str]) -> None:
    """A new page of the desk that nobody has looked at with axe-core fails here."""
    no_pages = re.compile(r"/|.*export\.\{kind\}|.*changes\.pdf|.*/\{position\}(/picture)?|.*/proposals/\{proposal\}")
    shown = [path.partition("?")[0] for path in pages.values()]
    patterns = [re.sub(r"\{[^}]+\}", "[^/]+", path) for path in desk_pages() if not no_pages.fullmatch(path)]
    assert [one for one in patterns if not any(re.fullmatch(one, path) for path in shown)] == []


def desk_pages() -> Iterator[str]:
    routes = list(desk.router.routes)
    for route in routes:
        routes += getattr(getattr(route, "original_router", None), "routes", [])
        if isinstance(route, APIRoute) and "GET" in (route.methods or ()):
            yield route.path


@pytest.mark.parametrize(("dark", "width"), [(False, 1280), (True, 400)])
def test_axe_core_finds_nothing_wrong_on_any_page(
    browser: Browser, server: ServerProcess, returned: str, tmp_path: Path, *, dark: bool, width: int
) -> None:
    email = f"axe{width}@example.gov.uk"
    totp = add_staff(server, email, roles=("triage", "publisher", "auditor"))
    folder = Path(os.environ.get("DESK_PICTURES", tmp_path))
    base = f"/desk/submissions/{returned}"
    pages = {
        "sign-in": "/desk/sign-in",
        "queue": "/desk?view=all",
        "empty-view": "/desk?view=closed&urgency=3",
        "answers": base,
        "changes": f"{base}?show=changes",
        "files": f"{base}?show=files",
        "history": f"{base}?show=history",
        "ask": f"{base}/ask?at=child.first-name@",
        "print": f"{base}/print",
        "picture": f"{base}/versions/2/files/0/look",
        "me": "/desk/me",
        "forms": "/desk/forms",
        "form": "/desk/forms",
        "published": "/desk/forms/public-concern/" + shipped_form("public-concern")[0]["version"],
        "audit": "/desk/audit",
        "found": "/desk/found",
        "found-in-answers": "/desk/found?where=answers",
        "not-found": "/desk/nothing",
    }
    assert_all_pages_are_named(pages)
    found: dict[str, list[str]] = {}
    with page_of(browser, server, scripts=True, dark=dark, width=width) as page:
        page.goto("/desk/sign-in")
        found["sign-in"] = violations(page)
        sign_in(page, email, totp)
        for name, path in pages.items():
            page.goto(path)
            if name == "form":
                # The same form again under another version: what changes, and a finding to read.
                page.goto("/desk/forms")
                page.get_by_label("The form's definition").set_input_files(another_version(tmp_path))
                page.get_by_role("button", name="Check").click()
                page.get_by_text("What the engine says").wait_for()
            if name == "found":
                page.goto("/desk")
                page.get_by_role("searchbox").fill("robin")
                page.keyboard.press("Enter")
                page.get_by_role("link", name="Look in all answers").wait_for()
            picture(page, folder, f"{name}-{width}")
            found[name] = violations(page)
            too_wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
            found[name] += ["wider than the window"] if too_wide else []
            if name == "queue":
                hidden = page.evaluate("(box => box.scrollWidth > box.clientWidth)(document.querySelector('.scroll'))")
                found[name] += ["a line of the queue is pushed out of sight"] if hidden else []
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_J26_a_comment_outlives_the_end_of_the_session_in_the_browser(
    browser: Browser, server: ServerProcess, referrer: Referrer
) -> None:
    email, body = "slow@example.gov.uk", a_concern()
    referrer.submit(body)
    totp = add_staff(server, email)
    with page_of(browser, server, scripts=True) as page:
        sign_in(page, email, totp)
        page.goto(f"/desk/submissions/{body['submission_id']}/ask")
        page.get_by_label("Reason").select_option("Insufficient detail")
        page.get_by_label("What do you need?").fill('Half an hour\'s <b>words</b> & "more"\n\nof them')
        page.context.clear_cookies()
        page.get_by_role("button", name="Send to the referrer").click()
        page.get_by_text("What you typed is kept").wait_for()
        assert violations(page) == []
        page.get_by_label("E-mail address").fill(email)
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_label("Code from your authenticator app").fill(totp.at(system_clock() + timedelta(seconds=30)))
        page.get_by_role("button", name="Sign in").click()
        assert page.get_by_label("Your words").input_value().startswith("Half an hour's <b>words</b>")
        assert violations(page) == []
        page.get_by_role("button", name="Ask for more information").click()
        page.get_by_text("waiting for an answer").wait_for()
    asked = referrer.get("/v1/feed").json()["events"][-1]
    assert asked["comments"] == 'Half an hour\'s <b>words</b> & "more"\n\nof them'
