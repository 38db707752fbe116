"""F1 tells the keys, on any page; Esc closes the list and the keyboard is where it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop_portal.ui.demo.hands import Hands, wait_until
from desktop_portal.ui.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def window(qtbot: QtBot, themed: QApplication) -> Iterator[MainWindow]:
    shown = MainWindow(themed)
    line = QLineEdit()
    shown.add_page("page", line)
    shown.show_page("page")
    qtbot.addWidget(shown)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    line.setFocus()
    yield shown
    shown.close_now()


def press(window: QWidget, key: Qt.Key) -> None:
    QTest.keyClick(window.windowHandle(), key)


def test_f1_tells_the_keys_and_esc_leads_back(window: MainWindow, qapp: QApplication) -> None:
    hands = Hands(qapp)
    window.set_hide_key("Ctrl+Shift+H")
    press(window, Qt.Key.Key_F1)
    wait_until(qapp.activeModalWidget, "the list of keys is open")
    assert hands.reads("Ctrl+Page Down and Ctrl+Page Up")
    assert hands.reads("Ctrl+Shift+H: hide this window at once and lock it")
    press(hands.windows()[0], Qt.Key.Key_Escape)
    wait_until(lambda: qapp.activeModalWidget() is None, "the list is closed")
    assert isinstance(window.focusWidget(), QLineEdit)


def test_an_organisation_without_a_hide_key_is_told_of_none(window: MainWindow, qapp: QApplication) -> None:
    window.set_hide_key("")
    press(window, Qt.Key.Key_F1)
    wait_until(qapp.activeModalWidget, "the list of keys is open")
    assert not Hands(qapp).reads("hide this window")
    press(Hands(qapp).windows()[0], Qt.Key.Key_Escape)
    wait_until(lambda: qapp.activeModalWidget() is None, "the list is closed")


def test_f1_shows_nothing_over_a_locked_window(window: MainWindow, qapp: QApplication) -> None:
    window.cover(QWidget())
    press(window, Qt.Key.Key_F1)
    assert qapp.activeModalWidget() is None
    window.uncover()
