"""Editors by themselves, with keys: searchable choices, exclusive options, long text, and rows that move."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop_portal.core.wizard import RowChange
from desktop_portal.forms.answers import Coding, Date, Path, Unreadable
from desktop_portal.forms.tree import Question
from desktop_portal.ui.demo.hands import wait_until
from desktop_portal.ui.editors.choices import CheckEditor
from desktop_portal.ui.editors.combo import ComboEditor
from desktop_portal.ui.editors.dates import DateEditor
from desktop_portal.ui.editors.file_zone import Files
from desktop_portal.ui.editors.table import editor_for
from desktop_portal.ui.editors.text import FEWEST_LINES, MOST_LINES, GrowingText
from tests.support.wizard_desk import attach

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from desktop_portal.forms.tree import Form
    from desktop_portal.ui.editors.base import Editor
    from tests.support.wizard_desk import Desks

PERSON = Path("household.person")


@pytest.fixture
def shown(qtbot: QtBot, themed: QApplication, safeguarding: Form) -> Iterator[Callable[[str], Editor]]:
    """Show the editor of a question, by its linkId, in a window of its own."""
    window = QWidget()
    column = QVBoxLayout(window)
    qtbot.addWidget(window)
    window.resize(700, 500)

    def show(link_id: str) -> Editor:
        question = safeguarding.items[link_id]
        assert isinstance(question, Question)
        editor = editor_for(question, Files(lambda file, kept, _wrong: kept(attach("", file))), window)
        column.addWidget(editor)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        editor.focus_part().setFocus()
        return editor

    yield show
    themed.sendPostedEvents(None)


def type_here(words: str) -> None:
    here = QApplication.focusWidget()
    assert here is not None
    QTest.keyClicks(here, words)


def said(editor: Editor) -> list[str]:
    """What the answers are called."""
    return [one.display if isinstance(one, Coding) else str(one) for one in editor.values()]


def test_a_long_list_is_found_by_another_word_and_says_the_option(shown: Callable[[str], Editor]) -> None:
    editor = shown("child.immigration-status")
    assert isinstance(editor, ComboEditor)
    type_here("nrpf")
    assert said(editor) == ["No recourse to public funds"]


def test_what_is_in_no_list_is_kept_as_it_was_written(shown: Callable[[str], Editor]) -> None:
    agency = shown("professional.agency")
    type_here("Sea cadets")
    assert agency.values() == ("Sea cadets",)
    status = shown("child.immigration-status")
    type_here("Somehow")
    assert status.values() == (Unreadable("Somehow"),)


def test_none_of_these_clears_the_others_and_the_others_clear_it(shown: Callable[[str], Editor]) -> None:
    editor = shown("child.disabilities")
    assert isinstance(editor, CheckEditor)
    none, *others = (row.button for row in editor.rows)
    for box in others[:2]:
        QTest.keyClick(box, Qt.Key.Key_Space)
    assert len(editor.values()) == 2
    QTest.keyClick(none, Qt.Key.Key_Space)
    assert said(editor) == ["No disability"]
    QTest.keyClick(others[0], Qt.Key.Key_Space)
    assert len(editor.values()) == 1
    assert "No disability" not in said(editor)


def test_a_date_is_three_boxes_and_each_has_its_name(shown: Callable[[str], Editor]) -> None:
    editor = shown("child.dob")
    assert isinstance(editor, DateEditor)
    for box, typed in zip((widget for widget, _ in editor.parts), ("14", "may", "2019"), strict=True):
        QTest.keyClicks(box, typed)
    assert editor.values() == (Date("2019-05-14"),)
    assert [part for _, part in editor.parts] == ["Day", "Month", "Year"]


def test_a_long_account_grows_with_what_is_written_and_no_further_than_a_page(shown: Callable[[str], Editor]) -> None:
    editor = shown("concerns.worried")
    text = editor.parts[0][0]
    assert isinstance(text, GrowingText)
    line = text.fontMetrics().lineSpacing()
    low = text.height()
    assert low >= FEWEST_LINES * line
    text.insertPlainText("\n".join("She came without a coat." for _ in range(10)))
    wait_until(lambda: text.height() >= 10 * line, "the box has grown")
    text.insertPlainText("\n" * 100)
    wait_until(lambda: text.height() >= MOST_LINES * line, "the box is as high as it gets")
    assert text.height() < (MOST_LINES + 3) * line


def test_people_are_duplicated_and_moved_with_the_keyboard_alone(desks: Desks, safeguarding: Form) -> None:
    desk = desks.open(safeguarding, page="household")
    for name in ("Sam", "Ali"):
        desk.session.change_rows(RowChange.ADD, PERSON)
        row = len(desk.session.state.rows[PERSON].titles) - 1
        desk.session.edit(Path("household.person.first-name", (row,)), (name,))
    desk.open("5 Family and household")
    desk.hands.press("Change, Ali")
    desk.hands.press("Move up, Ali")
    assert desk.session.state.rows[PERSON].titles == ("Ali", "Sam")
    desk.hands.press("Duplicate, Ali")
    assert desk.session.state.rows[PERSON].titles == ("Ali", "Ali", "Sam")


def test_keys_turn_the_pages_save_and_come_back_from_changing_an_answer(desks: Desks, safeguarding: Form) -> None:
    desk = desks.open(safeguarding, page="child")
    window = desk.window.windowHandle()
    control = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(window, Qt.Key.Key_PageUp, control)
    assert desk.session.state.page == "professional"
    desk.write("Your job role", "Class teacher")
    QTest.keyClick(window, Qt.Key.Key_S, control)
    assert desk.hands.reads("Saved on this computer")
    desk.open("11 Check your answers")
    desk.hands.press("Answer, First name")
    assert desk.session.state.page == "child"
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert desk.hands.reads("Check your answers")
    assert desk.session.state.page == "check"
    QTest.keyClick(window, Qt.Key.Key_PageDown, control)
    assert desk.session.state.page == "declaration"
