"""The network between a device and the council: what can befall a message, chosen by the world's chance."""

from __future__ import annotations

import io
import json
import ssl
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import requests
import urllib3
from requests.adapters import BaseAdapter, HTTPAdapter

from tests.faults.simulation.council import Council, Served
from tests.faults.simulation.world import Crash, Violation, World

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

BASE = "http://localhost"
PAGE = b"<!doctype html><title>Free Wi-Fi</title><p>Sign in to go on.</p>"
STATUSES = (
    408,
    425,
    429,
    429,
    429,
    503,
    503,
    500,
    502,
    503,
    504,
    401,
    403,
    404,
    407,
    410,
    412,
    413,
    422,
    424,
    426,
    507,
    511,
)
ONLY = {"another receipt": "PUT", "elsewhere": "POST"}
CRASHES = {"PUT": 0.35, "POST": 0.1, "PATCH": 0.1}
DONE = frozenset({200, 201})


@dataclass(frozen=True, slots=True)
class Message:
    """A request as it left a device."""

    device: str
    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    body: bytes


@dataclass
class Seen:
    """What went over the wire, as far as invariants ask about it."""

    bodies: dict[tuple[str, str], set[bytes]] = field(default_factory=dict)
    statuses: dict[tuple[str, str], set[int]] = field(default_factory=dict)
    ended_sessions: set[str] = field(default_factory=set)
    order: list[tuple[str, str]] = field(default_factory=list)


class Wire:
    """Carries messages; `faults` are the kinds that befall them in this episode, each as likely as the others."""

    def __init__(self, world: World, council: Council, *, share: float, faults: tuple[str, ...]) -> None:
        self.world, self.council = world, council
        self.share, self.faults = share, faults
        self.seen = Seen()
        self.owners: dict[str, str] = {}
        self._delayed: list[Message] = []
        self._earlier: list[Served] = []
        self.crashes = False
        self.crash_after_answer = 0.0

    def heal(self) -> None:
        self.share = self.crash_after_answer = 0.0
        self.crashes = False
        self.deliver_delayed()

    def deliver_delayed(self) -> None:
        """What hung somewhere arrives now; its sender has given up long ago."""
        late, self._delayed = self._delayed, []
        for message in late:
            self.world.tell(f"arrives late: {message.method} {_short(message.path)}")
            try:
                self._serve(message)
            except requests.ConnectionError:
                continue

    def carry(self, message: Message) -> Served:
        """The answer that the device gets, or what `requests` raises when there is none."""
        key = (message.device, message.path)
        if message.method == "PUT":
            self.seen.bodies.setdefault(key, set()).add(message.body)
            self.seen.order.append(key)
        self.world.point(message.device, "before a call")
        fault = self._befalls(message)
        answer = _FAULTS[fault](self, message) if fault else self._serve(message)
        if fault:
            self.world.tell(f"{message.device} {message.method} {_short(message.path)}: {fault} -> {answer.status}")
        self.seen.statuses.setdefault(key, set()).add(answer.status)
        if message.path.endswith("/renew") and answer.status == 401:
            self.seen.ended_sessions.add(message.device)
        self.world.point(message.device, "after a call")
        if message.method == "PUT" and self.crash_after_answer and self.world.chance(self.crash_after_answer):
            # Between the answer and the last commit about it lies what must agree.
            self.world.will_crash(message.device, self.world.random.randrange(4))
        return answer

    def _befalls(self, message: Message) -> str:
        telling = message.method in {"PUT", "PATCH", "POST"}
        if not self.world.chance(self.share * (1.0 if telling else 0.5)):
            return ""
        # What befalls only some messages is likelier for those, or it would hardly ever be met.
        few = [one for one in self.faults if ONLY.get(one) == message.method] * 3
        return self.world.random.choice([one for one in self.faults if one not in ONLY] + few or [""])

    def _serve(self, message: Message) -> Served:
        if self.crashes and self.world.chance(CRASHES.get(message.method, 0.0)):
            self.world.will_crash("council", self.world.random.randrange(7))
        held = self._holds(message)
        try:
            answer = self.council.serve(message.method, message.path, message.query, message.headers, message.body)
        except Crash as crash:
            if crash.who != "council":
                raise
            self.council.restart()
            raise requests.ConnectionError(urllib3.exceptions.ProtocolError("reset")) from None
        finally:
            self.world.may_go_on("council")
        if answer.status == 500:
            raise Violation("server", f"{message.method} {message.path} is a bug of the server")
        if held and answer.status not in {200, 401}:
            raise Violation("I1", f"what is held was answered with {answer.status}, not with its receipt")
        self._check_whose(message, answer)
        if message.method == "PUT" and answer.status in DONE:
            self._earlier.append(answer)
        return answer

    def _holds(self, message: Message) -> bool:
        """Whether the council holds exactly what this PUT brings."""
        if message.method != "PUT":
            return False
        parts = message.path.split("/")
        held = self.council.versions().get((parts[3], int(parts[5])))
        return held is not None and held[1] == message.body

    def _check_whose(self, message: Message, answer: Served) -> None:
        mine = message.device[0]
        for submission_id, owner in self.owners.items():
            if owner != mine and submission_id.encode() in answer.body:
                raise Violation("I10", f"{message.device} was told of {submission_id}")

    def _lost(self, message: Message) -> Served:
        self._gone(message, "lost on the way")
        raise requests.ConnectionError(urllib3.exceptions.NewConnectionError(_nobody(), "refused"))

    def _answer_lost(self, message: Message) -> Served:
        self._gone(message, "done, and the answer is lost")
        self._serve(message)
        raise requests.exceptions.ReadTimeout

    def _late(self, message: Message) -> Served:
        self._gone(message, "hangs somewhere")
        self._delayed.append(message)
        raise requests.exceptions.ReadTimeout

    def _gone(self, message: Message, how: str) -> None:
        self.world.tell(f"{message.device} {message.method} {_short(message.path)}: {how}")

    def _cut(self, message: Message) -> Served:
        answer = self._serve(message)
        headers = {**answer.headers, "content-length": str(len(answer.body) + 10)}
        return Served(answer.status, headers, answer.body)

    def _doubled(self, message: Message) -> Served:
        self._serve(message)
        return self._serve(message)

    def _page(self, _message: Message) -> Served:
        status = self.world.random.choice((200, 200, 401, 403, 511))
        return Served(status, {"content-type": "text/html"}, PAGE)

    def _redirect(self, _message: Message) -> Served:
        status = self.world.random.choice((301, 302, 303, 307, 308))
        return Served(status, {"location": "http://login.example.net/"}, b"")

    def _refused(self, message: Message) -> Served:
        status = self.world.random.choice(STATUSES)
        if self.world.chance(0.2):
            self._serve(message)
        body = json.dumps({"title": "x", "status": status, "detail": "No.", "code": "", "digests": []}).encode()
        headers = {"content-type": "application/problem+json"}
        if status in {429, 503}:
            headers["retry-after"] = self.world.random.choice(("7", "604800", "604800", "soon"))
        return Served(status, headers, body)

    def _not_json(self, message: Message) -> Served:
        if self.world.chance(0.5):
            self._serve(message)
        return Served(200, {"content-type": "application/json"}, b'{"submission_id": "01')

    def _another_receipt(self, message: Message) -> Served:
        """A cache on the way answers with what it was told before, about another version.

        Not with the very receipt that this PUT once got and that a restore has lost since: it is genuine in every word,
        and only a connection that is not TLS to the council could bring it.
        """
        if message.method != "PUT":
            return self._serve(message)
        name = message.path.split("/")[3].encode()
        earlier = [one for one in self._earlier if name not in one.body]
        if not earlier:
            return self._serve(message)
        return self.world.random.choice(earlier)

    def _elsewhere(self, message: Message) -> Served:
        """An upload is said to go on at another host."""
        answer = self._serve(message)
        if "location" not in answer.headers:
            return answer
        location = "http://files.example.net" + answer.headers["location"]
        return Served(answer.status, {**answer.headers, "location": location}, answer.body)

    def _untrusted(self, _message: Message) -> Served:
        raise requests.exceptions.SSLError(ssl.SSLCertVerificationError("certificate verify failed"))


