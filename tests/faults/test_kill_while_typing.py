"""kill -9 of the real program while somebody types: what is older than a second is there afterwards (J12, I5)."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop_portal.core.person import Person
from desktop_portal.paths import Paths
from desktop_portal.services.session import PROFILE
from desktop_portal.services.signing_in import STORE_FILE
from desktop_portal.store.database import open_store
from desktop_portal.vault.vault import Vault, create_vault
from desktop_portal.vault.wraps import Cost
from tests.faults.typist import EMAIL, LINK_ID, PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
KILLS = 50
CHEAP = Cost(1, 64, 1)
A_SECOND = 1.0


def now() -> datetime:
    return datetime.fromtimestamp(time.clock_gettime(time.CLOCK_REALTIME), UTC)


def make_account(home: Path) -> None:
    folder = Paths.under(home).account_folder(EMAIL)
    _vault, key, _code = create_vault(folder, PASSWORD, account=EMAIL, cost=CHEAP)
    store = open_store(folder / STORE_FILE, key, clock=now)
    store.state.set(
        PROFILE, asdict(Person("1", EMAIL, "Sam", "Patel", "Teacher", "Hill Primary School", "01632 960 1"))
    )
    store.close()


def saved_text(home: Path) -> str:
    folder = Paths.under(home).account_folder(EMAIL)
    key = Vault(folder, account=EMAIL, cost=CHEAP).open_with_password(PASSWORD)
    store = open_store(folder / STORE_FILE, key, clock=now)
    try:
        assert store.check()
        drafts = store.drafts.summaries()
        draft = store.drafts.load(drafts[0].id) if drafts else None
        return "".join(_strings(draft.document["response"], LINK_ID)) if draft else ""
    finally:
        store.close()


def _strings(item: object, link_id: str) -> Iterator[str]:
    if isinstance(item, dict):
        if item.get("linkId") == link_id:
            yield item["answer"][0]["valueString"]
        for part in item.values():
            yield from _strings(part, link_id)
    elif isinstance(item, list):
        for part in item:
            yield from _strings(part, link_id)


def type_and_die(home: Path, keys: int) -> list[tuple[int, float]]:
    """Let somebody type at least so many keys, kill the program, and return what was typed by when."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.typing_window", str(home)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    typed: list[tuple[int, float]] = []
    for line in process.stdout:
        _word, count, moment = line.split()
        typed.append((int(count), float(moment)))
        if len(typed) == keys:
            process.kill()
    _rest, errors = process.communicate()
    assert typed, errors
    return typed


@pytest.mark.timeout(900)
@pytest.mark.slow
def test_J12_a_program_killed_fifty_times_while_typing_loses_nothing_older_than_a_second(tmp_path: Path) -> None:
    make_account(tmp_path)
    chance = random.Random(12)
    kept = 0
    for _ in range(KILLS):
        typed = type_and_die(tmp_path, chance.randrange(5, 180))
        died = time.monotonic()
        must = max((count for count, moment in typed if moment <= typed[-1][1] - A_SECOND), default=kept)
        text = saved_text(tmp_path)
        assert died > typed[-1][1]
        assert len(text) >= must
        assert text == ("abcdefghij" * (len(text) // 10 + 1))[: len(text)]
        kept = len(text)
    assert kept > KILLS
    print(f"faults: {KILLS} kills while typing in the window, {kept} characters kept, lost: 0")
