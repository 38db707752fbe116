"""What goes wrong while somebody works at the desk: a session that ends, a colleague who was quicker, odd addresses."""

from __future__ import annotations

import ast
import re
from datetime import timedelta
from html import unescape
from typing import TYPE_CHECKING

import pytest

from server_stub.clock import system_clock
from tests.support.desk_person import PASSWORD, DeskPerson, add_staff, said, staff_at
from tests.support.referrer import a_concern, client_of
from tests.support.server_process import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

    from tests.support.referrer import Referrer
    from tests.support.server_process import ServerProcess

pytestmark = pytest.mark.sqlite_only
WORDS = 'Which "school"\nand <since> when?'


@pytest.fixture(scope="module")
def jo(server: ServerProcess) -> Iterator[DeskPerson]:
    yield from staff_at(server, "jo@example.gov.uk")


@pytest.fixture(scope="module")
def kim(server: ServerProcess) -> Iterator[DeskPerson]:
    yield from staff_at(server, "kim@example.gov.uk", name="Kim Rees", roles=["admin"])


def form_of(page: httpx.Response) -> tuple[str, dict[str, str]]:
    """Return where the form of a page's main part leads, and what a browser would send of it as it stands."""
    form = page.text.partition("<main")[2]
    action = re.search(r'<form[^>]* action="([^"]+)"', form)
    assert action is not None
    found = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
    # A browser leaves out the line end that stands right behind the tag.
    found |= dict(re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL))
    return unescape(action[1]), {unescape(name): unescape(value) for name, value in found.items()}


def test_J26_what_was_typed_outlives_the_end_of_the_session(server: ServerProcess, referrer: Referrer) -> None:
    body = a_concern()
    referrer.submit(body)
    place = f"/desk/submissions/{body['submission_id']}"
    totp = add_staff(server, "late@example.gov.uk")
    with client_of(server) as http:
        first = {"email": "late@example.gov.uk", "password": PASSWORD, "code": totp.now()}
        assert http.post("/desk/sign-in", data=first).status_code == 303
        typed = {"csrf": DeskPerson(http, "").csrf(), "seen": "1", "reason": "insufficient-detail", "comments": WORDS}
        typed["note:child.first-name@"] = "How is it spelt?"
        assert http.post("/desk/sign-out", data=typed).status_code == 303
        origin = {"Origin": server.url}
        door = http.post(f"{place}/ask", data=typed, headers=origin)
        assert door.status_code == 401
        assert "What you typed is kept" in said(door)
        _, kept = form_of(door)
        wrong = http.post("/desk/sign-in", data={**kept, **first, "code": "000000"}, headers=origin)
        assert wrong.status_code == 401
        _, kept = form_of(wrong)
        later = totp.at(system_clock() + timedelta(seconds=30))
        again = http.post("/desk/sign-in", data={**kept, **first, "code": later}, headers=origin)
        assert again.status_code == 200, said(again)
        assert "How is it spelt?" in said(again)
        assert "New" in said(http.get(place)), "nothing is sent before somebody presses"
        action, fields = form_of(again)
        assert action == f"{place}/ask"
        assert http.post(action, data=fields, headers=origin).status_code == 303
    asked = [one for one in referrer.get("/v1/feed").json()["events"] if one["kind"] == "information-request"]
    assert asked[0]["comments"] == WORDS
    assert asked[0]["notes"][0]["comment"] == "How is it spelt?"


def test_J26_what_was_typed_on_a_page_of_an_older_session_is_shown_again(
    server: ServerProcess, jo: DeskPerson, referrer: Referrer
) -> None:
    body = a_concern()
    reference = referrer.submit(body).json()["reference"]
    place = f"/desk/submissions/{body['submission_id']}/close"
    typed = {"csrf": "of the session before", "seen": "1", "outcome": "advice", "comments": WORDS}
    shown = jo.http.post(place, data=typed, headers={"Origin": server.url})
    assert shown.status_code == 403
    assert f"about {reference} is here" in said(shown)
    action, fields = form_of(shown)
    assert action == place
    assert jo.http.post(place, data=fields).status_code == 303
    assert WORDS.splitlines()[0] in said(jo.get(place.removesuffix("/close")))


