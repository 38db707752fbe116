"""What changes under somebody's hands at the desk: a newer version, a colleague's question, a day that is over."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pyotp
import pytest

from server_stub import staff
from server_stub.clock import system_clock
from tests.support.desk_person import PASSWORD, DeskPerson, said, staff_at
from tests.support.referrer import a_concern, client_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

    from server_stub.parts import Parts
    from tests.support.referrer import Referrer
    from tests.support.server_process import ServerProcess


@pytest.fixture(scope="module")
def jo(server: ServerProcess) -> Iterator[DeskPerson]:
    yield from staff_at(server, "jo@example.gov.uk")


@pytest.fixture(scope="module")
def kim(server: ServerProcess) -> Iterator[DeskPerson]:
    yield from staff_at(server, "kim@example.gov.uk", name="Kim Rees")


def written(page: httpx.Response) -> dict[str, str]:
    """The fields of the page in which something stands to be read or changed."""
    found = re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n?(.*?)</textarea>', page.text, re.DOTALL)
    return {name: unescape(words) for name, words in found if words}


def hidden(page: httpx.Response, act: str) -> dict[str, Any]:
    """What the form of an act sends along by itself, but for the mark of the session."""
    form = page.text.partition(f'/{act}"')[2].partition("</form>")[0]
    found = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
    return {name: value for name, value in found.items() if name not in {"csrf", "seen"}}


def test_J26_a_comment_on_an_answer_that_is_gone_stands_among_the_words_for_the_whole_form(
    jo: DeskPerson, referrer: Referrer
) -> None:
    first = a_concern()
    receipt = referrer.submit(first).json()
    newer = a_concern(submission_id=first["submission_id"], child__first_name=("Wren",))
    assert referrer.submit({**newer, "version": 2}, if_match=receipt["etag"]).status_code == 201
    typed = {"household.person.first-name@2": "Is this his uncle?", "child.first-name@": "How is it spelt?"}
    refused = jo.ask(first["submission_id"], "Please say more.", notes=typed)
    assert refused.status_code == 409
    assert "has sent version 2 meanwhile" in said(refused)
    assert "no longer in the form" in said(refused)
    fields = written(refused)
    assert fields["note:child.first-name@"] == "How is it spelt?"
    assert fields["comments"] == "Please say more.\n\nFirst name: Is this his uncle?"
    notes = {name.removeprefix("note:"): words for name, words in fields.items() if name != "comments"}
    assert jo.ask(first["submission_id"], fields["comments"], notes=notes, seen=2).status_code == 303
    asked = next(one for one in referrer.get("/v1/feed").json()["events"] if one["kind"] == "information-request")
    assert asked["comments"] == fields["comments"]
    assert [note["comment"] for note in asked["notes"]] == ["How is it spelt?"]


@pytest.mark.parametrize("act", ["close", "withdraw"])
def test_J26_a_question_that_a_colleague_has_asked_meanwhile_is_not_withdrawn_unread(
    jo: DeskPerson, kim: DeskPerson, referrer: Referrer, act: str
) -> None:
    body = a_concern()
    referrer.submit(body)
    place = f"/desk/submissions/{body['submission_id']}"
    if act == "withdraw":
        jo.ask(body["submission_id"], "The first question")
    before = hidden(jo.get(place), act)
    if act == "withdraw":
        kim.act(body["submission_id"], "withdraw", **hidden(kim.get(place), "withdraw"))
    assert kim.ask(body["submission_id"], "Where does she sleep?").status_code == 303
    words: dict[str, Any] = {"outcome": "advice", "comments": "Closed with care"} if act == "close" else {}
    refused = jo.act(body["submission_id"], act, **words, **before)
    assert refused.status_code == 409
    assert "colleague asked the referrer for more information meanwhile" in said(refused)
    assert words.get("comments", "") in said(refused)
    held = referrer.get(f"/v1/submissions/{body['submission_id']}").json()
    assert held["state"] == "information-requested"
    # Once it is read, the act is done.
    page = jo.get(place)
    assert "Where does she sleep?" in said(page)
    assert jo.act(body["submission_id"], act, **words, **hidden(page, act)).status_code == 303
    held = referrer.get(f"/v1/submissions/{body['submission_id']}").json()
    assert [one["state"] for one in held["requests"]][-1] == "withdrawn"


@pytest.mark.sqlite_only
def test_a_page_that_sends_too_much_is_answered_with_a_page(jo: DeskPerson, server: ServerProcess) -> None:
    much = "x" * (8 * 1024 * 1024 + 1)
    announced = jo.http.post("/desk/search", data={"q": much})
    with client_of(server) as http:
        pieces = (b"q=" + b"x" * (1024 * 1024) for _ in range(9))
        form = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"desk={jo.http.cookies['desk']}"}
        piecemeal = http.post("/desk/search", content=pieces, headers=form)
    for answer in (announced, piecemeal):
        assert answer.status_code == 413
        assert answer.headers["content-type"].startswith("text/html")
        assert "more than the council's server accepts" in said(answer)


def test_J26_a_closed_form_that_is_opened_again_is_in_the_hands_of_whoever_did_it_and_its_referrer_knows(
    jo: DeskPerson, kim: DeskPerson, referrer: Referrer
) -> None:
    body = a_concern()
    referrer.submit(body)
    number = body["submission_id"]
    early = kim.act(number, "open-again")
    assert (early.status_code, "This form is not closed" in said(early)) == (409, True)
    assert jo.act(number, "close", outcome="advice").status_code == 303
    held = kim.act(number, "assign", to="me")
    assert (held.status_code, "closed. Open it again first" in said(held)) == (409, True)
    assert kim.act(number, "open-again").status_code == 303
    page = said(kim.get(f"/desk/submissions/{number}", show="history"))
    assert "Assigned to Kim Rees" in page
    assert "Closed:" not in page
    states = [one["state"] for one in referrer.get("/v1/feed").json()["events"] if one["kind"] == "state"]
    assert states == ["closed", "reviewing"]
    assert referrer.get(f"/v1/submissions/{number}").json()["state"] == "reviewing"
    assert kim.act(number, "close", outcome="advice").status_code == 303


@pytest.mark.sqlite_only
def test_a_page_that_says_no_does_so_in_words_of_people(jo: DeskPerson) -> None:
    answers = {403: jo.get("/desk/audit"), 404: jo.get("/desk/submissions/x"), 422: jo.get("/desk", after="x" * 9_000)}
    for status, answer in answers.items():
        assert answer.status_code == status
        assert not re.search(r"Forbidden|Not Found|Unprocessable|Conflict", answer.text)
        assert "To the start of the desk" in said(answer)


def test_nobody_stays_signed_in_at_the_desk_for_more_than_a_working_day(parts: Parts) -> None:
    began = system_clock()
    key, passwords = parts.key, parts.passwords
    made = staff.add(key, passwords, began, email="day@example.gov.uk", name="Jo", roles=("triage",), password=PASSWORD)
    secret = parse_qs(urlsplit(made.otpauth).query)["secret"][0]
    code = pyotp.TOTP(secret).at(began)
    token = staff.sign_in(parts, made.email, PASSWORD, code, "192.0.2.1")
    for minutes in range(0, 12 * 60, 20):
        assert staff.at_desk(began + timedelta(minutes=minutes), token) is not None
    for at in (timedelta(hours=12, minutes=1), timedelta(hours=12, minutes=10)):
        assert staff.at_desk(began + at, token) is None
        assert staff.seen_at_desk(began + at, token) is None
