from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from desktop_portal.forms.answers import Coding, Path
from desktop_portal.forms.tree import Question
from desktop_portal.ui.editors.body_map import BodyPicture
from desktop_portal.ui.editors.body_shapes import drawing

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop_portal.forms.tree import Form
    from tests.support.wizard_desk import Desk, Desks

MARK, INJURY = Path("concerns.mark"), "Does the child have an injury or mark?"
ELSEWHERE = {"many"}


def the_map(desk: Desk, qtbot: QtBot) -> BodyPicture:
    qtbot.waitUntil(lambda: desk.shows(INJURY))
    desk.choose(INJURY, "Yes")
    qtbot.waitUntil(lambda: any(one.isVisible() for one in desk.window.findChildren(BodyPicture)))
    picture = next(one for one in desk.window.findChildren(BodyPicture) if one.isVisible())
    qtbot.waitUntil(lambda: picture.height() > 400)
    return picture


def press_on(picture: BodyPicture, code: str) -> None:
    place = drawing().place(code)
    assert place is not None
    inside = next(p for p in (place.middle, QPointF(place.middle.x(), place.middle.y() + 5)) if place.shape.contains(p))
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=picture._fit().map(inside).toPoint())


def site_of(desk: Desk, row: int) -> str:
    (value,) = desk.session.state.fields[Path("concerns.mark.site", (row,))].values
    assert isinstance(value, Coding)
    return value.code


def test_every_place_of_the_list_is_on_the_drawing_and_the_other_way_round(safeguarding: Form) -> None:
    question = safeguarding.items["concerns.mark.site"]
    assert isinstance(question, Question)
    listed = {option.value.code for option in question.options if isinstance(option.value, Coding)}
    drawn = [place.code for place in drawing().places if place.code]
    assert len(drawn) == len(set(drawn)) > 50
    assert set(drawn) == listed - ELSEWHERE


def test_left_is_the_childs_own_left_on_both_sides() -> None:
    for place in drawing().places:
        if "left" in place.code or "right" in place.code:
            half = 120 if place.side == "front" else 380
            viewers_left = place.middle.x() < half
            assert viewers_left == (("right" in place.code) == (place.side == "front")), place.code


def test_a_press_on_the_body_adds_a_row_that_says_where_and_asks_what(
    desks: Desks, safeguarding: Form, qtbot: QtBot
) -> None:
    desk = desks.open(safeguarding, page="concerns")
    picture = the_map(desk, qtbot)
    press_on(picture, "upper-arm-left-back")
    assert site_of(desk, 0) == "upper-arm-left-back"
    assert desk.session.state.rows[MARK].titles == ("Back of the left upper arm",)
    qtbot.waitUntil(lambda: desk.shows("Who saw it?"))
    desk.choose("What is it?", "Bruise")
    assert desk.session.state.rows[MARK].titles == ("Back of the left upper arm, bruise",)
    for label in ("Size", "Colour", "When was it seen?"):
        assert desk.shows(label)


def test_one_undo_takes_a_mark_off_the_body_again(desks: Desks, safeguarding: Form, qtbot: QtBot) -> None:
    desk = desks.open(safeguarding, page="concerns")
    picture = the_map(desk, qtbot)
    press_on(picture, "belly")
    desk.session.undo()
    assert desk.session.state.rows[MARK].titles == ()


def test_the_whole_map_can_be_used_by_keyboard_and_says_where_one_is(
    desks: Desks, safeguarding: Form, qtbot: QtBot
) -> None:
    desk = desks.open(safeguarding, page="concerns")
    picture = the_map(desk, qtbot)
    picture.setFocus()
    assert picture.accessibleDescription().startswith("Forehead. Arrow keys")
    seen = {"forehead"}
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right):
        QTest.keyClick(picture, key)
        seen.add(picture.accessibleDescription().partition(".")[0])
    assert len(seen) > 4
    where = picture.accessibleDescription().partition(".")[0]
    QTest.keyClick(picture, Qt.Key.Key_Space)
    assert desk.session.state.rows[MARK].titles == (where,)
    picture.setFocus()
    assert picture.accessibleDescription().startswith(f"{where}: mark 1.")
    QTest.keyClick(picture, Qt.Key.Key_Return)
    assert len(desk.session.state.rows[MARK].titles) == 1


def test_every_place_can_be_reached_with_the_arrow_keys() -> None:
    start = drawing().place("forehead")
    assert start is not None
    reached, edge = {start.code}, [start]
    while edge:
        place = edge.pop()
        for way in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            after = drawing().beside(place, *way)
            if after.code not in reached:
                reached.add(after.code)
                edge.append(after)
    assert reached == {place.code for place in drawing().places if place.code}


def test_who_cannot_see_or_point_enters_the_same_in_the_list_and_it_appears_on_the_body(
    desks: Desks, safeguarding: Form, qtbot: QtBot
) -> None:
    desk = desks.open(safeguarding, page="concerns")
    picture = the_map(desk, qtbot)
    desk.hands.press("Add injury or mark")
    qtbot.waitUntil(lambda: desk.shows("Where on the body?"))
    site = desk.field("Where on the body?").answer.parts[0][0]
    assert isinstance(site, QComboBox)
    QTest.keyClicks(site, "private parts")
    assert site_of(desk, 0) == "genitals"
    assert picture.words(next(p for p in drawing().places if p.code == "genitals")) == "Genital area: mark 1"


@pytest.mark.parametrize("code", ["forehead", "calf-right"])
def test_a_press_on_a_mark_opens_its_row_and_adds_none(
    desks: Desks, safeguarding: Form, qtbot: QtBot, code: str
) -> None:
    desk = desks.open(safeguarding, page="concerns")
    picture = the_map(desk, qtbot)
    press_on(picture, code)
    press_on(picture, "belly")
    middle = drawing().place(code)
    assert middle is not None
    QTest.mouseClick(picture, Qt.MouseButton.LeftButton, pos=picture._fit().map(middle.middle).toPoint())
    assert len(desk.session.state.rows[MARK].titles) == 2
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QComboBox))
