"""Long work: handed back exactly once, on the window's thread, or not at all after closing."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING, Any

from desktop_portal.core.problems import CannotReach
from desktop_portal.ui.lane import Lane

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

PATIENCE = 5.0


def _where(number: int) -> tuple[int, int]:
    return number, threading.get_ident()


def test_work_is_done_elsewhere_and_handed_back_here_in_order(qtbot: QtBot) -> None:
    lane = Lane()
    seen: list[Any] = []
    here = threading.get_ident()
    for number in range(20):
        lane.run(
            partial(_where, number),
            lambda result: seen.append((*result, threading.get_ident())),
            seen.append,
        )
    qtbot.waitUntil(lambda: len(seen) == 20)
    assert [number for number, _, _ in seen] == list(range(20))
    assert all(there != here and back == here for _, there, back in seen)
    assert not lane.busy
    assert lane.close(PATIENCE)


def test_what_fails_is_told_once_and_never_as_done(qtbot: QtBot) -> None:
    lane = Lane()
    done: list[object] = []
    failed: list[Exception] = []

    def fails() -> None:
        raise CannotReach

    lane.run(fails, done.append, failed.append)
    qtbot.waitUntil(lambda: bool(failed))
    assert (len(done), [type(one) for one in failed]) == (0, [CannotReach])
    assert lane.close(PATIENCE)


def test_closing_hands_nothing_back_and_does_not_wait_for_a_request_that_hangs(qtbot: QtBot) -> None:
    lane, release = Lane(), threading.Event()
    seen: list[object] = []
    lane.run(lambda: release.wait(PATIENCE), seen.append, seen.append)
    assert not lane.close(0.0)
    release.set()
    assert lane.close(PATIENCE)
    lane.run(lambda: 1, seen.append, seen.append)
    assert seen == []


def test_what_somebody_waits_for_goes_before_the_rest_and_between_the_pieces_of_long_work(qtbot: QtBot) -> None:
    lane, begun, asked = Lane(), threading.Event(), threading.Event()
    seen: list[str] = []

    def upload() -> str:
        begun.set()
        assert asked.wait(PATIENCE)
        lane.give_way()
        return "the upload"

    lane.run(upload, seen.append, lambda trouble: seen.append(str(trouble)))
    assert begun.wait(PATIENCE)
    lane.run(lambda: "an ordinary piece", seen.append, lambda trouble: seen.append(str(trouble)))
    lane.run(lambda: "a document", seen.append, lambda trouble: seen.append(str(trouble)), first=True)
    lane.give_way()
    asked.set()
    qtbot.waitUntil(lambda: len(seen) == 3)
    assert seen == ["a document", "the upload", "an ordinary piece"]
    assert lane.close(PATIENCE)
