"""The program is started twice: the second start brings the first window to the front (one for each home folder)."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtNetwork import QLocalSocket

from desktop_portal.ui.demo.hands import wait_until
from desktop_portal.ui.door import Door, socket_name
from desktop_portal.ui.main_window import MainWindow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

ONE_START = (sys.executable, "-m", "desktop_portal", "--server", "http://127.0.0.1:9")
_SCREENS = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}


def start(home: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.Popen([*ONE_START, "--home", str(home)], env=environment, stderr=subprocess.DEVNULL)


def someone_listens(home: Path) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(socket_name(home / "data"))
    listens = socket.waitForConnected(100)
    socket.abort()
    return listens


@pytest.fixture
def door(qapp: QApplication, tmp_path: Path) -> Iterator[Door]:
    one = Door(tmp_path / "data", qapp)
    yield one
    one.close()
    one.deleteLater()


def test_a_second_start_brings_the_first_window_to_the_front_and_ends(
    door: Door, qtbot: QtBot, themed: QApplication, tmp_path: Path
) -> None:
    window = MainWindow(themed)
    qtbot.addWidget(window, before_close_func=lambda one: one.close_now())
    assert door.enter()
    door.knocked.connect(lambda _words: window.come_to_front())
    window.showMinimized()
    second = start(tmp_path)
    wait_until(lambda: second.poll() is not None, "the second start has ended", 60)
    assert second.returncode == 0
    assert not window.isMinimized()
    assert window.isVisible()


def test_a_computer_without_a_screen_is_told_so_in_a_sentence(tmp_path: Path) -> None:
    bare = {name: value for name, value in os.environ.items() if name not in _SCREENS}
    done = subprocess.run(
        [*ONE_START, "--home", str(tmp_path)], env=bare, capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "There is no screen here, so the window cannot be shown. Start the program on a desktop.\n"


def test_the_words_of_a_second_start_arrive_and_too_many_do_not(door: Door, qtbot: QtBot, tmp_path: Path) -> None:
    assert door.enter()
    heard: list[str] = []
    door.knocked.connect(heard.append)
    for said in (b"childrens-portal:submission/5\n", b"x" * 3000 + b"\n"):
        socket = QLocalSocket()
        socket.connectToServer(socket_name(tmp_path / "data"))
        socket.write(said)
        qtbot.waitUntil(lambda socket=socket: socket.bytesAvailable() > 0 or socket.state().value == 0)
        socket.abort()
    assert heard == ["childrens-portal:submission/5"]


def test_another_home_folder_has_a_window_of_its_own(door: Door, qapp: QApplication, tmp_path: Path) -> None:
    assert door.enter()
    other = Door(tmp_path / "other", qapp)
    assert other.enter()
    other.close()
    other.deleteLater()


def test_after_the_first_was_killed_the_next_start_is_the_first(door: Door, tmp_path: Path) -> None:
    first = start(tmp_path)
    wait_until(lambda: someone_listens(tmp_path), "the first start listens", 60)
    assert not door.enter(), "the killed one was never the first, so this test shows nothing"
    first.kill()
    first.wait()
    assert door.enter()


def test_a_folder_that_takes_no_lock_stops_nobody(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file stands where the folder should be")
    one = Door(tmp_path / "data", qapp)
    assert one.enter()
    one.close()
    one.deleteLater()
