"""What holds for every call: who answers, headers, problems in words, faults only where they are allowed."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import httpx
import pytest

from tests.support.referrer import Referrer, a_concern, client_of, register
from tests.support.server_process import ServerProcess

if TYPE_CHECKING:
    from pathlib import Path


def test_the_server_says_who_it_is(http: httpx.Client) -> None:
    hello = http.get("/v1/hello").json()
    assert (hello["service"], hello["api"], hello["oldest_client"]) == ("childrens-portal", 1, "0.1.0")
    assert hello["time"].endswith("Z")
    assert hello["terms_version"] == http.get("/v1/terms", params={"language": "cy"}).json()["version"]
    assert http.get("/v1/council").json()["name"] == "Example Council"


def test_J07_the_shipped_forms_are_published_at_first_start(http: httpx.Client) -> None:
    listed = http.get("/v1/forms")
    entry = next(one for one in listed.json()["forms"] if one["name"] == "safeguarding-concern")
    assert (entry["destination"], entry["safeguarding"], entry["retired_at"]) == ("LCS", True, None)
    definition = http.get(f"/v1/forms/{entry['name']}/{entry['version']}")
    assert hashlib.sha256(definition.content).hexdigest() == entry["digest"]
    assert definition.json()["url"] == entry["url"]
    unchanged = http.get("/v1/forms", headers={"If-None-Match": listed.headers["ETag"]})
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert http.get("/v1/forms", headers={"If-None-Match": '"other"'}).status_code == 200
    assert http.get("/v1/valuesets/religion").json()["resourceType"] == "ValueSet"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/v1/nothing", 404),
        ("GET", "/v1/forms/nothing/1", 404),
        ("GET", "/v1/valuesets/nothing", 404),
        ("DELETE", "/v1/hello", 405),
        ("GET", "/v1/feed", 401),
        ("GET", "/v1/account", 401),
        ("POST", "/v1/sessions", 422),
        ("PUT", "/v1/submissions/x/versions/0", 422),
        ("GET", "/v1/_faults", 404),
        ("GET", "/docs", 404),
    ],
)
def test_every_refusal_is_problem_details(http: httpx.Client, method: str, path: str, status: int) -> None:
    headers = {"Authorization": "Bearer guess"} if status == 401 else {}
    answer = http.request(method, path, headers=headers)
    if path.startswith("/v1/submissions"):
        status = 401
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == status
    assert {"type", "title", "detail", "code"} <= problem.keys()


def test_every_answer_carries_the_security_headers_and_hides_the_software(http: httpx.Client) -> None:
    for path in ("/v1/hello", "/v1/nothing", "/mail", "/desk/sign-in", "/desk-static/desk.css"):
        headers = http.get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert "server" not in headers
    assert http.get("/v1/hello").headers["Cache-Control"] == "no-store"


def test_the_openapi_description_names_every_call(http: httpx.Client) -> None:
    document = http.get("/v1/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    assert {"/v1/hello", "/v1/feed", "/v1/uploads/{upload}", "/v1/sessions/renew"} <= document["paths"].keys()
    put = document["paths"]["/v1/submissions/{submission}/versions/{version}"]["put"]
    assert {"200", "201", "404", "410", "412", "422", "424"} <= put["responses"].keys()
    assert "application/problem+json" in put["responses"]["424"]["content"]
    assert put["requestBody"]["content"]["application/json"]


def test_no_call_can_plan_a_fault_unless_the_server_was_started_for_it(server: ServerProcess) -> None:
    with pytest.raises(OSError, match="404"):
        server.plan_fault("503", "/v1/hello")
    with client_of(server) as http:
        assert http.get("/v1/hello").status_code == 200


@pytest.fixture
def faulty(tmp_path: Path) -> ServerProcess:
    return ServerProcess(tmp_path / "data", env={"PORTAL_FAULTS": "1"})


def test_planned_faults_befall_the_calls_they_are_planned_for(faulty: ServerProcess) -> None:
    try:
        with client_of(faulty) as http:
            faulty.plan_fault("503", "/v1/hello", times=2, retry_after="7")
            assert [http.get("/v1/hello").status_code for _ in range(3)] == [503, 503, 200]
            faulty.plan_fault("html-200", "/v1/hello")
            page = http.get("/v1/hello")
            assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
            faulty.plan_fault("redirect", "/v1/hello")
            assert http.get("/v1/hello").status_code == 307
            for cut in ("drop-before", "truncate"):
                faulty.plan_fault(cut, "/v1/hello")
                with pytest.raises(httpx.HTTPError):
                    http.get("/v1/hello")
            assert http.get("/v1/hello").status_code == 200
    finally:
        faulty.stop()


def test_an_answer_lost_after_the_council_has_the_form_ends_in_one_submission(faulty: ServerProcess) -> None:
    try:
        with client_of(faulty) as http:
            person: Referrer = register(faulty, http)
            body = a_concern()
            faulty.plan_fault("drop-answer-after-commit", "/v1/submissions")
            with pytest.raises(httpx.HTTPError):
                person.submit(body)
            assert person.submit(body).status_code == 200
            assert len(person.get("/v1/feed").json()["events"]) == 1
    finally:
        faulty.stop()
