"""Whom to call when a child is in danger: first, at every hour the number that is answered, and on every page (J01)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from desktop_portal.core.wizard import CHECK
from desktop_portal.ui.controllers import bars
from desktop_portal.ui.demo.hands import wait_until
from desktop_portal.ui.wizard.wizard_window import WizardWindow

if TYPE_CHECKING:
    from tests.support.lone_computer import LoneComputer

DAY, NIGHT = "01632 960 001", "01632 960 002"
BY_DAY = f"Call 999. Then call the council on {DAY} (in office hours)."
AT_NIGHT = f"Call 999. Then call the council on {NIGHT} (the emergency duty team, outside office hours)."


@pytest.fixture
def computer(not_started: LoneComputer, monkeypatch: pytest.MonkeyPatch) -> LoneComputer:
    monkeypatch.setattr(bars, "EVERY", 20)
    set_clock(not_started, 2, hour=11)
    return not_started


def set_clock(computer: LoneComputer, december: int, *, hour: int) -> None:
    """Put the computer's clock to an hour of a day in December, when London's time is UTC."""
    computer.clock.ahead = timedelta()
    computer.clock.ahead = datetime(2026, 12, december, hour, tzinfo=UTC) - computer.clock()


def test_J01_the_number_is_the_one_that_is_answered_at_this_hour_also_when_the_hour_passes(
    computer: LoneComputer,
) -> None:
    computer.start()
    computer.hands.sees(BY_DAY)
    set_clock(computer, 2, hour=22)
    computer.hands.sees(AT_NIGHT)
    assert not computer.hands.reads(DAY)
    set_clock(computer, 5, hour=11)
    wait_until(lambda: computer.hands.reads(AT_NIGHT), "on a Saturday nobody is in the office")
    set_clock(computer, 7, hour=11)
    computer.hands.sees(BY_DAY)


def test_J01_999_and_the_councils_number_stand_on_every_page_of_a_safeguarding_form(computer: LoneComputer) -> None:
    computer.start()
    computer.sign_in()
    computer.begin_form()
    bar = computer.running.window.danger_bar
    wizard = computer.running.window.findChild(WizardWindow)
    assert isinstance(wizard, WizardWindow)
    for page in (*(one.link_id for one in wizard._session.form.sections), CHECK):
        wizard._turn(wizard._session.go_to(page))
        assert bar.isVisible(), page
        computer.hands.sees(BY_DAY)
    top = computer.running.window.top_bar
    assert bar.y() == top.y() + top.height(), "before everything else of the page"
