"""A display, a session bus with the accessibility bus on it, the program, and the council's server: each a process."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.bus_session import on_a_bus
from tests.support.screen import a_screen
from tests.support.server_process import ServerProcess

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent
SYSTEM_PYTHON = "/usr/bin/python3"
LAUNCHER = "/usr/libexec/at-spi-bus-launcher"
SESSION = """
"$LAUNCHER" --launch-immediately --a11y=1 &
launcher=$!
"$PROGRAM_PYTHON" -m desktop_portal --home "$HOME_FOLDER" --server "$SERVER" &
program=$!
"$SYSTEM_PYTHON" "$@"
status=$?
kill -0 $program || status=70
kill $program $launcher
wait
exit $status
"""
PROGRAM_ENDED = 70
LONGEST = 330


@dataclass
class Bus:
    """A person's computer with a screen reader's bus."""

    display: str
    server: ServerProcess
    home: Path

    def run(self, script: str, *words: str) -> dict[str, Any]:
        """Start the program, let the script use it by name and role, and return what the script prints last."""
        own = {
            "DISPLAY": self.display,
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
            "LAUNCHER": LAUNCHER,
            "PROGRAM_PYTHON": sys.executable,
            "SYSTEM_PYTHON": SYSTEM_PYTHON,
            "HOME_FOLDER": str(self.home),
            "SERVER": self.server.url,
        }
        told = on_a_bus(SESSION, (str(HERE / script), *words), own, longest=LONGEST, ended=PROGRAM_ENDED)
        assert isinstance(told, dict)
        return told


@pytest.fixture
def display() -> Iterator[str]:
    """A screen that nobody sees."""
    needed = (SYSTEM_PYTHON, LAUNCHER, shutil.which("Xvfb"), shutil.which("dbus-run-session"))
    missing = [one for one in needed if not one or not Path(one).exists()]
    assert not missing, f"python3 dev.py test installs what is missing here: {missing}"
    with a_screen() as name:
        yield name


@pytest.fixture
def bus(tmp_path: Path, display: str) -> Iterator[Bus]:
    server = ServerProcess(tmp_path / "server")
    yield Bus(display, server, tmp_path / "home")
    server.stop()
