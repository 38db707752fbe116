"""What the organisation has set is shown with its reason, and a slip in its policy with line and key (J29)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QComboBox

from desktop_portal.policy import Policy
from desktop_portal.policy.keys import KEYS
from desktop_portal.ui.policy_words import set_by_organisation
from tests.support.lone_computer import LoneComputer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication


@pytest.fixture
def computer(qapp: QApplication, tmp_path: Path) -> Iterator[LoneComputer]:
    one = LoneComputer(qapp, tmp_path / "home")
    yield one
    one.end()


def test_J29_what_the_organisation_has_set_stands_in_settings_with_the_reason_and_cannot_be_changed(
    computer: LoneComputer,
) -> None:
    computer.paths.policy_files[-1].parent.mkdir(parents=True)
    computer.paths.policy_files[-1].write_text(
        'languages = ["en"]\nkeep_signed_in = false\nserver_address = "https://portal.example.gov.uk"\n'
    )
    computer.account()
    computer.start()
    computer.sign_in()
    computer.running.window.top_bar.chosen.emit("settings")
    hands = computer.hands
    hands.sees("Set by your organisation")
    hands.sees("Staying signed in is allowed: no\nYour organisation decides")
    hands.sees("The council's server: https://portal.example.gov.uk\nSo that forms go to your council")
    assert not hands.find("Language", QComboBox).isEnabled()


def test_J29_a_slip_in_the_policy_is_told_on_the_first_page_with_line_and_key(computer: LoneComputer) -> None:
    computer.paths.policy_files[-1].parent.mkdir(parents=True)
    computer.paths.policy_files[-1].write_text('# set by IT\nidle_minutes = "never"\nkeep_signed_in = 1\n')
    computer.start()
    computer.hands.sees("policy.toml, line 2, idle_minutes: It must be a whole number.")
    computer.hands.sees("policy.toml, line 3, keep_signed_in: It must be true or false.")
    assert computer.running.app.policy.keep_signed_in is False
    assert computer.running.app.idle_minutes == Policy().idle_minutes


def test_J29_every_key_has_words_and_a_reason_for_the_person_telemetry_too() -> None:
    shown = set_by_organisation(Policy(), dict.fromkeys(KEYS, "policy.toml"))
    assert len(shown) == len(KEYS)
    assert all(what and why for what, why in shown)
