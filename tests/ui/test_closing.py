"""A window that is closed in the middle of anything loses nothing, and asks no more than it has to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_portal.core.submission import DeliveryState
from desktop_portal.ui.demo.hands import wait_until
from tests.store.conftest import Clock, Desk

if TYPE_CHECKING:
    from tests.support.lone_computer import LoneComputer


def kept(computer: LoneComputer) -> str:
    store = computer.store()
    words = json.dumps([loaded.document for one in store.drafts.summaries() if (loaded := store.drafts.load(one.id))])
    store.close()
    return words


def test_J12_a_window_closed_in_the_middle_of_a_word_keeps_it(computer: LoneComputer) -> None:
    program = computer.running
    QTest.keyClicks(computer.begin_form(), "Ami")
    program.window.close()
    wait_until(lambda: not program.window.isVisible(), "the window has gone")
    assert "Ami" in kept(computer)


def test_J12_a_window_closed_while_a_question_is_asked_keeps_what_was_written(computer: LoneComputer) -> None:
    program = computer.running
    QTest.keyClicks(computer.begin_form(), "Amira")
    QTest.keyClick(program.window, Qt.Key.Key_F1)
    wait_until(computer.application.activeModalWidget, "something is open in front of the form")
    program.window.close()
    wait_until(lambda: not program.window.isVisible(), "the window has gone")
    assert "Amira" in kept(computer)


def test_J15_closing_with_a_form_unsent_tells_whom_to_call_and_goes_on_or_ends_and_loses_nothing(
    computer: LoneComputer,
) -> None:
    program, hands = computer.running, computer.hands
    assert program.session
    clock = Clock()
    clock.now = computer.clock()
    desk = Desk(program.session.store.path, clock, program.session.store)
    desk.submitted(desk.saved())
    program.sending.run()
    wait_until(lambda: program.sending.waiting == 1, "the form is known to wait")
    program.window.close()
    hands.sees("1 form has not reached the council")
    hands.sees(f"If it is urgent, call the council on {program.app.council().number_at(computer.clock())}.")
    hands.press("Stay here")
    assert program.window.isVisible()
    assert not program.locking.is_locked
    program.window.close()
    hands.press("Keep sending in the background")
    wait_until(lambda: program.locking.is_locked, "nobody else can look into it")
    assert program.window.isMinimized() or not program.window.isVisible()
    assert program.sending.waiting == 1
    program.window.showNormal()
    program.window.close()
    hands.press("Close anyway")
    wait_until(lambda: not program.window.isVisible(), "the window has gone")
    store = computer.store()
    assert [one.state for one in store.outbox.waiting()] in ([DeliveryState.QUEUED], [DeliveryState.WAIT])
    store.close()
