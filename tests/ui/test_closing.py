"""A window that is closed in the middle of anything loses nothing, and asks no more than it has to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop_portal.ui.demo.hands import wait_until
from tests.support.lone_computer import LoneComputer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication


@pytest.fixture
def computer(qapp: QApplication, tmp_path: Path) -> Iterator[LoneComputer]:
    one = LoneComputer(qapp, tmp_path / "home")
    one.account()
    one.start()
    one.sign_in()
    yield one
    one.end()


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
