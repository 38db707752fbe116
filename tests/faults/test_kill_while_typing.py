"""kill -9 of the real program while somebody types: what is older than a second is there afterwards (J12, I5, I11)."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.faults.canaries import hits, opened
from tests.faults.typist import CANARY, LETTERS
from tests.support.lone_computer import LINK_ID, LoneComputer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[2]
KILLS = 100
A_SECOND = 1.0
OPENING = "trace=open,openat,creat,rename,renameat,renameat2"
# Not `write`: from a key to "Saved" it only goes to pipes, and wakes the event loop as often as chance will have it.
WRITING = ("pwrite64", "fdatasync", "fsync", "ftruncate", "unlink", "rename")


class Typists:
    """The process that forks a new window for each word it is given."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.pid = 0

    def sit_down(self, word: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{word}\n")
        self._process.stdin.flush()
        here = self.hear()
        assert here.startswith("here "), here
        self.pid = int(here.split()[1])

    def hear(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def kill(self) -> list[str]:
        """Kill whoever sits there, and return what was said until then."""
        os.kill(self.pid, signal.SIGKILL)
        return list(iter(self.hear, "gone"))


@contextmanager
def typists(home: Path, *before: str) -> Iterator[Typists]:
    process = subprocess.Popen(
        [*before, sys.executable, "-m", "tests.faults.typing_window", str(home)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Typists(process)
    finally:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.close()
        process.stdout.read()
        process.stdout.close()
        process.wait(timeout=30)


@pytest.fixture
def computer(qapp: object, tmp_path: Path) -> LoneComputer:
    one = LoneComputer(qapp, tmp_path / "home")  # type: ignore[arg-type]  # it is never started here
    one.account()
    return one


def saved_text(computer: LoneComputer) -> str:
    store = computer.store()
    try:
        assert store.check()
        drafts = store.drafts.summaries()
        draft = store.drafts.load(drafts[0].id) if drafts else None
        return "".join(_strings(draft.document["response"])) if draft else ""
    finally:
        store.close()


def _strings(item: object) -> Iterator[str]:
    if isinstance(item, dict):
        if item.get("linkId") == LINK_ID:
            yield item["answer"][0]["valueString"]
        for part in item.values():
            yield from _strings(part)
    elif isinstance(item, list):
        for part in item:
            yield from _strings(part)


def as_typed(length: int) -> str:
    return (LETTERS * (length // len(LETTERS) + 1))[:length]


def type_and_die(person: Typists, keys: int) -> list[tuple[int, float]]:
    person.sit_down("type")
    said = [person.hear() for _ in range(keys)]
    said += person.kill()
    words = [line.split() for line in said]
    return [(int(count), float(moment)) for word, count, moment in words if word == "typed"]


@pytest.mark.timeout(900)
@pytest.mark.slow
def test_J12_a_program_killed_a_hundred_times_while_typing_loses_nothing_older_than_a_second_and_leaves_no_word(
    computer: LoneComputer, tmp_path: Path, faults_told: Callable[[str], None], pytestconfig: pytest.Config
) -> None:
    kills = pytestconfig.getoption("--faults") or KILLS
    chance, began, log = random.Random(12), time.clock_gettime(time.CLOCK_REALTIME) - 1, tmp_path / "opened"
    watched = ["strace", "-f", "--seccomp-bpf", "-qq", "-s", "4000", "-e", OPENING, "-o", str(log)]
    kept = 0
    with typists(computer.home, *(watched if shutil.which("strace") else [])) as person:
        for _ in range(kills):
            typed = type_and_die(person, chance.randrange(2, 90))
            must = max((count for count, moment in typed if moment <= typed[-1][1] - A_SECOND), default=kept)
            text = saved_text(computer)
            assert len(text) >= must
            assert text == as_typed(len(text))
            kept = len(text)
    assert kept > kills
    faults_told(f"{kills} kills of the window while typing")
    if not shutil.which("strace"):
        pytest.skip("no strace here, so which files were opened is not known: apt-get install strace")
    paths = opened(log) | set(computer.home.rglob("*"))
    assert computer.home / "data" in {path.parent.parent.parent for path in paths}
    read, found = hits(paths, CANARY, since=began)
    assert read >= 5
    assert found == []
    faults_told(f"{read} written files scanned for what was typed, 0 hits")


def die_at(person: Typists, call: str, number: int) -> str:
    """Type one key and die at the call's such-and-such invocation; return what was said."""
    person.sit_down("key")
    assert person.hear() == "ready"
    rule = f"inject={call}:signal=SIGKILL:when={number}"
    command = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e", rule, "-p", str(person.pid)]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL):
        return " ".join(iter(person.hear, "gone"))


@pytest.mark.timeout(1200)
@pytest.mark.slow
def test_J12_death_at_any_call_that_writes_from_a_key_to_saved_leaves_the_form_before_or_after_that_key(
    computer: LoneComputer, faults_told: Callable[[str], None]
) -> None:
    if shutil.which("strace") is None:
        pytest.skip("no strace here: apt-get install strace")
    deaths, died_at = 0, {}
    with typists(computer.home) as person:
        person.sit_down("key")
        assert person.hear() == "ready"
        person.kill()
        for call in WRITING:
            number, said = 0, ""
            while "saved" not in said:
                before = len(saved_text(computer))
                number += 1
                said = die_at(person, call, number)
                after = saved_text(computer)
                assert after == as_typed(len(after))
                assert before <= len(after) <= before + 1
                assert "saved" not in said or len(after) == before + 1
            died_at[call] = number - 1
            deaths += number - 1
    assert died_at["pwrite64"] >= 3
    assert died_at["fdatasync"] + died_at["fsync"] >= 1
    faults_told(f"{deaths} deaths at a call that writes, from a key to saved")
