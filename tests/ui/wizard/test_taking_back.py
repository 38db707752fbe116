from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPlainTextEdit, QWidget

from desktop_portal.core.wizard import RowChange
from desktop_portal.forms.answers import Path

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop_portal.forms.tree import Form
    from tests.support.wizard_desk import Desk, Desks

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PERSON = Path("household.person")


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = CONTROL) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClick(widget, key, modifier)


def text_at(desk: Desk, label: str) -> str:
    line = desk.field(label).answer.parts[0][0]
    assert isinstance(line, QLineEdit | QPlainTextEdit)
    return line.text() if isinstance(line, QLineEdit) else line.toPlainText()


def test_J12_ctrl_z_takes_back_the_last_change_in_whatever_field_it_was(
    desks: Desks, safeguarding: Form, qtbot: QtBot
) -> None:
    desk = desks.open(safeguarding, page="child")
    desk.write("First name", "Amira")
    desk.write("Last name", "Begum")
    press(Qt.Key.Key_Z)
    assert text_at(desk, "Last name") == ""
    press(Qt.Key.Key_Z)
    assert text_at(desk, "First name") == ""
    qtbot.waitUntil(desk.field("First name").answer.parts[0][0].hasFocus)
    press(Qt.Key.Key_Z, CONTROL | SHIFT)
    press(Qt.Key.Key_Y)
    assert (text_at(desk, "First name"), text_at(desk, "Last name")) == ("Amira", "Begum")


def test_J12_ctrl_z_opens_the_section_in_which_the_change_was(desks: Desks, safeguarding: Form, qtbot: QtBot) -> None:
    desk = desks.open(safeguarding, page="strengths")
    desk.write("What do you want to happen?", "A visit")
    desk.open("1 Overview")
    press(Qt.Key.Key_Z)
    assert desk.session.state.page == "strengths"
    qtbot.waitUntil(desk.field("What do you want to happen?").answer.parts[0][0].hasFocus)
    assert text_at(desk, "What do you want to happen?") == ""


def test_J12_undo_and_redo_can_be_pressed_and_say_when_there_is_nothing_to_take_back(
    desks: Desks, safeguarding: Form
) -> None:
    desk = desks.open(safeguarding, page="child")
    undo, redo = desk.hands.find("Undo", QAbstractButton), desk.hands.find("Redo", QAbstractButton)
    assert not undo.isEnabled()
    desk.write("First name", "Amira")
    undo.click()
    assert text_at(desk, "First name") == ""
    assert not undo.isEnabled()
    redo.click()
    assert text_at(desk, "First name") == "Amira"
    assert not redo.isEnabled()


def test_J12_undo_reaches_back_beyond_what_was_saved_by_itself(desks: Desks, safeguarding: Form) -> None:
    desk = desks.open(safeguarding, page="child")
    desk.write("First name", "Amira")
    assert desk.window.save_now()
    press(Qt.Key.Key_Z)
    assert desk.window.save_now()
    kept = desk.store.drafts.load(desk.session.id)
    assert kept is not None
    assert "Amira" not in str(kept.document)


def test_a_removed_person_comes_back_with_one_press_and_never_takes_later_words_with_them(
    desks: Desks, safeguarding: Form
) -> None:
    desk = desks.open(safeguarding, page="household")
    for name in ("Sam", "Ali"):
        desk.session.change_rows(RowChange.ADD, PERSON)
        row = desk.session.state.rows[PERSON].titles
        desk.session.edit(Path("household.person.first-name", (len(row) - 1,)), (name,))
    desk.open("5 Family and household")
    desk.hands.press("Remove, Sam")
    assert desk.session.state.rows[PERSON].titles == ("Ali",)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QAbstractButton)
    focused.click()
    assert desk.session.state.rows[PERSON].titles == ("Sam", "Ali")
    desk.hands.press("Remove, Sam")
    desk.hands.press("Change, Ali")
    desk.write("Other names", "Alison")
    assert not desk.hands.reads("Removed: Sam")


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Down])
def test_ctrl_f_finds_a_question_anywhere_and_goes_there(
    desks: Desks, safeguarding: Form, qtbot: QtBot, key: Qt.Key
) -> None:
    desk = desks.open(safeguarding, page="child")
    desk.field("First name").take_focus()
    press(Qt.Key.Key_F)
    search = QApplication.focusWidget()
    assert isinstance(search, QLineEdit)
    assert search.accessibleName() == "Find in this form"
    QTest.keyClicks(search, "want to happen")
    desk.hands.sees("1 place")
    press(key, Qt.KeyboardModifier.NoModifier)
    if key == Qt.Key.Key_Down:
        press(Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    assert desk.session.state.page == "strengths"
    qtbot.waitUntil(desk.field("What do you want to happen?").answer.parts[0][0].hasFocus)


def test_escape_leaves_the_search_for_the_field_where_the_person_was(desks: Desks, safeguarding: Form) -> None:
    desk = desks.open(safeguarding, page="child")
    desk.field("Last name").take_focus()
    press(Qt.Key.Key_F)
    here = QApplication.focusWidget()
    assert here is not None
    QTest.keyClicks(here, "zzz")
    desk.hands.sees("Nothing found.")
    press(Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert QApplication.focusWidget() is desk.field("Last name").answer.parts[0][0]
    assert desk.hands.find("5 Family and household", QWidget).isVisible()


def test_J10_what_is_left_lists_every_section_and_each_line_leads_to_its_question(
    desks: Desks, safeguarding: Form, qtbot: QtBot
) -> None:
    desk = desks.open(safeguarding, page="overview")
    count = desk.session.state.left_count
    assert count == len(desk.session.what_is_left()) > 20
    desk.hands.press(f"What is left: {count}")
    desk.hands.sees("8 Strengths and the child's voice")
    desk.hands.press('Enter the child\'s last name, or select "I do not know"')
    qtbot.waitUntil(desk.field("Last name").answer.parts[0][0].hasFocus)
    desk.write("Last name", "Begum")
    assert desk.hands.reads(f"What is left: {count - 1}")
    gone = 'Enter the child\'s last name, or select "I do not know"'
    qtbot.waitUntil(lambda: not desk.hands.reads(gone))
