"""The database fails in the middle of the work: its disk is full, or PostgreSQL cuts every connection."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import peewee
import psycopg
import pytest
from starlette.requests import Request

from server_stub.answers import database_away
from tests.support.databases import connect
from tests.support.desk_person import said, staff_at
from tests.support.referrer import a_concern, client_of, concerns, register
from tests.support.server_process import ServerProcess
from tests.support.small_disk import only_to_read, small_disk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import httpx

    from tests.support.referrer import Referrer

WORDS = "Words that took an hour"
_CUT = (
    "select pg_terminate_backend(pid) from pg_stat_activity "
    "where datname = current_database() and pid <> pg_backend_pid()"
)
_RECEIVED = {
    "version": "select count(*) from version where submission_id = ?",
    "audit": "select count(*) from audit_entry where act = 'submitted' and object like ?",
    "feed": "select count(*) from feed_event where kind = 'receipt' and submission = ?",
    "letter": "select count(*) from letter where once like 'confirmation:%' and once like ?",
}
_CLOSED = {
    "state": "select count(*) from submission where id = ? and state = 'closed' and outcome <> ''",
    "audit": "select count(*) from audit_entry where act = 'closed' and object like ?",
    "feed": "select count(*) from feed_event where kind = 'state' and submission = ? and content like '%closed%'",
    "letter": "select count(*) from letter where once like 'closed:%' and once like ?",
}


@contextmanager
def people(server: ServerProcess) -> Iterator[tuple[Referrer, httpx.Client, str]]:
    """A referrer, and the browser of somebody at the desk with the mark of their session."""
    (jo,) = staff_at(server, "jo@example.gov.uk")
    with client_of(server) as http, client_of(server) as browser:
        browser.cookies, jo.http = jo.http.cookies, browser
        yield register(server, http), browser, jo.csrf()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", 48) as folder:
        yield folder


def fill(disk: Path) -> Path:
    """Leave no byte free; returns the file to remove."""
    rest = disk / "rest"
    with suppress(OSError), rest.open("wb", buffering=0) as file:
        while True:
            file.write(b"0" * 4096)
    return rest


def is_done(answer: httpx.Response, status: int) -> bool:
    """Whether it was done; what was not says so, and nothing else."""
    assert answer.status_code in {status, 503}, answer.text
    return answer.status_code == status


@pytest.mark.sqlite_only
def test_J26_with_a_full_disk_nothing_is_half_done_at_the_desk_and_the_words_come_back(disk: Path) -> None:
    server = ServerProcess(disk / "data", env={"PORTAL_LIMIT_FACTOR": "100"})
    try:
        with people(server) as (referrer, browser, csrf):
            body = a_concern()
            assert referrer.submit(body).status_code == 201
            rest = fill(disk)
            bodies = concerns(40)
            taken = [is_done(referrer.submit(one), 201) for one in bodies]
            assert not all(taken), "the disk was not full"
            place = f"/desk/submissions/{body['submission_id']}"
            act = {"csrf": csrf, "seen": "1", "outcome": "advice", "comments": WORDS}
            refused = browser.post(f"{place}/close", data=act)
            assert refused.status_code == 503
            assert "busy or full. Nothing has been done yet" in said(refused)
            assert WORDS in said(refused)
            exported = server.command("export", str(disk / "out"))
            assert (exported.returncode, "Traceback" in exported.stderr) == (2, False), exported.stderr
            assert not (disk / "out").exists()
            rest.unlink()
            again = [referrer.submit(one).status_code for one in bodies]
            assert again == [200 if was else 201 for was in taken]
            assert browser.post(f"{place}/close", data=act).status_code == 303
            assert WORDS in said(browser.get(place))
        assert server.command("verify-audit").returncode == 0
        assert "did not answer: SQLITE_" in server.log()
        assert "Traceback" not in server.log()
    finally:
        server.stop()


def test_a_backup_is_restored_from_a_disk_that_cannot_be_written_to(own_server: ServerProcess, disk: Path) -> None:
    body = a_concern()
    with client_of(own_server) as http:
        referrer = register(own_server, http)
        receipt = referrer.submit(body).json()
        backup = disk / "backup 100%25#1?"
        assert own_server.command("backup", str(backup)).returncode == 0
        only_to_read(disk)
        own_server.stop()
        restored = own_server.command("restore", str(backup))
        assert restored.returncode == 0, restored.stderr
        assert list(disk.iterdir()) == [backup]
        assert not list(own_server.data_dir.glob("*.reading*"))
        own_server.start_again()
        assert referrer.submit(body).json() == receipt


@pytest.mark.sqlite_only
def test_the_log_names_what_went_wrong_first_and_repeats_no_sentence(caplog: pytest.LogCaptureFixture) -> None:
    try:
        try:
            raise psycopg.errors.AdminShutdown("terminating connection, (email)=(sam@example.org)")
        except psycopg.OperationalError:
            raise peewee.OperationalError("the connection is closed")  # noqa: B904 (as peewee does)
    except peewee.OperationalError as error:
        answer = database_away(Request({"type": "http", "method": "GET", "path": "/v1/feed", "headers": []}), error)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert caplog.messages == ["the database did not answer: AdminShutdown"]


@pytest.mark.postgres_only
def test_J06_while_postgresql_cuts_every_connection_each_act_is_done_whole_or_not_at_all(
    own_server: ServerProcess,
) -> None:
    bodies = concerns(60)
    with people(own_server) as (referrer, browser, csrf):
        act = {"csrf": csrf, "seen": "1", "outcome": "advice", "comments": WORDS}
        with cutting(own_server):
            taken = [is_done(referrer.submit(body), 201) for body in bodies]
        assert set(taken) == {True, False}, "nothing was cut, or everything"
        for body in bodies:
            assert received_in_the_end(referrer, body), own_server.log()
        with cutting(own_server):
            places = [f"/desk/submissions/{body['submission_id']}/close" for body in bodies]
            closed = [is_done(browser.post(place, data=act), 303) for place in places]
        assert set(closed) == {True, False}, "nothing was cut, or everything"
    for body, done in zip(bodies, closed, strict=True):
        assert set(counted(own_server, _RECEIVED, body).values()) == {1}
        traces = set(counted(own_server, _CLOSED, body).values())
        assert traces == {1} or (traces == {0} and not done)
    assert own_server.command("verify-audit").returncode == 0


def received_in_the_end(referrer: Referrer, body: dict[str, Any]) -> bool:
    """Send it as a program does, again where the server says to come later; for a minute at most."""
    until = time.monotonic() + 60
    done = False
    while not done and time.monotonic() < until:
        done = referrer.submit(body).status_code in {200, 201}
    return done


@contextmanager
def cutting(server: ServerProcess) -> Iterator[None]:
    """Cut every connection of the server to its database: as fast as can be at first, then ever more seldom."""
    over = threading.Event()

    def cut() -> None:
        pause = 0.005
        while not over.wait(pause):
            pause *= 1.1
            # A new transaction each time: what a transaction sees of the connections stays as it was.
            with connect(server.data_dir) as other:
                other.execute(_CUT)

    scissors = threading.Thread(target=cut)
    scissors.start()
    yield
    over.set()
    scissors.join()


def counted(server: ServerProcess, what: dict[str, str], body: dict[str, Any]) -> dict[str, int]:
    """How often each trace of an act is there."""
    with connect(server.data_dir) as rows:
        number = body["submission_id"]
        values = {name: f"%{number}%" if "like ?" in asked else number for name, asked in what.items()}
        return {name: rows.execute(asked, (values[name],)).fetchone()[0] for name, asked in what.items()}
