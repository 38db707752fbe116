"""The lock in the real program: what was typed, where the person was, open windows, what is still sent (J12)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QPlainTextEdit, QScrollArea

from desktop_portal.core.draft import ChildLabel, FormKey
from desktop_portal.core.submission import Submission
from desktop_portal.ui.controllers.papers import PDF
from desktop_portal.ui.demo.hands import wait_until
from desktop_portal.ui.dialogs import Question, ask
from desktop_portal.ui.pdf_printing import Preview
from tests.support.lone_computer import LoneComputer

if TYPE_CHECKING:
    from pathlib import Path

    from desktop_portal.services.session import Session

CANARY = "quokka moth"


def shown(computer: LoneComputer) -> str:
    """Every word in every widget of every window, hidden ones too."""
    words: list[str] = []
    computer.application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    for window in computer.application.topLevelWidgets():
        for one in (
            window,
            *window.findChildren(QLabel),
            *window.findChildren(QLineEdit),
            *window.findChildren(QPlainTextEdit),
        ):
            if isinstance(one, QPlainTextEdit):
                words.append(one.toPlainText())
            elif isinstance(one, QLabel | QLineEdit):
                words.append(one.text())
            words += [one.windowTitle(), one.accessibleName(), one.accessibleDescription()]
    return "\n".join(words)


def waiting_form(computer: LoneComputer) -> None:
    session = computer.running.session
    assert session is not None
    key = FormKey("https://example.gov.uk/forms/x", "1")
    submission = Submission(
        "018f0000-0000-7000-8000-000000000009",
        1,
        key,
        "Concern",
        ChildLabel("A.B."),
        True,
        b"{}",
        "0" * 64,
        (),
        datetime.now(UTC),  # noqa: TID251
    )
    session.store.outbox.submit(submission, "")


def test_J12_unlocking_returns_to_the_field_the_caret_and_the_scroll_position(computer: LoneComputer) -> None:
    computer.begin_form()
    field = computer.write(CANARY)
    assert isinstance(field, QLineEdit)
    field.setSelection(3, 4)
    area = _area(field)
    area.verticalScrollBar().setValue(57)
    computer.running.locking.lock()
    assert CANARY not in shown(computer)
    computer.unlock()
    again = computer.field()
    wait_until(again.hasFocus, "the field has the keyboard")
    wait_until(lambda: _area(again).verticalScrollBar().value() == 57, "the page stands where it stood")
    assert again is not field
    assert (again.text(), again.selectionStart(), again.selectedText()) == (CANARY, 3, CANARY[3:7])


def _area(field: QLineEdit) -> QScrollArea:
    widget = field.parentWidget()
    while widget is not None and not isinstance(widget, QScrollArea):
        widget = widget.parentWidget()
    assert widget is not None
    return widget


def test_J12_a_form_in_which_nothing_is_written_yet_opens_again_at_its_page(computer: LoneComputer) -> None:
    computer.begin_form().setFocus()
    computer.running.locking.lock()
    computer.unlock()
    wait_until(computer.field().hasFocus, "the empty field has the keyboard again")
    assert computer.running.session is not None
    assert computer.running.session.store.drafts.summaries() == []


def test_J12_with_nothing_to_send_the_key_is_forgotten_at_once(computer: LoneComputer) -> None:
    computer.begin_form()
    computer.write(CANARY)
    session = computer.running.session
    assert session is not None
    computer.running.locking.lock()
    wait_until(lambda: computer.running.app.session is None, "the store is closed")
    with pytest.raises(RuntimeError, match="closed"):
        session.store.drafts.summaries()
    computer.unlock()
    assert computer.field().text() == CANARY


def test_J12_what_waits_is_sent_for_fifteen_minutes_and_then_the_key_is_forgotten(computer: LoneComputer) -> None:
    waiting_form(computer)
    locking = computer.running.locking
    locking.lock()
    wait_until(lambda: not computer.running.lane.busy, "the sending paused")
    locking.settle()
    assert computer.running.app.session is not None
    assert locking._forget.isActive()
    assert locking._forget.interval() == 15 * 60 * 1000
    locking._forget.setInterval(0)
    wait_until(lambda: computer.running.app.session is None, "the quarter of an hour is over")
    computer.unlock()
    assert computer.running.sending.waiting == 1


def test_J12_the_key_is_forgotten_as_soon_as_the_last_form_has_gone(computer: LoneComputer) -> None:
    waiting_form(computer)
    locking, session = computer.running.locking, computer.running.session
    assert session is not None
    locking.lock()
    with session.store._connection.writing() as database:
        database.execute_sql("DELETE FROM submission")
    computer.running.sending.changed.emit()
    wait_until(lambda: computer.running.app.session is None, "nothing waits any more, so the key is forgotten")


def a_question(computer: LoneComputer) -> list[str]:
    answered: list[str] = []
    ask(computer.running.window, Question("Delete?", CANARY, "Yes", "No"), lambda: answered.append("yes"))
    return answered


def choosing_files(computer: LoneComputer) -> list[str]:
    # The window's own loop turns inside the dialog, as it does when a person chooses a file.
    QTimer.singleShot(0, computer.running, computer.running.locking.lock)
    return QFileDialog.getOpenFileNames(computer.running.window, "Choose files")[0]


def the_menu(computer: LoneComputer) -> list[str]:
    QTimer.singleShot(0, computer.running, computer.running.locking.lock)
    computer.hands.press("Menu of Sam Patel")
    return []


def a_pdf(computer: LoneComputer) -> list[str]:
    wizard = computer.running.filling._wizard
    assert wizard is not None
    wizard._open_pdf()
    wait_until(lambda: computer.running.window.page == PDF, "the PDF is shown")
    return []


def its_preview(computer: LoneComputer) -> list[str]:
    a_pdf(computer)
    preview = Preview(computer.running.papers._viewer.pages.pdf, "Form", computer.running.window)
    QTimer.singleShot(0, computer.running, computer.running.locking.lock)
    preview.exec()
    preview.deleteLater()
    return []


OPENED_BY = {"question": a_question, "files": choosing_files, "menu": the_menu, "pdf": a_pdf, "preview": its_preview}


@pytest.mark.qt_log_ignore("This plugin does not support")
@pytest.mark.parametrize("kind", sorted(OPENED_BY))
def test_J12_it_locks_with_any_window_open_and_nothing_is_answered_by_it(computer: LoneComputer, kind: str) -> None:
    computer.begin_form()
    computer.write(CANARY)
    program = computer.running
    answered = OPENED_BY[kind](computer)
    program.locking.lock()
    assert program.locking.is_locked
    assert [one for one in computer.application.topLevelWidgets() if one.isVisible()] == [program.window]
    assert answered == []
    assert CANARY not in shown(computer)
    assert program.papers.shown_pdf == b""
    computer.unlock()
    assert computer.field().text() == CANARY


def test_J12_a_word_half_composed_is_kept_through_a_lock(computer: LoneComputer) -> None:
    field = computer.begin_form()
    field.setFocus()
    QTest.keyClicks(field, "abc")
    computer.running.locking.lock()
    computer.unlock()
    assert computer.field().text() == "abc"


def test_J12_what_the_disk_does_not_take_stays_under_the_lock_and_is_there_after_it(computer: LoneComputer) -> None:
    computer.begin_form()
    computer.write("kept")
    program = computer.running
    assert program.filling.save()
    session = program.session
    assert session is not None
    with session.store._connection.reading() as database:
        pages = database.execute_sql("PRAGMA page_count").fetchone()[0]
        database.execute_sql(f"PRAGMA max_page_count = {pages}").fetchall()
    computer.write(" and this " + "x" * 200_000)
    program.locking.lock()
    program.locking.settle()
    assert program.app.session is session
    computer.unlock()
    assert computer.field().text().startswith("kept and this x")
    with session.store._connection.reading() as database:
        database.execute_sql("PRAGMA max_page_count = 1000000").fetchall()
    assert program.filling.save()


def back(computer: LoneComputer) -> Session:
    session = computer.running.session
    assert session is not None
    return session


def test_J09_J12_a_guests_form_is_saved_and_closed_when_nobody_is_there(qapp: QApplication, tmp_path: Path) -> None:
    computer = LoneComputer(qapp, tmp_path / "home")
    computer.start()
    try:
        computer.hands.press("My account")
        computer.hands.press("Continue offline")
        computer.hands.write("Password, passphrase or code", "a phrase of mine")
        computer.hands.press("Continue")
        wait_until(lambda: computer.running.session, "the guest is in")
        computer.begin_form()
        computer.write(CANARY)
        computer.running.locking.lock()
        assert computer.running.session is None
        computer.hands.sees("saved on this computer and closed")
        assert CANARY not in shown(computer)
        computer.hands.press("My account")
        computer.hands.press("Continue offline")
        computer.hands.write("Password, passphrase or code", "a phrase of mine")
        computer.hands.press("Continue")
        wait_until(lambda: computer.running.session, "the guest is back")
        session = back(computer)
        [draft] = session.store.drafts.summaries()
        computer.running.filling.recover(session, draft.id)
        assert computer.field().text() == CANARY
    finally:
        computer.end()


def test_J12_the_hide_key_locks_in_front_of_a_question_too(computer: LoneComputer) -> None:
    computer.begin_form()
    computer.write(CANARY)
    QTest.keyClick(
        computer.running.window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    wait_until(lambda: computer.running.locking.is_locked, "the hide key locks")
    assert computer.running.window.isMinimized()
    assert CANARY not in shown(computer)
    computer.running.window.showNormal()
    computer.unlock()
    assert computer.field().text() == CANARY
