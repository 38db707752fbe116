"""Python looks for rings of objects in the window's thread, when nobody waits."""

from __future__ import annotations

import gc
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from desktop_portal.ui import rings
from desktop_portal.ui.rings import Rings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


_SOME = 50


class _Ring:
    """Holds itself, and says in which thread it ended."""

    def __init__(self, ended: list[int]) -> None:
        self._self = self
        self._ended = ended

    def __del__(self) -> None:
        self._ended.append(threading.get_ident())


@pytest.fixture
def looking(themed: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Rings]:
    monkeypatch.setattr(rings, "EVERY", 0.01)
    monkeypatch.setattr(rings, "_WORTH_IT", 1)
    found = Rings(themed)
    found.start()
    yield found
    found.stop()


@contextmanager
def _looks() -> Iterator[list[int]]:
    """Note which generation each look went through."""
    seen: list[int] = []

    def note(phase: str, facts: dict[str, int]) -> None:
        if phase == "start":
            seen.append(facts["generation"])

    gc.callbacks.append(note)
    try:
        yield seen
    finally:
        gc.callbacks.remove(note)


@pytest.mark.usefixtures("looking")
def test_what_ended_in_another_thread_goes_in_the_windows_own(qtbot: QtBot) -> None:
    ended: list[int] = []

    def work() -> None:
        for _ in range(_SOME):
            _Ring(ended)
        # As much as Python would have looked for rings after, several times.
        assert len([[number] for number in range(20_000)]) == 20_000
        assert not ended

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(ended) == _SOME, timeout=10_000)
    assert set(ended) == {threading.get_ident()}


def test_while_somebody_types_only_what_is_new_is_looked_through(looking: Rings, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    handle = window.windowHandle()
    assert handle is not None
    looking._input.listen(handle)
    long_ago = time.monotonic() - 10 * rings.QUIET
    looking._whole = looking._input._last = long_ago
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
    QApplication.sendEvent(handle, key)
    with _looks() as seen:
        _Ring([])
        looking.look()
        assert seen == [1]
        looking._input._last = long_ago
        _Ring([])
        looking.look()
    assert seen == [1, 2]


def test_who_is_never_away_is_looked_after_all_the_same(looking: Rings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rings, "LONGEST", 0.0)
    looking._input._last = time.monotonic()
    with _looks() as seen:
        _Ring([])
        looking.look()
    assert 2 in seen


def test_at_the_end_python_looks_by_itself_again(themed: QApplication) -> None:
    found = Rings(themed)
    found.start()
    assert not gc.isenabled()
    assert gc.get_freeze_count()
    found.stop()
    found.stop()
    assert gc.isenabled()
    assert not gc.get_freeze_count()
