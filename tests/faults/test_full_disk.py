"""A small disk that fills up under the real program: the person can still save and print, and is told (J12)."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from desktop_portal.ui.controllers.filling import FORM
from desktop_portal.ui.demo.hands import wait_until
from tests.support.lone_computer import LoneComputer
from tests.support.small_disk import small_disk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

FULL = "disk is nearly full"


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", 64) as folder:
        yield folder


def test_J12_on_a_full_disk_the_person_still_saves_and_prints_and_is_told_until_there_is_room(
    qapp: QApplication, disk: Path, faults_told: Callable[[str], None]
) -> None:
    computer = LoneComputer(qapp, disk / "home")
    computer.account()
    computer.start()
    try:
        computer.sign_in()
        text = write_until_the_disk_is_full_and_on(computer, disk)
    finally:
        computer.end()
    store = computer.store()
    assert store.check()
    [draft] = store.drafts.summaries()
    assert text in str(store.drafts.load(draft.id))
    store.close()
    faults_told("a full disk under the window")


def write_until_the_disk_is_full_and_on(computer: LoneComputer, disk: Path) -> str:
    computer.begin_form()
    computer.write("before ")
    filling, window = computer.running.filling, computer.running.window
    assert filling.save()
    reserve = next(disk.rglob("reserve"))
    film = disk / "somebody's film"
    film.write_bytes(bytes(shutil.disk_usage(disk).free - 8_000))
    for number in range(12):
        computer.write(f"after {number} " + "x" * 3_000)
        assert filling.save()
    assert not reserve.exists()
    computer.hands.sees(FULL)
    wizard = filling._wizard
    assert wizard is not None
    wizard._open_pdf()
    wait_until(lambda: window.page != FORM, "the PDF is shown")
    computer.running.papers.shut()
    window.show_page(FORM)
    film.unlink()
    computer.write(" and on")
    assert filling.save()
    assert not computer.hands.reads(FULL)
    assert reserve.exists()
    return computer.field().text()
