"""What every test of the windows shares: the theme, and the check that nothing is left behind."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QTimer

from desktop_portal.ui.accessible import tell_screen_readers
from desktop_portal.ui.theme import Theme, apply_theme
from tests.support.lone_computer import LoneComputer
from tests.support.sync_fixtures import council, rig

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication


__all__ = ["council", "rig"]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_configure(config: pytest.Config) -> None:
    """Qt's platform without a screen says this whenever a window's least size changes; it is no fault of ours."""
    config.addinivalue_line("qt_log_ignore", "This plugin does not support propagateSizeHints")
    config.addinivalue_line("qt_log_ignore", "This plugin does not support grabbing the keyboard")


@pytest.fixture(autouse=True)
def nothing_left_behind(qapp: QApplication) -> Iterator[None]:
    """Fail where a test leaves a window, a thread or a running timer; draw with the theme, as the program does."""
    if not qapp.property("portal-fonts"):
        apply_theme(qapp, Theme())
    windows = {id(widget) for widget in qapp.topLevelWidgets()}
    threads = set(threading.enumerate())
    yield
    for widget in qapp.topLevelWidgets():
        if id(widget) not in windows and not widget.isVisible() and widget.parent() is None:
            widget.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    left = [type(one).__name__ for one in qapp.topLevelWidgets() if id(one) not in windows and one.isVisible()]
    assert not left, f"windows left open: {left}"
    assert not [one.name for one in threading.enumerate() if one not in threads], "threads left behind"
    assert not [one for one in qapp.findChildren(QTimer) if one.isActive()], "timers left running"


@pytest.fixture
def themed(qapp: QApplication) -> QApplication:
    """Return the application in the light theme at 100 %."""
    tell_screen_readers()
    apply_theme(qapp, Theme())
    return qapp


@pytest.fixture
def not_started(qapp: QApplication, tmp_path: Path) -> Iterator[LoneComputer]:
    """Somebody's computer with their account on it, whose council cannot be reached; the program is not started."""
    one = LoneComputer(qapp, tmp_path / "home")
    one.account()
    yield one
    one.end()


@pytest.fixture
def computer(not_started: LoneComputer) -> LoneComputer:
    """The same, with the program started; they are signed in."""
    not_started.start()
    not_started.sign_in()
    return not_started
