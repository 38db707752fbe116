"""Locks at random moments in the real program: nothing typed is lost, unlocking changes nothing (I14).

In the test run 80 in one process; `--faults N` for more. Why there once was an end after some eighty: decision 0050.
"""

from __future__ import annotations

import json
import random
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from desktop_portal.core.draft import FormKey
from desktop_portal.core.form_entry import FormEntry
from desktop_portal.services.attaching import Attaching
from desktop_portal.ui.demo.hands import wait_until
from desktop_portal.ui.editors.file_zone import FileZone, NewFile
from desktop_portal.ui.pages.lock import LockPage
from tests.faults.typist import LETTERS
from tests.support.lone_computer import PASSWORD, LoneComputer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from desktop_portal.forms.answers import Attachment

LOCKS = 80
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
                {"linkId": "letters", "type": "attachment", "repeats": True, "text": "Letters"},
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


class Painted(QObject):
    """Watches whether a lock page was painted."""

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self.seen = False
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.seen |= isinstance(watched, LockPage) and event.type() is QEvent.Type.Paint
        return False


def letters(folder: Path) -> list[NewFile]:
    paths = [folder / f"letter {number}.pdf" for number in range(4)]
    for path in paths:
        path.write_bytes(b"%PDF-1.7\n" + path.name.encode() * 200_000 + b"\n%%EOF\n")
    return [NewFile(path.name, path) for path in paths]


def test_J12_a_lock_while_files_are_being_added_loses_none_of_them(computer: LoneComputer, tmp_path: Path) -> None:
    locking, [zone] = computer.running.locking, computer.hands.all(FileZone)
    given = letters(tmp_path)
    zone.take(given)
    seen: list[bool] = []
    watch = Painted(computer.application)
    locking.about_to_lock.connect(lambda: seen.append(watch.seen))
    locking.lock()
    computer.application.removeEventFilter(watch)
    assert locking.is_locked
    assert seen == [True], "the screen waits for the files"
    wait_until(lambda: computer.running.session is None, "the store is closed and the key forgotten")
    locking._unlock(PASSWORD)
    wait_until(lambda: not locking.is_locked, "the window is unlocked")
    for file in given:
        computer.hands.sees(file.name)
    session = computer.running.session
    assert session is not None
    kept = session.store.attachments.of_draft(computer.running.filling.draft_id)
    assert [session.store.attachments.read(one.digest) for one in kept] == [
        file.path.read_bytes() for file in given if file.path is not None
    ]


def test_J14_files_are_read_and_sealed_beside_the_window(
    computer: LoneComputer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where: list[str] = []
    add = Attaching.add_file

    def added(attaching: Attaching, draft_id: str, path: Path) -> Attachment:
        where.append(threading.current_thread().name)
        return add(attaching, draft_id, path)

    monkeypatch.setattr(Attaching, "add_file", added)
    [zone] = computer.hands.all(FileZone)
    given = letters(tmp_path)
    zone.take(given)
    for file in given:
        computer.hands.sees(file.name)
    assert where == ["lane"] * len(given)


def as_typed(length: int) -> str:
    return (LETTERS * (length // len(LETTERS) + 1))[:length]
