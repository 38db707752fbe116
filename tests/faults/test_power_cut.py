"""The power goes at any moment: what was said to be saved is there, and the store opens whole (I5).

A recording of every write and sync of the real store, bytes and all, gives the states a disk may be left in; each is
opened by the real program. `--faults N` makes N states; see docs/decisions/0010.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop_portal.core.problems import Problem
from desktop_portal.store.database import open_store
from tests.faults.disk import Disk, Event, Recording, strace
from tests.faults.power_person import content, other
from tests.faults.typing_person import DRAFT, KEY, START, draft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desktop_portal.store.database import Store

ROOT = Path(__file__).resolve().parents[2]
SAVES = 90
IN_A_RUN = 2_000
WRONGLY_SET = 150
RESERVE = 2 * 1024 * 1024
NOT_NEEDED = ("-shm", "/reserve", ".lock")


@dataclass
class Promised:
    """What was said to be done before the cut."""

    saved: int = 0
    files: dict[str, bytes] = field(default_factory=dict)
    submitted: dict[str, int] = field(default_factory=dict)
    deleted: list[str] = field(default_factory=list)
    opened: bool = False

    def hear(self, said: str) -> None:
        for line in said.splitlines():
            what, *rest = line.split()
            self.opened = True
            if what == "saved":
                self.saved = int(rest[0])
            elif what == "attached":
                self.files[rest[1]] = content(int(rest[0]))
            elif what == "submitted":
                self.files[rest[1]] = content(int(rest[0]))[::-1]
                self.submitted[other(int(rest[0]))] = int(rest[0])
            elif what == "deleted":
                self.deleted.append(other(int(rest[0])))

    def broken_by(self, store: Store) -> str:
        """Return what is not kept of it; "" when all is."""
        found = store.drafts.load(DRAFT)
        number = found.document["number"] if found else 0
        if not self.saved <= number <= self.saved + 1 or (found and found != draft(number)):
            return f"save {self.saved} is {number}"
        if not store.check():
            return "a damaged page"
        return self._broken_forms(store) or self._broken_files(store)

    def _broken_forms(self, store: Store) -> str:
        waiting = {form.id: store.outbox.load(form.id, 1).body for form in store.submissions.list()}
        if {name: f"body of {at}".encode() for name, at in self.submitted.items()}.items() - waiting.items():
            return "a submitted form is gone"
        drafts = {one.id for one in store.drafts.summaries()}
        if drafts & (self.submitted.keys() | set(self.deleted)):
            return "a draft is back"
        return ""

    def _broken_files(self, store: Store) -> str:
        for digest, whole in self.files.items():
            if store.attachments.read(digest) != whole:
                return "a file differs"
        # Whatever else it lists must be whole too.
        listed = [file.digest for one in store.drafts.summaries() for file in store.attachments.of_draft(one.id)]
        if any(hashlib.sha256(store.attachments.read(one)).hexdigest() != one for one in listed):
            return "a file that is listed is not whole"
        return ""


@pytest.fixture(scope="module")
def place() -> Iterator[Path]:
    memory = Path("/dev/shm")  # noqa: S108 (a folder of our own in it)
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
        yield Path(name).resolve()


def recorded(place: Path, saves: int, *words: str) -> list[Event]:
    if shutil.which("strace") is None:
        pytest.skip("no strace here: apt-get install strace")
    folder = place / "account"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    log = place / "recording"
    command = [sys.executable, "-m", "tests.faults.power_person", str(folder / "store.db"), str(saves), *words]
    subprocess.run(strace(log, *command), cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    seen = list(Recording(folder).events(log))
    log.unlink()
    assert seen[-1].said == "closed\n"
    return seen


def cuts(seen: list[Event], states: int, chance: random.Random, place: Path) -> Iterator[tuple[Promised, str]]:
    """Cut the power so many times at random places and give what was promised and what is broken of it."""
    at = sorted(chance.randrange(len(seen)) for _ in range(states))
    disk, promised, folder = Disk(), Promised(), place / "account"
    for number, event in enumerate(seen):
        while at and at[0] == number:
            at.pop(0)
            put(disk.after_a_cut(chance), folder)
            yield promised, opened(folder, promised)
        if event.name == "said":
            promised.hear(event.said)
        else:
            disk.take(event)


def put(files: dict[str, bytes], folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()
    for name, held in files.items():
        if not name.endswith(NOT_NEEDED):
            path = Path(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(held)
    # Its bytes matter to nobody, and writing them anew for each state would be most of the work.
    with (folder / "reserve").open("wb") as reserve:
        os.truncate(reserve.fileno(), RESERVE)


def opened(folder: Path, promised: Promised) -> str:
    try:
        store = open_store(folder / "store.db", KEY, clock=lambda: START)
    except Problem as problem:
        return type(problem).__name__
    try:
        return promised.broken_by(store)
    except Problem as problem:
        return type(problem).__name__
    finally:
        store.close()


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_J12_the_power_may_go_at_any_moment_and_nothing_said_to_be_saved_is_lost(
    place: Path, pytestconfig: pytest.Config, faults_told: Callable[[str], None]
) -> None:
    states = pytestconfig.getoption("--faults") or IN_A_RUN
    seen = recorded(place, SAVES)
    broken = [why for _promised, why in cuts(seen, states, random.Random(5), place) if why]
    syncs = sum(event.name == "sync" for event in seen)
    faults_told(f"{states} power cuts among {len(seen)} writes and {syncs} syncs")
    assert broken == []


@pytest.mark.slow
def test_the_power_cuts_find_a_store_that_does_not_sync_each_commit(place: Path) -> None:
    seen = recorded(place, SAVES // 2, "NORMAL")
    broken = [why for _promised, why in cuts(seen, WRONGLY_SET, random.Random(6), place) if why]
    assert any(why.startswith("save ") for why in broken)
    assert len(broken) > WRONGLY_SET / 20
