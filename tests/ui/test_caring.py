"""What is kept here, in the real program: recovered work, reminders, damage, signing out, a shared computer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QWidget,
)

from desktop_portal.core.submission import DeliveryState
from desktop_portal.store import draft_rows
from desktop_portal.store.convert import to_bytes
from desktop_portal.ui.demo.hands import wait_until
from desktop_portal.vault import header
from tests.store.conftest import Clock
from tests.store.conftest import Desk as Desk_
from tests.support.lone_computer import EMAIL, PASSWORD, LoneComputer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop_portal.core.draft import Draft
    from desktop_portal.store.database import Store

CANARY = "quokka moth"
OTHER = "robin.kestrel@example.gov.uk"


@pytest.fixture
def computer(not_started: LoneComputer) -> LoneComputer:
    return not_started


def desk_of(computer: LoneComputer, store: Store) -> Desk_:
    clock = Clock()
    clock.now = computer.clock()
    return Desk_(store.path, clock, store)


def kept(computer: LoneComputer, *days_ago: int) -> list[Draft]:
    """Drafts that were saved so many days ago."""
    store = computer.store()
    drafts = []
    for number, days in enumerate(days_ago, 1):
        desk = desk_of(computer, store)
        at = computer.clock() - timedelta(days=days)
        drafts.append(replace(desk.draft(number, CANARY * 1000), created_at=at, saved_at=at))
        with store._connection.writing() as database:
            draft_rows.write(database, drafts[-1], to_bytes(drafts[-1].document), at)
    store.close()
    return drafts


def test_J12_after_a_crash_the_first_page_names_the_recovered_work_and_opens_it(computer: LoneComputer) -> None:
    computer.start()
    computer.sign_in()
    computer.begin_form()
    computer.write(CANARY)
    assert computer.running.filling.save()
    computer.vanish()
    computer.start()
    computer.sign_in()
    computer.hands.sees("Recovered work")
    computer.hands.sees("Child/Young Person Safeguarding Concern (Not named yet), as it was saved: Today ")
    computer.hands.press("Open the recovered form")
    assert computer.field().text() == CANARY
    computer.hands.press("Home")
    assert not computer.hands.reads("Recovered work")
    computer.end()
    computer.start()
    computer.sign_in()
    computer.hands.sees("What would you like to do?")
    assert not computer.hands.reads("Recovered work")


def test_J17_reminders_come_at_seven_three_and_one_day_and_each_once(computer: LoneComputer) -> None:
    kept(computer, 20, 25)
    computer.start()
    computer.sign_in()
    computer.hands.sees("1 saved form is deleted in 5 days.")
    app = computer.running.app
    assert app.reminders() == []
    computer.clock.ahead += timedelta(days=3)
    assert [left for _draft, left in app.reminders()] == [7, 2]
    computer.clock.ahead += timedelta(days=1)
    assert [left for _draft, left in app.reminders()] == [1]
    assert app.reminders() == []


def test_J17_a_policy_of_fewer_days_holds_in_the_list_and_in_what_is_deleted(computer: LoneComputer) -> None:
    computer.policy(retention_days=10)
    kept(computer, 1, 8, 12)
    computer.start()
    computer.sign_in()
    session = computer.running.session
    assert session is not None
    assert len(session.store.drafts.summaries()) == 2
    computer.hands.press("Home")
    computer.hands.sees("1 saved form is deleted in 2 days")


def test_J12_damage_that_the_check_at_the_start_finds_is_told_and_mended_in_the_window(computer: LoneComputer) -> None:
    drafts = kept(computer, *range(1, 20))
    path = computer.paths.account_folder(EMAIL) / "store.db"
    with path.open("r+b") as file:
        file.seek(path.stat().st_size - 3 * 4096 + 100)
        file.write(bytes(64))
    computer.start()
    computer.sign_in()
    computer.hands.sees("Some of what is saved on this computer is damaged")
    computer.hands.press("Mend it now")
    computer.hands.sees("Your saved forms are here again")
    computer.hands.sees("The damaged file is kept as store-damaged-")
    computer.hands.press("Go on")
    session = computer.running.session
    assert session is not None
    assert session.store.check()
    assert len(session.store.drafts.summaries()) >= len(drafts) - 3
    assert list(path.parent.glob("store-damaged-*.db"))


def test_J12_a_store_that_does_not_open_is_told_and_comes_back_from_its_copies(computer: LoneComputer) -> None:
    drafts = kept(computer, 1, 2)
    store = computer.store()
    assert store.backups.make(computer.clock())
    store.close()
    path = computer.paths.account_folder(EMAIL) / "store.db"
    path.write_bytes(b"not a store at all" * 1000)
    computer.start()
    try_to_sign_in(computer)
    computer.hands.sees("Your saved forms cannot be opened")
    computer.hands.press("Get back what can be read")
    computer.hands.sees("Drafts: 2.")
    computer.hands.press("Go on")
    try_to_sign_in(computer)
    wait_until(lambda: computer.running.session, "the person is in")
    session = computer.running.session
    assert session is not None
    assert {one.id for one in session.store.drafts.summaries()} == {draft.id for draft in drafts}


def test_J12_when_nothing_can_be_read_it_is_said_and_put_aside_and_never_replaced(computer: LoneComputer) -> None:
    folder = computer.paths.account_folder(EMAIL)
    (folder / "store.db").write_bytes(b"nothing")
    computer.start()
    try_to_sign_in(computer)
    computer.hands.press("Get back what can be read")
    computer.hands.sees("Nothing in it can be read")
    assert (folder / "store.db").read_bytes() == b"nothing"
    computer.hands.press("Put it aside and begin anew")
    computer.hands.sees("was put aside as ")
    assert not folder.exists()
    [aside] = folder.parent.glob(f"{folder.name}-unreadable-*")
    assert (aside / "store.db").read_bytes() == b"nothing"


def test_J12_keys_that_are_gone_are_stated_plainly(computer: LoneComputer) -> None:
    folder = computer.paths.account_folder(EMAIL)
    for name in (header.NAME, header.BACKUP):
        (folder / name).write_text("{}")
    computer.start()
    try_to_sign_in(computer)
    computer.hands.sees("can no longer be opened on this computer")
    computer.hands.sees("header.json")
    computer.hands.press("Go back")
    computer.hands.find("Password", QLineEdit)
    assert (folder / "store.db").exists()


def try_to_sign_in(computer: LoneComputer) -> None:
    if computer.running.window.page != "sign-in":
        computer.hands.press("My account")
    computer.hands.write("E-mail address", EMAIL)
    computer.hands.write("Password", PASSWORD)
    computer.hands.press("Sign in")


def words_in(widget: QWidget) -> Iterator[str]:
    yield from (widget.windowTitle(), widget.accessibleName(), widget.accessibleDescription(), widget.toolTip())
    if isinstance(widget, QLabel | QLineEdit | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QPlainTextEdit):
        yield widget.toPlainText()
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(at) for at in range(widget.count()))
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        model = widget.model()
        yield from (
            str(model.index(row, column).data())
            for row in range(model.rowCount())
            for column in range(model.columnCount())
        )


def everything_seen(computer: LoneComputer) -> str:
    computer.application.sendPostedEvents(None, 52)
    words: list[str] = []
    for window in computer.application.topLevelWidgets():
        for widget in (window, *window.findChildren(QWidget)):
            words += [f"{type(widget).__name__}: {word}" for word in words_in(widget)]
    words.append("clipboard: " + QGuiApplication.clipboard().text())
    words.append(computer.running._tray.words)
    files = [
        path for path in computer.home.rglob("*") if path.is_file() and path.suffix in {".json", ".toml", ".log", ""}
    ]
    words += [path.read_bytes().decode("latin-1") for path in files if "accounts" not in path.parts]
    return "\n".join(words)


@pytest.mark.parametrize("shared", [False, True])
def test_I10_nothing_of_one_person_is_anywhere_for_the_next(computer: LoneComputer, shared: bool) -> None:  # noqa: FBT001
    computer.policy(shared_computer=shared)
    computer.account(OTHER, name="Robin Kestrel")
    computer.start()
    computer.sign_in()
    computer.begin_form()
    field = computer.write(CANARY)
    assert isinstance(field, QLineEdit)
    field.selectAll()
    field.copy()
    for page in ("account", "recover", "submitted"):
        computer.running._chosen(page)
    assert "Sam Patel" in everything_seen(computer)
    computer.running._chosen("sign-out")
    wait_until(lambda: computer.running.session is None, "A has signed out")
    computer.sign_in(OTHER)
    computer.running._chosen("recover")
    seen = everything_seen(computer)
    for secret in (CANARY, "Patel", EMAIL):
        assert [line for line in seen.splitlines() if secret in line] == []
    if shared:
        assert computer.running.window.windowTitle() == computer.running.window._program


def test_signing_out_with_a_form_unsent_asks_first_and_keeps_it(computer: LoneComputer) -> None:
    store = computer.store()
    desk = desk_of(computer, store)
    desk.submitted(desk.saved())
    store.close()
    computer.start()
    computer.sign_in()
    computer.running._chosen("sign-out")
    computer.hands.sees("1 form has not reached the council")
    computer.hands.press("Stay signed in")
    assert computer.running.session is not None
    computer.running._chosen("sign-out")
    computer.hands.press("Sign out all the same")
    wait_until(lambda: computer.running.session is None, "the person is out")
    store = computer.store()
    assert [one.state for one in store.outbox.waiting()] == [DeliveryState.QUEUED]
    store.close()


def test_a_shared_computer_keeps_drafts_and_what_waits_and_nothing_the_council_has(computer: LoneComputer) -> None:
    computer.policy(shared_computer=True)
    store = computer.store()
    desk = desk_of(computer, store)
    received = desk.submitted(desk.saved(1))
    desk.received(received)
    draft = desk.saved(2)
    store.close()
    computer.start()
    computer.sign_in()
    computer.running._chosen("sign-out")
    store = computer.store()
    assert store.submissions.list() == []
    assert [one.id for one in store.drafts.summaries()] == [draft.id]
    store.drafts.delete(draft.id)
    store.close()
    computer.sign_in()
    computer.running._chosen("sign-out")
    assert not computer.paths.account_folder(EMAIL).exists()


def test_J12_the_version_of_an_earlier_time_is_compared_and_restored_in_the_window(computer: LoneComputer) -> None:
    computer.start()
    computer.sign_in()
    computer.begin_form()
    computer.write("Robin")
    filling = computer.running.filling
    assert filling.save()
    computer.clock.ahead += timedelta(minutes=3)
    computer.write(" deleted by mistake")
    assert filling.save()
    first = computer.running.session
    assert first is not None
    [latest, earlier] = first.store.snapshots.of_draft(filling.draft_id)
    computer.hands.press("Earlier versions")
    computer.hands.sees("Nothing: it is the same as the form is now.")
    [versions] = computer.hands.all(QListWidget)
    versions.setCurrentRow(1)
    computer.hands.sees("Other names the child is known by")
    computer.hands.sees("Then: Robin")
    computer.hands.sees("Now: Robin deleted by mistake")
    computer.hands.press(f"Restore the version of Today {earlier.astimezone():%H:%M}")
    wait_until(lambda: computer.field().text() == "Robin", "the earlier version is back")
    assert latest in first.store.snapshots.of_draft(filling.draft_id)
