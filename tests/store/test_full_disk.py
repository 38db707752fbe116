"""A disk that is full, or a file that may not grow, under the store: told at once, and nothing is lost (J12)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop_portal.core.problems import DiskFull, DiskRefuses
from desktop_portal.store.database import open_store
from tests.store.conftest import KEY, Clock, Desk
from tests.support.small_disk import small_disk

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_J12_a_full_disk_is_told_at_once_and_the_state_before_is_there(desk: Desk) -> None:
    draft = desk.saved()
    with desk.store._connection.reading() as database:
        pages = database.execute_sql("PRAGMA page_count").fetchone()[0]
        database.execute_sql(f"PRAGMA max_page_count = {pages + 2}").fetchall()
    with pytest.raises(DiskFull):
        desk.saved(text="x" * 100_000)
    assert desk.store.drafts.load(draft.id) == draft
    with desk.store._connection.reading() as database:
        database.execute_sql("PRAGMA max_page_count = 1000000").fetchall()
    longer = desk.saved(text="x" * 100_000)
    assert desk.reopened().drafts.load(draft.id) == longer
    assert desk.store.check()


FULL = """
import resource, signal, sys
from pathlib import Path
from desktop_portal.core.problems import DiskFull
from desktop_portal.store.database import open_store
from tests.faults.typing_person import KEY, START, DRAFT, draft
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = open_store(Path(sys.argv[1]), KEY, clock=lambda: START)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
number = 0
try:
    while True:
        number += 25
        store.drafts.save(draft(number))
except DiskFull as problem:
    number -= 25
    assert store.drafts.load(DRAFT) == draft(number)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    store.drafts.save(draft(number + 25))
    print(type(problem).__name__, number + 25, flush=True)
"""


@pytest.mark.parametrize("limit", [200_000, 333_333, 1_000_000])
def test_J12_a_file_that_cannot_grow_loses_nothing_and_saves_again_once_it_can(tmp_path: Path, limit: int) -> None:
    path = tmp_path / "store.db"
    command = [sys.executable, "-c", FULL, str(path), str(limit)]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=60, cwd=Path(__file__).parent.parent.parent
    )
    assert done.returncode == 0, done.stderr
    problem, number = done.stdout.split()
    assert problem == DiskRefuses.__name__
    store = open_store(path, KEY, clock=Clock())
    draft = store.drafts.load("018f0000-0000-7000-8000-000000000001")
    assert draft is not None
    assert draft.document["number"] == int(number)
    assert store.check()
    store.close()


@contextmanager
def desk_on(disk: Path) -> Iterator[Desk]:
    """A store on a small disk, closed before the disk is taken away."""
    clock = Clock()
    with closing(open_store(disk / "store.db", KEY, clock=clock)) as store:
        yield Desk(disk / "store.db", clock, store)


def test_J12_a_really_full_disk_loses_nothing(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 1) as disk, desk_on(disk) as desk:
        desk.saved()
        (disk / "somebody's film").write_bytes(bytes(600_000))
        number = 1
        with pytest.raises(DiskFull):  # noqa: PT012 (nobody knows which save is the one too many)
            while True:
                number += 1
                desk.saved(number, "x" * 20_000)
        kept = desk.draft(number - 1, "x" * 20_000)
        assert desk.store.drafts.load(kept.id) == kept
        with pytest.raises(DiskFull):
            desk.attached(kept, os.urandom(900_000))
        assert desk.store.attachments.of_draft(kept.id) == []
        assert list((disk / "files").iterdir()) == []
        (disk / "somebody's film").unlink()
        desk.saved(999)
        assert desk.store.check()


def test_J12_on_a_full_disk_the_reserve_takes_the_next_saves_and_the_person_can_be_told(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 60) as disk, desk_on(disk) as desk:
        assert desk.store.has_room()
        film = disk / "somebody's film"
        film.write_bytes(bytes(shutil.disk_usage(disk).free - 40_000))
        for number in range(1, 20):
            kept = desk.saved(number, "x" * 20_000)
        assert desk.store.drafts.load(kept.id) == kept
        assert not desk.store.has_room()
        film.unlink()
        assert desk.store.has_room()
        assert desk.store.check()
