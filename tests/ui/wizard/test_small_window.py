"""A form in a small window with large text: all of it is reached by scrolling, and very long words break."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, Qt
from PySide6.QtTest import QTest
from shiboken6 import isValid

from desktop_portal.ui.breaking import BREAK, breakable
from desktop_portal.ui.demo.hands import wait_until
from desktop_portal.ui.main_window import MainWindow
from desktop_portal.ui.pages.home import HomePage, HomeState
from desktop_portal.ui.theme import LIGHT, Theme, apply_theme
from desktop_portal.ui.widgets import Button, Text
from desktop_portal.ui.wizard.foot_bar import FootBar
from desktop_portal.ui.wizard.page_host import PageHost
from desktop_portal.ui.wizard.wizard_window import WizardWindow
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
    """Turn the wheel with the mouse over the page, just above the foot, as the window's system says it."""
    foot = window.findChild(FootBar)
    assert isinstance(foot, FootBar)
    place = QPointF(window.width() / 2, foot.mapTo(window, QPoint(0, 0)).y() - 20)
    for _ in range(abs(notches)):
        QTest.wheelEvent(window.windowHandle(), place, QPoint(0, NOTCH if notches > 0 else -NOTCH))


def seen(widget: QWidget, window: QWidget) -> bool:
    """Whether all of it lies inside the window."""
    return window.rect().contains(QRect(widget.mapTo(window, QPoint(0, 0)), widget.size()))


@pytest.mark.parametrize("name", ["form", "form-asked", "form-check"])
def test_with_text_of_200_percent_in_a_small_window_the_way_on_is_in_sight_and_the_bars_give_way_to_the_page(
    name: str, twice_as_large: QApplication, qtbot: QtBot
) -> None:
    window = opened(name, twice_as_large, qtbot)
    foot, host = window.findChild(FootBar), window.findChild(PageHost)
    assert isinstance(foot, FootBar)
    assert isinstance(host, PageHost)
    wait_until(lambda: seen(foot, window), "the way on is in sight before anything is scrolled")
    assert seen(window.top_bar, window), "and so is whom to call"
    assert foot.height() < window.height() / 3
    turns = 0
    bars = window.danger_bar
    while bars.mapTo(window, QPoint(0, bars.height())).y() > 0 and turns < ENOUGH:
        turn_the_wheel(window, -1)
        turns += 1
    assert host.place().scroll == 0, "the bars went first; nothing of the page was passed over"
    assert host.mapTo(window, QPoint(0, host.height())).y() > window.height() / 2, "the page has their room"
    turn_the_wheel(window, -3)
    assert host.place().scroll > 0, "then the page moves"
    assert seen(foot, window), "and the way on stays"
    turn_the_wheel(window, ENOUGH)
    assert seen(window.top_bar, window), "back at the top the bars are there again"


def test_the_way_on_stands_under_the_page_again_when_the_window_grows_and_keeps_the_keyboard(
    twice_as_large: QApplication, qtbot: QtBot
) -> None:
    window = opened("form", twice_as_large, qtbot)
    foot, host = window.findChild(FootBar), window.findChild(PageHost)
    assert isinstance(foot, FootBar)
    assert isinstance(host, PageHost)
    wizard = window.findChild(WizardWindow)
    assert isinstance(wizard, WizardWindow)
    wait_until(lambda: not wizard.isAncestorOf(foot), "the window keeps the foot")
    save = next(one for one in foot.findChildren(Button) if one.accessibleName() == "Save for later")
    save.setFocus()
    window.resize(2400, 1700)
    wait_until(lambda: wizard.isAncestorOf(foot) and seen(foot, window), "there is room under the page")
    assert window.focusWidget() is save
    assert foot.mapTo(window, QPoint(0, 0)).x() == host.mapTo(window, QPoint(0, 0)).x(), "beside the sections"
    window.resize(900, 650)
    wait_until(lambda: not wizard.isAncestorOf(foot) and seen(foot, window), "and it is in sight in the small one")
    assert window.focusWidget() is save
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Backtab)
    assert window.focusWidget() in foot.findChildren(Button), "Tab goes through it as before"


def test_another_page_has_no_foot_of_the_form(twice_as_large: QApplication, qtbot: QtBot) -> None:
    window = opened("form", twice_as_large, qtbot)
    foot = window.findChild(FootBar)
    assert isinstance(foot, FootBar)
    wait_until(lambda: seen(foot, window), "the way on is in sight")
    home = HomePage()
    home.show_state(HomeState("01632 960 001"))
    window.add_page("home", home)
    window.show_page("home")
    assert not foot.isVisible()
    window.show_page("form")
    wait_until(lambda: foot.isVisible() and seen(foot, window), "it comes back with the form")
    window.remove_page("form")
    assert not foot.isVisible()
    wait_until(lambda: not isValid(foot), "it goes with its form")


def test_text_so_large_that_the_foot_would_take_the_page_leaves_it_at_the_end(qapp: QApplication, qtbot: QtBot) -> None:
    apply_theme(qapp, Theme(LIGHT, 4.0))
    try:
        window = opened("form", qapp, qtbot)
        wizard = window.findChild(WizardWindow)
        assert isinstance(wizard, WizardWindow)
        assert wizard.findChild(FootBar) is not None
    finally:
        apply_theme(qapp, Theme())


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
