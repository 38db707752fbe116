"""The least that keeps the protocol, in memory: for what a test must make a server do that the real one never does.

Journeys and faults over the network run against the real server; this one forgets, lies and ends sessions on order.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import threading
from typing import TYPE_CHECKING, Any

import rfc8785

from tests.support.scripted_server import Asked, Planned, ScriptedServer, problem

if TYPE_CHECKING:
    from collections.abc import Callable

    Twist = Callable[[Asked], Planned | None]

_PUT = re.compile(r"/v1/submissions/([^/]+)/versions/(\d+)$")
_TUS = {"Tus-Resumable": "1.0.0"}
SESSION: dict[str, Any] = {
    "access_expires_in": 900,
    "account": {"id": "1", "email": "t@example.gov.uk", "first_name": "T", "last_name": "T"},
    "terms_due": None,
}


class SmallCouncil:
    """`twists` are asked first, in order, and may answer in its place; None lets the request through."""

    def __init__(self) -> None:
        self.epoch = "epoch-1"
        self.oldest_client = "0.1.0"
        self.received: dict[tuple[str, int], dict[str, Any]] = {}
        self.accepted = 0
        self.blobs: dict[str, bytes] = {}
        self.uploads: dict[str, dict[str, Any]] = {}
        self.events: list[dict[str, Any]] = []
        self.access = {"access-1"}
        self.refresh = {"refresh-1"}
        self.forms: list[dict[str, Any]] = []
        self.definitions: dict[str, Any] = {}
        self.etag = '"forms-1"'
        self.twists: list[Twist] = []
        self._one_at_a_time = threading.Lock()
        self.server = ScriptedServer(decide=self._decide)

    @property
    def url(self) -> str:
        return self.server.url

    @property
    def asked(self) -> list[Asked]:
        return self.server.asked

    def calls(self, method: str, part: str) -> list[Asked]:
        return [one for one in self.asked if one.method == method and part in one.path]

    def close(self) -> None:
        self.server.close()

    def twist(self, method: str, part: str, *answers: Planned, after: bool = False, every: bool = False) -> None:
        """Answer so in place of the council; `after`: it did what was asked first (an answer that was lost)."""
        left = list(answers)

        def twist(asked: Asked) -> Planned | None:
            if asked.method != method or part not in asked.path or not left:
                return None
            if after:
                self._answer(asked)
            return left[0] if every else left.pop(0)

        self.twists.append(twist)

    def _decide(self, asked: Asked) -> Planned:
        for twist in self.twists:
            planned = twist(asked)
            if planned is not None:
                return planned
        return self._answer(asked)

    def _answer(self, asked: Asked) -> Planned:
        # Several files come at once; here, as in a database, one change goes after the other.
        with self._one_at_a_time:
            return self._answered(asked)

    def _answered(self, asked: Asked) -> Planned:
        path = asked.path.partition("?")[0]
        known = {"/v1/hello": self._hello(), "/v1/council": {"name": "Example Council"}}
        if path in known:
            return Planned(200, known[path])
        if path.startswith("/v1/forms"):
            return self._form(path, asked)
        if path == "/v1/sessions/renew":
            return self._renew(asked)
        return self._for_somebody(path, asked)

    def _for_somebody(self, path: str, asked: Asked) -> Planned:
        if asked.headers.get("authorization", "").removeprefix("Bearer ") not in self.access:
            return problem(401, "session-ended")
        if path == "/v1/feed":
            return self._feed(asked.path)
        if path.startswith("/v1/uploads"):
            return self._upload(path, asked)
        put = _PUT.match(path)
        return self._submit(put[1], int(put[2]), asked) if put else problem(404)

    def _hello(self) -> dict[str, Any]:
        return {
            "service": "childrens-portal",
            "api": 1,
            "epoch": self.epoch,
            "time": "2026-05-01T10:00:00Z",
            "oldest_client": self.oldest_client,
            "terms_version": "1",
        }

    def _form(self, path: str, asked: Asked) -> Planned:
        if path == "/v1/forms":
            if asked.headers.get("if-none-match") == self.etag:
                return Planned(304, content_type="", headers={"ETag": self.etag})
            return Planned(200, {"forms": self.forms}, headers={"ETag": self.etag})
        return Planned(200, self.definitions[path.removeprefix("/v1/forms/")])

    def _renew(self, asked: Asked) -> Planned:
        if json.loads(asked.body)["refresh_token"] not in self.refresh:
            return problem(401)
        number = len(self.access) + 1
        self.access = {f"access-{number}"}
        self.refresh = {f"refresh-{number}"}
        return Planned(200, {**SESSION, "access_token": f"access-{number}", "refresh_token": f"refresh-{number}"})

    def _feed(self, path: str) -> Planned:
        after = int(path.partition("after=")[2].partition("&")[0])
        page = [event for event in self.events if event["seq"] > after][:2]
        last = page[-1]["seq"] if page else after
        more = any(event["seq"] > last for event in self.events)
        return Planned(200, {"epoch": self.epoch, "events": page, "next": last, "more": more})

    def add_event(self, kind: str, submission_id: str, **more: Any) -> None:
        seq = len(self.events) + 1
        self.events.append(
            {"seq": seq, "kind": kind, "at": "2026-05-01T10:00:00Z", "submission_id": submission_id, **more}
        )

    def _upload(self, path: str, asked: Asked) -> Planned:
        if asked.method == "POST":
            words = dict(pair.split(" ") for pair in asked.headers["upload-metadata"].split(","))
            digest = base64.b64decode(words["digest"]).decode()
            name = f"u{len(self.uploads) + 1}"
            self.uploads[name] = {
                "digest": digest,
                "length": int(asked.headers["upload-length"]),
                "bytes": self.blobs.get(digest, b""),
            }
            if self.uploads[name]["length"] == 0:
                self.blobs[digest] = b""
            offset = str(len(self.uploads[name]["bytes"]))
            return Planned(201, headers={**_TUS, "Location": f"/v1/uploads/{name}", "Upload-Offset": offset})
        upload = self.uploads.get(path.rpartition("/")[2])
        if upload is None:
            return problem(404)
        if asked.method == "PATCH":
            if int(asked.headers["upload-offset"]) != len(upload["bytes"]):
                return problem(409)
            sent = base64.b64decode(asked.headers["upload-checksum"].removeprefix("sha256 "))
            if hashlib.sha256(asked.body).digest() != sent:
                return problem(460)
            upload["bytes"] += asked.body
            if len(upload["bytes"]) == upload["length"]:
                if hashlib.sha256(upload["bytes"]).hexdigest() != upload["digest"]:
                    upload["bytes"] = b""
                    return problem(460)
                self.blobs[upload["digest"]] = upload["bytes"]
        headers = {**_TUS, "Upload-Offset": str(len(upload["bytes"])), "Upload-Length": str(upload["length"])}
        return Planned(200 if asked.method == "HEAD" else 204, content_type="", headers=headers)

    def _submit(self, submission_id: str, version: int, asked: Asked) -> Planned:
        body = json.loads(asked.body)
        digests = [file["digest"] for file in body["attachments"]]
        missing = [digest for digest in digests if digest not in self.blobs]
        if missing:
            return problem(424, "missing-blobs", digests=missing)
        content = {"form": body["form"], "response": body["response"], "attachments": sorted(digests)}
        digest = hashlib.sha256(rfc8785.dumps(content)).hexdigest()
        known = self.received.get((submission_id, version))
        if known:
            return Planned(200, known) if known["digest"] == digest else problem(422, "digest-differs")
        self.accepted += 1
        receipt = {
            "submission_id": submission_id,
            "version": version,
            "reference": f"LCS-26-{self.accepted:05}",
            "digest": digest,
            "epoch": self.epoch,
            "received_at": "2026-05-01T10:00:00Z",
            "etag": f'"{submission_id}.{version}"',
        }
        self.received[submission_id, version] = receipt
        self.add_event("receipt", submission_id, **{key: receipt[key] for key in ("version", "reference", "digest")})
        return Planned(201, receipt)
