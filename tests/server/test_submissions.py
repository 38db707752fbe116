"""A form reaches the council exactly once."""

from __future__ import annotations

import copy
import json
import re
import uuid
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from tests.support.filled_form import digest_of
from tests.support.referrer import a_concern, attachment, client_of, concerns, register

if TYPE_CHECKING:
    from tests.support.referrer import Referrer
    from tests.support.server_process import ServerProcess

PDF = b"%PDF-1.7\n% a letter\n%%EOF\n"


def test_J15_a_form_gets_a_receipt_with_a_reference_that_can_be_quoted(referrer: Referrer) -> None:
    body = a_concern()
    answer = referrer.submit(body)
    assert answer.status_code == 201, answer.text
    receipt = answer.json()
    assert re.fullmatch(r"LCS-\d\d-\d{5}", receipt["reference"])
    assert receipt["digest"] == digest_of(body)
    assert (receipt["submission_id"], receipt["version"]) == (body["submission_id"], 1)
    assert receipt["epoch"] == referrer.http.get("/v1/hello").json()["epoch"]


def test_the_same_form_sent_again_gets_the_same_receipt_after_a_restart_too(
    own_server: ServerProcess, referrer: Referrer
) -> None:
    body = a_concern()
    first = referrer.submit(body)
    own_server.start_again()
    again = referrer.submit(body)
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.json() == first.json()


def test_one_number_cannot_be_used_for_other_content(referrer: Referrer) -> None:
    body = a_concern()
    assert referrer.submit(body).status_code == 201
    other = a_concern(submission_id=body["submission_id"], child__first_name=("Wren",))
    answer = referrer.submit(other)
    assert (answer.status_code, answer.json()["code"]) == (422, "digest-differs")


def test_sixteen_programs_that_send_one_form_at_once_make_one_submission(
    server: ServerProcess, referrer: Referrer
) -> None:
    body = a_concern()
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(lambda _: referrer.submit(body), range(16)))
    assert sorted(answer.status_code for answer in answers) == [200] * 15 + [201]
    assert len({answer.text for answer in answers}) == 1
    confirmations = [one for one in server.mail() if one["to"] == referrer.email and "Confirmation" in one["subject"]]
    assert len(confirmations) == 1
    events = referrer.get("/v1/feed").json()["events"]
    assert [event["submission_id"] for event in events] == [body["submission_id"]]


def test_J10_a_form_with_an_empty_mandatory_answer_is_refused_with_its_place(referrer: Referrer) -> None:
    body = a_concern()
    section = next(one for one in body["response"]["item"] if one["linkId"] == "concerns")
    section["item"] = [one for one in section["item"] if one["linkId"] != "concerns.worried"]
    answer = referrer.submit(body)
    assert (answer.status_code, answer.json()["code"]) == (422, "not-valid")
    assert [issue["link_id"] for issue in answer.json()["issues"]] == ["concerns.worried"]
    assert answer.headers["content-type"] == "application/problem+json"


def test_answers_to_questions_that_are_hidden_are_refused(referrer: Referrer) -> None:
    body = a_concern()
    overview = next(one for one in body["response"]["item"] if one["linkId"] == "overview")
    overview["item"].append({"linkId": "overview.phoned-to", "answer": [{"valueString": "The duty worker"}]})
    issues = referrer.submit(body).json()["issues"]
    assert [(issue["link_id"], issue["code"]) for issue in issues] == [("overview.phoned-to", "notEnabled")]


def test_files_that_the_council_lacks_are_named_and_then_taken(referrer: Referrer) -> None:
    content = PDF + uuid.uuid4().bytes
    file = attachment(content)
    body = a_concern([file])
    lacking = referrer.submit(body)
    assert (lacking.status_code, lacking.json()["code"]) == (424, "missing-blobs")
    assert lacking.json()["digests"] == [file.digest]
    assert referrer.upload(content).status_code == 204
    assert referrer.submit(body).status_code == 201


def test_a_file_that_an_answer_names_has_to_be_sent_along(referrer: Referrer) -> None:
    body = a_concern([attachment(PDF)])
    body["attachments"] = []
    answer = referrer.submit(body)
    assert (answer.status_code, answer.json()["code"]) == (422, "not-valid")
    assert answer.json()["issues"][0]["link_id"] == "documents.item.file"


def test_nobody_can_see_or_touch_another_persons_form(
    server: ServerProcess, http: httpx.Client, referrer: Referrer
) -> None:
    body = a_concern()
    assert referrer.submit(body).status_code == 201
    stranger = register(server, http)
    unknown = stranger.get(f"/v1/submissions/{uuid.uuid4()}")
    seen = stranger.get(f"/v1/submissions/{body['submission_id']}")
    assert (seen.status_code, seen.json()) == (unknown.status_code, unknown.json()) == (404, seen.json())
    assert stranger.submit(body).status_code == 404
    assert stranger.get("/v1/feed").json()["events"] == []


def test_a_file_of_another_person_does_not_count_as_held(
    server: ServerProcess, http: httpx.Client, referrer: Referrer
) -> None:
    content = PDF + uuid.uuid4().bytes
    assert referrer.upload(content).status_code == 204
    stranger = register(server, http)
    assert stranger.submit(a_concern([attachment(content)])).status_code == 424


