"""Rules on every page of a form, the conflict and the preview: real Tab keys, names, sizes, and text of 400 %."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QWidget,
)

from desktop_portal.ui.demo.hands import name_of, wait_until
from desktop_portal.ui.focus import FocusRing
from desktop_portal.ui.main_window import MainWindow
from desktop_portal.ui.theme import LIGHT, Theme, apply_theme
from desktop_portal.ui.wizard.asked import AskedPanel
from desktop_portal.ui.wizard.foot_bar import FootBar
from desktop_portal.ui.wizard.page_host import PageHost
from desktop_portal.ui.wizard.question import QuestionField
from desktop_portal.ui.wizard.side import Side
from tests.ui.gallery_forms import FORMS, all_is_built

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

MOST_TABS = 300
SAYS_NOTHING = {QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window}


HELD: list[QWidget] = []
"""The window shown last: events go on after a test's last line, and Python may not take the window away in one."""


def opened(name: str, app: QApplication, qtbot: QtBot, width: int, height: int) -> QWidget:
    shown = FORMS[name](app)
    HELD[:] = [shown]
    qtbot.addWidget(shown, before_close_func=lambda one: one.close_now() if isinstance(one, MainWindow) else None)
    shown.resize(width, height)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    wait_until(lambda: all_is_built(shown), "the page is built")
    return shown


def by_tab(window: QWidget) -> Iterator[QWidget]:
    """Go round the window with Tab, once."""
    been: list[QWidget] = []
    for _ in range(MOST_TABS):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Tab)
        here = QApplication.focusWidget()
        assert here is not None
        if here in been:
            # It goes round all of it, not only round a part.
            assert here is been[0] or name_of(been[0]) == name_of(window), f"Tab turns back to '{name_of(here)}'"
            return
        assert unseen_focus(here, window) == ""
        been.append(here)
        yield here
    raise AssertionError("Tab finds no end")


def unseen_focus(here: QWidget, window: QWidget) -> str:
    """What is amiss where the keyboard is: no ring around it, or all of it scrolled away or under something."""
    ring = window.findChild(FocusRing)
    if here.property("ownFocus") or not isinstance(ring, FocusRing):
        return "" if not isinstance(window, MainWindow) or here.property("ownFocus") else "the window has no ring"
    if here.visibleRegion().isEmpty():
        return f"'{name_of(here)}' is not to be seen"
    middle = here.visibleRegion().boundingRect().center()
    around = QRect(ring.mapTo(window, QPoint(0, 0)), ring.size())
    if not ring.isVisible() or not around.contains(here.mapTo(window, middle)):
        return f"the ring is not around '{name_of(here)}'"
    return ""


def takes_tab(widget: QWidget, window: QWidget) -> bool:
    inside_combo = isinstance(widget, QLineEdit) and isinstance(widget.parentWidget(), QComboBox)
    return (
        widget.isVisibleTo(window)
        and widget.isEnabled()
        and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.window() is window
        and not inside_combo
        and not isinstance(widget.parentWidget(), QAbstractButton)
    )


def region(widget: QWidget) -> int:
    """Which part of the window it lies in, as they are read: bars, sections, what the council asks, page, foot."""
    around: QWidget | None = widget
    while around is not None:
        if isinstance(around, Side):
            return 1
        if isinstance(around, AskedPanel):
            return 2
        if isinstance(around, PageHost):
            return 3
        if around.property("kind") == "foot":
            return 4
        around = around.parentWidget()
    return 0


def lost_letters(window: QWidget) -> list[str]:
    """What is shown of a text or a button that has no room for it."""
    cut = [
        one.text()[:40]
        for one in window.findChildren(QLabel)
        if one.isVisible() and one.text() and one.wordWrap() and one.heightForWidth(one.width()) > one.height() + 2
    ]
    narrow = [
        one.accessibleName()[:40]
        for one in window.findChildren(QAbstractButton)
        if one.isVisible() and one.text() and one.width() + 1 < one.minimumSizeHint().width()
    ]
    return cut + narrow


@pytest.mark.parametrize("name", sorted(name for name in FORMS if name.startswith("form")))
def test_the_way_on_stands_at_the_foot_whatever_stands_above_the_page(
    name: str, themed: QApplication, qtbot: QtBot
) -> None:
    window = opened(name, themed, qtbot, 1280, 860)
    foot = window.findChild(FootBar)
    assert isinstance(foot, FootBar)
    assert foot.mapTo(window, QPoint(0, foot.height())).y() <= window.height()


@pytest.mark.parametrize("name", sorted(FORMS))
def test_tab_reaches_all_of_a_page_in_the_order_of_reading_seen_and_named(
    name: str, themed: QApplication, qtbot: QtBot
) -> None:
    window = opened(name, themed, qtbot, 1280, 860)
    reached = list(by_tab(window))
    missed = [one for one in window.findChildren(QWidget) if takes_tab(one, window) and one not in reached]
    assert [name_of(one) for one in missed] == []
    assert [type(one).__name__ for one in reached if not name_of(one)] == []
    told = [QAccessible.queryAccessibleInterface(one) for one in reached]
    assert [one.text(QAccessible.Text.Name) for one in told if one.role() in SAYS_NOTHING] == []
    regions = [region(one) for one in reached]
    turns = sum(later < earlier for earlier, later in zip(regions, [*regions[1:], regions[0]], strict=True))
    assert turns <= 1, [(region(one), name_of(one)) for one in reached]
    page = [one.mapTo(window, QPoint(0, one.height())).y() for one in reached if region(one) == 3]
    assert sum(later < earlier - 24 for earlier, later in itertools.pairwise(page)) <= 1
    small = [(name_of(one), one.size().toTuple()) for one in reached if min(one.width(), one.height()) < 24]
    assert small == []


@pytest.mark.parametrize("name", ["form-wrong", "form-concerns", "form-declaration"])
def test_what_is_wrong_stands_in_the_description_of_each_of_its_fields(
    name: str, themed: QApplication, qtbot: QtBot
) -> None:
    window = opened(name, themed, qtbot, 1280, 860)
    wrong = [one for one in window.findChildren(QuestionField) if one.isVisible() and one.problem]
    assert wrong
    for field in wrong:
        for widget, _ in field.answer.parts:
            told = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Description)
            assert f"Problem: {field.problem}" in told


@pytest.mark.parametrize("name", sorted(FORMS))
def test_text_of_400_percent_in_a_small_window_loses_nothing_on_a_page_of_a_form(
    name: str, qapp: QApplication, qtbot: QtBot
) -> None:
    apply_theme(qapp, Theme(LIGHT, 4.0))
    window = opened(name, qapp, qtbot, 1024, 768)
    wait_until(lambda: lost_letters(window) == [], lambda: f"nothing is cut: {lost_letters(window)}", 10)
    areas = [one for one in window.findChildren(QScrollArea) if one.isVisible() and one.widget() is not None]
    sideways = [
        (type(one.widget()).__name__, one.horizontalScrollBar().maximum(), one.viewport().width())
        for one in areas
        if one.horizontalScrollBar().maximum() > 0
    ]
    apply_theme(qapp, Theme())
    assert sideways == []
