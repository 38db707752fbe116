"""People who speak to a real server over HTTP, as a program of theirs would."""

from __future__ import annotations

import base64
import hashlib
import itertools
import json
import uuid
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import httpx

from desktop_portal.forms.answers import Attachment, Coding, Date
from server_stub.resources import read_json, resources_folder, shipped_value_sets
from tests.support.filled_form import body_of, filled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_portal.forms.answers import Value
    from tests.support.server_process import ServerProcess

PASSWORD = "a long walk by the canal"
TUS = {"Tus-Resumable": "1.0.0"}
_numbers = itertools.count(1)


@dataclass
class Referrer:
    """A person with a session, speaking to the server as a program would."""

    http: httpx.Client
    email: str
    session: dict[str, Any] = field(default_factory=dict)

    @property
    def token(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.session['access_token']}"}

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self.http.get(path, headers=self.token, **more)

    def submit(self, body: dict[str, Any], *, if_match: str = "") -> httpx.Response:
        path = f"/v1/submissions/{body['submission_id']}/versions/{body['version']}"
        headers = {**self.token, "Content-Type": "application/json"}
        headers["Idempotency-Key"] = f'"{body["submission_id"]}.{body["version"]}"'
        if if_match:
            headers["If-Match"] = if_match
        return self.http.put(path, content=json.dumps(body).encode(), headers=headers)

    def create_upload(self, content: bytes, *, digest: str | None = None, length: int | None = None) -> httpx.Response:
        digest = hashlib.sha256(content).hexdigest() if digest is None else digest
        words = {"filename": "a file", "filetype": "application/pdf", "digest": digest}
        metadata = ",".join(f"{key} {base64.b64encode(word.encode()).decode()}" for key, word in words.items() if word)
        size = len(content) if length is None else length
        headers = {**self.token, **TUS, "Upload-Length": str(size), "Upload-Metadata": metadata}
        return self.http.post("/v1/uploads", headers=headers)

    def patch(self, url: str, offset: int, data: bytes, **more: str) -> httpx.Response:
        headers = {**self.token, **TUS, "Upload-Offset": str(offset), **more}
        headers["Content-Type"] = "application/offset+octet-stream"
        return self.http.patch(url, headers=headers, content=data)

    def upload(self, content: bytes) -> httpx.Response:
        created = self.create_upload(content)
        assert created.status_code == 201, created.text
        if created.headers["Upload-Offset"] == str(len(content)):
            return created
        return self.patch(created.headers["Location"], 0, content)


@lru_cache(maxsize=4)
def shipped_form(name: str = "safeguarding-concern") -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """A shipped form and the value sets; the server publishes the same ones by itself."""
    return read_json(resources_folder() / "forms" / f"{name}.json"), shipped_value_sets()


def a_concern(
    files: Sequence[Attachment] = (),
    *,
    form: str = "safeguarding-concern",
    submission_id: str = "",
    **given: tuple[Value, ...],
) -> dict[str, Any]:
    """The body of a first version of a concern. `given` by linkId with `__` for `.` and `_` for `-`."""
    definition, value_sets = shipped_form(form)
    facts: dict[str, tuple[Value, ...]] = {}
    if form == "safeguarding-concern":
        facts = {
            "child.first-name": ("Robin",),
            "child.last-name": ("Kestrel",),
            "child.born": (_option("child.born", "born"),),
            "child.dob": (Date("2021-03-04"),),
            "professional.name": ("Sam Patel",),
            "professional.organisation": ("Hill Primary School",),
        }
    facts |= {name.replace("__", ".").replace("_", "-"): values for name, values in given.items()}
    response = filled(definition, value_sets, facts, files)
    return body_of(submission_id or str(uuid.uuid4()), response, files)


def concerns(count: int) -> list[dict[str, Any]]:
    """Bodies of as many submissions: the same answers under other ids, made quickly."""
    body = a_concern()
    return [{**body, "submission_id": str(uuid.uuid4())} for _ in range(count)]


def _option(link_id: str, code: str) -> Value:
    def walk(items: list[dict[str, Any]]) -> Value | None:
        for item in items:
            if item["linkId"] == link_id:
                coding = next(one["valueCoding"] for one in item["answerOption"] if one["valueCoding"]["code"] == code)
                return Coding(coding["code"], coding.get("system", ""), coding.get("display", ""))
            found = walk(item.get("item", []))
            if found:
                return found
        return None

    found = walk(shipped_form()[0]["item"])
    assert found is not None
    return found


def attachment(content: bytes, title: str = "Letter", content_type: str = "application/pdf") -> Attachment:
    return Attachment(content_type, title, len(content), hashlib.sha256(content).hexdigest())


def details(email: str, **other: str) -> dict[str, str]:
    return {
        "email": email,
        "password": PASSWORD,
        "first_name": "Sam",
        "last_name": "Patel",
        "job_role": "Teacher",
        "organisation": "Hill Primary School",
        "phone": "01632960123",
        "language": "en",
        "kind": "professional",
        **other,
    }


def register(server: ServerProcess, http: httpx.Client, email: str = "") -> Referrer:
    """Register with the code out of the e-mail and agree to the terms."""
    email = email or f"person{next(_numbers)}@example.com"
    began = http.post("/v1/registrations", json=details(email))
    assert began.status_code == 202, began.text
    attempt = began.json()["attempt"]
    verified = http.post(f"/v1/registrations/{attempt}/code", json={"code": server.code_for(email)})
    assert verified.json() == {"verified": True}, verified.text
    terms = http.get("/v1/terms").json()["version"]
    agreed = http.post(f"/v1/registrations/{attempt}/terms", json={"version": terms})
    assert agreed.status_code == 201, agreed.text
    return Referrer(http, email, agreed.json())


def client_of(process: ServerProcess) -> httpx.Client:
    return httpx.Client(base_url=process.url, timeout=30, trust_env=False)
