"""A list of very many submitted forms is opened at once and read beside the window (J19, J20, J23)."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QCheckBox

from desktop_portal.core.draft import ChildLabel, FormKey
from desktop_portal.core.submission import Receipt, Submission
from desktop_portal.services.requests import Requests
from desktop_portal.ui.controllers import submitted_list, told
from desktop_portal.ui.demo.hands import wait_until
from tests.support.lone_computer import LoneComputer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from desktop_portal.ui.controllers.submitted_list import SubmittedList
    from desktop_portal.ui.pages.submitted import SubmittedState

FORMS, MANY = 30, 20
KEY = FormKey("https://forms.example.gov.uk/Questionnaire/small", "1")


@pytest.fixture
def computer(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[LoneComputer]:
    """Somebody who has submitted very many forms is signed in; here thirty are very many."""
    monkeypatch.setattr(submitted_list, "MANY", MANY)
    one = LoneComputer(qapp, tmp_path / "home")
    one.account()
    store = one.store()
    now, requests = one.clock(), Requests(store.state)
    with store._connection.writing():
        for number in range(FORMS):
            form_id, at = f"018f0000-0000-7000-8000-{number:012}", now - timedelta(minutes=number)
            child = ChildLabel(f"A.{number}.", "2019")
            sent = Submission(form_id, 1, KEY, "Early help request", child, False, b"{}", "00" * 32, (), at)
            store.submissions.take(sent, Receipt(form_id, 1, f"EHM-{number:05}", "00" * 32, "e", at, '"1"'))
            asked = {"request_id": f"r-{number}", "version": 1, "asked_at": at.isoformat(), "comments": f"Q{number}?"}
            requests.take(form_id, "information-request", asked)
    store.close()
    one.start()
    one.sign_in()
    one.hands.sees("The council needs more information")
    yield one
    one.end()


def the_list(computer: LoneComputer) -> SubmittedList:
    return computer.running._lists._sent


def slow(monkeypatch: pytest.MonkeyPatch) -> tuple[threading.Event, threading.Event]:
    """Let each reading wait; returns what says that one has begun, and what lets it go on."""
    begun, go_on = threading.Event(), threading.Event()
    read = told.submitted_state

    def wait(*given: object, **named: object) -> SubmittedState:
        if given[0] is not None:
            begun.set()
            assert go_on.wait(20)
        return read(*given, **named)  # type: ignore[arg-type]  # as it was called

    monkeypatch.setattr(submitted_list, "submitted_state", wait)
    return begun, go_on


def test_J19_a_long_list_opens_at_once_and_fills_while_the_window_goes_on(
    computer: LoneComputer, monkeypatch: pytest.MonkeyPatch
) -> None:
    computer.hands.sees(f"All {FORMS} that wait for your answer")
    begun, go_on = slow(monkeypatch)
    computer.hands.press(f"All {FORMS} that wait for your answer")
    computer.hands.sees("The list is being read.")
    wait_until(begun.is_set, "the reading has begun")
    go_on.set()
    computer.hands.sees("Q0?")
    wait_until(lambda: not computer.hands.reads("The list is being read."), "it is read")
    page = the_list(computer).page
    assert page._table.rows.rowCount() == FORMS


def test_J20_children_are_hidden_at_once_while_a_long_list_is_read_again(
    computer: LoneComputer, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = computer.running.session
    assert session is not None
    computer.running._lists.show_submitted(session)
    computer.hands.sees("A.0., 2019")
    begun, go_on = slow(monkeypatch)
    computer.running._lists.refresh(session)
    wait_until(begun.is_set, "the reading has begun")
    computer.hands.find("Hide the children's details", QCheckBox).click()
    assert not computer.hands.reads("A.0., 2019"), "hidden without waiting for the reading"
    go_on.set()
    wait_until(lambda: not the_list(computer)._reading, "it is read")
    assert not computer.hands.reads("A.0., 2019"), "what was read meanwhile is hidden too"


def test_J12_what_was_being_read_when_the_window_locked_is_not_shown(
    computer: LoneComputer, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = computer.running.session
    assert session is not None
    begun, go_on = slow(monkeypatch)
    computer.running._lists.show_submitted(session)
    wait_until(begun.is_set, "the reading has begun")
    computer.running.locking.lock()
    go_on.set()
    wait_until(lambda: not the_list(computer)._reading, "it is read")
    assert the_list(computer)._shown.forms == ()
    assert the_list(computer).page._table.rows.rowCount() == 0
    computer.unlock()
    computer.hands.sees("A.0., 2019")
