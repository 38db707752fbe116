"""Dates with a time, times and numbers in a form: typed well, typed badly, in Welsh, by keyboard; what is kept."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from desktop_portal.forms.answers import DateTime, Path, Time, Unreadable
from desktop_portal.forms.questionnaire import compile_form
from desktop_portal.ui.demo.hands import wait_until
from desktop_portal.ui.wizard.question import QuestionField
from tests.forms.building import group, item, questionnaire

if TYPE_CHECKING:
    from desktop_portal.forms.tree import Form
    from tests.support.wizard_desk import Desk, Desks

SEEN, BEGAN, DAYS, HOURS = "When did you see it?", "When did it begin?", "How many days?", "How many hours?"
FIELDS = {"seen": SEEN, "began": BEGAN, "days": DAYS, "hours": HOURS}
KINDS = {"seen": "dateTime", "began": "time", "days": "integer", "hours": "decimal"}


def small_form(language: str = "en") -> Form:
    """One section that asks for each kind, then one of text."""
    facts = [item(name, KINDS[name], text=text) for name, text in FIELDS.items()]
    return compile_form(
        questionnaire(group("facts", *facts), group("more", item("words", text="What else?"))), language=language
    )


@pytest.fixture
def desk(desks: Desks, themed: QApplication) -> Desk:
    return desks.open(small_form())


def line(desk: Desk, label: str, part: int = 0) -> QLineEdit:
    found = desk.field(label).answer.parts[part][0]
    assert isinstance(found, QLineEdit)
    return found


def kept(desk: Desk, name: str) -> Any:
    """Return what the open form holds of a question."""
    values = desk.session.state.fields[Path(name)].values
    return values[0] if values else None


def opened_again(desk: Desk, desks: Desks) -> Desk:
    """Save, and open the form again out of the store."""
    assert desk.window.save_now()
    draft = desk.store.drafts.load(desk.session.id)
    assert draft is not None
    return desks.open(small_form(), draft)


def type_round(desk: Desk, *words: str) -> None:
    """Type one box after the other with keys alone, from the first box on."""
    line(desk, SEEN).setFocus()
    for word in words:
        here = QApplication.focusWidget()
        assert here is not None
        QTest.keyClicks(here, word)
        QTest.keyClick(desk.window.windowHandle(), Qt.Key.Key_Tab)


def test_J05_times_and_numbers_are_typed_with_keys_alone_as_people_write_them(desk: Desk, desks: Desks) -> None:
    type_round(desk, "14", "May", "2026", "2.30 pm", "1430", "1,250", "37.5")
    assert kept(desk, "seen").text.startswith("2026-05-14T14:30:00")
    assert kept(desk, "began") == Time("14:30:00")
    assert kept(desk, "days") == 1250
    assert kept(desk, "hours") == Decimal("37.5")
    assert line(desk, SEEN, 1).text() == "May", "what was typed stays as it was typed"
    assert line(desk, DAYS).text() == "1,250"
    again = opened_again(desk, desks)
    assert [line(again, SEEN, part).text() for part in range(4)] == ["14", "5", "2026", "14:30"]
    assert [line(again, one).text() for one in (BEGAN, DAYS, HOURS)] == ["14:30", "1250", "37.5"]


def test_J05_a_day_without_a_time_is_a_whole_answer(desk: Desk) -> None:
    for part, words in enumerate(("14", "5", "2026")):
        desk.write(SEEN, words, part)
    assert kept(desk, "seen") == DateTime("2026-05-14")
    desk.hands.press("Next")
    desk.hands.sees("What else?")


def test_J05_what_is_typed_wrongly_stays_is_told_to_a_screen_reader_and_is_kept(desk: Desk, desks: Desks) -> None:
    for part, words in enumerate(("31", "Feb", "2026", "25:00")):
        desk.write(SEEN, words, part)
    desk.write(BEGAN, "half past")
    desk.write(DAYS, "two")
    desk.write(HOURS, "1.2.3")
    desk.hands.press("Next")
    wait_until(lambda: desk.hands.reads("There is a problem"), "it is told")
    assert [line(desk, SEEN, part).text() for part in range(4)] == ["31", "Feb", "2026", "25:00"]
    for label in FIELDS.values():
        field = desk.field(label)
        assert field.problem, label
        for box, _name in field.answer.parts:
            told = QAccessible.queryAccessibleInterface(box).text(QAccessible.Text.Description)
            assert f"Problem: {field.problem}" in told
    for name in ("began", "days", "hours"):
        assert isinstance(kept(desk, name), Unreadable)
    again = opened_again(desk, desks)
    assert [line(again, SEEN, part).text() for part in range(4)] == ["31", "Feb", "2026", "25:00"]
    assert [line(again, one).text() for one in (BEGAN, DAYS, HOURS)] == ["half past", "two", "1.2.3"]
    again.write(BEGAN, "9.15")
    assert kept(again, "began") == Time("09:15:00")


def test_J05_a_time_without_its_day_is_no_answer_and_says_so(desk: Desk) -> None:
    desk.write(SEEN, "14:30", 3)
    desk.hands.press("Next")
    wait_until(lambda: desk.field(SEEN).problem, "it is told")
    assert line(desk, SEEN, 3).text() == "14:30"


def test_J05_the_boxes_of_a_time_have_names_and_the_welsh_months_are_read(desk: Desk) -> None:
    names = [QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name) for one, _ in parts(desk, SEEN)]
    for name, word in zip(names, ("Day", "Month", "Year", "Time"), strict=True):
        assert word in name
        assert SEEN in name
    for part, words in enumerate(("3", "Gorffennaf", "2026", "09:05")):
        desk.write(SEEN, words, part)
    assert kept(desk, "seen").text.startswith("2026-07-03T09:05:00")


def test_J05_in_welsh_what_is_wrong_is_said_in_welsh(desks: Desks, themed: QApplication) -> None:
    english, welsh = desks.open(small_form()), desks.open(small_form("cy"))
    said: list[set[str]] = []
    for desk in (english, welsh):
        for label in (BEGAN, DAYS, HOURS):
            desk.write(label, "hm")
        desk.window._next()
        wait_until(lambda desk=desk: desk.field(DAYS).problem, "it is told")
        said.append({one.problem for one in desk.window.findChildren(QuestionField) if one.problem})
    assert len(said[0]) == len(said[1]) == 3
    assert not said[0] & said[1]


def parts(desk: Desk, label: str) -> list[tuple[Any, str]]:
    return list(desk.field(label).answer.parts)
