"""A computer with the program on it, and a council's server in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QTimer

from desktop_portal.app import World
from desktop_portal.paths import Paths
from desktop_portal.ui.demo.hands import Hands, wait_until
from desktop_portal.ui.demo.referrer import Referrer
from desktop_portal.ui.door import Door
from desktop_portal.ui.start import answer_the_door, make_program
from desktop_portal.vault.wraps import Cost
from tests.support.no_keyring import NoKeyStore
from tests.support.server_process import ServerProcess

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from desktop_portal.services.session import Session
    from desktop_portal.ui.program import Program
    from desktop_portal.vault.key_store import KeyStore

EMAIL, PASSWORD = "sam.patel@example.gov.uk", "three quiet otters"
CHEAP = Cost(passes=1, memory_kib=8192, lanes=1)
FORM = "Child/Young Person Safeguarding Concern"


class Computer:
    """A person's computer: the program can be started and ended on it as often as one likes."""

    form_title = FORM

    def __init__(
        self, application: QApplication, home: Path, server: ServerProcess, key_store: KeyStore | None = None
    ) -> None:
        self._application, self._home = application, home
        self._key_store = key_store or NoKeyStore()
        self.server = server
        self.hands = Hands(application)
        self.person = Referrer(self.hands)
        self.program: Program | None = None

    def start(self, link: str = "") -> None:
        """Open the program, as the desktop does that follows a link out of an e-mail."""
        world, paths = World(cost=CHEAP, key_store=self._key_store), Paths.under(self._home)
        door = Door(paths.data, self._application)
        assert door.enter(link), "the program is open already"
        self.program = make_program(self._application, paths, server=self.server.url, world=world)
        self.program.ended.connect(door.deleteLater)
        answer_the_door(door, self.program)
        self.program.start()
        if link:
            self.program.follow_link(link)

    def start_again(self, link: str) -> None:
        """Start the program a second time, in a process of its own, while it is open."""
        words = [sys.executable, "-m", "desktop_portal", "--home", str(self._home), link]
        second = subprocess.Popen(words, env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
        wait_until(lambda: second.poll() is not None, "the second start has ended", 60)
        assert second.returncode == 0

    def end(self) -> None:
        """Close it, as a person does who has nothing unsent."""
        if self.program is not None:
            self.program.end()
            self.program.window.deleteLater()
            self.program.deleteLater()
            self.program = None
            self._application.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def register(self) -> None:
        """Make an account and keep the recovery code."""
        self.hands.press("My account")
        self.hands.press("Register for new account")
        self.register_here()

    def register_here(self, then: str = "What would you like to do?") -> None:
        """Go through the steps of registering, the first of which is open; `then` stands on the page that comes."""
        self.person.register(EMAIL, PASSWORD, self.code)
        self.person.keep_recovery_code(then)

    def open_form(self) -> None:
        """Open the safeguarding form from the home page."""
        self.hands.press("Start a form as a professional")
        self.hands.press(FORM)
        self.hands.sees("must be answered")

    def from_the_menu(self, name: str) -> None:
        """Choose from the person's menu at the right of the bar."""
        assert self.program is not None
        actions = self.program.window.top_bar._menu.actions()
        next(one for one in actions if one.text().replace("&", "") == name).trigger()

    def session(self) -> Session:
        """Return what is open of whoever is in."""
        wait_until(lambda: self.program is not None and self.program.session is not None, "somebody is in")
        assert self.program is not None
        assert self.program.session is not None
        return self.program.session

    def code(self) -> str:
        """Return the newest code that came by e-mail, or "" while there is none."""
        try:
            return self.server.code_for(EMAIL)
        except LookupError:
            return ""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ServerProcess]:
    process = ServerProcess(tmp_path / "server", env={"PORTAL_FAULTS": "1"})
    yield process
    process.stop()


@pytest.fixture
def computer(qapp: QApplication, tmp_path: Path, server: ServerProcess) -> Iterator[Computer]:
    one = Computer(qapp, tmp_path / "home", server)
    one.start()
    yield one
    one.end()
    assert not [timer for timer in qapp.findChildren(QTimer) if timer.isActive()], "timers left running"
