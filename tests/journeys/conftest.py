"""A computer with the program on it, and a council's server in a process of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QTimer

from desktop_portal.app import World
from desktop_portal.paths import Paths
from desktop_portal.ui.demo.hands import Hands
from desktop_portal.ui.demo.referrer import Referrer
from desktop_portal.ui.start import make_program
from desktop_portal.vault.wraps import Cost
from tests.support.no_keyring import NoKeyStore
from tests.support.server_process import ServerProcess

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from desktop_portal.ui.program import Program

EMAIL, PASSWORD = "sam.patel@example.gov.uk", "three quiet otters"
CHEAP = Cost(passes=1, memory_kib=8192, lanes=1)
FORM = "Child/Young Person Safeguarding Concern"


class Computer:
    """A person's computer: the program can be started and ended on it as often as one likes."""

    def __init__(self, application: QApplication, home: Path, server: ServerProcess) -> None:
        self._application, self._home = application, home
        self.server = server
        self.hands = Hands(application)
        self.person = Referrer(self.hands)
        self.program: Program | None = None

    def start(self) -> None:
        """Open the program."""
        world = World(cost=CHEAP, key_store=NoKeyStore())
        self.program = make_program(self._application, Paths.under(self._home), server=self.server.url, world=world)
        self.program.start()

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
        self.person.register(EMAIL, PASSWORD, self._code)
        self.person.keep_recovery_code()

    def open_form(self) -> None:
        """Open the safeguarding form from the home page."""
        self.hands.press("Start a form as a professional")
        self.hands.press(FORM)
        self.hands.sees("must be answered")

    def _code(self) -> str:
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
