"""What comes from outside cannot fill, hold or break the server, and nothing of it stands in the log."""

from __future__ import annotations

import json
import logging
import socket
import sys
from typing import TYPE_CHECKING, Any

import pytest

from server_stub.logs import JsonLines
from tests.support.databases import DATABASES, POSTGRES, connect
from tests.support.desk_person import PASSWORD as DESK_PASSWORD
from tests.support.desk_person import add_staff
from tests.support.referrer import PASSWORD, Referrer, a_concern, client_of, details, register
from tests.support.server_process import ServerProcess

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import httpx

LARGE = b'{"email": "' + b"x" * 100_000 + b'"}'


def _pieces() -> Iterator[bytes]:
    for start in range(0, len(LARGE), 9_000):
        yield LARGE[start : start + 9_000]


@pytest.mark.parametrize("content", [LARGE, "in pieces"], ids=["announced", "unannounced"])
@pytest.mark.parametrize("path", ["/v1/registrations", "/v1/sessions", "/v1/password-resets"])
def test_what_is_too_large_is_refused_before_it_fills_the_memory(http: httpx.Client, path: str, content: Any) -> None:
    sent = _pieces() if content == "in pieces" else content
    answer = http.post(path, content=sent, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["code"]) == (413, "too-big")
    assert http.get("/v1/hello").status_code == 200


def test_a_submission_beyond_four_megabytes_is_refused(referrer: Referrer) -> None:
    body = {**a_concern(), "more": "x" * 5_000_000}
    assert referrer.submit(body).status_code == 413


@pytest.mark.sqlite_only
def test_a_body_that_stops_coming_is_given_up_and_nobody_else_waits(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path / "data", env={"PORTAL_PATIENCE": "1"})
    try:
        with socket.create_connection(("127.0.0.1", int(server.url.rsplit(":", 1)[1])), timeout=20) as slow:
            head = (
                b"POST /v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 90\r\n\r\n"
            )
            slow.sendall(head + b'{"email":')
            with client_of(server) as http:
                assert http.get("/v1/hello").status_code == 200
            said = _heard(slow, b"}")
        assert said.startswith(b"HTTP/1.1 408")
        assert b"too-slow" in said
    finally:
        server.stop()


def _heard(connection: socket.socket, end: bytes) -> bytes:
    """What the server says up to its last byte: the head and the words may come apart."""
    said = b""
    while not said.endswith(end) and (more := connection.recv(65_536)):
        said += more
    return said


def test_zero_bytes_and_half_characters_are_refused_and_break_nothing(http: httpx.Client, referrer: Referrer) -> None:
    assert http.get("/v1/forms/x%00/1").status_code == 404
    assert referrer.get("/v1/submissions?after=%00_x").status_code == 404
    for text in ("Sam\u0000", "Sam\ud800"):
        content = json.dumps({**details("zero@example.com"), "first_name": text})
        answer = http.post("/v1/registrations", content=content, headers={"Content-Type": "application/json"})
        assert answer.status_code == 422, text
        answer = http.request("PUT", "/v1/account", content=json.dumps({"job_role": text}), headers=referrer.token)
        assert answer.status_code == 422, text
    body = a_concern(child__first_name=("Robin\u0000",))
    assert referrer.submit(body).status_code in {201, 422}
    body = {**a_concern(), "form": "x|\u0000"}
    assert referrer.submit(body).status_code == 422


def test_the_desks_cookie_is_for_this_server_only_and_behind_https_for_https_only(
    server: ServerProcess, http: httpx.Client
) -> None:
    totp = add_staff(server, "cookie@example.gov.uk")
    fields = {"email": "cookie@example.gov.uk", "password": DESK_PASSWORD, "code": totp.now()}
    answer = http.post("/desk/sign-in", data=fields, headers={"X-Forwarded-Proto": "https"})
    assert answer.status_code == 303
    cookie = answer.headers["Set-Cookie"]
    for word in ("HttpOnly", "SameSite=strict", "Secure", "Path=/desk"):
        assert word.lower() in cookie.lower()
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]
    assert "Strict-Transport-Security" not in http.get("/v1/hello").headers


