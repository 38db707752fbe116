"""Somebody writes a form and watches it in the real wizard."""

from __future__ import annotations

import json
import secrets
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit

from desktop_portal.core.council import read_council
from desktop_portal.paths import resources
from desktop_portal.services.previewing import Previewing
from desktop_portal.services.shelf import Shelf
from desktop_portal.store.database import open_store
from desktop_portal.ui.demo.hands import Hands, wait_until
from desktop_portal.ui.preview.window import PreviewWindow
from tests.support.wizard_desk import Clock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot


def definition(**questions: str) -> dict[str, Any]:
    inside = [{"linkId": name, "type": "string", "text": text} for name, text in questions.items()]
    section = {"linkId": "about", "type": "group", "text": "About the child", "item": inside}
    return {
        "resourceType": "Questionnaire",
        "url": "https://forms.example.gov.uk/Questionnaire/new",
        "version": "1",
        "name": "new",
        "title": "A new form",
        "status": "draft",
        "item": [section],
    }


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "form.json"
    file.write_text(json.dumps(definition(name="Name", school="School")), "utf-8")
    return file


@pytest.fixture
def window(file: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[PreviewWindow]:
    clock = Clock()
    store = open_store(tmp_path / "preview.db", secrets.token_bytes(32), clock=clock)
    previewing = Previewing(store, Shelf(resources()).value_sets, clock, secrets.token_bytes)
    council = read_council(json.loads((resources() / "council.json").read_bytes()))
    window = PreviewWindow(file, store, previewing, council, clock)
    qtbot.addWidget(window)
    window.resize(1280, 860)
    window.show()
    yield window
    window.close()
    store.close()


@pytest.fixture
def hands(window: PreviewWindow, qapp: Any) -> Hands:
    assert window.isVisible()
    return Hands(qapp)


def told(window: PreviewWindow) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def test_a_change_of_the_file_is_shown_at_once_and_the_answers_stay(
    window: PreviewWindow, hands: Hands, file: Path
) -> None:
    hands.write("Name", "Amira")
    file.write_text(json.dumps(definition(name="What is the child's name?", age="Age")), "utf-8")
    hands.sees("What is the child's name?")
    hands.sees("Age")
    assert window.wizard is not None
    assert hands.find("What is the child's name?", QLineEdit).text() == "Amira"
    assert "School" not in told(window)


def test_an_editor_that_puts_a_new_file_in_the_place_of_the_old_is_followed(hands: Hands, file: Path) -> None:
    for number in range(3):
        other = file.with_suffix(".tmp")
        other.write_text(json.dumps(definition(name=f"Wording number {number}")), "utf-8")
        other.replace(file)
        hands.sees(f"Wording number {number}")


def test_what_is_wrong_is_told_with_its_place_and_the_last_good_state_stays(
    window: PreviewWindow, hands: Hands, file: Path
) -> None:
    hands.write("Name", "Amira")
    broken = definition(name="Name", other="Other")
    broken["item"][0]["item"][1]["type"] = "hologram"
    file.write_text(json.dumps(broken), "utf-8")
    hands.sees("The file cannot be shown as a form yet")
    hands.sees("hologram")
    assert hands.find("Name", QLineEdit).text() == "Amira"
    file.write_text("{ not json", "utf-8")
    hands.sees("is not JSON")
    file.unlink()
    hands.sees("cannot be read")
    file.write_text(json.dumps(definition(name="Name", other="Other")), "utf-8")
    hands.sees("Other")
    wait_until(lambda: "cannot be shown" not in told(window), "the trouble is over")
    assert hands.find("Name", QLineEdit).text() == "Amira"


def test_what_can_no_longer_be_carried_over_is_not_dropped(window: PreviewWindow, hands: Hands, file: Path) -> None:
    hands.write("School", "Example Primary School")
    file.write_text(json.dumps(definition(name="Name")), "utf-8")
    hands.sees("1 answer could not be carried over into this form.")
    file.write_text(json.dumps(definition(name="Name", nickname="Nickname")), "utf-8")
    hands.sees("Nickname")
    assert "1 answer could not be carried over" in told(window)
