"""A screen reader may ask an area for a scroll bar that has just gone, and the program lives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QScrollArea

from desktop_portal.ui.accessible import tell_screen_readers

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class Area(QScrollArea):
    """An area of the program's own, as its pages have."""


def test_an_area_has_as_many_children_hidden_as_shown_and_none_beyond_the_end(qtbot: QtBot) -> None:
    tell_screen_readers()
    for area in (QScrollArea(), Area()):
        qtbot.addWidget(area)
        area.setWidget(QLabel("A long line of words. " * 40))
        area.resize(200, 100)
        area.show()
        told = QAccessible.queryAccessibleInterface(area)
        shown = told.childCount()
        assert shown >= 2
        area.hide()
        assert told.childCount() == shown
        assert told.child(shown) is None
        assert told.child(shown + 40) is None
