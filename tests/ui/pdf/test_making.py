"""While a document is made the window goes on: it can be stopped, locked, and asked for another one."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QProgressBar

from desktop_portal.forms.answers import Path, with_answer, with_row_added
from desktop_portal.services.exporting import Exporting
from desktop_portal.ui.demo.hands import wait_until
from desktop_portal.ui.making_dialog import MakingDialog
from tests.pdf.reading import read
from tests.ui.pdf.conftest import STORY

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_portal.pdf.request import Printed
    from tests.ui.pdf.conftest import Desk

FIRST, SECOND = "018f0000-0000-7000-8000-000000000417", "018f0000-0000-7000-8000-000000000418"
MANY = 100


class SlowPaper:
    """The making of a document waits, before its first page, until it is let go on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.entered, self.go_on = threading.Event(), threading.Event()
        self.threads: list[str] = []
        draft: Callable[[Any, Any], Printed] = Exporting.draft

        def slow(exporting: Exporting, given: Any) -> Printed:
            self.threads.append(threading.current_thread().name)
            self.entered.set()
            assert self.go_on.wait(60)
            exporting.step(1, 4)
            return draft(exporting, given)

        monkeypatch.setattr(Exporting, "draft", slow)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> SlowPaper:
    return SlowPaper(monkeypatch)


def save(desk: Desk, form_id: str, story: str) -> None:
    desk.session.store.drafts.save(desk.draft(form_id, desk.answers(story)))


def test_the_window_goes_on_while_a_form_with_a_hundred_people_is_made(desk: Desk) -> None:
    """The window's thread is asked for a turn every few milliseconds: it takes them all the time."""
    form = desk.program.app.shelf.form(desk.entry.key, "en")
    answers = desk.answers(STORY)
    for row in range(MANY):
        answers = with_row_added(form, answers, Path("household.person"))
        answers = with_answer(answers, Path("household.person.first-name", (row,)), (f"Person {row}",))
    desk.session.store.drafts.save(desk.draft(FIRST, answers))
    turns: list[bool] = []
    turn = QTimer()
    turn.setInterval(5)
    turn.timeout.connect(lambda: turns.append(desk.program.papers.busy))
    turn.start()
    desk.program.papers.show_draft(FIRST)
    assert desk.program.papers.shown_pdf == b"", "made before the window had a turn"
    pdf = desk.paper()
    turn.stop()
    assert turns.count(True) > 10
    assert f"Person {MANY - 1}" in read(pdf).root.text


def test_how_far_it_is_is_shown_and_stop_leaves_the_person_where_they_were(desk: Desk, slow: SlowPaper) -> None:
    save(desk, FIRST, STORY)
    page = desk.program.window.page
    desk.program.papers.show_draft(FIRST)
    assert slow.entered.wait(20)
    assert slow.threads == ["lane"]
    desk.hands.sees("The document is being made")
    assert [bar.accessibleName() for bar in desk.hands.all(QProgressBar)] == ["How much of the document is made"]
    desk.hands.press("Stop")
    slow.go_on.set()
    wait_until(lambda: not desk.program.lane.busy, "the lane is free")
    assert not list(desk.hands.all(MakingDialog))
    assert (desk.program.window.page, desk.program.papers.shown_pdf) == (page, b"")


def test_a_document_that_takes_no_moment_shows_no_window(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MakingDialog, "open", lambda _self: pytest.fail("a window flashed up"))
    desk.program.papers._making._moment.setInterval(60_000)
    save(desk, FIRST, STORY)
    desk.program.papers.show_draft(FIRST)
    assert STORY in read(desk.paper()).root.text


def test_locking_in_the_middle_gives_the_document_up_and_lets_go_of_the_key(desk: Desk, slow: SlowPaper) -> None:
    save(desk, FIRST, STORY)
    desk.program.papers.show_draft(FIRST)
    assert slow.entered.wait(20)
    desk.hands.sees("The document is being made")
    desk.program.locking.lock()
    desk.hands.sees("This window is locked")
    assert not list(desk.hands.all(MakingDialog))
    slow.go_on.set()
    wait_until(lambda: desk.session.store.is_closed, "the key is let go of")
    assert desk.program.papers.shown_pdf == b""
    assert not desk.hands.reads(STORY)


def test_signing_out_in_the_middle_is_no_mistake_of_the_program(desk: Desk, slow: SlowPaper) -> None:
    save(desk, FIRST, STORY)
    desk.program.papers.show_draft(FIRST)
    assert slow.entered.wait(20)
    desk.program.window.top_bar.chosen.emit("sign-out")
    slow.go_on.set()
    wait_until(lambda: not desk.program.lane.busy, "the lane is free")
    assert desk.program.papers.shown_pdf == b""
    assert not desk.hands.reads("Something went wrong")


def test_of_two_documents_asked_for_the_last_one_is_shown(desk: Desk, slow: SlowPaper) -> None:
    save(desk, FIRST, "The first form")
    save(desk, SECOND, "The second form")
    desk.program.papers.show_draft(FIRST)
    assert slow.entered.wait(20)
    desk.program.papers.show_draft(SECOND)
    slow.go_on.set()
    assert "The second form" in read(desk.paper()).root.text


def test_a_form_that_is_not_there_any_more_is_told(desk: Desk) -> None:
    desk.program.papers.show_draft(FIRST)
    desk.hands.sees("This form has nothing saved yet.")
    desk.hands.press("Close")
    desk.program.papers.show_beside(FIRST, 1)
    desk.hands.sees("The form as it was sent is not on this computer any more.")
    desk.hands.press("Close")
