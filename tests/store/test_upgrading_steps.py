"""Bringing an older store up to date says how far it is, and can be given up with nothing changed (J30)."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from desktop_portal.core.problems import UpgradeStopped
from desktop_portal.store import backups
from desktop_portal.store.connection import Connection
from desktop_portal.store.database import open_store
from desktop_portal.store.migrations import version_of
from desktop_portal.store.schema import VERSION
from tests.store.conftest import KEY, Clock

OLD = Path(__file__).with_name("kept") / "schema-2.db"


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(backups, "A_STEP", 2)
    path = tmp_path / "store.db"
    shutil.copy(OLD, path)
    return path


def version(path: Path) -> int:
    connection = Connection(path, KEY)
    found = version_of(connection)
    connection.close()
    return found


def test_J30_how_far_the_copy_before_an_upgrade_is_is_told_up_to_its_end(old: Path) -> None:
    told: list[tuple[int, int]] = []
    store = open_store(old, KEY, clock=Clock(), step=lambda done, of: told.append((done, of)))
    assert len(store.drafts.summaries()) > 0
    store.close()
    assert version(old) == VERSION
    assert len(told) > 3
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]


def test_J30_an_upgrade_that_is_stopped_leaves_the_store_and_its_copies_as_they_were(old: Path) -> None:
    def stop(done: int, of: int) -> None:
        if done * 2 > of:
            raise UpgradeStopped

    with pytest.raises(UpgradeStopped):
        open_store(old, KEY, clock=Clock(), step=stop)
    assert list((old.parent / "backups").glob("*.db*")) == []
    assert version(old) == 2
    store = open_store(old, KEY, clock=Clock())
    assert len(store.drafts.summaries()) > 0
    store.close()
    assert version(old) == VERSION
