"""The real server application on one thread, without sockets: its database on a memory disk, its clock the world's."""

from __future__ import annotations

import shutil
import uuid
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import anyio.to_thread
from argon2 import PasswordHasher

from server_stub import audit, clock, feed, sessions
from server_stub.app import build_app
from server_stub.catalogue import Placing
from server_stub.database import close_database, open_database, writing
from server_stub.limits import SUBMIT, Allowance, Limits
from server_stub.migrations import current_epoch, migrate
from server_stub.preparing import open_parts
from server_stub.settings import Settings
from server_stub.tables.accounts import Account, Session
from server_stub.tables.base import Meta
from server_stub.tables.base import database as the_database
from server_stub.tables.submissions import Submission
from tests.faults.simulation.world import START, Crash, World

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from server_stub.parts import Parts

FORM_URL, FORM_VERSION = "https://example.gov.uk/forms/simulated", "1.0.0"
FORM = f"{FORM_URL}|{FORM_VERSION}"
PASSWORD = "a long walk by the canal"
PEOPLE = ("sam@example.com", "lee@example.com")
DEFINITION: dict[str, Any] = {
    "resourceType": "Questionnaire",
    "url": FORM_URL,
    "version": FORM_VERSION,
    "status": "active",
    "title": "Simulated",
    "item": [
        {
            "linkId": "overview",
            "type": "group",
            "text": "Overview",
            "item": [{"linkId": "overview.said", "type": "text", "text": "What was said"}],
        }
    ],
}


