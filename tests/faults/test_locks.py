"""Locks at random moments in the real program: nothing typed is lost, unlocking changes nothing (I14).

In the test run 30 in one process; `--faults N` for more. Why there once was an end after some eighty: decision 0050.
"""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from desktop_portal.core.draft import FormKey
from desktop_portal.core.form_entry import FormEntry
from desktop_portal.ui.demo.hands import wait_until
from tests.faults.typist import LETTERS
from tests.support.lone_computer import PASSWORD, LoneComputer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

LOCKS = 30
URL = "https://forms.example.gov.uk/Questionnaire/short"
QUESTION = "What happened"
FORM = {
    "resourceType": "Questionnaire",
    "url": URL,
    "version": "1",
    "name": "short",
    "title": "A short form",
    "status": "active",
    "item": [
        {
            "linkId": "overview",
            "type": "group",
            "text": "Overview",
            "item": [
                {"linkId": "what", "type": "string", "text": QUESTION},
                {"linkId": "where", "type": "string", "text": "Where it happened"},
            ],
        }
    ],
}


@pytest.fixture
def computer(qapp: QApplication, tmp_path: Path) -> Iterator[LoneComputer]:
    one = LoneComputer(qapp, tmp_path / "home")
    one.account()
    store = one.store()
    entry = FormEntry("short", FormKey(URL, "1"), "A short form", "", "professional", "LCS", safeguarding=False)
    line = {"name": "short", "url": URL, "version": "1", "title": {"en": "A short form"}, "summary": {"en": ""}}
    more = {"audience": "professional", "destination": "LCS", "safeguarding": False}
    store.catalogue.put("short", json.dumps(FORM), "digest", {**line, **more})
    store.close()
    one.start()
    one.sign_in()
    session = one.running.session
    assert session is not None
    one.running.filling.begin(session, entry)
    yield one
    one.end()


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_J12_locks_at_random_moments_lose_nothing(
    computer: LoneComputer, faults_told: Callable[[str], None], pytestconfig: pytest.Config
) -> None:
    locks = pytestconfig.getoption("--faults") or LOCKS
    chance, locking = random.Random(14), computer.running.locking
    typed = 0
    for _ in range(locks):
        field = computer.hands.find(QUESTION, QLineEdit)
        assert field.text() == as_typed(typed)
        field.setFocus()
        field.end(False)
        keys = chance.randint(0, 3) if typed < 200 else -typed
        if keys < 0:
            field.selectAll()
            QTest.keyClicks(field, as_typed(1))
            typed = 1
        for _ in range(keys):
            QTest.keyClicks(field, LETTERS[typed % len(LETTERS)])
            typed += 1
        caret = chance.randint(0, typed)
        field.setCursorPosition(caret)
        # Now and then at once, now and then in the middle of an autosave: the moment is what is tried.
        QTimer.singleShot(chance.choice((0, 0, 1, 5, 20)), locking, locking.lock)
        wait_until(lambda: locking.is_locked, "the window locks")
        locking._unlock(PASSWORD)
        wait_until(lambda: not locking.is_locked, "the window is unlocked")
        again = computer.hands.find(QUESTION, QLineEdit)
        wait_until(again.hasFocus, "the field has the keyboard again")
        assert (again.text(), again.cursorPosition()) == (as_typed(typed), caret)
    faults_told(f"{locks} locks at random moments")


def as_typed(length: int) -> str:
    return (LETTERS * (length // len(LETTERS) + 1))[:length]
