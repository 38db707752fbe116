"""Telling the council's own system what arrived: signed calls out of a table, written with what they tell of, retried.

A call is a POST of JSON. `Portal-Signature: t=<unix seconds>,v1=<hex>` is HMAC-SHA256 over `<t>.<body>` with the shared
secret; `Portal-Delivery` is the same for each attempt, so that a call that came twice can be told. 2xx is taken, 410
ends it, a redirect is never followed, all else is tried again: after 5 s, doubling to 15 minutes.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import http.client
import json
import logging
import socket
import ssl
import threading
import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import peewee

from server_stub import clock, exports
from server_stub.database import writing
from server_stub.tables.desk import HookCall
from server_stub.tables.submissions import Submission, Version

if TYPE_CHECKING:
    from datetime import datetime

    from server_stub.clock import Clock
    from server_stub.settings import Hook

WAITING, GIVEN_UP = "waiting", "given-up"
_LOG = logging.getLogger("portal.hooks")
_TIMEOUT = 15.0
_LONGEST_ANSWER = 45.0
_LONGEST_ATTEMPT = timedelta(seconds=60)
_FIRST_WAIT = timedelta(seconds=5)
_LONGEST_WAIT = timedelta(minutes=15)
_LONGEST_PAUSE = timedelta(seconds=30)
_MOST_ATTEMPTS = 300
_AT_ONCE = 20
_GONE = 410


class Hooks:
    """Where calls are handed in (`put`, inside a transaction; `wake` after it) and from where they are made."""

    def __init__(self, hook: Hook | None, now: Clock) -> None:
        self._hook = hook
        self._now = now
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def put(self, event: str, submission_id: str) -> None:
        """Write a call about a submission as it is now, in the caller's transaction; nothing where none is wanted."""
        if self._hook is None:
            return
        row = Submission.get_by_id(submission_id)
        at = clock.written(self._now())
        call_id = str(uuid.uuid4())
        body = json.dumps({"id": call_id, "event": event, "at": at, **_about(row, whole=self._hook.whole)})
        HookCall.insert(id=call_id, body=body, state=WAITING, created_at=at, due_at=at).execute()

    def wake(self) -> None:
        """Say that something may be due."""
        self._wake.set()

    def start(self) -> None:
        """Begin, where a system is configured."""
        if self._hook is not None and self._thread is None:
            self._thread = threading.Thread(target=self._run, args=(self._hook,), name="hooks", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Stop after the call that is being made."""
        self._stop.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(timeout=_TIMEOUT + 5)

    def _run(self, hook: Hook) -> None:
        while not self._stop.is_set():
            self._wake.clear()
            pause = _LONGEST_PAUSE
            try:
                self._make_due(hook)
                following = HookCall.select().where(HookCall.state == WAITING).order_by(HookCall.due_at).first()
                if following is not None:
                    pause = min(clock.read(following.due_at) - self._now(), _LONGEST_PAUSE)
            except peewee.PeeweeException:
                _LOG.exception("the calls could not be worked through")
            self._wake.wait(max(pause.total_seconds(), 0.2))

    def _make_due(self, hook: Hook) -> None:
        there = (HookCall.state == WAITING) & (HookCall.due_at <= clock.written(self._now()))
        for call in list(HookCall.select().where(there).order_by(HookCall.due_at).limit(_AT_ONCE)):
            if self._stop.is_set():
                return
            if _claim(call, self._now()):
                status = _make(hook, call, self._now())
                self._note(call, status)

    def _note(self, call: HookCall, status: int) -> None:
        taken = 200 <= status < 300  # noqa: PLR2004 (HTTP's own)
        if not taken:
            _LOG.warning("a call to the council's own system was not taken: %s", status or "no answer")
        wait = min(_FIRST_WAIT * 2 ** min(call.attempts, 20), _LONGEST_WAIT)
        change = {"due_at": clock.written(self._now() + wait)}
        if status == _GONE or call.attempts + 1 >= _MOST_ATTEMPTS:
            change = {"state": GIVEN_UP, "body": ""}
        with writing():
            if taken:
                HookCall.delete().where(HookCall.id == call.id).execute()
            else:
                HookCall.update(**change).where(HookCall.id == call.id).execute()


def signature(secret: str, seconds: int, body: bytes) -> str:
    """Sign a call, as its receiver checks it."""
    signed = hmac.new(secret.encode(), f"{seconds}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={seconds},v1={signed}"


def _about(row: Submission, *, whole: bool) -> dict[str, Any]:
    about: dict[str, Any] = {
        "submission_id": row.id,
        "reference": row.reference,
        "version": row.latest,
        "destination": row.destination,
        "form": row.form,
        "state": row.state,
    }
    if whole:
        version = Version.get((Version.submission == row.id) & (Version.number == row.latest))
        about["submission"] = exports.whole(row, version)
    return about


def _claim(call: HookCall, now: datetime) -> bool:
    """Take a call for one attempt, so that two workers never make it both."""
    same = (HookCall.id == call.id) & (HookCall.state == WAITING) & (HookCall.attempts == call.attempts)
    later = clock.written(now + _LONGEST_ATTEMPT)
    with writing():
        return bool(HookCall.update(attempts=call.attempts + 1, due_at=later).where(same).execute())


def _make(hook: Hook, call: HookCall, now: datetime) -> int:
    """Make one call; returns the status, 0 when there was no answer."""
    parts, body = urlsplit(hook.url), call.body.encode()
    headers = {
        "Content-Type": "application/json",
        "Portal-Delivery": call.id,
        "Portal-Signature": signature(hook.secret, int(now.timestamp()), body),
        "User-Agent": "childrens-portal",
    }
    connection = _connection(parts.scheme, parts.hostname or "", parts.port)
    # The timeout counts from byte to byte: one who sends a byte now and then would hold the thread for ever.
    late = threading.Timer(_LONGEST_ANSWER, _cut, (connection,))
    late.daemon = True
    late.start()
    try:
        connection.request("POST", parts.path + (f"?{parts.query}" if parts.query else "") or "/", body, headers)
        return connection.getresponse().status
    except (OSError, http.client.HTTPException, ValueError):
        return 0
    finally:
        late.cancel()
        connection.close()


def _cut(connection: http.client.HTTPConnection) -> None:
    # Read once: the other thread may let go of it meanwhile.
    if (sock := connection.sock) is not None:
        with contextlib.suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)


def _connection(scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
    if scheme == "https":
        return http.client.HTTPSConnection(host, port, timeout=_TIMEOUT, context=ssl.create_default_context())
    return http.client.HTTPConnection(host, port, timeout=_TIMEOUT)
