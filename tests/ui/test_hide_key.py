"""The key that hides the window works wherever the keyboard is: somebody may come in at any moment (J12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from desktop_portal.ui.beside import BesideWindow
from desktop_portal.ui.demo.hands import wait_until

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.support.lone_computer import LoneComputer

KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def a_question(computer: LoneComputer) -> QWidget:
    QTest.keyClick(computer.running.window, Qt.Key.Key_F1)
    wait_until(QApplication.activeModalWidget, "something is open in front of the form")
    question = QApplication.activeModalWidget()
    assert question is not None
    return question


def a_menu(computer: LoneComputer) -> QWidget:
    menu = computer.hands.find("Menu of Sam Patel", QPushButton).menu()
    menu.popup(computer.running.window.mapToGlobal(computer.running.window.rect().center()))
    wait_until(menu.isVisible, "the menu is open")
    return menu


def the_form_as_it_was_sent(computer: LoneComputer) -> QWidget:
    beside = BesideWindow(computer.running.window)
    beside.show()
    beside.activateWindow()
    wait_until(beside.isActiveWindow, "it has the keyboard")
    return beside


def nothing(computer: LoneComputer) -> QWidget:
    return computer.running.window


@pytest.mark.parametrize("opened", [nothing, a_question, a_menu, the_form_as_it_was_sent])
def test_J12_the_hide_key_hides_and_locks_whatever_is_open(
    opened: Callable[[LoneComputer], QWidget], computer: LoneComputer
) -> None:
    window = computer.running.window
    computer.begin_form()
    asked: list[bool] = []
    window.hide_asked.connect(lambda: asked.append(True))
    in_front = opened(computer)
    QTest.keyClick(in_front.windowHandle(), Qt.Key.Key_H, KEYS)
    wait_until(lambda: computer.running.locking.is_locked, "the window is locked")
    assert window.isMinimized()
    assert QApplication.activeModalWidget() is None
    assert QApplication.activePopupWidget() is None
    assert asked == [True]
    if isinstance(in_front, BesideWindow):
        in_front.shut()