def test_prometheus_reads_the_figures_from_elsewhere_with_the_token(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path / "data", env={"PORTAL_METRICS_TOKEN": "a token of the council"})
    try:
        with client_of(server) as http:
            elsewhere = {"X-Forwarded-For": "203.0.113.7"}
            assert http.get("/metrics", headers=elsewhere).status_code == 404
            token = {**elsewhere, "Authorization": "Bearer a token of the council"}
            figures = http.get("/metrics", headers=token)
            assert figures.status_code == 200
            assert 'portal_calls_total{method="GET",route="/metrics",status="4xx"} 1.0' in figures.text
    finally:
        server.stop()


def test_each_call_is_one_line_of_the_log_that_names_the_route_and_nobody(own_server: ServerProcess) -> None:
    with client_of(own_server) as http:
        person = register(own_server, http)
        body = a_concern()
        person.submit(body)
        person.get(f"/v1/submissions/{body['submission_id']}?after=secret-word")
    own_server.stop()
    lines = [json.loads(line) for line in own_server.log().splitlines()]
    call = next(one for one in lines if one.get("method") == "PUT")
    assert (call["route"], call["status"]) == ("/v1/submissions/{submission}/versions/{version}", 201)
    assert call["milliseconds"] > 0
    for word in (body["submission_id"], "secret-word", person.email, PASSWORD, "Kestrel"):
        assert word not in own_server.log()


@pytest.mark.sqlite_only
@pytest.mark.parametrize("name", ["portal.post", "peewee", "uvicorn.error"])
def test_the_words_of_an_error_never_reach_the_log(name: str) -> None:
    try:
        int("Key (email)=(sam@example.org) already exists")
    except ValueError:
        record = logging.LogRecord(name, logging.ERROR, "x.py", 1, "it failed", None, sys.exc_info())
    line = json.loads(JsonLines().format(record))
    assert "sam@example.org" not in json.dumps(line)
    assert line["error"] == "ValueError"
    assert line["places"][-1].startswith("test_hard.py:")


def test_a_database_that_was_restarted_is_found_again_by_the_next_call(
    own_server: ServerProcess, referrer: Referrer, database: str
) -> None:
    assert referrer.submit(a_concern()).status_code == 201
    if database == POSTGRES and DATABASES.cluster is not None:
        DATABASES.cluster.restart()
    statuses = [referrer.submit(a_concern()).status_code for _ in range(4)]
    assert statuses == [201] * 4
    assert len(referrer.get("/v1/feed").json()["events"]) == 5


def test_J06_changed_terms_are_asked_for_at_the_next_sign_in_and_what_was_agreed_stays_known(
    server: ServerProcess, referrer: Referrer
) -> None:
    present = referrer.http.get("/v1/terms").json()["version"]
    number = referrer.session["account"]["id"]
    with connect(server.data_dir) as database:
        database.execute("update terms_agreed set version = 'older' where account_id = ?", (number,))
    credentials = {"email": referrer.email, "password": PASSWORD, "device_id": "d"}
    assert referrer.http.post("/v1/sessions", json=credentials).json()["terms_due"] == present
    wrong = referrer.http.post("/v1/account/terms", json={"version": "older"}, headers=referrer.token)
    assert (wrong.status_code, wrong.json()["code"]) == (409, "terms-changed")
    agreed = referrer.http.post("/v1/account/terms", json={"version": present}, headers=referrer.token)
    assert agreed.status_code == 204
    assert referrer.http.post("/v1/sessions", json=credentials).json()["terms_due"] is None
    with connect(server.data_dir) as database:
        rows = database.execute("select version from terms_agreed where account_id = ?", (number,)).fetchall()
    assert {version for (version,) in rows} == {"older", present}


def test_a_forgotten_password_is_the_same_for_an_address_that_nobody_has(
    http: httpx.Client, referrer: Referrer
) -> None:
    answers = []
    for email in (referrer.email, "nobody-has-this@example.com"):
        asked = http.post("/v1/password-resets", json={"email": email})
        url = f"/v1/password-resets/{asked.json()['attempt']}"
        tries = [http.post(url, json={"code": "0", "password": "a new walk elsewhere"}) for _ in range(6)]
        answers.append([(one.status_code, one.text) for one in tries] + [asked.status_code])
    assert answers[0] == answers[1]
    assert [status for status, _ in answers[0][:6]] == [422] * 5 + [410]
