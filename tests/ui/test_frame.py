"""What a person does with the window and its pages, and what they are told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QPushButton, QWidget

from desktop_portal.core.council import Council
from desktop_portal.ui.crash import CrashWindow, report_of
from desktop_portal.ui.dialogs import ClosingDialog, IdleDialog
from desktop_portal.ui.fields import FieldError
from desktop_portal.ui.idle import IdleWatch
from desktop_portal.ui.main_window import MainWindow
from desktop_portal.ui.pages.home import DraftLine, HomePage, HomeState, WaitingForm
from desktop_portal.ui.pages.lock import LockPage, LockState
from desktop_portal.ui.pages.recover import RecoverPage, RecoverState
from desktop_portal.ui.pages.registration import (
    CodePage,
    CodeState,
    CredentialsPage,
    CredentialsState,
    PersonalDetails,
    PersonalPage,
    PersonalState,
)
from desktop_portal.ui.pages.settings import SettingsPage, SettingsState
from desktop_portal.ui.pages.sign_in import SignInPage, SignInState
from desktop_portal.ui.pages.submitted import SubmittedLine, SubmittedPage, SubmittedState
from desktop_portal.ui.pages.terms import TermsPage, TermsState
from desktop_portal.ui.table import Table, point_in
from desktop_portal.ui.top_bar import TopBarState
from desktop_portal.ui.tray import Tray
from desktop_portal.ui.wizard.submitting import ConfirmSubmit

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
DRAFT = DraftLine("d1", "Child safeguarding concern", "A.B., 2019", "Today 10:42", "30 days")


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now

    def later(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def window(qtbot: QtBot, themed: QApplication) -> MainWindow:
    shown = MainWindow(themed)
    qtbot.addWidget(shown, before_close_func=lambda one: one.close_now())
    shown.show_bar(TopBarState("Example Council", "offline", 1, "Sam Patel"))
    with qtbot.waitExposed(shown):
        shown.show()
    return shown


def named(root: QWidget, kind: type[QWidget], name: str) -> QWidget:
    """Return the visible widget that a screen reader calls by this name."""
    found = [
        one
        for one in root.findChildren(kind)
        if one.isVisible() and QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name).startswith(name)
    ]
    assert len(found) == 1, f"{name}: {[type(one).__name__ for one in found]}"
    return found[0]


def press(root: QWidget, name: str) -> None:
    QTest.mouseClick(named(root, QPushButton, name), Qt.MouseButton.LeftButton)


def type_into(root: QWidget, name: str, text: str) -> None:
    line = named(root, QLineEdit, name)
    assert isinstance(line, QLineEdit)
    line.insert(text)


def words(root: QWidget) -> str:
    return "\n".join(one.text() for one in root.findChildren(QLabel) if one.isVisible())


def test_J01_the_first_page_says_what_the_council_has_not_received_and_what_to_do(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = HomePage()
    waiting = WaitingForm("w", "Child safeguarding concern", "R.K., 2021", "Waiting for 20 minutes.", "Send now", True)
    page.show_state(HomeState("01632 960 001", (waiting,), (), (DRAFT,)))
    window.danger_bar.show_phone("01632 960 001", "day and night")
    window.add_page("home", page)
    window.show_page("home")
    qtbot.waitUntil(lambda: "Call 999" in words(window))
    said = words(window)
    assert "Not received by the council yet" in said
    assert "If this is urgent, call 01632 960 001 now." in said
    assert "Call 999. Then call the council on 01632 960 001 (day and night)." in said
    assert "Offline · 1 form waiting to be sent" in said
    with qtbot.waitSignal(page.act, check_params_cb=lambda form: form == "w"):
        press(page, "Send now")
    with qtbot.waitSignal(page.start, check_params_cb=lambda audience: audience == "public"):
        press(page, "Start a form as a member of the public")


def test_the_bar_says_that_everything_is_sent_only_when_it_is(window: MainWindow, qtbot: QtBot) -> None:
    window.show_bar(TopBarState("Example Council", "connected", 0, "Sam Patel"))
    qtbot.waitUntil(lambda: "Connected · everything sent" in words(window))
    window.show_bar(TopBarState("Example Council", "connected", 2, "Sam Patel"))
    qtbot.waitUntil(lambda: "Connected · 2 forms waiting to be sent" in words(window))
    assert "everything sent" not in words(window)


@pytest.mark.qt_log_ignore("systemTrayWindowChanged")
def test_J18_a_badge_counts_what_the_council_asks_and_leads_there(window: MainWindow, qtbot: QtBot) -> None:
    tray = Tray(window, available=True)

    def badges() -> list[str]:
        shown = [one for one in window.findChildren(QPushButton) if one.isVisible()]
        return [one.accessibleName() for one in shown if "asks about" in one.accessibleName()]

    for asked, told in ((1, "The council asks about 1 form"), (12, "The council asks about 12 forms")):
        window.show_bar(TopBarState("Example Council", "connected", 0, "Sam Patel", asked))
        qtbot.waitUntil(lambda told=told: badges() == [told])
        with qtbot.waitSignal(window.top_bar.chosen) as chosen:
            press(window, told)
        assert chosen.args == ["submitted"]
        menu = cast("QPushButton", named(window, QPushButton, "Menu of Sam Patel")).menu()
        assert f"S&ubmitted forms ({asked})" in [action.text() for action in menu.actions()]
        with qtbot.waitSignal(tray.counted) as counted:
            tray.show_counts(0, asked)
        assert counted.args == [asked]
        assert tray.words == f"Children's Portal: everything sent. {told}"
    window.show_bar(TopBarState("Example Council", "connected", 0, "Sam Patel"))
    qtbot.waitUntil(lambda: badges() == [])
    tray.close()


@pytest.mark.qt_log_ignore("systemTrayWindowChanged")
def test_nothing_is_said_to_be_sent_while_nobody_is_signed_in(window: MainWindow, qtbot: QtBot) -> None:
    window.show_bar(TopBarState("Example Council", "connected", None))
    qtbot.waitUntil(lambda: "Connected" in words(window))
    assert "sent" not in words(window)
    tray = Tray(window, available=True)
    tray.show_counts(None)
    assert tray.words == "Children's Portal: nobody is signed in"
    tray.show_counts(2)
    assert tray.words == "Children's Portal: 2 forms waiting to be sent"
    tray.close()


def test_a_press_that_has_begun_is_not_lost_when_the_connection_changes(window: MainWindow, qtbot: QtBot) -> None:
    home = named(window, QPushButton, "Home")
    home.setFocus()
    qtbot.mousePress(home, Qt.MouseButton.LeftButton)
    window.show_bar(TopBarState("Example Council", "connected", 0, "Sam Patel"))
    qtbot.waitUntil(lambda: "Connected · everything sent" in words(window))
    with qtbot.waitSignal(window.top_bar.home):
        qtbot.mouseRelease(home, Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is home


def test_the_keyboard_stays_where_it_is_when_somebody_else_signs_in(window: MainWindow, qtbot: QtBot) -> None:
    home = named(window, QPushButton, "Home")
    home.setFocus()
    window.show_bar(TopBarState("Example Council", "connected", 0, "Rowan Finch"))
    qtbot.waitUntil(lambda: (one := QApplication.focusWidget()) is not None and one.accessibleName() == "Home")
    assert QApplication.focusWidget() is not home


def test_J03_a_problem_is_named_at_the_field_and_in_a_summary_that_jumps(window: MainWindow, qtbot: QtBot) -> None:
    page = PersonalPage()
    window.add_page("register", page)
    page.show_state(PersonalState())
    window.show_page("register")
    type_into(page, "First name", "Zoë <b>&</b>")
    page.show_state(PersonalState(errors=(FieldError("last_name", "Enter your last name"),)))
    assert window.windowTitle().startswith("Error: ")
    assert page.summary.hasFocus()
    line = named(page, QLineEdit, "Last name, must be answered")
    told = QAccessible.queryAccessibleInterface(line).text(QAccessible.Text.Description)
    assert "Enter your last name" in told
    qtbot.waitUntil(lambda: any(one.isVisible() for one in page.summary.findChildren(QPushButton)))
    press(page.summary, "Enter your last name")
    assert line.hasFocus()
    assert page.details() == PersonalDetails(first_name="Zoë <b>&</b>")
    page.show_state(PersonalState())
    assert not window.windowTitle().startswith("Error: ")
    assert not page.summary.isVisible()


def test_J04_a_password_can_be_pasted_and_its_strength_is_said(window: MainWindow, qtbot: QtBot) -> None:
    page = CredentialsPage()
    window.add_page("register", page)
    page.show_state(CredentialsState())
    window.show_page("register")
    type_into(page, "E-mail address", " sam.patel@example.gov.uk ")
    QApplication.clipboard().setText("copper lantern meadow")
    line = named(page, QLineEdit, "Password, must be answered")
    assert isinstance(line, QLineEdit)
    line.paste()
    assert "Strong." in words(page)
    assert line.echoMode() is QLineEdit.EchoMode.Password
    press(page, "Show password")
    assert line.echoMode() is QLineEdit.EchoMode.Normal
    with qtbot.waitSignal(page.proceed) as said:
        press(page, "Continue")
    assert said.args == ["sam.patel@example.gov.uk", "copper lantern meadow"]


def test_J05_a_code_pasted_with_spaces_is_taken(window: MainWindow, qtbot: QtBot) -> None:
    page = CodePage()
    window.add_page("code", page)
    page.show_state(CodeState("sam.patel@example.gov.uk"))
    window.show_page("code")
    type_into(page, "Code", " 1234 56-78 ")
    assert "junk folder" in words(page)
    with qtbot.waitSignal(page.verify, check_params_cb=lambda code: code == "12345678"):
        press(page, "Continue")
    with qtbot.waitSignal(page.new_code):
        press(page, "Send me a new code")
    with qtbot.waitSignal(page.back):
        press(page, "Back")


def test_J06_terms_are_agreed_to_only_with_the_tick(window: MainWindow, qtbot: QtBot) -> None:
    page = TermsPage()
    window.add_page("terms", page)
    page.show_state(TermsState("2026-01", "Be truthful.\n" * 200))
    window.show_page("terms")
    with qtbot.waitSignal(page.proceed_without), qtbot.assertNotEmitted(page.agree):
        press(page, "Continue")
    named(page, QCheckBox, "I agree to these Terms and Conditions").setProperty("checked", True)
    with qtbot.waitSignal(page.agree, check_params_cb=lambda version: version == "2026-01"):
        press(page, "Continue")


def test_J02_a_wrong_password_is_cleared_and_the_address_stays(window: MainWindow, qtbot: QtBot) -> None:
    page = SignInPage()
    window.add_page("sign-in", page)
    page.show_state(SignInState())
    window.show_page("sign-in")
    type_into(page, "E-mail address", "sam.patel@example.gov.uk")
    type_into(page, "Password", "not the one")
    page.show_state(SignInState(errors=(FieldError("password", "Check both."),)))
    with qtbot.waitSignal(page.sign_in) as said:
        press(page, "Sign in")
    assert said.args == ["sam.patel@example.gov.uk", ""]
    with qtbot.waitSignal(page.continue_offline):
        press(page, "Continue offline")


def test_J17_a_saved_form_is_deleted_only_after_saying_so(window: MainWindow, qtbot: QtBot) -> None:
    page = RecoverPage()
    window.add_page("recover", page)
    page.show_state(RecoverState((DRAFT,)))
    window.show_page("recover")
    table = next(one for one in page.findChildren(Table) if one.accessibleName() == "Saved forms")
    with qtbot.waitSignal(page.open_draft, check_params_cb=lambda form: form == "d1"):
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=point_in(table, 0, 0))
    with qtbot.assertNotEmitted(page.delete):
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=point_in(table, 0, 4))
        press(page.window(), "Keep it")
    table.setCurrentIndex(table.rows.index(0, 4))
    QTest.keyClick(table, Qt.Key.Key_Return)
    with qtbot.waitSignal(page.delete, check_params_cb=lambda form: form == "d1"):
        press(page.window(), "Delete the form")
    page.show_state(RecoverState(()))
    assert "You have no saved forms" in words(page)


def test_J23_ten_thousand_forms_are_searched_and_sorted_at_once(window: MainWindow, qtbot: QtBot) -> None:
    page = SubmittedPage()
    lines = tuple(
        SubmittedLine(
            f"s{n:05}", "Early help request", f"A.{n}", f"day {n}", f"LCS-{n:05}", "Received", "ok", sent_order=n
        )
        for n in range(10_000)
    )
    window.add_page("submitted", page)
    page.show_state(SubmittedState((), lines))
    window.show_page("submitted")
    table = page.findChild(Table)
    assert table is not None
    table.sortByColumn(2, Qt.SortOrder.DescendingOrder)
    assert table.rows.index(0, 3).data() == "LCS-09999"
    type_into(page, "Search submitted forms", "lcs-00417 early")
    assert table.rows.rowCount() == 1
    with qtbot.waitSignal(page.view_pdf, check_params_cb=lambda form: form == "s00417"):
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=point_in(table, 0, 5))
    type_into(page, "Search submitted forms", " nothing like it")
    assert "No submitted form holds all of these words" in words(page)


def test_J20_what_tells_a_child_can_be_hidden(window: MainWindow, qtbot: QtBot) -> None:
    page = SubmittedPage()
    window.add_page("submitted", page)
    line = SubmittedLine("s", "Early help request", "A.B., 2019", "today", "LCS-1", "Received", "ok")
    page.show_state(SubmittedState((), (line,)))
    window.show_page("submitted")
    with qtbot.waitSignal(page.hide_children, check_params_cb=lambda hidden: hidden is True):
        QTest.mouseClick(named(page, QCheckBox, "Hide the children's details"), Qt.MouseButton.LeftButton)
    page.show_state(SubmittedState((), (line,), hide_children=True))
    table = page.findChild(Table)
    assert table is not None
    assert table.rows.index(0, 1).data() == "Hidden"


def test_J12_the_watch_warns_then_locks_and_a_key_brings_the_person_back(window: MainWindow, qtbot: QtBot) -> None:
    clock = Clock()
    app = QApplication.instance()  # noqa: TID251 (pytest-qt owns it)
    assert isinstance(app, QApplication)
    watch = IdleWatch(app, clock, minutes=10)
    watch.start()
    clock.later(539)
    with qtbot.assertNotEmitted(watch.warned):
        watch.look()
    clock.later(11)
    with qtbot.waitSignal(watch.warned, check_params_cb=lambda left: left == 50):
        watch.look()
    handle = window.windowHandle()
    assert handle is not None
    watch.input.listen(handle)
    with qtbot.waitSignal(watch.returned):
        QApplication.sendEvent(
            handle, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
        )
    assert watch.seconds == 0
    clock.later(8 * 3600)
    with qtbot.waitSignal(watch.locked):
        watch.look()
    with qtbot.assertNotEmitted(watch.locked, wait=0):
        assert not watch._timer.isActive()
    watch.deleteLater()


def test_J12_a_clock_set_back_does_not_lock(themed: QApplication) -> None:
    clock = Clock()
    watch = IdleWatch(themed, clock, minutes=10)
    clock.later(-86_400)
    assert watch.seconds == 0
    watch.deleteLater()


def test_J12_the_locked_window_shows_nothing_of_the_form_and_comes_back_to_it(window: MainWindow, qtbot: QtBot) -> None:
    page = HomePage()
    page.show_state(HomeState("01632 960 001", (), (), (DRAFT,)))
    window.add_page("home", page)
    window.show_page("home")
    lock = LockPage()
    lock.show_state(LockState("Sam Patel", "sam.patel@example.gov.uk"))
    window.cover(lock)
    assert not page.isVisible()
    assert not window.top_bar.isVisible()
    assert "Locked" in window.windowTitle()
    type_into(lock, "Password", "copper lantern meadow")
    with qtbot.waitSignal(lock.unlock, check_params_cb=lambda password: password == "copper lantern meadow"):
        press(lock, "Continue")
    window.uncover()
    assert page.isVisible()
    assert window.page == "home"


def test_the_hide_key_is_heard_and_can_be_changed(window: MainWindow, qtbot: QtBot) -> None:
    window.add_page("home", HomePage())
    window.show_page("home")
    with qtbot.waitSignal(window.hide_asked):
        QTest.keyClick(window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    window.set_hide_key("Ctrl+Shift+J")
    with qtbot.assertNotEmitted(window.hide_asked):
        QTest.keyClick(window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)


def test_J15_closing_asks_first_and_keeps_sending_if_the_person_wants(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.close_asked):
        window.close()
    assert window.isVisible()
    dialog = ClosingDialog(window, 2)
    dialog.open()
    with qtbot.waitSignal(dialog.keep_sending), qtbot.assertNotEmitted(dialog.close_anyway):
        press(dialog, "Keep sending in the background")


def test_J15_the_last_question_says_where_the_form_goes_and_that_it_cannot_be_changed_then(
    window: MainWindow, qtbot: QtBot
) -> None:
    dialog = ConfirmSubmit(Council("Example Council", "", "", {}), "Early help request", window)
    dialog.open()
    assert "“Early help request” goes to Example Council. After this you cannot change it" in words(dialog)
    qtbot.waitUntil(named(dialog, QPushButton, "Submit").hasFocus)
    with qtbot.waitSignal(dialog.accepted):
        press(dialog, "Submit")


def test_J12_staying_and_locking_are_told_apart(window: MainWindow, qtbot: QtBot) -> None:
    dialog = IdleDialog(window, 60)
    dialog.open()
    dialog.count_down(45)
    assert "45 seconds" in words(dialog)
    with qtbot.waitSignal(dialog.lock_now), qtbot.assertNotEmitted(dialog.stay):
        press(dialog, "Lock now")
    other = IdleDialog(window, 60)
    other.open()
    with qtbot.waitSignal(other.stay), qtbot.assertNotEmitted(other.lock_now):
        other.reject()


def test_a_setting_of_the_organisation_cannot_be_changed(window: MainWindow) -> None:
    page = SettingsPage()
    window.add_page("settings", page)
    page.show_state(SettingsState(text_size=200, fixed=frozenset({"idle_minutes"})))
    window.show_page("settings")
    assert page.fields["text_size"].editor.isEnabled()
    assert not page.fields["idle_minutes"].editor.isEnabled()
    assert "Your organisation has set what you cannot change here." in words(page)


def test_the_report_of_a_bug_holds_nothing_that_was_written(window: MainWindow, qtbot: QtBot) -> None:
    copied: list[str] = []
    with pytest.raises(ValueError, match="Amira") as caught:
        int("Amira Begum")
    report = report_of("0.1.0", caught.type, caught.tb)
    dialog = CrashWindow(report, window, copied.append)
    dialog.open()
    press(dialog, "Copy the report")
    assert "ValueError" in copied[0]
    assert "Amira" not in copied[0]
    assert "/home" not in copied[0]
    press(dialog, "Go on")