def test_words_of_another_website_are_not_taken_over(server: ServerProcess, jo: DeskPerson) -> None:
    typed = {"csrf": "guess", "seen": "1", "outcome": "advice", "comments": "planted words"}
    place = "/desk/submissions/x/close"
    with client_of(server) as stranger:
        for http in (jo.http, stranger):
            for headers in ({}, {"Origin": "https://elsewhere.example"}, {"Origin": "null"}):
                answer = http.post(place, data=typed, headers=headers)
                assert "planted words" not in answer.text
                assert answer.status_code in {303, 403}


def test_J26_of_two_who_take_a_form_up_at_once_the_second_is_told(
    jo: DeskPerson, kim: DeskPerson, referrer: Referrer
) -> None:
    body = a_concern()
    referrer.submit(body)
    submission = body["submission_id"]
    pages = [one.get(f"/desk/submissions/{submission}") for one in (jo, kim)]
    held = [dict(re.findall(r'name="(held)" value="([^"]*)"', page.text)) for page in pages]
    assert jo.act(submission, "assign", to="me", **held[0]).status_code == 303
    refused = kim.act(submission, "assign", to="me", **held[1])
    assert refused.status_code == 409
    assert "Jo Hughes" in said(refused)
    assert "Assigned to Jo Hughes" in said(jo.get(f"/desk/submissions/{submission}"))


def test_J26_words_for_a_form_that_a_colleague_has_closed_meanwhile_are_not_lost(
    jo: DeskPerson, kim: DeskPerson, referrer: Referrer
) -> None:
    body = a_concern()
    referrer.submit(body)
    assert jo.act(body["submission_id"], "close", outcome="advice").status_code == 303
    late = kim.act(body["submission_id"], "close", outcome="advice", comments="Words that took an hour")
    assert late.status_code == 409
    assert "closed already" in said(late)
    assert "Words that took an hour" in said(late)


def test_J25_a_view_can_be_kept_anew_also_when_no_more_can_be_kept(jo: DeskPerson) -> None:
    for number in range(30):
        assert jo.post("/desk/views", view="new", name=f"View {number}").status_code == 303
    assert jo.post("/desk/views", view="new", name="One more").status_code == 422
    assert jo.post("/desk/views", view="closed", name="View 7 ").status_code == 303
    assert re.search(r'<a href="/desk\?view=closed">View 7<', jo.get("/desk").text)


@pytest.mark.parametrize("number", [2**31, 10**30])
def test_an_address_with_a_number_that_there_is_not_leads_nowhere(
    jo: DeskPerson, referrer: Referrer, number: int
) -> None:
    body = a_concern()
    referrer.submit(body)
    place = f"/desk/submissions/{body['submission_id']}"
    for path in (f"{place}/versions/{number}/files/0", f"{place}/versions/1/files/{number}/look"):
        assert jo.get(path).status_code in {404, 422}
    assert jo.post(f"/desk/views/{number}/remove").status_code in {303, 404, 422}
    for path in (place, f"{place}/print", f"{place}/export.csv"):
        assert jo.get(path, version=number).status_code == 422


def test_every_act_of_the_audit_trail_can_be_asked_for(kim: DeskPerson) -> None:
    calls = [
        node
        for path in (ROOT / "server_stub").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "audit.record"
    ]
    recorded = {call.args[2].value for call in calls if isinstance(call.args[2], ast.Constant)}
    assert len(recorded) > 20
    offered = set(re.findall(r'<option value="([a-z-]+)"', kim.get("/desk/audit").text))
    assert recorded - offered == set()
