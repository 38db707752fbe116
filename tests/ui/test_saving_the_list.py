"""The list of what was sent is saved where the person says, and it is said when that cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from desktop_portal.core.draft import ChildLabel, Draft, FormKey
from desktop_portal.core.submission import Submission

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.support.lone_computer import LoneComputer

FORM = FormKey("https://example.gov.uk/forms/safeguarding", "1.0.0")


def hand_in(computer: LoneComputer) -> None:
    """A form that was handed in and waits."""
    store, now = computer.store(), computer.clock()
    child = ChildLabel("A.B.", "2019")
    store.drafts.save(Draft("id-1", FORM, "Safeguarding concern", child, {"response": {}}, now, now))
    store.outbox.submit(
        Submission("id-1", 1, FORM, "Safeguarding concern", child, True, b"{}", "ab" * 32, (), now), "id-1"
    )
    store.close()


def test_J23_the_list_is_saved_without_a_child_and_what_fails_is_told(
    not_started: LoneComputer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    computer, chosen = not_started, tmp_path / "Forms sent.csv"
    hand_in(computer)
    computer.start()
    computer.sign_in()
    menu = computer.running.window.top_bar._menu
    next(one for one in menu.actions() if one.text().replace("&", "") == "Submitted forms").trigger()
    places = iter(["", str(tmp_path / "no such folder" / "list.csv"), str(chosen)])
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_more: (next(places), ""))
    computer.hands.press("Save this list")
    assert not computer.hands.reads("The list")
    computer.hands.press("Save this list")
    computer.hands.sees("The list was not saved: that place cannot be written to.")
    computer.hands.press("Save this list")
    computer.hands.sees("The list is saved.")
    text = chosen.read_text("utf-8-sig")
    assert "Safeguarding concern" in text
    assert "ab" * 32 in text
    assert "A.B." not in text
