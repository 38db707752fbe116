"""A form in a small window with large text: all of it is reached by scrolling, and very long words break."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect
from PySide6.QtTest import QTest

from desktop_portal.ui.breaking import BREAK, breakable
from desktop_portal.ui.demo.hands import wait_until
from desktop_portal.ui.main_window import MainWindow
from desktop_portal.ui.theme import LIGHT, Theme, apply_theme
from desktop_portal.ui.widgets import Button, Text
from desktop_portal.ui.wizard.foot_bar import FootBar
from desktop_portal.ui.wizard.page_host import PageHost
from tests.ui.gallery_forms import FORMS, LONG_WORD, all_is_built

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication, QWidget
    from pytestqt.qtbot import QtBot

NOTCH, ENOUGH = 120, 12


@pytest.fixture
def twice_as_large(qapp: QApplication) -> Iterator[QApplication]:
    apply_theme(qapp, Theme(LIGHT, 2.0))
    yield qapp
    apply_theme(qapp, Theme())


def opened(name: str, app: QApplication, qtbot: QtBot) -> MainWindow:
    window = FORMS[name](app)
    assert isinstance(window, MainWindow)
    qtbot.addWidget(window, before_close_func=lambda _one: window.close_now())
    window.resize(900, 650)
    with qtbot.waitExposed(window):
        window.show()
    wait_until(lambda: all_is_built(window), "the page is built")
    foot = window.findChild(FootBar)
    assert isinstance(foot, FootBar)
    wait_until(lambda: foot.isVisible() and foot.width() > window.width() * 0.9, "all has its place")
    return window


def turn_the_wheel(window: QWidget, notches: int) -> None:
    """Turn the wheel with the mouse over the page, as the window's system says it."""
    place = QPointF(window.width() / 2, window.height() - 40)
    for _ in range(abs(notches)):
        QTest.wheelEvent(window.windowHandle(), place, QPoint(0, NOTCH if notches > 0 else -NOTCH))


def seen(widget: QWidget, window: QWidget) -> bool:
    """Whether all of it lies inside the window."""
    return window.rect().contains(QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()))


@pytest.mark.parametrize("name", ["form", "form-asked", "form-check"])
def test_with_text_of_200_percent_in_a_small_window_the_wheel_brings_the_way_on_before_the_page_moves(
    name: str, twice_as_large: QApplication, qtbot: QtBot
) -> None:
    window = opened(name, twice_as_large, qtbot)
    foot = window.findChild(FootBar)
    assert isinstance(foot, FootBar)
    assert not seen(foot, window), "the bars above take its place"
    notches = 0
    while not seen(foot, window) and notches < ENOUGH:
        turn_the_wheel(window, -1)
        notches += 1
    assert seen(foot, window), "a few notches, however long the page is"
    assert foot.mapTo(window, QPoint(0, 0)).y() > window.height() * 0.7, "and most of the window is the page's"
    host = window.findChild(PageHost)
    assert isinstance(host, PageHost)
    assert host.place().scroll == 0, "nothing of the page was passed over"
    turn_the_wheel(window, ENOUGH)
    assert seen(window.top_bar, window), "back at the top the bars are there again"


def test_a_word_longer_than_a_line_breaks_and_is_read_and_found_as_it_was_written(qapp: QApplication) -> None:
    for widget in (Text(LONG_WORD, "body"), Button(LONG_WORD, "link")):
        assert widget.text() == LONG_WORD
        assert widget.accessibleName() == LONG_WORD
        whole = widget.fontMetrics().horizontalAdvance(LONG_WORD)
        assert widget.minimumSizeHint().width() < whole / 3
        assert widget.heightForWidth(whole // 3) > widget.heightForWidth(whole + 80)
        widget.deleteLater()


def test_usual_words_never_break() -> None:
    text = "The safeguarding documentation of Llanfairpwllgwyngyll, anghyfrifoldeb & so on"
    assert breakable(text) == text
    assert breakable(f"Write to {LONG_WORD} today").replace(BREAK, "") == f"Write to {LONG_WORD} today"
