"""J30: removing the program can remove all data, keys first."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from desktop_portal.__main__ import main
from desktop_portal.paths import Paths
from desktop_portal.store.lock import StoreLock
from desktop_portal.vault.vault import create_vault
from desktop_portal.vault.wraps import Cost
from tests.support.no_keyring import NoKeyStore

if TYPE_CHECKING:
    from pathlib import Path

CHEAP = Cost(passes=1, memory_kib=8192, lanes=1)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    paths = Paths.under(tmp_path / "home")
    folder = paths.account_folder("sam@example.gov.uk")
    create_vault(folder, "three quiet otters", account="sam@example.gov.uk", key_store=NoKeyStore(), cost=CHEAP)
    (folder / "store.db").write_bytes(b"encrypted")
    paths.config.mkdir()
    paths.settings_file.write_text("{}")
    return tmp_path / "home"


def test_J30_everything_goes_and_a_second_time_is_no_error(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["delete-data", "--yes", "--home", str(home)]) == 0
    assert list(home.iterdir()) == []
    assert main(["delete-data", "--home", str(home)]) == 0
    assert "There was nothing to delete." in capsys.readouterr().out


def test_J30_without_a_yes_nothing_goes_and_the_question_names_unsent_forms(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(home.rglob("*"))
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(["delete-data", "--home", str(home)]) == 1
    assert sorted(home.rglob("*")) == before
    assert "Forms that the council has not received are lost" in capsys.readouterr().out


def test_J30_while_the_program_is_open_nothing_goes(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lock = StoreLock(home / "data/window.lock")
    try:
        assert main(["delete-data", "--yes", "--home", str(home)]) == 1
    finally:
        lock.release()
    assert "The program is open." in capsys.readouterr().out
    assert (Paths.under(home).account_folder("sam@example.gov.uk") / "store.db").exists()


def test_J30_a_file_that_stays_is_named_and_cannot_be_read_any_more(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuses(_folder: Path) -> None:
        raise PermissionError(13, "Permission denied", "store.db")

    monkeypatch.setattr("desktop_portal.services.removing.shutil.rmtree", refuses)
    assert main(["delete-data", "--yes", "--home", str(home)]) == 1
    assert "store.db (Permission denied). Its keys are gone" in capsys.readouterr().out
    assert sorted(one.name for one in Paths.under(home).account_folder("sam@example.gov.uk").iterdir()) == ["store.db"]
