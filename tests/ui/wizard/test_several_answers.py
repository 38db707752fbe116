"""Questions that take several answers: line by line, and a long list of boxes that typing narrows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from desktop_portal.forms.answers import Coding, Path
from desktop_portal.forms.questionnaire import compile_form
from desktop_portal.ui.demo.hands import name_of, wait_until
from desktop_portal.ui.editors.choices import CheckEditor
from desktop_portal.ui.editors.several import SeveralEditor
from tests.forms.building import group, item, options, questionnaire

if TYPE_CHECKING:
    from desktop_portal.forms.tree import Form
    from tests.support.wizard_desk import Desk, Desks

NAMES, CARE = "Other names", "Who helps the family?"
HELPERS = [f"helper number {at}" for at in range(19)]


def a_form() -> Form:
    helpers = options("aunt", *HELPERS, "nobody", exclusive="nobody")
    care = item("care", "choice", text=CARE, repeats=True, answerOption=helpers)
    return compile_form(questionnaire(group("facts", item("names", text=NAMES, repeats=True), care)))


@pytest.fixture
def desk(desks: Desks, themed: QApplication) -> Desk:
    return desks.open(a_form())


def lines(desk: Desk) -> list[QLineEdit]:
    editor = desk.field(NAMES).answer
    assert isinstance(editor, SeveralEditor)
    return [part for part, _ in editor.parts if isinstance(part, QLineEdit)]


def buttons(desk: Desk, name: str) -> list[QPushButton]:
    return [one for one in desk.field(NAMES).findChildren(QPushButton) if one.isVisible() and one.text() == name]


def press(desk: Desk, name: str) -> None:
    wait_until(lambda: buttons(desk, name), f"{name} is there")
    buttons(desk, name)[0].click()


def kept(desk: Desk, link_id: str) -> tuple[object, ...]:
    return tuple(desk.session.state.fields[Path(link_id)].values)


def test_J08_several_names_are_written_line_by_line_kept_and_opened_again(desk: Desk, desks: Desks) -> None:
    QTest.keyClicks(lines(desk)[0], "Sam Jones")
    press(desk, "Add another")
    assert QApplication.focusWidget() is lines(desk)[1], "one writes on in the new line"
    QTest.keyClicks(lines(desk)[1], "Samuel Smith")
    press(desk, "Add another")
    assert [name_of(line) for line in lines(desk)] == [NAMES, f"{NAMES} 2", f"{NAMES} 3"]
    wait_until(lambda: kept(desk, "names") == ("Sam Jones", "Samuel Smith"), "an empty line is no answer")
    assert desk.window.save_now()
    draft = desk.store.drafts.load(desk.session.id)
    assert draft is not None
    again = desks.open(a_form(), draft)
    assert [line.text() for line in lines(again)] == ["Sam Jones", "Samuel Smith"]


def test_J08_a_name_that_is_removed_can_be_got_back(desk: Desk) -> None:
    QTest.keyClicks(lines(desk)[0], "Sam Jones")
    press(desk, "Add another")
    QTest.keyClicks(lines(desk)[1], "Samuel Smith")
    press(desk, "Remove")
    wait_until(lambda: kept(desk, "names") == ("Sam Jones",), "the second name has gone")
    assert len(lines(desk)) == 1
    assert not [
        one for one in desk.field(NAMES).findChildren(QPushButton) if one.isVisible() and one.text() == "Remove"
    ]
    desk.hands.press("Undo")
    wait_until(lambda: [line.text() for line in lines(desk)] == ["Sam Jones", "Samuel Smith"], "both are back")


def test_J08_typing_narrows_a_long_list_of_boxes_and_what_is_ticked_stays(desk: Desk) -> None:
    editor = desk.field(CARE).answer
    assert isinstance(editor, CheckEditor)
    desk.choose(CARE, "Helper Number 3")
    QTest.keyClicks(editor.search, "aunt")
    shown = [row.option.label for row in editor.rows if row.isVisible()]
    assert shown == ["Aunt", "Helper Number 3"]
    desk.choose(CARE, "Aunt")
    editor.search.clear()
    assert all(row.isVisible() for row in editor.rows)
    codes = {one.code for one in kept(desk, "care") if isinstance(one, Coding)}
    assert codes == {"aunt", "helper number 3"}
    desk.choose(CARE, "Nobody")
    assert {one.code for one in kept(desk, "care") if isinstance(one, Coding)} == {"nobody"}
