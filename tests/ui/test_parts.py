"""Parts and words by themselves: fields, the tray, what is told of a form, and what Qt costs."""

from __future__ import annotations

import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from desktop_portal.core.problems import Problem, TooManyTries
from desktop_portal.core.submission import CouncilState, Delivery, DeliveryState
from desktop_portal.ui.fields import Field
from desktop_portal.ui.inputs import Line
from desktop_portal.ui.messages import council_told, delivery_told, sentence
from desktop_portal.ui.strength import judge_password
from desktop_portal.ui.tray import Tray

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("password", "level"),
    [("", 0), ("short", 1), ("password1234", 1), ("aaaaaaaaaaaaaa", 1), ("abcabcabcabcabc", 1), ("k7 mulberry x", 3)],
)
def test_J04_what_is_easily_guessed_is_told_so(password: str, level: int) -> None:
    assert judge_password(password).level == level


def test_what_was_typed_wrongly_stays_in_the_field(qtbot: QtBot, themed: QApplication) -> None:
    line = Line(20)
    field = Field("NHS number", line, "10 digits", mandatory=True)
    qtbot.addWidget(field)
    line.setText("999 000")
    field.show_problem("Enter all 10 digits")
    assert line.text() == "999 000"
    assert line.accessibleName() == "NHS number, must be answered"
    assert "Enter all 10 digits" in line.accessibleDescription()
    field.show_problem("")
    assert "Enter all 10 digits" not in line.accessibleDescription()


@pytest.mark.qt_log_ignore("systemTrayWindowChanged")  # the platform without a screen has no tray
def test_the_tray_counts_what_is_unsent_and_may_be_absent(themed: QApplication) -> None:
    absent = Tray(available=False)
    absent.show_counts(3)
    assert not absent.present
    tray = Tray(available=True)
    tray.show_counts(2)
    assert tray.words == "Children's Portal: 2 forms waiting to be sent"
    tray.close()


@pytest.mark.parametrize("state", DeliveryState)
def test_only_a_receipt_is_told_as_received(state: DeliveryState) -> None:
    told = delivery_told(
        Delivery("s", 1, state, NOON, reason="offline", detail="scan.pdf"), NOON + timedelta(minutes=12)
    )
    assert told.sentence
    assert (told.state == "Received") == (state is DeliveryState.RECEIVED)
    assert (told.kind == "ok") == (state is DeliveryState.RECEIVED)
    assert "{" not in told.sentence + told.state
    if state is not DeliveryState.RECEIVED:
        assert "submitted" not in f"{told.state} {told.sentence}".casefold()


def test_waiting_says_since_when_and_that_nothing_is_lost() -> None:
    told = delivery_told(Delivery("s", 1, DeliveryState.WAIT, NOON, reason="offline"), NOON + timedelta(minutes=12))
    assert told.sentence.startswith("Waiting for 12 minutes: this computer is offline.")
    assert told.sentence.endswith("Nothing is lost.")


def test_J23_what_the_council_does_with_a_form_is_told_in_its_four_states() -> None:
    told = {state: council_told(state).state for state in CouncilState}
    assert told == {
        CouncilState.RECEIVED: "Received",
        CouncilState.REVIEWING: "Being reviewed",
        CouncilState.INFORMATION_REQUESTED: "More information needed",
        CouncilState.CLOSED: "Closed",
    }


def test_every_problem_has_a_sentence_and_a_bug_has_its_own() -> None:
    assert sentence(TooManyTries(wait=30)) == "That was tried too often. Wait 30 seconds, then try again."
    assert "our mistake" in sentence(KeyError("x"))
    assert sentence(Problem()) == "That did not work. Nothing was lost. Try again."


def test_a_thousand_calls_of_qt_leave_none_as_it_was(qtbot: QtBot) -> None:
    """PySide6 6.12.0 dropped a reference to None a call on this Python and aborted after some thousands."""
    label = QLabel()
    qtbot.addWidget(label)
    before = sys.getrefcount(None)
    for number in range(1000):
        label.setText(str(number))
    assert abs(sys.getrefcount(None) - before) < 500
