"""kill -9 of the program, and of the server, at a call that writes, from Submit to the receipt (I1, I5).

An ordinary run takes a few of these calls; `--faults 1000` takes each of them. What the program calls between Submit
and the end, and the server between the first request and the last answer, was read off once with `strace -f`: besides
these there are only reads, and `mkdir` for a computer's first file.

strace counts the calls of each thread by itself. In a campaign files go one after the other and the server has one
thread for its work, so that the count is that of all calls; each form has files of its own, which are brought whole.
"""

from __future__ import annotations

import shutil
import signal
import sqlite3
import subprocess
import sys
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop_portal.core.submission import DeliveryState
from desktop_portal.remote.wire import Registration
from tests.faults.sending_person import files_of
from tests.support.referrer import details
from tests.support.server_process import ROOT, ServerProcess
from tests.support.sync_rig import SyncRig

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SYNC = "fdatasync,fsync"
FEW = {"pwrite64": 3, SYNC: 3, "sendto": 3, "write": 2}
"""The program's calls, and how many of each an ordinary run takes."""
RARE = ("ftruncate", "unlink")
"""Made once, when the store is closed: for a campaign."""
SERVERS = {"pwrite64": 3, SYNC: 2, "sendto": 2, "write": 1}
pytestmark = [pytest.mark.slow, pytest.mark.timeout(5400)]


@pytest.fixture(scope="module")
def campaign(request: pytest.FixtureRequest) -> int:
    """How many calls of each kind are tried; 0 for the few of an ordinary run."""
    return int(request.config.getoption("--faults"))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, campaign: int) -> Iterator[ServerProcess]:
    env = {"PORTAL_LIMIT_FACTOR": "1000"} | ({"PORTAL_THREADS": "1"} if campaign else {})
    process = ServerProcess(tmp_path_factory.mktemp("server"), env=env)
    yield process
    process.stop()


@pytest.fixture
def council(server: ServerProcess) -> ServerProcess:
    """The server, running, whatever the test before did to it."""
    if not server.running:
        server.start_again()
    return server


