"""The computer locks or goes to sleep: so does the window, over a real D-Bus with a small logind on it (J12)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

import pytest

from desktop_portal.ui.system_lock import own_session

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ("dbus-daemon",)


@pytest.fixture
def buses(tmp_path: Path) -> Iterator[dict[str, str]]:
    if which("dbus-daemon") is None:
        pytest.skip("no dbus-daemon here: apt-get install dbus")
    daemons, addresses = [], []
    for _ in range(2):
        command = ["dbus-daemon", "--session", "--nofork", "--print-address"]
        daemon = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert daemon.stdout is not None
        daemons.append(daemon)
        addresses.append(daemon.stdout.readline().strip())
    yield {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "DBUS_SYSTEM_BUS_ADDRESS": addresses[0],
        "DBUS_SESSION_BUS_ADDRESS": addresses[1],
        "XDG_SESSION_ID": "c2",
    }
    for daemon in daemons:
        daemon.terminate()
        daemon.wait()
        assert daemon.stdout is not None
        daemon.stdout.close()


class Spoken:
    """A process that is spoken to line by line."""

    def __init__(self, environment: dict[str, str], *command: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def hears(self) -> str:
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def told(self, line: str) -> str:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        return self.hears()

    def end(self) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.read()
        self._process.stdout.close()
        return self._process.wait(timeout=30)


def test_J12_the_window_locks_with_the_system_and_before_sleep_and_only_for_the_real_one(
    buses: dict[str, str], tmp_path: Path
) -> None:
    system, impostor = Spoken(buses, "tests.support.fake_login"), Spoken(buses, "tests.support.fake_login", "impostor")
    assert (system.hears(), impostor.hears()) == ("there", "there")
    window = Spoken(buses, "tests.support.locked_window", str(tmp_path))
    assert window.hears().startswith(
        "hears org.freedesktop.login1.Manager.PrepareForSleep org.freedesktop.login1.Session.Lock"
    )
    try:
        for line in ("sleep", "saver on", "lock-at /org/freedesktop/login1/session/c2"):
            assert impostor.told(line) == "sent"
        assert system.told("wake") == "sent"
        assert system.told("saver off") == "sent"
        assert system.told("lock-at /org/freedesktop/login1/session/c9") == "sent"
        assert window.told("look") == "open"
        for line in ("sleep", "saver on", "lock-at /org/freedesktop/login1/session/c2"):
            assert system.told(line) == "sent"
            assert window.told("wait") == "locked"
            assert window.told("unlock") == "open with quokka moth"
    finally:
        ends = [one.end() for one in (window, system, impostor)]
    assert ends == [0, 0, 0]


@pytest.mark.parametrize(("name", "path"), [("c2", "c2"), ("2", "_32"), ("12", "_312"), ("a-b", "a_2db"), ("", "")])
def test_the_session_of_logind_is_named_as_systemd_writes_it(
    monkeypatch: pytest.MonkeyPatch, name: str, path: str
) -> None:
    monkeypatch.setenv("XDG_SESSION_ID", name)
    assert own_session() == (f"/org/freedesktop/login1/session/{path}" if path else "")
