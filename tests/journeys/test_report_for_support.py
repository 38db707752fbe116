"""Whoever calls IT support has something to send, and nothing of a child is in it."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.journeys.conftest import Computer

pytestmark = pytest.mark.timeout(300)


def test_J29_settings_make_a_report_that_holds_nothing_anybody_wrote(computer: Computer, tmp_path: Path) -> None:
    computer.register()
    computer.open_form()
    computer.person.fill_section()
    assert computer.program is not None
    personal = computer.program._personal
    file = tmp_path / "report.zip"
    file.write_text("an older report")
    personal.reporting.ask_place = lambda _parent, _suggested: str(file)
    computer.program.window.top_bar.chosen.emit("settings")
    computer.hands.press("Make a report for IT support")
    computer.hands.sees("The report is saved as report.zip.", 60)
    with zipfile.ZipFile(file) as report:
        assert {"doctor.txt", "doctor.json", "desktop-portal.log"} <= set(report.namelist())
        content = b"".join(report.read(name) for name in report.namelist())
    assert computer.server.url.encode() in content
    assert not [word for word in (b"sam.patel", b"Patel", b"Hill Primary", b"Head") if word in content]


def test_J29_a_report_that_cannot_be_saved_is_told(computer: Computer, tmp_path: Path) -> None:
    assert computer.program is not None
    computer.program._personal.reporting.ask_place = lambda _parent, _suggested: str(tmp_path / "none/report.zip")
    computer.hands.press("Settings")
    computer.hands.press("Make a report for IT support")
    computer.hands.sees("The report could not be saved there. Choose another folder.", 60)
