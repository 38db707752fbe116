"""Who may do what: every call and page, for everybody who could ask. A new one that is not in the tables fails here."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest
from fastapi.routing import APIRoute

from server_stub import desk as desk_pages
from server_stub.api import service
from server_stub.mail_page import router as mail_router
from tests.support.desk_person import staff_at
from tests.support.referrer import TUS, Referrer, a_concern, attachment, client_of, register

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx

    from tests.support.desk_person import DeskPerson
    from tests.support.server_process import ServerProcess

PDF = b"%PDF-1.7\nwhat the teacher wrote\n"
ROLES = ("triage", "publisher", "auditor", "admin")

OPEN = {
    ("get", "/v1/hello"),
    ("get", "/v1/council"),
    ("get", "/v1/terms"),
    ("get", "/v1/forms"),
    ("get", "/v1/forms/{name}/{version}"),
    ("get", "/v1/valuesets/{name}"),
    ("options", "/v1/uploads"),
    ("post", "/v1/registrations"),
    ("post", "/v1/registrations/{attempt}/code"),
    ("post", "/v1/registrations/{attempt}/resend"),
    ("put", "/v1/registrations/{attempt}/email"),
    ("post", "/v1/registrations/{attempt}/terms"),
    ("post", "/v1/password-resets"),
    ("post", "/v1/password-resets/{attempt}"),
    ("post", "/v1/sessions"),
    ("post", "/v1/sessions/renew"),
}
"""Calls for everybody: they are how one comes in, or tell what is no secret."""

SIGNED_IN = {
    ("get", "/v1/account"): 200,
    ("put", "/v1/account"): 200,
    ("post", "/v1/account/terms"): 409,
    ("get", "/v1/sessions"): 200,
    ("delete", "/v1/sessions/current"): 204,
    ("get", "/v1/feed"): 200,
    ("get", "/v1/submissions"): 200,
    ("post", "/v1/uploads"): 201,
}
"""Calls about the caller's own account, with the status that the owner gets for the example below."""

OWNED = {
    ("get", "/v1/submissions/{submission}"): 200,
    ("get", "/v1/submissions/{submission}/versions/{version}"): 200,
    ("get", "/v1/submissions/{submission}/versions/{version}/files/{digest}"): 200,
    ("put", "/v1/submissions/{submission}/versions/{version}"): 200,
    ("head", "/v1/uploads/{upload}"): 200,
    ("patch", "/v1/uploads/{upload}"): 204,
    ("delete", "/v1/uploads/{upload}"): 204,
    ("delete", "/v1/sessions/{session}"): 204,
}
"""Calls about one thing: its owner gets this status, everybody else 404, as for a thing that does not exist."""

DESK = (
    (r"/desk/sign-in|/", ()),
    (r"/desk/sign-out|/desk/me|/desk", ROLES),
    (r"/desk/submissions/\{submission\}.*|/desk/views.*|/desk/search.*|/desk/found", ("triage", "admin")),
    (r"/desk/forms.*", ("publisher", "admin")),
    (r"/desk/audit.*", ("auditor", "admin")),
    (r"/desk/exports?.*", ("triage", "admin")),
)
"""Which roles a page of the desk is for, the first that fits; () is everybody."""


@dataclass
class Owned:
    """What the owner has."""

    person: Referrer
    body: dict[str, Any]
    values: dict[str, str]
    upload: bytes = field(default=PDF + b"more")


@pytest.fixture(scope="module")
def people(server: ServerProcess) -> Iterator[tuple[Owned, Referrer]]:
    with client_of(server) as http:
        owner, other = register(server, http), register(server, http)
        owner.upload(PDF)
        body = a_concern([attachment(PDF)])
        assert owner.submit(body).status_code == 201
        values = {"submission": body["submission_id"], "version": "1", "digest": body["attachments"][0]["digest"]}
        yield Owned(owner, body, values), other


def ask(owned: Owned, method: str, path: str, headers: dict[str, str]) -> httpx.Response:
    """Make one call about the owner's things, with whatever makes the caller who they are in `headers`."""
    values = dict(owned.values)
    more: dict[str, Any] = {}
    if "{upload}" in path:
        values["upload"] = owned.person.create_upload(owned.upload).headers["Location"].rpartition("/")[2]
    if "{session}" in path:
        credentials = {"email": owned.person.email, "password": "a long walk by the canal", "device_id": "x"}
        owned.person.http.post("/v1/sessions", json=credentials)
        listed = owned.person.get("/v1/sessions").json()["sessions"]
        values["session"] = next(one["id"] for one in listed if not one["current"])
    if "uploads" in path:
        headers = {**headers, **TUS, "Upload-Length": "9", "Upload-Offset": "0"}
        headers["Content-Type"] = "application/offset+octet-stream"
        more["content"] = owned.upload[:5] if method == "patch" else b""
    elif method == "put" and "submissions" in path:
        more["json"] = owned.body
    elif method in {"post", "put"}:
        more["json"] = {"version": "an older one"}
    return owned.person.http.request(method, path.format(**values), headers=headers, **more)


def test_every_call_is_in_one_of_the_tables(people: tuple[Owned, Referrer]) -> None:
    document = people[0].person.http.get("/v1/openapi.json").json()
    calls = {(method, path) for path, methods in document["paths"].items() for method in methods}
    assert calls == OPEN | SIGNED_IN.keys() | OWNED.keys()


