"""Where the keyboard is can be seen: in the window, in each question in front of it, and wherever Tab goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop_portal.core.family_copy import LeftOut
from desktop_portal.forms.answers import Path
from desktop_portal.ui.dialogs import ClosingDialog, Dialog
from desktop_portal.ui.family_dialog import FamilyDialog
from desktop_portal.ui.focus import FocusRing
from desktop_portal.ui.main_window import MainWindow
from desktop_portal.ui.theme import LIGHT

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

MANY = tuple(LeftOut(Path("p", (row,)), "Family", f"Person {row + 1}", "Sam, brother, 7") for row in range(40))
MOST_TABS = 90


@pytest.fixture
def window(qtbot: QtBot, themed: QApplication) -> MainWindow:
    shown = MainWindow(themed)
    shown.add_page("page", QWidget())
    shown.show_page("page")
    qtbot.addWidget(shown, before_close_func=lambda one: one.close_now())
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    return shown


def ring_around(here: QWidget, dialog: Dialog) -> bool:
    """Whether the dialog's ring is drawn around the widget, in the colour that is for it."""
    ring = dialog.findChild(FocusRing)
    if not isinstance(ring, FocusRing) or not ring.isVisible() or here.visibleRegion().isEmpty():
        return False
    seen = here.visibleRegion().boundingRect()
    drawn = dialog.grab(QRect(ring.pos(), ring.size())).toImage()
    top = {drawn.pixelColor(x, 1).name() for x in range(drawn.width())}
    return ring.geometry().contains(here.mapTo(dialog, seen.center())) and QColor(LIGHT.focus).name() in top


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Backtab], ids=["on", "back"])
@pytest.mark.parametrize(
    "made", [lambda parent: ClosingDialog(parent, 2), lambda parent: FamilyDialog(parent, MANY)], ids=["ask", "list"]
)
def test_J15_in_a_question_the_keyboard_is_always_seen(
    made: Callable[[QWidget], Dialog], key: Qt.Key, window: MainWindow, qtbot: QtBot
) -> None:
    dialog = made(window)
    dialog.open()
    qtbot.waitUntil(dialog.isActiveWindow)
    first = QApplication.focusWidget()
    assert first is not None
    been: list[QWidget] = []
    for _ in range(MOST_TABS):
        here = QApplication.focusWidget()
        assert here is not None
        qtbot.waitUntil(lambda here=here: ring_around(here, dialog))
        been.append(here)
        QTest.keyClick(dialog.windowHandle(), key)
        if QApplication.focusWidget() is first:
            break
    assert len(set(been)) == len(been) >= 3
    dialog.reject()
