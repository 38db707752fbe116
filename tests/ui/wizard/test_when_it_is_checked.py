"""Answers are checked on Next, on opening Check your answers and on Submit; not on leaving a field, nor to save."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from desktop_portal.core.person import Person
from desktop_portal.forms.answers import Path
from desktop_portal.ui.fields import ErrorSummary, FieldLabel
from desktop_portal.ui.theme import LIGHT
from desktop_portal.ui.wizard.question import QuestionField
from desktop_portal.ui.wizard.section_view import MustBeAnswered

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop_portal.forms.tree import Form
    from tests.support.wizard_desk import Desk, Desks

NUMBER = "999 00"


def problems(desk: Desk) -> list[str]:
    return [one.problem for one in desk.window.findChildren(QuestionField) if one.isVisible() and one.problem]


def summary(desk: Desk) -> ErrorSummary | None:
    return next((one for one in desk.window.findChildren(ErrorSummary) if one.isVisible()), None)


def test_J10_leaving_a_field_and_saving_call_nothing_wrong_and_next_does(
    desks: Desks, safeguarding: Form, qtbot: QtBot
) -> None:
    desk = desks.open(safeguarding, page="child")
    qtbot.waitUntil(lambda: desk.shows("NHS number"))
    desk.write("NHS number", NUMBER)
    here = QApplication.focusWidget()
    assert here is not None
    QTest.keyClick(here, Qt.Key.Key_Tab)
    desk.field("Last name").take_focus()
    assert problems(desk) == []
    QTest.keyClick(desk.window.windowHandle(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert desk.store.drafts.load(desk.session.id) is not None, "what is wrong is saved all the same"
    assert problems(desk) == []
    assert not desk.window.windowTitle().startswith("Error")
    desk.hands.press("Next")
    number = desk.field("NHS number")
    assert number.problem
    shown = summary(desk)
    assert shown is not None
    lines = [one.text() for one in shown.findChildren(QPushButton)]
    assert number.problem in lines, "the same words in the summary as beside the field"
    line = number.answer.parts[0][0]
    assert isinstance(line, QLineEdit)
    assert line.text() == NUMBER
    assert desk.window.windowTitle().startswith("Error: Child")


def test_J10_opening_check_your_answers_and_submitting_check_all_sections(desks: Desks, safeguarding: Form) -> None:
    desk = desks.open(safeguarding, page="child")
    desk.open("11 Check your answers")
    desk.open("1 Overview")
    assert desk.field("What is this form about?").problem == "Select what this form is about"
    assert summary(desk) is not None
    assert desk.window.windowTitle().startswith("Error: Overview")
    desk.open("12 Declaration & Submit")
    assert problems(desk) == []
    desk.hands.press("Submit to Local Authority")
    assert QApplication.activeModalWidget() is None, "nobody is asked to send what cannot be sent"
    assert problems(desk)
    assert summary(desk) is QApplication.focusWidget()


def test_J08_change_leads_to_the_question_and_the_button_on_the_page_leads_back(
    desks: Desks, safeguarding: Form, qtbot: QtBot
) -> None:
    desk = desks.open(safeguarding, page="child")
    desk.write("First name", "Amira")
    desk.open("11 Check your answers")
    desk.hands.press("Change, First name")
    line = desk.field("First name").answer.parts[0][0]
    qtbot.waitUntil(line.hasFocus)
    desk.write("First name", "Amira Louise")
    desk.hands.press("Return to Check your answers")
    assert desk.session.state.page == "check"
    assert desk.hands.reads("Amira Louise")


def test_J10_what_must_be_answered_has_a_red_asterisk_that_is_explained_above_and_said_aloud(
    desks: Desks, safeguarding: Form
) -> None:
    desk = desks.open(safeguarding, page="child")
    fields = [one for one in desk.window.findChildren(QuestionField) if one.isVisible()]
    assert {one.question.required for one in fields} == {True, False}
    explained = next(one for one in desk.window.findChildren(MustBeAnswered) if one.isVisible())
    assert desk.hands.reads("must be answered. If you do not know, say so")
    for field in fields:
        label = field.findChild(FieldLabel)
        if label is None or not label.isVisible():
            continue
        must = field.question.required
        assert label.text().endswith("\u00a0*") == must
        assert ("must be answered" in label.accessibleName()) == must
        assert field.mapTo(desk.window, QPoint(0, 0)).y() > explained.mapTo(desk.window, QPoint(0, 0)).y()
    label = desk.field("Last name").findChild(FieldLabel)
    assert label is not None
    drawn = label.grab().toImage()
    seen = {drawn.pixelColor(x, y).name() for x in range(drawn.width()) for y in range(drawn.height())}
    assert LIGHT.bad.lower() in seen


def test_J08_what_the_account_knows_is_filled_in_says_so_and_can_be_changed(
    desks: Desks, safeguarding: Form, qtbot: QtBot
) -> None:
    desk = desks.open(safeguarding)
    sam = Person("1", "sam.patel@example.gov.uk", "Sam", "Patel", "Teacher", "Hill Primary School", "01632 960 123")
    desk.session.prefill(sam)
    desk.open("2 Professional's details")
    copied = "Copied from your account. You can change it."
    known = ("Your full name", "Your job role", "Organisation", "Work telephone", "Work e-mail address")
    for label in known:
        qtbot.waitUntil(lambda label=label: desk.shows(label))
        assert any(copied in one.text() for one in desk.field(label)._notes.values()), label
    desk.write("Your job role", "Head of year")
    assert desk.session.state.fields[Path("professional.role")].values == ("Head of year",)
    assert not any(copied in one.text() for one in desk.field("Your job role")._notes.values() if one.isVisible())
    assert desk.window.save_now()
