"""The council asks, withdraws, closes; the referrer is told, on every computer of theirs (J18 to J23, J26)."""

from __future__ import annotations

import hashlib
import json
import re
import uuid
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.databases import connect
from tests.support.desk_person import DeskPerson, said, staff_at
from tests.support.filled_form import digest_of
from tests.support.referrer import a_concern, attachment, register

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

    from tests.support.referrer import Referrer
    from tests.support.server_process import ServerProcess


@pytest.fixture(scope="module")
def jo(server: ServerProcess) -> Iterator[DeskPerson]:
    yield from staff_at(server, "jo@example.gov.uk")


def told(referrer: Referrer, kind: str = "") -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = referrer.get("/v1/feed").json()["events"]
    return [event for event in events if not kind or event["kind"] == kind]


def sent(referrer: Referrer, **given: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    body = a_concern(**given)
    answer = referrer.submit(body)
    assert answer.status_code == 201, answer.text
    return body, answer.json()


def answered(body: dict[str, Any], **given: Any) -> dict[str, Any]:
    """The next version of a form, with other answers."""
    return {**a_concern(submission_id=body["submission_id"], **given), "version": body["version"] + 1}


def test_J18_a_request_reaches_the_program_and_the_e_mail_without_a_word_about_the_child(
    server: ServerProcess, jo: DeskPerson, referrer: Referrer
) -> None:
    body, receipt = sent(referrer)
    notes = {"child.first-name@": "Is this the first name?", "concerns@": "Say more here <b>"}
    asked = jo.ask(
        body["submission_id"], "Does the grandmother live there?", notes=notes, due=("4", "December", "2099")
    )
    assert asked.status_code == 422, "a year is the most"
    asked = jo.ask(body["submission_id"], "Does the grandmother live there?", notes=notes)
    assert asked.status_code == 303, asked.text
    (event,) = told(referrer, "information-request")
    assert event["submission_id"] == body["submission_id"]
    assert (event["reference"], event["version"], event["etag"]) == (receipt["reference"], 1, receipt["etag"])
    assert event["reason"]["text"] == {"en": "Insufficient detail", "cy": "Dim digon o fanylion"}
    assert event["comments"] == "Does the grandmother live there?"
    assert event["due"] is None
    places = [(note["section"], note["question"], note["rows"], note["comment"]) for note in event["notes"]]
    assert places == [
        ("child", "child.first-name", [], "Is this the first name?"),
        ("concerns", "", [], "Say more here <b>"),
    ]
    letter = next(one for one in server.mail() if one["to"] == referrer.email)
    assert letter["subject"] == "We need more information about your form"
    assert f"childrens-portal:submitted/{body['submission_id']}" in letter["text"]
    assert receipt["reference"] in letter["text"]
    assert not re.search(r"Robin|Kestrel|grandmother|detail|2021", letter["text"])


def test_J22_the_answer_makes_version_two_and_the_desk_sees_what_changed(jo: DeskPerson, referrer: Referrer) -> None:
    body, receipt = sent(referrer, concerns__worried=("Came to school upset.",))
    jo.ask(body["submission_id"], "When?")
    (request,) = told(referrer, "information-request")
    later = answered(body, concerns__worried=("Came to school upset on Monday.",), child__first_name=("Robyn",))
    later["reply"] = {"request_id": request["request_id"], "text": "It was <i>Monday</i>."}
    answer = referrer.submit(later, if_match=request["etag"])
    assert answer.status_code == 201, answer.text
    assert answer.json()["state_before"] == "information-requested"
    assert answer.json()["reference"] == receipt["reference"]
    assert told(referrer, "state")[-1]["state"] == "received"
    held = referrer.get(f"/v1/submissions/{body['submission_id']}").json()
    assert held["state"] == "received"
    assert [one["state"] for one in held["requests"]] == ["answered"]
    page = jo.get(f"/desk/submissions/{body['submission_id']}", show="changes")
    assert "Answered again, version 2" in said(page)
    assert "Came to school <ins>upset on Monday.</ins>" in page.text
    assert "<del>Robin</del>" in page.text
    assert "<ins>Robyn</ins>" in page.text
    assert (
        "It was <i>Monday</i>." in said(page).replace("&lt;", "<") or "It was &lt;i&gt;Monday&lt;/i&gt;." in page.text
    )
    assert receipt["reference"] in jo.get("/desk", view="again").text


@pytest.mark.sqlite_only
def test_a_reply_belongs_to_the_digest_so_that_no_answer_is_taken_for_another(
    jo: DeskPerson, referrer: Referrer
) -> None:
    body, _ = sent(referrer)
    jo.ask(body["submission_id"], "Is all of it right?")
    (request,) = told(referrer, "information-request")
    later = {**body, "version": 2, "reply": {"request_id": request["request_id"], "text": "Yes, nothing changed."}}
    first = referrer.submit(later, if_match=request["etag"])
    assert first.status_code == 201
    assert first.json()["digest"] == digest_of(later)
    other = {**later, "reply": {**later["reply"], "text": "No."}}
    assert referrer.submit(other, if_match=request["etag"]).status_code == 412
    assert referrer.submit(later, if_match=request["etag"]).json() == first.json()
    wrong = {**body, "version": 3, "reply": {"text": 7}}
    assert referrer.submit(wrong, if_match=first.json()["etag"]).status_code == 422


@pytest.mark.sqlite_only
def test_J22_two_answers_to_one_request_end_in_a_conflict_and_the_first_can_be_fetched(
    jo: DeskPerson, referrer: Referrer
) -> None:
    body, _ = sent(referrer)
    jo.ask(body["submission_id"], "Which school?")
    (request,) = told(referrer, "information-request")
    here = answered(body, concerns__worried=("Written here",))
    there = answered(body, concerns__worried=("Written there",))
    assert referrer.submit(here, if_match=request["etag"]).status_code == 201
    assert referrer.submit(there, if_match=request["etag"]).status_code == 412
    held = referrer.get(f"/v1/submissions/{body['submission_id']}/versions/2")
    assert json.loads(held.content) == here
    third = {**there, "version": 3}
    assert referrer.submit(third, if_match=held.headers["ETag"]).status_code == 201


def test_a_withdrawn_request_and_a_closed_form_are_told(
    server: ServerProcess, jo: DeskPerson, referrer: Referrer
) -> None:
    body, _ = sent(referrer)
    submission = body["submission_id"]
    jo.ask(submission, "Which school?")
    assert jo.act(submission, "withdraw").status_code == 303
    (withdrawn,) = told(referrer, "request-withdrawn")
    assert withdrawn["request_id"] == told(referrer, "information-request")[0]["request_id"]
    assert told(referrer, "state")[-1]["state"] == "reviewing"
    assert server.mail()[0]["subject"] == "Your form: nothing more is needed"
    jo.ask(submission, "One more thing")
    closed = jo.act(submission, "close", outcome="early-help", comments="A worker calls you.")
    assert closed.status_code == 303, closed.text
    assert len(told(referrer, "request-withdrawn")) == 2, "what was open goes with it"
    last = told(referrer, "state")[-1]
    assert last["state"] == "closed"
    assert last["outcome"] == {
        "code": "early-help",
        "text": {"en": "Passed to early help", "cy": "Trosglwyddwyd i gymorth cynnar"},
        "comments": "A worker calls you.",
    }
    letters = [one for one in server.mail() if one["to"] == referrer.email]
    assert letters[0]["subject"] == "We have dealt with your form"
    assert not re.search(r"early help|worker|school", letters[0]["text"], re.IGNORECASE)
    assert referrer.get(f"/v1/submissions/{submission}").json()["outcome"]["comments"] == "A worker calls you."


def test_what_is_still_said_about_a_child_opens_a_closed_form_again(jo: DeskPerson, referrer: Referrer) -> None:
    body, receipt = sent(referrer)
    jo.act(body["submission_id"], "close", outcome="no-further-action")
    late = referrer.submit(answered(body, concerns__worried=("It happened again",)), if_match=receipt["etag"])
    assert late.status_code == 201
    assert late.json()["state_before"] == "closed"
    held = referrer.get(f"/v1/submissions/{body['submission_id']}").json()
    assert (held["state"], held["outcome"]) == ("received", None)
    assert receipt["reference"] in jo.get("/desk", view="again").text


@pytest.mark.sqlite_only
def test_nobody_decides_on_words_that_a_newer_version_has_replaced(jo: DeskPerson, referrer: Referrer) -> None:
    body, receipt = sent(referrer)
    assert referrer.submit(answered(body), if_match=receipt["etag"]).status_code == 201
    for act, fields in (("close", {"outcome": "advice"}), ("assign", {"to": "me"}), ("ask", {"reason": "other"})):
        late = jo.act(body["submission_id"], act, seen=1, comments="Words that took <time>", **fields)
        assert late.status_code == 409
        assert "version 2 meanwhile" in said(late)
        assert "Words that took <time>" in said(late) or act == "assign", "what was typed is not lost"
    assert referrer.get(f"/v1/submissions/{body['submission_id']}").json()["state"] == "received"


@pytest.mark.sqlite_only
def test_closing_without_an_outcome_says_so_and_keeps_the_words(jo: DeskPerson, referrer: Referrer) -> None:
    body, _ = sent(referrer)
    bad = jo.act(body["submission_id"], "close", comments="A worker calls you.")
    assert bad.status_code == 422
    assert "There is a problem Select an outcome" in said(bad)
    assert "A worker calls you." in said(bad)
    long = jo.act(body["submission_id"], "close", outcome="advice", comments="x" * 4_001)
    assert "Use 4,000 characters or fewer" in said(long)
    assert jo.act(body["submission_id"], "close", outcome="nonsense").status_code == 422
    assert referrer.get(f"/v1/submissions/{body['submission_id']}").json()["state"] == "received"


@pytest.mark.sqlite_only
def test_bad_input_keeps_all_that_was_typed_and_says_what_to_do(jo: DeskPerson, referrer: Referrer) -> None:
    body, _ = sent(referrer)
    typed = {"child.last-name@": "Spelled <so>?"}
    bad = jo.ask(body["submission_id"], "", reason="", notes=typed, due=("31", "2", "2027"))
    assert bad.status_code == 422
    words = said(bad)
    assert "Select a reason" in words
    assert "Enter a real date" in words
    assert "Spelled <so>?" in words
    assert "Error: Ask for more information" in words
    empty = jo.ask(body["submission_id"], " ")
    assert "Say what you need, here or beside a question" in said(empty)
    assert told(referrer, "information-request") == []


def test_who_stays_anonymous_is_named_nowhere_and_not_asked(
    server: ServerProcess, jo: DeskPerson, referrer: Referrer
) -> None:
    body = a_concern(form="public-concern", you__stay_anonymous=(True,))
    receipt = referrer.submit(body)
    assert receipt.status_code == 201, receipt.text
    submission = body["submission_id"]
    pages = [jo.get("/desk"), *(jo.get(f"/desk/submissions/{submission}{more}") for more in ("", "/print", "/ask"))]
    assert [page.status_code for page in pages] == [200] * 4, [page.text[-1500:] for page in pages]
    assert all("Anonymous" in said(page) for page in pages)
    line = said(pages[0]).partition(receipt.json()["reference"])[2][:200]
    assert "Anonymous" in line
    assert not any("Patel" in words for words in (line, *(page.text for page in pages[1:])))
    assert "stays anonymous" in said(pages[1])
    refused = jo.ask(submission, "Who are you?")
    assert refused.status_code == 409
    assert "promised not to be asked" in said(refused)
    jo.act(submission, "close", outcome="advice")
    assert [one["subject"] for one in server.mail() if one["to"] == referrer.email][:1] == [
        "Confirmation of form submission"
    ]


def test_a_second_computer_fetches_what_was_submitted_and_what_is_asked(
    jo: DeskPerson, server: ServerProcess, http: httpx.Client
) -> None:
    person = register(server, http)
    content = b"%PDF-1.7\n" + bytes(range(256)) * 2_500
    file = attachment(content)
    person.upload(content)
    bodies = [a_concern(), a_concern([file]), a_concern()]
    for body in bodies:
        assert person.submit(body).status_code == 201
    jo.ask(bodies[1]["submission_id"], "Which letter?")
    first = person.get("/v1/submissions?limit=2").json()
    second = person.get("/v1/submissions", params={"limit": 2, "after": first["next"]}).json()
    listed = [*first["submissions"], *second["submissions"]]
    assert [one["submission_id"] for one in listed] == [body["submission_id"] for body in bodies]
    assert second["next"] is None
    assert listed[1]["state"] == "information-requested"
    assert listed[1]["requests"][0]["comments"] == "Which letter?"
    path = f"/v1/submissions/{bodies[1]['submission_id']}/versions/1"
    version = person.get(path)
    assert version.content == json.dumps(bodies[1]).encode(), "the bytes as they were sent"
    assert version.headers["ETag"] == listed[1]["versions"][0]["etag"]
    got = person.get(f"{path}/files/{file.digest}")
    assert hashlib.sha256(got.content).hexdigest() == file.digest
    rest = http.get(f"{path}/files/{file.digest}", headers={**person.token, "Range": "bytes=300000-"})
    assert (rest.status_code, rest.content) == (206, content[300_000:])
    beyond = http.get(f"{path}/files/{file.digest}", headers={**person.token, "Range": "bytes=9000000-"})
    assert (beyond.status_code, beyond.json()["code"]) == (416, "range")


def test_another_account_can_fetch_nothing_of_it(jo: DeskPerson, server: ServerProcess, referrer: Referrer) -> None:
    content = b"%PDF-1.7\nA letter\n"
    file = attachment(content)
    referrer.upload(content)
    body = a_concern([file])
    referrer.submit(body)
    stranger = register(server, referrer.http)
    path = f"/v1/submissions/{body['submission_id']}"
    for wanted in (path, f"{path}/versions/1", f"{path}/versions/1/files/{file.digest}"):
        assert referrer.get(wanted).status_code == 200
        answer = stranger.get(wanted)
        nothing = stranger.get(wanted.replace(body["submission_id"], str(uuid.uuid4())))
        assert (answer.status_code, answer.content) == (404, nothing.content)
        assert stranger.http.get(wanted).status_code == 401
    assert stranger.get("/v1/submissions").json()["submissions"] == []
    assert stranger.get("/v1/submissions?after=x").status_code == 422


def test_what_is_older_than_thirty_days_is_handed_out_no_more_unless_it_waits_for_an_answer(
    server: ServerProcess, jo: DeskPerson, http: httpx.Client
) -> None:
    person = register(server, http)
    old, waiting = a_concern(), a_concern()
    for body in (old, waiting):
        person.submit(body)
    jo.ask(waiting["submission_id"], "Which school?")
    with connect(server.data_dir) as database:
        database.execute(
            "update submission set changed_at = '2020-01-01T00:00:00.000000Z' where id in (?, ?)",
            (old["submission_id"], waiting["submission_id"]),
        )
    listed = person.get("/v1/submissions").json()["submissions"]
    assert [one["submission_id"] for one in listed] == [waiting["submission_id"]]
    assert person.get(f"/v1/submissions/{old['submission_id']}/versions/1").status_code == 404
    assert person.get(f"/v1/submissions/{old['submission_id']}").json()["reference"]
