from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from desktop_portal.app import surroundings
from desktop_portal.services.doctoring.finding import Mark
from desktop_portal.services.doctoring.stores import contents_of_stores, repair_stores
from desktop_portal.vault import header
from tests.support.lone_computer import EMAIL, PASSWORD, LoneComputer

if TYPE_CHECKING:
    from pathlib import Path

    from desktop_portal.services.doctoring.finding import Finding


@pytest.fixture
def computer(tmp_path: Path) -> LoneComputer:
    one = LoneComputer(None, tmp_path / "home")  # type: ignore[arg-type]  # no window is opened
    one.account()
    return one


def seen(computer: LoneComputer) -> list[Finding]:
    return list(contents_of_stores(surroundings(computer.paths)))


def test_J30_the_doctor_says_how_each_store_stands_and_nothing_of_whose_it_is(computer: LoneComputer) -> None:
    [found] = seen(computer)
    assert found.mark is Mark.FINE
    assert (found.facts["header_copies"], found.facts["copies"], found.facts["in_use"]) == (2, 0, False)
    told = found.name + found.words + json.dumps(dict(found.facts))
    assert not any(word in told for word in (EMAIL, "Patel", computer.paths.account_folder(EMAIL).name))
    store = computer.store()
    assert seen(computer)[0].facts["in_use"] is True
    [said] = repair_stores(surroundings(computer.paths))
    assert "Close the program" in said.words
    store.close()


@pytest.mark.parametrize("name", [header.NAME, header.BACKUP])
def test_J30_the_doctor_mends_what_needs_no_password_and_the_password_still_opens(
    computer: LoneComputer, name: str
) -> None:
    folder = computer.paths.account_folder(EMAIL)
    (folder / name).write_text("{}")
    (folder / "store.db.new").write_bytes(b"half made")
    folder.chmod(0o755)
    assert [one.mark for one in seen(computer)] == [Mark.NOTE]
    [said] = repair_stores(surroundings(computer.paths))
    assert said.facts["mended"] == 3
    assert [one.mark for one in seen(computer)] == [Mark.FINE]
    computer.store(EMAIL, PASSWORD).close()


@pytest.mark.parametrize("damage", ["store", "keys"])
def test_J30_what_only_a_person_can_mend_is_said_and_left_as_it_is(computer: LoneComputer, damage: str) -> None:
    folder = computer.paths.account_folder(EMAIL)
    if damage == "store":
        (folder / "store.db").write_bytes(b"")
    else:
        for name in (header.NAME, header.BACKUP):
            (folder / name).write_text("{}")
    list(repair_stores(surroundings(computer.paths)))
    [found] = seen(computer)
    assert found.mark is Mark.WRONG
    assert ("sign in" in found.words) is (damage == "store")
