"""Each part of the desk is open to those whose part it is: publishing forms (J27), the audit trail, the queue."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.desk_person import DeskPerson, said, staff_at
from tests.support.referrer import a_concern, register

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

    from tests.support.referrer import Referrer
    from tests.support.server_process import ServerProcess

PLACED = {"name": "tried", "audience": "professional", "destination": "EHM"}


@pytest.fixture(scope="module")
def staff(server: ServerProcess) -> Iterator[dict[str, DeskPerson]]:
    """One person for each role."""
    makers = {role: staff_at(server, f"{role}@example.gov.uk", roles=[role]) for role in ROLES}
    yield {role: next(maker) for role, maker in makers.items()}
    for maker in makers.values():
        next(maker, None)


ROLES = ("triage", "publisher", "auditor", "admin")


def definition(version: str, **question: Any) -> dict[str, Any]:
    asked = {"linkId": "reason", "text": "Reason", "type": "string", "required": True, **question}
    section = {"linkId": "one", "text": "One", "type": "group", "required": True, "item": [asked]}
    return {
        "resourceType": "Questionnaire",
        "url": "https://forms.example.gov.uk/tried",
        "version": version,
        "name": "Tried",
        "title": "Tried <form>",
        "status": "active",
        "item": [section],
    }


def hand_in(person: DeskPerson, content: bytes, **placed: str) -> httpx.Response:
    files = {"file": ("form.json", content, "application/json")}
    return person.http.post("/desk/forms/check", data={"csrf": person.csrf(), **placed}, files=files)


def test_J27_a_form_is_checked_looked_at_published_and_retired_with_a_grace(
    staff: dict[str, DeskPerson], server: ServerProcess, http: httpx.Client
) -> None:
    pat = staff["publisher"]
    referrer = register(server, http)
    led = hand_in(pat, json.dumps(definition("1")).encode(), **PLACED)
    assert led.status_code == 303, led.text
    shown = pat.get(led.headers["Location"])
    assert "Nothing is wrong with it." in said(shown)
    assert "Reason" in said(shown)
    assert "must be answered A line of text" in said(shown)
    assert "tried" not in [form["name"] for form in http.get("/v1/forms").json()["forms"]], "not before it is published"
    assert pat.post(f"{led.headers['Location']}/publish").status_code == 303
    second = definition("2", text="Your reason")
    led = hand_in(pat, json.dumps(second).encode())
    words = said(pat.get(led.headers["Location"]))
    assert "Reworded: Your reason (before: Reason)" in words
    assert pat.post(f"{led.headers['Location']}/publish", grace="30").status_code == 303
    listed = {form["version"]: form for form in http.get("/v1/forms").json()["forms"] if form["name"] == "tried"}
    assert listed["1"]["retired_at"]
    assert listed["1"]["accepted_until"] > listed["1"]["retired_at"]
    assert (listed["2"]["retired_at"], listed["2"]["title"]["en"]) == (None, "Tried <form>")
    assert pat.post("/desk/forms/tried/2/retire", grace="0").status_code == 303
    told = referrer.get("/v1/feed").json()["events"][-1]
    assert (told["kind"], told["form"]) == ("withdrawn-form", "https://forms.example.gov.uk/tried|2")
    assert told["accepted_until"] <= http.get("/v1/hello").json()["time"]
    assert "Not accepted any more" in said(pat.get("/desk/forms"))


@pytest.mark.sqlite_only
@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe", "This file is not a form"),
        (b'{"resourceType": "Patient"}', "This file is not a form"),
        (b"[" * 100_000, "This file is not a form"),
        (json.dumps(definition("9", type="quantity")).encode(), "Refused"),
        (json.dumps(definition("9", enableWhen=[{"question": "x", "operator": "exists"}])).encode(), "Refused"),
    ],
)
def test_J27_what_the_engine_refuses_is_named_and_not_published(
    staff: dict[str, DeskPerson], content: bytes, sentence: str
) -> None:
    pat = staff["publisher"]
    answer = hand_in(pat, content, **PLACED)
    if answer.status_code == 303:
        place = answer.headers["Location"]
        answer = pat.get(place)
        assert "Publish version" not in said(answer)
        assert pat.post(f"{place}/publish").status_code == 409
    assert answer.status_code == 422
    assert sentence in said(answer)


def other(version: str = "1", url: str = "https://forms.example.gov.uk/other") -> bytes:
    return json.dumps({**definition(version), "url": url}).encode()


ODD: list[dict[str, Any]] = [
    {"url": "https://forms.example.gov.uk/\ud800"},
    {"title": "half of a character \udfff"},
    {"url": "zero\x00byte"},
    {"title": "zero\x00byte"},
    {"url": ["a", "list"]},
    {"url": {"a": "map"}},
    {"version": 7},
    {"version": None},
    {"title": {"en": "x"}},
    {"_title": {"extension": ["x"]}},
    {"_title": {"extension": [{"url": "t", "extension": "x"}]}},
    {"_title": {"extension": [{"url": "t", "extension": [{"url": ["x"]}]}]}},
    {"_title": {"extension": [{"url": "t", "extension": [{"url": "lang"}, {"url": "content"}]}]}},
    {"_title": {"extension": {"x": "y"}}},
    {"_title": "x"},
    {"description": {"x": ["y"]}},
    {"description": "zero\x00byte"},
    {"item": "x"},
    {"item": [None]},
    {"item": [{"linkId": "one", "type": "group", "item": [{"linkId": "a", "type": "choice", "answerOption": "x"}]}]},
    {"extension": [None]},
    {"contained": [None]},
]


def test_J27_an_odd_file_is_refused_or_shown_and_is_never_a_mistake_of_the_server(staff: dict[str, DeskPerson]) -> None:
    for more in ODD:
        _hand_in_an_odd_one(staff["publisher"], more)


def _hand_in_an_odd_one(pat: DeskPerson, more: dict[str, Any]) -> None:
    name = f"odd-{ODD.index(more)}"
    content = {**definition("1"), "url": f"https://forms.example.gov.uk/{name}", **more}
    answer = hand_in(pat, json.dumps(content).encode(), **{**PLACED, "name": name})
    if answer.status_code == 303:
        answer = pat.get(answer.headers["Location"])
        published = pat.post(f"{answer.url.path!s}/publish")
        assert published.status_code in {303, 409}, more
        assert pat.get("/desk/forms").status_code == 200
    assert answer.status_code in {200, 422}, more


def test_J27_a_short_name_belongs_to_one_form(staff: dict[str, DeskPerson], http: httpx.Client) -> None:
    there = [form for form in http.get("/v1/forms").json()["forms"] if not form["retired_at"]]
    taken = there[0]["name"]
    answer = hand_in(staff["publisher"], other(), **{**PLACED, "name": taken})
    if answer.status_code == 303:
        answer = staff["publisher"].post(f"{answer.headers['Location']}/publish")
    assert answer.status_code in {409, 422}, "the form that had the name would be offered no more"
    assert taken in said(answer)
    assert [form for form in http.get("/v1/forms").json()["forms"] if not form["retired_at"]] == there


@pytest.mark.parametrize("name", ["a/b", "..", "Ä", "\x00"])
def test_J27_a_short_name_can_stand_in_an_address(staff: dict[str, DeskPerson], name: str) -> None:
    answer = hand_in(staff["publisher"], other(), **{**PLACED, "name": name})
    assert answer.status_code == 422, answer.headers


def test_J27_a_new_version_under_another_short_name_retires_the_one_before(
    staff: dict[str, DeskPerson], http: httpx.Client
) -> None:
    pat, url = staff["publisher"], "https://forms.example.gov.uk/renamed"
    for version, name in (("1", "first-name"), ("2", "second-name")):
        led = hand_in(pat, other(version, url), **{**PLACED, "name": name})
        assert pat.post(f"{led.headers['Location']}/publish").status_code == 303
    offered = [
        form["version"]
        for form in http.get("/v1/forms").json()["forms"]
        if form["url"] == url and not form["retired_at"]
    ]
    assert offered == ["2"]


@pytest.mark.sqlite_only
def test_J27_a_version_that_cannot_stand_in_an_address_is_refused(staff: dict[str, DeskPerson]) -> None:
    pat = staff["publisher"]
    for version in ("2026/11", "1 2", "50%", "a?b#c", ".."):
        led = hand_in(pat, other(version), **{**PLACED, "name": "signs"})
        assert "A version stands in an address" in said(pat.get(led.headers["Location"]))
        assert pat.post(f"{led.headers['Location']}/publish").status_code == 409


@pytest.mark.sqlite_only
def test_a_new_form_says_where_it_belongs(staff: dict[str, DeskPerson]) -> None:
    answer = hand_in(staff["publisher"], other(url="https://forms.example.gov.uk/nowhere"))
    assert "needs a short name" in said(answer)


def test_the_audit_trail_names_who_did_what_and_whether_it_holds(
    staff: dict[str, DeskPerson], referrer: Referrer
) -> None:
    jo, ada = staff["triage"], staff["auditor"]
    body = a_concern()
    reference = referrer.submit(body).json()["reference"]
    jo.get(f"/desk/submissions/{body['submission_id']}")
    jo.act(body["submission_id"], "close", outcome="advice")
    jo.post("/desk/search", q="Kestrel")
    jo.get("/desk/found")
    words = said(ada.get("/desk/audit", about=reference.lower()))
    for part in ("Jo Hughes submission viewed", "Jo Hughes closed", "A referrer submitted", "outcome advice"):
        assert part in words
    everything = ada.get("/desk/audit").text
    assert "Kestrel" not in everything
    assert "Robin" not in everything
    assert "searched" in said(ada.get("/desk/audit", act="searched"))
    assert "Nothing fits." in said(ada.get("/desk/audit", about="LCS-00-99999"))
    assert "The audit trail holds" in said(ada.post("/desk/audit/verify"))


@pytest.mark.sqlite_only
def test_every_page_and_act_is_open_to_its_role_and_to_no_other(
    staff: dict[str, DeskPerson], server: ServerProcess, http: httpx.Client
) -> None:
    referrer = register(server, http)
    body = a_concern()
    referrer.submit(body)
    base = f"/desk/submissions/{body['submission_id']}"
    pages = {
        "triage": [base, f"{base}/ask", f"{base}/print", f"{base}/versions/1/files/0", "/desk/found"],
        "publisher": ["/desk/forms", "/desk/forms/safeguarding-concern/2026.11.2", "/desk/forms/proposals/x"],
        "auditor": ["/desk/audit"],
    }
    acts = {
        "triage": [f"{base}/{act}" for act in ("assign", "ask", "withdraw", "close", "open-again")]
        + ["/desk/search", "/desk/views", "/desk/views/1/remove"],
        "publisher": ["/desk/forms/proposals/x/publish", "/desk/forms/x/1/retire"],
        "auditor": ["/desk/audit/verify"],
    }
    for role, person in staff.items():
        for part, paths in pages.items():
            allowed = role in {part, "admin"}
            assert [(path, person.get(path).status_code == 403) for path in paths] == [(p, not allowed) for p in paths]
        for part, paths in acts.items():
            if role in {part, "admin"}:
                continue
            refused = [(path, person.post(path, seen=1, to="me", outcome="advice").status_code) for path in paths]
            assert refused == [(path, 403) for path in paths]
    for paths in (*pages.values(), *acts.values()):
        for path in paths:
            for answer in (http.get(path), http.post(path), http.get(path, headers=referrer.token)):
                assert answer.status_code in {303, 405}
                assert "Kestrel" not in answer.text
    without = staff["triage"].http.post(f"{base}/close", data={"outcome": "advice", "seen": "1"})
    assert without.status_code == 403, "a form without the page's own token"
    assert referrer.get(f"/v1/submissions/{body['submission_id']}").json()["state"] == "received"


@pytest.mark.sqlite_only
def test_each_is_led_to_their_own_part(staff: dict[str, DeskPerson]) -> None:
    assert staff["publisher"].get("/desk").headers["Location"] == "/desk/forms"
    assert staff["auditor"].get("/desk").headers["Location"] == "/desk/audit"
    links = re.findall(r'<nav aria-label="Desk">(.*?)</nav>', staff["auditor"].get("/desk/me").text)
    assert re.findall(r">(\w+)</a>", links[0]) == ["Audit"]
