"""After an update the saved forms are brought up to date: it is shown, can be stopped, and goes on another time."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QProgressBar

from desktop_portal.store import backups
from desktop_portal.ui.controllers import upgrading
from desktop_portal.ui.demo.hands import wait_until
from tests.support.lone_computer import EMAIL, PASSWORD

if TYPE_CHECKING:
    import pytest

    from tests.support.lone_computer import LoneComputer


def as_an_older_program_left_it(computer: LoneComputer) -> None:
    store = computer.store()
    with store._connection.writing() as database:
        database.execute_sql("ALTER TABLE draft DROP COLUMN deleted_at")
        database.execute_sql("PRAGMA user_version = 2")
    store.close()


def test_J30_bringing_the_saved_forms_up_to_date_is_shown_and_can_be_stopped(
    not_started: LoneComputer, monkeypatch: pytest.MonkeyPatch
) -> None:
    computer = not_started
    monkeypatch.setattr(backups, "A_STEP", 2)
    monkeypatch.setattr(upgrading, "MOMENT_MS", 0)
    as_an_older_program_left_it(computer)
    app = computer.start().app
    tell, go_on = app.on_upgrade, threading.Event()

    def slowly(done: int, of: int) -> None:
        tell(done, of)
        go_on.wait(20)

    app.on_upgrade = slowly
    hands = computer.hands
    hands.press("My account")
    hands.write("E-mail address", EMAIL)
    hands.write("Password", PASSWORD)
    hands.press("Sign in")
    hands.sees("Your saved forms are brought up to date")
    bar = hands.find("How much of your saved forms is copied", QProgressBar)
    wait_until(lambda: 0 < bar.value() < bar.maximum(), "it is said how far it is")
    hands.press("Stop")
    go_on.set()
    hands.sees("Your saved forms were left as they are.")
    assert computer.running.session is None
    hands.write("Password", PASSWORD)
    hands.press("Sign in")
    wait_until(lambda: computer.running.session, "the second time it is let through")
