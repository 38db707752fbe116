from __future__ import annotations

import base64
import os
import random
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop_portal.core.problems import StoreInUse
from desktop_portal.store.database import open_store
from tests.faults.canaries import hits
from tests.faults.typing_person import CANARY, DRAFT, KEY, START, content, draft

if TYPE_CHECKING:
    from collections.abc import Callable

KILLS = 50
ROOT = Path(__file__).parent.parent.parent


def a_person_typing(path: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.faults.typing_person", str(path)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT)


def type_and_be_killed(path: Path, saves: int) -> tuple[int, dict[int, str]]:
    """Let the person type until so many saves are acknowledged, kill -9, and return what was acknowledged in all."""
    with a_person_typing(path) as person:
        assert person.stdout is not None
        said = [person.stdout.readline().decode() for _ in range(saves)]
        os.kill(person.pid, signal.SIGKILL)
        said += person.stdout.read().decode().splitlines(keepends=True)
        assert person.wait() == -signal.SIGKILL
    # A line that was cut in the middle was not acknowledged.
    words = [line.split() for line in said if line.endswith("\n")]
    files = {int(word[1]): word[2] for word in words if word[0] == "attached"}
    return max(int(word[1]) for word in words), files


@pytest.mark.slow
def test_J12_killing_the_program_while_typing_fifty_times_loses_nothing_that_was_saved(
    tmp_path: Path, faults_told: Callable[[str], None], pytestconfig: pytest.Config
) -> None:
    kills = pytestconfig.getoption("--faults") or KILLS
    path = tmp_path / "store.db"
    chance = random.Random(20260501)
    files: dict[int, str] = {}
    lost = 0
    for _ in range(kills):
        saved, added = type_and_be_killed(path, chance.randint(1, 90))
        files |= added
        hits = canaries(tmp_path)
        store = open_store(path, KEY, clock=lambda: START)
        found = store.drafts.load(DRAFT)
        assert found is not None
        number = found.document["number"]
        assert found == draft(number)
        lost += number < saved
        assert number <= saved + 1
        assert set(files.values()) <= {file.digest for file in store.attachments.of_draft(DRAFT)}
        assert store.check()
        assert hits == []
        store.close()
    store = open_store(path, KEY, clock=lambda: START)
    assert files or kills < KILLS
    assert all(store.attachments.read(digest) == content(number) for number, digest in files.items())
    store.close()
    faults_told(f"{kills} kills while saving ({number} saves, {len(files)} files)")
    assert lost == 0


def canaries(folder: Path) -> list[str]:
    """The files in which something that was typed can be read."""
    return hits(folder.rglob("*"), CANARY, since=0)[1]


def test_the_scan_for_canaries_sees_them_in_each_form(tmp_path: Path) -> None:
    encoded = base64.b64encode(f"a {CANARY} here".encode())
    for number, form in enumerate((f"..{CANARY}..".encode(), CANARY.encode("utf-16-le"), encoded)):
        (tmp_path / str(number)).write_bytes(form)
    assert len(canaries(tmp_path)) == 3


def test_J12_a_second_window_on_the_same_forms_is_refused_until_the_first_is_gone_however_it_goes(
    tmp_path: Path,
) -> None:
    path = tmp_path / "store.db"
    with a_person_typing(path) as person:
        assert person.stdout is not None
        person.stdout.readline()
        with pytest.raises(StoreInUse):
            open_store(path, KEY, clock=lambda: START)
        os.kill(person.pid, signal.SIGKILL)
        person.stdout.read()
    open_store(path, KEY, clock=lambda: START).close()
