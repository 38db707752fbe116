"""Several workers are one server: to people, to limits, to Prometheus, and when it stops."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

from server_stub import serving
from tests.support.referrer import Referrer, client_of, concerns, register
from tests.support.server_process import ServerProcess

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="module")
def several(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    process = ServerProcess(tmp_path_factory.mktemp("several"), options=["--workers", "2"])
    yield process
    process.stop()


def test_fifty_programs_submit_at_once_and_nothing_is_lost_or_doubled(several: ServerProcess) -> None:
    """Each form is sent twice at once, by two connections: one receipt, one reference, one line in the feed."""
    with client_of(several) as http:
        person = register(several, http)
    bodies = concerns(50)

    def send(number: int) -> httpx.Response:
        with client_of(several) as http:
            return Referrer(http, person.email, person.session).submit(bodies[number % 50])

    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(send, range(100)))
    assert {answer.status_code for answer in answers} <= {200, 201, 429}
    assert [answer.status_code for answer in answers].count(201) == 50
    first = {answer.json()["submission_id"]: answer.json() for answer in answers if answer.status_code == 201}
    for answer in answers:
        if answer.status_code == 200:
            assert answer.json() == first[answer.json()["submission_id"]]
    with client_of(several) as http:
        events = Referrer(http, person.email, person.session).get("/v1/feed", params={"limit": 500}).json()["events"]
    assert [event["seq"] for event in events] == list(range(1, 51))
    assert len({event["reference"] for event in events}) == 50
    assert several.command("verify-audit").returncode == 0


def test_limits_hold_over_all_workers_together(several: ServerProcess) -> None:
    with client_of(several) as http:
        person = register(several, http)
    wrong = {"email": person.email, "password": "wrong wrong wrong", "device_id": "d"}

    def guess(_: int) -> int:
        with client_of(several) as http:
            return http.post("/v1/sessions", json=wrong).status_code

    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(guess, range(16)))
    assert sorted(statuses) == [401] * 10 + [429] * 6


def test_any_worker_gives_the_figures_of_all(several: ServerProcess) -> None:
    def ask(_: int) -> str:
        with client_of(several) as http:
            http.get("/v1/terms", headers={"Connection": "close"})
            return http.get("/metrics").text

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(ask, range(24)))
    assert all(_calls(ask(number)) >= 24 for number in range(3))


def _calls(text: str) -> float:
    lines = [
        line for line in text.splitlines() if line.startswith("portal_calls_total") and 'route="/v1/terms"' in line
    ]
    return sum(float(line.rsplit(" ", 1)[1]) for line in lines)


@pytest.mark.sqlite_only
def test_a_worker_that_dies_is_replaced_and_the_server_goes_on(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path / "data", options=["--workers", "2"])
    try:
        first = _workers(server)
        assert len(first) == 2
        os.kill(first[0], signal.SIGKILL)
        _until(lambda: len(_workers(server)) == 2 and first[0] not in _workers(server))
        with client_of(server) as http:
            assert {http.get("/healthz", headers={"Connection": "close"}).status_code for _ in range(10)} == {200}
        assert "a worker has died" in server.log()
    finally:
        assert server.stop() == 0


def test_what_is_being_answered_when_it_stops_is_answered(tmp_path: Path) -> None:
    """Stopped in a storm: every program has a whole receipt or no answer at all, and what has a receipt is there."""
    server = ServerProcess(tmp_path / "data", options=["--workers", "2"], env={"PORTAL_LIMIT_FACTOR": "100"})
    with client_of(server) as http:
        person = register(server, http)
    bodies = concerns(60)
    receipts: list[dict[str, str]] = []
    enough = threading.Event()

    def send(number: int) -> int:
        try:
            with client_of(server) as http:
                answer = Referrer(http, person.email, person.session).submit(bodies[number])
        except httpx.HTTPError:
            return 0
        if answer.status_code == 201:
            receipts.append(answer.json())
        if len(receipts) >= 10:
            enough.set()
        return answer.status_code

    try:
        with ThreadPoolExecutor(9) as pool:
            stopped = pool.submit(lambda: (enough.wait(60), server.stop())[1])
            statuses = set(pool.map(send, range(60)))
            assert stopped.result() == 0
        assert statuses <= {201, 0}
        server.start_again()
        with client_of(server) as http:
            again = Referrer(http, person.email, person.session)
            for receipt in receipts:
                assert again.get(f"/v1/submissions/{receipt['submission_id']}").json()["versions"] == [receipt]
        assert not [line for line in server.log().splitlines() if json.loads(line)["level"] == "error"]
    finally:
        server.stop()


@pytest.mark.sqlite_only
def test_workers_end_with_their_supervisor_when_it_is_killed(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path / "data", options=["--workers", "2"])
    workers = _workers(server)
    server.kill()
    _until(lambda: not any(Path(f"/proc/{worker}/cmdline").exists() and _lives(worker) for worker in workers))


def _workers(server: ServerProcess) -> list[int]:
    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    return [int(child) for child in children if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]


def _lives(process: int) -> bool:
    try:
        return " Z " not in Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False


def _until(fact: object) -> None:
    """Wait for a fact, at most a minute."""
    pause = threading.Event()
    for _ in range(600):
        if fact():  # type: ignore[operator]
            return
        pause.wait(0.1)
    raise AssertionError("it never came")


def test_a_worker_that_has_taken_a_connection_leaves_the_next_to_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "_GIVE_WAY", 60.0)
    first = serving.listen("127.0.0.1", 0)
    one, other = (serving.Shared(first.family, first.type, first.proto, os.dup(first.fileno())) for _ in range(2))
    with first, one, other, contextlib.ExitStack() as ends:
        people = [ends.enter_context(socket.create_connection(first.getsockname())) for _ in range(3)]
        taken = [ends.enter_context(one.accept()[0])]
        with pytest.raises(BlockingIOError):
            one.accept()
        taken.append(ends.enter_context(other.accept()[0]))
        # Nobody else takes the last one: after a while it is this one's turn again.
        monkeypatch.setattr(one, "_from", 0.0)
        taken.append(ends.enter_context(one.accept()[0]))
        assert {their.getpeername() for their in taken} == {mine.getsockname() for mine in people}