@dataclass(frozen=True, slots=True)
class Served:
    """What the server answered."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class StrictLimits(Limits):
    """As strict as asked for with handing in; as ever with everything else."""

    def count(self, allowed: Allowance, now: datetime, *, account: str, address: str) -> None:
        factor, self._factor = self._factor, self._factor if allowed is SUBMIT else 1.0
        try:
            super().count(allowed, now, account=account, address=address)
        finally:
            self._factor = factor


class Council:
    """One for a whole run: the application is built once, the database is fresh for each episode."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / "portal.db"
        self._backup = folder / "backup.db"
        self._template = folder / "template.db"
        self.world = World(0)
        self.lost: set[tuple[str, int]] = set()
        folder.mkdir(parents=True, exist_ok=True)
        self._open()
        migrate(the_database.obj)
        self._parts = self._make_parts()
        # Without its outermost layers (headers, time limits, log): they need an event loop and decide nothing here.
        app: Any = build_app(self._parts)
        while not hasattr(app, "state"):
            app = app._app
        self._app = app
        self._fill()
        self._close()
        shutil.copyfile(self._path, self._template)

    def _now(self) -> Any:
        return self.world.now

    def _make_parts(self) -> Parts:
        parts = open_parts(Settings(data=self._folder, database=str(self._path)), self._now)
        # A password is hashed as quickly as can be: nothing here is about guessing them.
        parts.passwords._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
        parts.passwords._nobody = parts.passwords._hasher.hash("nobody")
        return parts

    def _fill(self) -> None:
        self._parts.catalogue.publish(
            DEFINITION, Placing("simulated", "professional", "LCS", safeguarding=True, summary={}), START, "test"
        )
        for email in PEOPLE:
            Account.create(
                id=str(uuid.uuid5(uuid.NAMESPACE_URL, email)),
                email=email,
                password_hash=self._parts.passwords.hash(PASSWORD),
                first_name="Sam",
                last_name="Patel",
                kind="professional",
                created_at=clock.written(START),
            )

    def begin(self, world: World, *, limit_factor: float = 1.0) -> None:
        """A fresh server for an episode."""
        self.world = world
        self.lost = set()
        self._close()
        shutil.copyfile(self._template, self._path)
        self._backup.unlink(missing_ok=True)
        self._parts = replace(self._parts, limits=StrictLimits(self._parts.key, limit_factor))
        self._open()
        self._use_epoch()

    def _open(self) -> None:
        opened: Any = open_database(str(self._path))
        begin, commit = opened.begin, opened.commit

        def watched_begin(*args: Any) -> None:
            self.world.point("council", "before a transaction")
            begin(*args)

        def watched_commit() -> None:
            try:
                self.world.point("council", "before a commit")
            except Crash:
                # As the file is when the process is gone; what still runs on the way out must not find it open.
                opened.rollback()
                raise
            commit()
            self.world.point("council", "after a commit")

        opened.begin, opened.commit = watched_begin, watched_commit

    def _close(self) -> None:
        close_database()
        for end in ("-wal", "-shm"):
            self._path.with_name(self._path.name + end).unlink(missing_ok=True)

    def _use_epoch(self) -> None:
        self._parts = replace(self._parts, epoch=current_epoch())
        self._app.state.parts = self._parts

    def restart(self) -> None:
        """End it as kill -9 does and start it again on the same files."""
        close_database()
        self._open()
        self._use_epoch()

    def close(self) -> None:
        self._close()

    def back_up(self) -> None:
        self.sql("PRAGMA wal_checkpoint(TRUNCATE)")
        shutil.copyfile(self._path, self._backup)
        self.world.tell("the council makes a backup")

    def restore(self) -> bool:
        """Put the backup in place, as the restore command does: everything since is lost, the epoch is another."""
        if not self._backup.exists():
            return False
        before = set(self.versions())
        self._close()
        shutil.copyfile(self._backup, self._path)
        self._open()
        with writing():
            Meta.update(value=f"epoch-{self.world.random.getrandbits(32)}").where(Meta.key == "epoch").execute()
        self._use_epoch()
        gone = before - set(self.versions())
        self.lost |= gone
        self.world.tell(f"the council is restored from its backup and has lost {len(gone)}")
        return True

    def serve(self, method: str, path: str, query: str, headers: Mapping[str, str], body: bytes) -> Served:
        """Answer one request; Crash when the process ends in it (it is up again when the next one comes)."""
        sent: list[dict[str, Any]] = []
        received = [{"type": "http.request", "body": body, "more_body": False}]

        async def receive() -> dict[str, Any]:
            return received.pop() if received else {"type": "http.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "scheme": "http",
            "method": method,
            "path": path,
            "raw_path": path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(name.lower().encode(), value.encode()) for name, value in headers.items()],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 80),
            "state": {},
        }
        _drive(self._app(scope, receive, send))
        found = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
        return Served(sent[0]["status"], found, b"".join(part.get("body", b"") for part in sent[1:]))

    def sql(self, statement: str, *values: Any) -> list[Any]:
        opened: Any = the_database.obj
        return list(opened.execute_sql(statement, values).fetchall())

    def versions(self) -> dict[tuple[str, int], tuple[str, bytes]]:
        rows = self.sql("SELECT submission_id, number, digest, body FROM version")
        return {(row[0], row[1]): (row[2], bytes(row[3])) for row in rows}

    def review(self) -> None:
        """Somebody at the council takes a form up, asks about it, or closes it."""
        rows = list(Submission.select().order_by(Submission.id))
        if not rows:
            return
        row = self.world.random.choice(rows)
        state = self.world.random.choice(("reviewing", "information-requested", "closed"))
        now = self.world.now
        with writing():
            Submission.update(state=state).where(Submission.id == row.id).execute()
            feed.tell(row.account_id, now, "state", row.id, {"state": state, "reference": row.reference})
            audit.record(now, "staff:1", state, f"submission:{row.id}")
        self.world.tell(f"the council: {row.id[-4:]} is {state}")

    def states(self) -> dict[str, str]:
        return dict(self.sql("SELECT id, state FROM submission"))

    def end_sessions(self) -> None:
        """The council ends everybody's session, as after a new password."""
        with writing():
            Session.delete().execute()
        self.world.tell("the council ends all sessions")

    @property
    def allowed(self) -> int:
        """How many versions of one account may be accepted in five minutes (and the running minute before them)."""
        return int(SUBMIT.account * self._parts.limits._factor)

    def most_accepted_in_five_minutes(self) -> int:
        rows = self.sql(
            "SELECT v.received_at, s.account_id FROM version v JOIN submission s ON s.id = v.submission_id ORDER BY 1"
        )
        latest: list[tuple[Any, str]] = [(clock.read(at), account) for at, account in rows]
        five = timedelta(minutes=5)
        return max(
            (sum(1 for at, who in latest if who == mine and end - five < at <= end) for end, mine in latest), default=0
        )

    def holds_session(self, refresh_token: str) -> bool:
        """Whether the server would still take this refresh token."""
        hashed = sessions._hash(refresh_token)
        return bool(self.sql("SELECT 1 FROM session WHERE refresh_hash = ? OR previous_hash = ?", hashed, hashed))


def _drive(coroutine: Any) -> None:
    try:
        coroutine.send(None)
    except StopIteration:
        return
    coroutine.close()
    raise RuntimeError("the application waited for something outside of it")


@contextmanager
def on_one_thread() -> Iterator[None]:
    """Let what FastAPI hands to threads run where it is: one thread, one order, one episode for a seed."""
    threads: Any = anyio.to_thread
    true_run = threads.run_sync

    async def inline(work: Any, *args: Any, **_more: Any) -> Any:
        return work(*args)

    threads.run_sync = inline
    try:
        yield
    finally:
        threads.run_sync = true_run