def test_a_second_version_needs_the_mark_of_the_first(referrer: Referrer) -> None:
    first = a_concern()
    receipt = referrer.submit(first).json()
    second = {**copy.deepcopy(first), "version": 2}
    assert referrer.submit(second).status_code == 412
    assert referrer.submit(second, if_match='"1-0000000000000000"').status_code == 412
    taken = referrer.submit(second, if_match=receipt["etag"])
    assert taken.status_code == 201
    assert taken.json()["reference"] == receipt["reference"]
    other = a_concern(submission_id=first["submission_id"], child__first_name=("Wren",))
    assert referrer.submit({**other, "version": 2}, if_match=receipt["etag"]).status_code == 412
    state = referrer.get(f"/v1/submissions/{first['submission_id']}").json()
    assert [version["version"] for version in state["versions"]] == [1, 2]


def test_a_form_that_was_never_published_is_gone(referrer: Referrer) -> None:
    body = a_concern()
    body["form"] = body["response"]["questionnaire"] = body["form"].partition("|")[0] + "|1999.1"
    answer = referrer.submit(body)
    assert (answer.status_code, answer.json()["code"]) == (410, "form-gone")


def test_what_is_no_submission_is_refused_in_words(referrer: Referrer) -> None:
    url = f"/v1/submissions/{uuid.uuid4()}/versions/1"
    for content in (b"", b"[]", b"{", b'{"a":NaN}', b"\xff", b"[" * 50_000, json.dumps(a_concern()).encode()):
        answer = referrer.http.put(url, content=content, headers=referrer.token)
        assert (answer.status_code, answer.json()["code"]) == (422, "not-valid"), content[:20]
    assert referrer.http.put("/v1/submissions/x/versions/1", content=b"{}", headers=referrer.token).status_code == 422
    huge = referrer.http.put(url, content=b" " * (5 * 1024 * 1024), headers=referrer.token)
    assert huge.status_code == 413


def test_the_feed_comes_in_pages_without_a_gap(referrer: Referrer) -> None:
    sent = concerns(5)
    for body in sent:
        assert referrer.submit(body).status_code == 201
    seen, after, more = [], 0, True
    while more:
        page = referrer.get("/v1/feed", params={"after": after, "limit": 2}).json()
        seen += page["events"]
        after, more = page["next"], page["more"]
    assert [event["seq"] for event in seen] == [1, 2, 3, 4, 5]
    assert [event["submission_id"] for event in seen] == [body["submission_id"] for body in sent]
    assert referrer.get("/v1/feed", params={"after": after}).json()["events"] == []


def test_what_was_acknowledged_survives_kill_9_in_the_middle_of_a_storm(
    own_server: ServerProcess, referrer: Referrer
) -> None:
    """Forty forms from eight programs, the server killed in the middle; everything with a receipt is there, once."""
    bodies = concerns(40)
    receipts: dict[str, dict[str, str]] = {}

    def send(number: int) -> None:
        with client_of(own_server) as http:
            try:
                answer = type(referrer)(http, referrer.email, referrer.session).submit(bodies[number])
            except httpx.HTTPError:
                return
            if answer.status_code == 201:
                receipts[bodies[number]["submission_id"]] = answer.json()
            if len(receipts) == 12:
                own_server.kill()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(send, range(40)))
    assert 12 <= len(receipts) < 40
    own_server.start_again()
    with client_of(own_server) as http:
        again = type(referrer)(http, referrer.email, referrer.session)
        for body in bodies:
            answer = again.submit(body)
            given = receipts.get(body["submission_id"])
            assert answer.status_code in ({200} if given else {200, 201}), answer.text
            assert given is None or answer.json() == given
        events = again.get("/v1/feed", params={"limit": 500}).json()["events"]
        references = {event["reference"] for event in events}
        assert len(events) == len(references) == 40
        mine = [one for one in own_server.mail() if "Confirmation" in one["subject"]]
        assert len(mine) == 40


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({}, 201),
        ({"form": "unknown|1"}, 410),
        ({"response": {}}, 422),
        ({"submission_id": "another"}, 422),
        ({"more": "x" * 5_000_000}, 413),
    ],
)
def test_what_goes_straight_to_the_reception_is_answered_as_what_goes_the_long_way(
    referrer: Referrer, wrong: dict[str, Any], status: int
) -> None:
    """FastAPI takes "bearer" as well as "Bearer"; only the latter, as programs write it, goes straight."""
    token = referrer.token["Authorization"]
    answers = []
    for spelt in (token, token.replace("Bearer", "bearer")):
        number = str(uuid.uuid4())
        content = json.dumps({**a_concern(), "submission_id": number, **wrong}).encode()
        headers = {"Authorization": spelt, "Content-Type": "application/json"}
        answers.append(referrer.http.put(f"/v1/submissions/{number}/versions/1", content=content, headers=headers))
    straight, long = answers
    assert (straight.status_code, long.status_code) == (status, status)
    assert straight.headers.keys() == long.headers.keys()
    assert straight.json().keys() == long.json().keys()
    if status != 201:
        assert straight.json() == long.json()


def test_a_call_of_either_way_that_does_not_fit_is_refused(referrer: Referrer) -> None:
    body = a_concern()
    path = f"/v1/submissions/{body['submission_id']}/versions/"
    other = {"Idempotency-Key": f'"{body["submission_id"]}.2"'}
    content = json.dumps(body).encode()
    assert referrer.http.put(f"{path}1", content=content, headers={**referrer.token, **other}).status_code == 422
    assert referrer.http.put(f"{path}0", content=content, headers=referrer.token).status_code == 422
    assert referrer.http.put(f"{path}1", content=content).status_code == 401
    assert referrer.http.put(f"{path}1", content=content, headers={"Authorization": "Bearer no"}).status_code == 401
    assert referrer.get(f"/v1/submissions/{body['submission_id']}").status_code == 404