def _nobody() -> Any:
    return urllib3.connectionpool.HTTPConnectionPool("localhost")


_FAULTS: dict[str, Callable[[Wire, Message], Served]] = {
    "lost": Wire._lost,
    "answer lost": Wire._answer_lost,
    "late": Wire._late,
    "cut": Wire._cut,
    "doubled": Wire._doubled,
    "page": Wire._page,
    "redirect": Wire._redirect,
    "refused": Wire._refused,
    "not JSON": Wire._not_json,
    "another receipt": Wire._another_receipt,
    "elsewhere": Wire._elsewhere,
    "untrusted": Wire._untrusted,
}
FAULTS = tuple(_FAULTS)


class WireAdapter(BaseAdapter):
    """What `requests` sends through in place of sockets."""

    def __init__(self, wire: Wire, device: str) -> None:
        super().__init__()
        self._wire, self._device = wire, device
        self._builder = HTTPAdapter()

    def send(self, request: Any, *_args: Any, **_more: Any) -> requests.Response:
        parts = urlsplit(request.url)
        if f"{parts.scheme}://{parts.netloc}" != BASE:
            raise Violation("I12", f"{self._device} called {parts.netloc}")
        body = request.body or b""
        body = body.encode() if isinstance(body, str) else body
        message = Message(self._device, request.method, parts.path, parts.query, dict(request.headers), body)
        answer = self._wire.carry(message)
        raw = urllib3.HTTPResponse(
            io.BytesIO(b"" if request.method == "HEAD" else answer.body),
            headers=dict(answer.headers),
            status=answer.status,
            preload_content=False,
            request_method=request.method,
        )
        return self._builder.build_response(request, raw)

    def close(self) -> None:
        self._builder.close()


def _short(path: str) -> str:
    parts = path.split("/")
    return "/".join(part[-4:] if len(part) == 36 else part for part in parts[2:])
