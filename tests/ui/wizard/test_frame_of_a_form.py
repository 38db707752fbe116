"""What stands around the page of a form: the way back, the sections with their states, and when it was saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QVBoxLayout, QWidget

from desktop_portal.core.page_state import PageRow
from desktop_portal.core.wizard import State
from desktop_portal.ui.demo.hands import wait_until
from desktop_portal.ui.scrolling import scrolled
from desktop_portal.ui.theme import LIGHT, Theme, apply_theme
from desktop_portal.ui.wizard.page_host import Content
from desktop_portal.ui.wizard.section_list import Colours, SectionRow
from desktop_portal.ui.wizard.wording import clock_words
from tests.support.wizard_desk import NOON

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from desktop_portal.forms.tree import Form
    from tests.support.wizard_desk import Desk, Desks

WORDS = {
    State.NOT_STARTED: "Not started",
    State.IN_PROGRESS: "In progress",
    State.PROBLEM: "There is a problem",
    State.COMPLETED: "Completed",
}
MOST_FIGURES = 75


def row(page: str, desk: Desk) -> SectionRow:
    return next(one for one in desk.window.findChildren(SectionRow) if one.page == page)


def ink(widget: QWidget, place: QRect) -> frozenset[tuple[int, int]]:
    """Which pixels of a place are not of the ground, whatever their colour."""
    picture = widget.grab(place).toImage().convertToFormat(QImage.Format.Format_RGB32)
    ground = picture.pixel(0, 0)
    across, down = range(picture.width()), range(picture.height())
    return frozenset((x, y) for x in across for y in down if picture.pixel(x, y) != ground)


@pytest.fixture
def rows(qtbot: QtBot, themed: QApplication) -> Iterator[dict[State, SectionRow]]:
    """One section in each of its states."""
    del themed
    inside = QWidget()
    column = QVBoxLayout(inside)
    colours, made = Colours(inside), {}
    for state in State:
        made[state] = SectionRow(PageRow("child", 3, "The child", state), colours, inside)
        column.addWidget(made[state])
    window = scrolled(inside)
    qtbot.addWidget(window)
    window.resize(330, 400)
    with qtbot.waitExposed(window):
        window.show()
    yield made
    window.close()


def test_J08_each_state_of_a_section_is_written_and_has_a_shape_of_its_own(rows: dict[State, SectionRow]) -> None:
    shapes, written = set(), set()
    for state, one in rows.items():
        assert WORDS[state] in one.accessibleName()
        _title, words = one._places(one.width())
        assert words.bottom() <= one.height()
        written.add(ink(one, words))
        shapes.add(ink(one, QRect(one.width() - 44, 0, 40, one.height())))
    assert frozenset() not in shapes | written
    assert len(shapes) == len(written) == len(State), "without any colour they are told apart"


def test_J08_sections_are_numbered_and_say_how_they_stand_and_how_many_there_are(
    desks: Desks, safeguarding: Form
) -> None:
    desk = desks.open(safeguarding)
    numbers = [one.accessibleName().split(" ")[0] for one in desk.window.findChildren(SectionRow)]
    assert numbers == [str(number) for number in range(1, 13)]
    assert row("child", desk).accessibleName() == "3 Child / young person's details, Not started"
    desk.open("3 Child / young person's details")
    desk.write("First name", "Amira")
    assert row("child", desk).accessibleName() == "3 Child / young person's details, In progress, this page"
    desk.open("11 Check your answers")
    assert row("child", desk).accessibleName() == "3 Child / young person's details, There is a problem"


def test_J20_the_way_back_is_at_the_top_left_and_saves_before_it_leaves(desks: Desks, safeguarding: Form) -> None:
    desk = desks.open(safeguarding, page="child")
    back = desk.hands.find("Back to all forms", QAbstractButton)
    at = back.mapTo(desk.window, QPoint(0, 0))
    others = [one for one in desk.window.findChildren(QAbstractButton) if one.isVisible() and one is not back]
    places = [one.mapTo(desk.window, QPoint(0, 0)) for one in others]
    assert all(place.y() > at.y() or place.x() > at.x() + back.width() for place in places)
    desk.write("First name", "Amira")
    back.click()
    assert desk.left == [True]
    assert desk.store.drafts.load(desk.session.id) is not None


def test_J13_when_it_was_saved_last_is_in_sight_wherever_one_has_scrolled_to(desks: Desks, safeguarding: Form) -> None:
    desk = desks.open(safeguarding, page="child")
    desk.hands.sees("Nothing to save yet. Everything you write is saved by itself.")
    desk.write("First name", "Amira")
    assert desk.hands.reads("Not saved yet")
    assert desk.window.save_now()
    time = clock_words(NOON)
    for words in (f"saved {time}", f"Saved on this computer at {time}."):
        desk.hands.sees(words)
        shown = next(one for one in desk.hands.all(QLabel) if words in one.text())
        around: QWidget | None = shown
        while around is not None:
            assert not isinstance(around, QScrollArea), "it does not scroll away"
            around = around.parentWidget()


def test_J08_a_page_is_one_column_of_at_most_75_figures_at_any_size_of_text(
    desks: Desks, safeguarding: Form, qapp: QApplication
) -> None:
    desk = desks.open(safeguarding, page="consent")
    page = desk.window.findChild(Content)
    assert isinstance(page, Content)
    for scale in (1.0, 2.0, 1.0):
        apply_theme(qapp, Theme(LIGHT, scale))
        figure = page.fontMetrics().horizontalAdvance("0")
        wait_until(
            lambda figure=figure: 60 <= page._page.maximumWidth() / figure <= MOST_FIGURES,
            lambda figure=figure: f"{page._page.maximumWidth()} pixels are 60 to 75 figures of {figure}",
        )
    apply_theme(qapp, Theme())