def test_nobody_and_staff_get_nothing_of_an_account(server: ServerProcess, people: tuple[Owned, Referrer]) -> None:
    owned, _ = people
    for person in staff_at(server, "matrix@example.gov.uk", roles=("admin",)):
        cookie = {"Cookie": f"desk={person.http.cookies['desk']}"}
        for method, path in SIGNED_IN.keys() | OWNED.keys():
            for headers in ({}, {"Authorization": "Bearer guess"}, {"Authorization": "Basic c2FtOnNhbQ=="}, cookie):
                answer = ask(owned, method, path, headers)
                assert answer.status_code == 401, (method, path, headers.keys())


def test_another_person_gets_the_answer_for_what_does_not_exist(people: tuple[Owned, Referrer]) -> None:
    owned, other = people
    for method, path in OWNED:
        answer = ask(owned, method, path, other.token)
        if method == "put":
            nothing: httpx.Response | None = None
        else:
            values = {**owned.values, "submission": str(uuid.uuid4()), "upload": str(uuid.uuid4()), "session": "x"}
            tus = TUS | {"Upload-Offset": "0", "Content-Type": "application/offset+octet-stream"}
            nothing = other.http.request(method, path.format(**values), headers={**other.token, **tus})
        assert answer.status_code == 404, (method, path)
        assert nothing is None or answer.content == nothing.content


def test_the_owner_gets_what_is_theirs(people: tuple[Owned, Referrer]) -> None:
    owned, _ = people
    ending = ("delete", "/v1/sessions/current")
    for (method, path), status in {**OWNED, **SIGNED_IN}.items():
        if (method, path) != ending:
            assert ask(owned, method, path, owned.person.token).status_code == status, (method, path)


def test_what_is_open_asks_for_nobody(people: tuple[Owned, Referrer]) -> None:
    owned, _ = people
    for method, path in OPEN:
        values = {"name": "x", "version": "1", "attempt": "x"}
        answer = owned.person.http.request(method, path.format(**values), json={} if method != "get" else None)
        assert answer.status_code not in {401, 403}, (method, path)


def _routes(router: Any) -> Iterator[APIRoute]:
    for route in router.routes:
        if isinstance(route, APIRoute):
            yield route
        elif hasattr(route, "original_router"):
            yield from _routes(route.original_router)


def _desk_routes() -> list[tuple[str, str]]:
    return [(method, route.path) for route in _routes(desk_pages.router) for method in sorted(route.methods or ())]


def _for_whom(path: str) -> tuple[str, ...] | None:
    return next((roles for pattern, roles in DESK if re.fullmatch(pattern, path)), None)


def test_every_page_of_the_desk_is_for_somebody_named() -> None:
    routes = _desk_routes()
    assert len(routes) > 15
    assert [path for _, path in routes if _for_whom(path) is None] == []


@pytest.fixture(scope="module")
def staff(server: ServerProcess) -> Iterator[dict[str, DeskPerson]]:
    made = {role: staff_at(server, f"{role}@example.gov.uk", roles=(role,)) for role in ROLES}
    yield {role: next(one) for role, one in made.items()}
    for one in made.values():
        next(one, None)


def _filled(path: str, submission: str) -> str:
    known = path.replace("{submission}", submission).replace("{version}", "1").replace("{position}", "0")
    return re.sub(r"\{[^}]+\}", "1", known)


@pytest.mark.parametrize("role", [*ROLES, "nobody", "referrer"])
def test_each_role_opens_its_own_pages_of_the_desk_and_no_other(
    server: ServerProcess, people: tuple[Owned, Referrer], staff: dict[str, DeskPerson], role: str
) -> None:
    owned, _ = people
    with client_of(server) as nobody:
        asking = staff[role].http if role in staff else nobody
        headers = owned.person.token if role == "referrer" else {}
        csrf = staff[role].csrf() if role in staff else ""
        for method, path in _desk_routes():
            roles = _for_whom(path)
            if path == "/desk/sign-out" or roles is None:
                continue
            place = _filled(path, owned.values["submission"])
            content = {"csrf": csrf, "seen": "0"} if method == "POST" else None
            answer = asking.request(method, place, headers=headers, data=content)
            what = (role, method, path, answer.status_code)
            assert answer.status_code < 500, what
            if not roles:
                continue
            if role not in staff:
                assert (answer.status_code, answer.headers.get("Location")) == (303, "/desk/sign-in"), what
            elif role in roles:
                assert answer.status_code != 403, what
            else:
                assert answer.status_code == 403, what


def test_no_act_of_the_desk_is_taken_without_the_pages_own_mark(
    people: tuple[Owned, Referrer], staff: dict[str, DeskPerson]
) -> None:
    owned, _ = people
    for method, path in _desk_routes():
        if method != "POST" or not _for_whom(path):
            continue
        place = _filled(path, owned.values["submission"])
        for fields in ({}, {"csrf": ""}, {"csrf": "guess"}):
            answer = staff["admin"].http.post(place, data=fields)
            assert answer.status_code in {403, 404}, (path, fields, answer.status_code)
    assert staff["admin"].http.get("/desk/me").status_code == 200


def test_what_is_for_this_computer_is_for_nobody_else(server: ServerProcess, http: httpx.Client) -> None:
    here = {route.path for one in (mail_router, service.router) for route in _routes(one)}
    here = {path for path in here if not path.startswith("/v1/")}
    assert here == {"/mail", "/mail.json", "/metrics", "/healthz"}
    for path in here - {"/healthz"}:
        assert http.get(path).status_code == 200
        assert http.get(path, headers={"X-Forwarded-For": "203.0.113.7"}).status_code == 404
        assert http.get(path, headers={"Host": "portal.example.gov.uk"}).status_code == 404
    assert http.get("/healthz", headers={"X-Forwarded-For": "203.0.113.7"}).text == "ok\n"
