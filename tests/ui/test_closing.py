"""A window that is closed in the middle of anything loses nothing, and asks no more than it has to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_portal.ui.demo.hands import wait_until

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