@pytest.fixture(scope="module")
def computer(server: ServerProcess, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a person who is signed in; the program is not running. Each form that goes out is another one."""
    folder = tmp_path_factory.mktemp("computer")
    rig = SyncRig(folder, server.url)
    attempt = rig.portal.register(Registration(**details("sam@example.com")))
    rig.portal.verify_code(attempt, server.code_for("sam@example.com"))
    session = rig.portal.accept_terms(attempt, rig.portal.terms().version)
    rig.sign_in(session.access_token, session.refresh_token)
    rig.run()
    rig.close()
    return folder


class Deadly:
    """strace on a running process: SIGKILL at its Nth call of one kind."""

    def __init__(self, pid: int, call: str, number: int) -> None:
        if shutil.which("strace") is None:
            pytest.skip("no strace here: apt-get install strace")
        inject = f"inject={call}:signal=SIGKILL:when={number}"
        command = ["strace", "-f", "-q", "-e", f"trace={call}", "-e", inject, "-o", "/dev/null", "-p", str(pid)]
        self._process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        status = Path(f"/proc/{pid}/status")
        while "TracerPid:\t0" in status.read_text() and self._process.poll() is None:
            pass  # strace says nothing on its own when it has taken hold

    def end(self) -> None:
        self._process.terminate()
        self._process.communicate(timeout=30)


def handed_in(computer: Path, url: str, submission_id: str, *most: str, call: str = "", number: int = 0) -> list[str]:
    """Run the program until it is done or killed, and return what it said. `most`: how many files side by side."""
    command = [sys.executable, "-m", "tests.faults.sending_person", str(computer), url, submission_id, *most]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as person:
        assert person.stdin
        assert person.stdout
        assert person.stdout.readline() == "ready\n"
        deadly = Deadly(person.pid, call, number) if call else None
        out, _ = person.communicate("go\n", timeout=120)
        if deadly:
            deadly.end()
    return [*out.split(), "killed"] if person.returncode == -signal.SIGKILL else out.split()


def arrived(council: ServerProcess, submission_id: str) -> tuple[int, list[bytes]]:
    """How many versions are with the council, and the files, whole."""
    with sqlite3.connect(council.data_dir / "portal.db") as database:
        count = database.execute("SELECT count(*) FROM version WHERE submission_id = ?", (submission_id,)).fetchone()
        files = database.execute(
            "SELECT l.id, c.bytes FROM attachment_link l JOIN blob b ON b.id = l.blob_id "
            "JOIN chunk c ON c.content = b.content WHERE l.submission_id = ? ORDER BY l.id, c.position",
            (submission_id,),
        ).fetchall()
    database.close()
    whole: dict[int, bytes] = {}
    for link, piece in files:
        whole[link] = whole.get(link, b"") + bytes(piece)
    return int(count[0]), list(whole.values())


def goes_out(computer: Path, url: str, submission_id: str) -> DeliveryState | None:
    """The computer is on again: what waits goes; None when it was never handed in."""
    rig = SyncRig(computer, url)
    try:
        here = [form for form in rig.store.submissions.list() if form.id == submission_id]
        if not here:
            return None
        assert rig.store.drafts.load(submission_id) is None, "handed in and a draft at once"
        for _ in range(4):
            rig.clock.passes(hours=1)
            if rig.run(hurry=True).waiting == 0:
                break
        return rig.delivery(submission_id).state
    finally:
        rig.close()


def one_by_one(campaign: int) -> tuple[str, ...]:
    """How many files go side by side: in a campaign one after the other."""
    return ("1",) if campaign else ()


def numbers(campaign: int, few: int) -> Iterator[int]:
    """Which call to die at: each of them in a campaign, else a few, farther and farther apart."""
    number = 1
    for turn in range(campaign or few):
        yield number
        number += 1 if campaign else 3 + 4 * turn


@pytest.mark.parametrize("call", [*FEW, *RARE])
def test_J15_a_program_that_is_killed_at_any_write_has_the_form_and_sends_it_once(
    call: str,
    computer: Path,
    council: ServerProcess,
    campaign: int,
    faults_told: Callable[[str], None],
) -> None:
    if call in RARE and not campaign:
        pytest.skip("for a campaign: --faults 1000")
    deaths = 0
    for number in numbers(campaign, FEW.get(call, 1)):
        submission_id = str(uuid.uuid4())
        said = handed_in(computer, council.url, submission_id, *one_by_one(campaign), call=call, number=number)
        state = goes_out(computer, council.url, submission_id)
        count, files = arrived(council, submission_id)
        if "submitted" in said:
            assert state is DeliveryState.RECEIVED, f"{call} {number}: handed in, then {state}"
        assert (count == 1) == (state is DeliveryState.RECEIVED), f"{call} {number}: {count} at the council, {state}"
        assert not count or files == list(files_of(submission_id).values())
        if "killed" not in said:
            break
        deaths += 1
    assert deaths
    faults_told(f"{deaths} deaths of the program at {call} while sending")


@pytest.mark.parametrize("call", SERVERS)
def test_J15_a_server_that_is_killed_at_any_write_has_what_it_gave_a_receipt_for(
    call: str,
    computer: Path,
    council: ServerProcess,
    campaign: int,
    faults_told: Callable[[str], None],
) -> None:
    deaths = 0
    for number in numbers(campaign, SERVERS[call]):
        submission_id = str(uuid.uuid4())
        assert council._process
        deadly = Deadly(council._process.pid, call, number)
        said = handed_in(computer, council.url, submission_id, *one_by_one(campaign))
        deadly.end()
        died = not council.running
        if "received" in said:
            assert arrived(council, submission_id)[0] == 1, "a receipt was given for nothing"
        if died:
            deaths += 1
            council.start_again()
        assert goes_out(computer, council.url, submission_id) is DeliveryState.RECEIVED
        count, files = arrived(council, submission_id)
        assert (count, files) == (1, list(files_of(submission_id).values()))
        if not died:
            break
    assert deaths
    faults_told(f"{deaths} deaths of the server at {call} while sending")
