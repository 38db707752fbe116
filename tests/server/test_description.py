"""The OpenAPI description is true: thousands of cases made from it find no mistake of the server (schemathesis)."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from jsonschema import Draft202012Validator
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.support.referrer import register

if TYPE_CHECKING:
    import httpx

    from tests.support.server_process import ServerProcess

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
_ENDING = {("DELETE", "/v1/sessions/current"), ("DELETE", "/v1/sessions/{session}")}


@schemathesis.serializer("application/offset+octet-stream")
def bytes_of_a_file(_context: Any, value: Any) -> bytes:
    return value if isinstance(value, bytes) else str(value).encode(errors="replace")


def operations(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    return [(path, method, one) for path, methods in document["paths"].items() for method, one in methods.items()]


def _words(error: BaseException) -> str:
    return "\n".join([str(error)[:600], *(_words(one) for one in getattr(error, "exceptions", ()))])


@pytest.mark.slow
def test_no_case_made_from_the_description_ends_in_a_mistake_of_the_server(
    request: pytest.FixtureRequest, server: ServerProcess, http: httpx.Client, database: str
) -> None:
    """Half of the cases of `--examples` on each database, as a signed-in person; every answer is as described."""
    person = register(server, http)
    schema = schemathesis.openapi.from_url(f"{server.url}/v1/openapi.json")
    calls = [result.ok() for result in schema.get_all_operations()]
    calls = [call for call in calls if (call.method.upper(), call.path) not in _ENDING]
    each = max(1, request.config.getoption("--examples") // 2 // len(calls))
    seen: Counter[int] = Counter()
    found: list[str] = []
    with requests.Session() as session:
        session.trust_env = False
        for call in calls:

            @settings(
                max_examples=each,
                database=None,
                deadline=None,
                phases=[Phase.explicit, Phase.generate],
                suppress_health_check=list(HealthCheck),
            )
            @given(case=call.as_strategy())
            def one(case: schemathesis.Case) -> None:
                # How quick the server is, is not asked here.
                answer = case.call(session=session, headers=person.token, allow_redirects=False, timeout=120)
                case.validate_response(answer, checks=CHECKS)
                seen[answer.status_code] += 1

            try:
                one()
            except Exception as error:  # noqa: BLE001 (all calls are tried before any is reported)
                found.append(f"{call.method.upper()} {call.path}\n{_words(error)}")
    assert not found, "\n".join(found)
    print(f"{database}: {sum(seen.values())} cases, by status {dict(sorted(seen.items()))}")
    assert sum(seen.values()) >= each * len(calls) * 0.9
    assert {200, 404, 422} <= seen.keys()
    assert person.get("/v1/account").status_code == 200


def test_every_call_is_described_with_examples_and_problem_details(http: httpx.Client) -> None:
    document = http.get("/v1/openapi.json").json()
    assert "HTTPValidationError" not in json.dumps(document)
    for path, method, one in operations(document):
        place = f"{method} {path}"
        assert one["description"], place
        for parameter in one.get("parameters", []):
            assert "example" in parameter, f"{place} {parameter['name']}"
        for content in one.get("requestBody", {}).get("content", {}).values():
            assert "example" in content, place
        for status, response in one["responses"].items():
            for content in [response.get("content", {}).get("application/json")] if int(status) < 400 else []:
                assert content is None or "example" in content, f"{place} {status}"
            if int(status) >= 400:
                assert list(response["content"]) == ["application/problem+json"], place
                assert response["content"]["application/problem+json"]["example"]["status"] == int(status)
        assert "503" in one["responses"], place


def test_the_examples_of_the_description_are_of_the_shape_that_it_describes(http: httpx.Client) -> None:
    document = http.get("/v1/openapi.json").json()
    looked_at = 0
    for path, method, one in operations(document):
        for status, response in one["responses"].items():
            for content in response.get("content", {}).values():
                if "example" in content and content.get("schema"):
                    schema = {**content["schema"], "components": document["components"]}
                    wrong = [error.message for error in Draft202012Validator(schema).iter_errors(content["example"])]
                    assert not wrong, f"{method} {path} {status}: {wrong}"
                    looked_at += 1
    assert looked_at > 100


def test_the_examples_of_the_description_are_what_the_server_takes(http: httpx.Client) -> None:
    """An example that the server cannot read would mislead: none is refused for its shape."""
    document = http.get("/v1/openapi.json").json()
    sent = 0
    for path, method, one in operations(document):
        for kind, content in one.get("requestBody", {}).get("content", {}).items():
            if kind != "application/json":
                continue
            values = {entry["name"]: str(entry["example"]) for entry in one.get("parameters", [])}
            answer = http.request(method, path.format(**values), json=content["example"])
            codes = (
                [issue.get("code") for issue in answer.json().get("issues", [])] if answer.status_code == 422 else []
            )
            assert not {"missing", "string_type", "string_pattern_mismatch"} & set(codes), (path, answer.text)
            sent += 1
    assert sent >= 10


@pytest.mark.parametrize("path", ["/v1/sessions", "/v1/submissions", "/v1/feed", "/v1/forms"])
def test_every_list_comes_in_pages(server: ServerProcess, http: httpx.Client, path: str) -> None:
    """Walked one by one, the pages give what one page gives; nothing twice, nothing left out."""
    person = register(server, http)
    for name in ("a", "b", "c"):
        credentials = {"email": person.email, "password": "a long walk by the canal", "device_id": name}
        assert http.post("/v1/sessions", json=credentials).status_code == 201
    members = {"/v1/feed": "events"}.get(path, path.rpartition("/")[2])
    if path in {"/v1/feed", "/v1/submissions"}:
        from tests.support.referrer import concerns  # noqa: PLC0415 (only these lists need submissions)

        for body in concerns(3):
            assert person.submit(body).status_code == 201
    whole = person.get(path).json()[members]
    assert len(whole) >= 3
    walked: list[Any] = []
    after: Any = 0 if path == "/v1/feed" else ""
    for _ in range(len(whole) + 1):
        page = person.get(path, params={"after": after, "limit": 1}).json()
        walked += page[members]
        after = page["next"]
        if not page.get("more", after is not None):
            break
    assert [_stable(one) for one in walked] == [_stable(one) for one in whole]
    for wrong in ("0", "x", "100000"):
        assert person.get(path, params={"limit": wrong}).status_code == 422


def _stable(entry: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key != "used_at"}
