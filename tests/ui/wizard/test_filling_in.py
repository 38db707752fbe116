from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop_portal.forms.answers import Absent, Date, Path

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop_portal.forms.tree import Form
    from desktop_portal.store.database import Store
    from tests.support.wizard_desk import Desks


def test_J08_next_tells_once_what_is_missing_and_then_lets_the_person_go_on(desks: Desks, safeguarding: Form) -> None:
    desk = desks.open(safeguarding)
    desk.hands.press("Next")
    assert desk.session.state.page == "overview"
    assert desk.window.windowTitle().startswith("Error: Overview")
    assert desk.field("What is this form about?").problem == "Select what this form is about"
    summary = QApplication.focusWidget()
    assert summary is not None
    assert summary.accessibleName() == "There is a problem"
    desk.hands.press("Next")
    assert desk.session.state.page == "professional"
    assert not desk.window.windowTitle().startswith("Error")


def test_J08_a_line_of_the_summary_jumps_to_its_question(desks: Desks, safeguarding: Form, qtbot: QtBot) -> None:
    desk = desks.open(safeguarding, page="child")
    desk.hands.press("Next")
    desk.hands.press('Enter the child\'s last name, or select "I do not know"')
    line = desk.field("Last name").answer.parts[0][0]
    qtbot.waitUntil(line.hasFocus)
    assert line.accessibleName() == "Last name, must be answered"
    assert "Enter the child's last name" in line.accessibleDescription()


def test_J10_a_question_that_does_not_apply_is_not_shown_and_appears_without_moving_the_focus(
    desks: Desks, safeguarding: Form
) -> None:
    desk = desks.open(safeguarding)
    assert not desk.shows("When did you phone?")
    button = desk.field("Have you already phoned the council about this?").answer.parts[0][0]
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert desk.shows("When did you phone?")
    assert QApplication.focusWidget() is button
    desk.choose("Have you already phoned the council about this?", "No")
    assert not desk.shows("When did you phone?")


def test_an_option_chosen_by_a_screen_readers_own_action_is_an_answer(desks: Desks, safeguarding: Form) -> None:
    desk = desks.open(safeguarding)
    field = desk.field("Have you already phoned the council about this?")
    QAccessible.queryAccessibleInterface(field.answer.parts[1][0]).actionInterface().doAction("Toggle")
    assert desk.session.state.fields[field.path].values
    assert not desk.session.undo().fields[field.path].values, "it was one change, so one press takes it back"


@pytest.mark.parametrize("label", ["Last name", "Religion or belief"])
def test_what_is_dictated_into_a_field_without_a_key_is_saved(desks: Desks, safeguarding: Form, label: str) -> None:
    desk = desks.open(safeguarding, page="child")
    field = desk.field(label)
    widget = field.answer.parts[0][0]
    line = widget if isinstance(widget, QLineEdit) else widget.findChildren(QLineEdit)[0]
    QAccessible.queryAccessibleInterface(line).setText(QAccessible.Text.Value, "Begum")
    assert line.text() == "Begum"
    assert desk.session.state.fields[field.path].values
    assert desk.window.save_now()
    assert "Begum" in json.dumps(desk.store.drafts.load(desk.session.id).document)


def test_J10_i_do_not_know_empties_the_field_and_typing_takes_it_back(desks: Desks, safeguarding: Form) -> None:
    desk = desks.open(safeguarding, page="child")
    desk.write("Last name", "Begu")
    desk.hands.press("I do not know, Last name")
    line = desk.field("Last name").answer.parts[0][0]
    assert isinstance(line, QLineEdit)
    assert line.text() == ""
    assert desk.session.state.fields[Path("child.last-name")].values == (Absent("asked-unknown"),)
    assert desk.hands.reads("✓ I do not know")
    desk.write("Last name", "B")
    assert desk.session.state.fields[Path("child.last-name")].values == ("B",)


def test_J10_a_month_may_be_written_as_a_name_and_stays_as_typed(desks: Desks, safeguarding: Form) -> None:
    desk = desks.open(safeguarding, page="child")
    desk.choose("Is the child born yet?", "Yes")
    for part, text in enumerate(("14", "May", "2019")):
        desk.write("Date of birth", text, part)
    assert desk.session.state.fields[Path("child.dob")].values == (Date("2019-05-14"),)
    assert [box.property("text") for box, _ in desk.field("Date of birth").answer.parts] == ["14", "May", "2019"]


def test_J12_what_is_typed_is_on_the_disk_within_a_second_without_being_asked_for(
    desks: Desks, safeguarding: Form, qtbot: QtBot, store: Store
) -> None:
    desk = desks.open(safeguarding, page="child")
    desk.write("First name", "Amira")
    assert store.drafts.load(desk.session.id) is None
    qtbot.waitUntil(lambda: store.drafts.load(desk.session.id) is not None, timeout=1000)
    again = desks.open(safeguarding, store.drafts.load(desk.session.id))
    assert again.session.state.page == "child"
    line = again.field("First name").answer.parts[0][0]
    assert isinstance(line, QLineEdit)
    assert line.text() == "Amira"


def test_J13_save_for_later_saves_leaves_and_has_said_until_when(
    desks: Desks, safeguarding: Form, store: Store, qtbot: QtBot
) -> None:
    desk = desks.open(safeguarding, page="child")
    desk.write("First name", "Amira")
    desk.window.save_now()
    assert desk.hands.reads("Kept until 23 December.")
    desk.hands.press("Save for later")
    assert desk.left == [True]
    assert [one.id for one in store.drafts.summaries()] == [desk.session.id]


@pytest.mark.parametrize("typed", ["01632 960 001", "(01632) 960-001", "+44 1632 960001"])
def test_J11_telephone_numbers_are_taken_as_people_write_them(desks: Desks, safeguarding: Form, typed: str) -> None:
    desk = desks.open(safeguarding, page="professional")
    desk.write("Work telephone", typed)
    desk.hands.press("Next")
    assert desk.field("Work telephone").problem == ""
    assert desk.session.state.fields[Path("professional.work-phone")].values == (typed,)
