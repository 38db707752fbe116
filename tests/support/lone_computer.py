"""A computer without a network, with one or more accounts on it: the real program is started and ended at will."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from desktop_portal.app import World
from desktop_portal.core.person import Person
from desktop_portal.paths import Paths
from desktop_portal.services.session import PROFILE
from desktop_portal.services.signing_in import STORE_FILE
from desktop_portal.store.database import Store, open_store
from desktop_portal.ui.demo.hands import Hands, wait_until
from desktop_portal.ui.start import make_program
from desktop_portal.vault.vault import Vault, create_vault
from desktop_portal.vault.wraps import Cost
from tests.support.no_keyring import NoKeyStore

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from desktop_portal.ui.program import Program
    from desktop_portal.vault.key_store import KeyStore

EMAIL, PASSWORD = "sam.patel@example.gov.uk", "three quiet otters"
CHEAP = Cost(1, 64, 1)
NOBODY = "http://127.0.0.1:9"
FIELD, LINK_ID, SECTION = "Other names the child is known by", "child.other-names", "3 Child / young person's details"


@dataclass
class MovingClock:
    """The computer's clock, which a test may put forward; else it goes on by itself."""

    ahead: timedelta = timedelta()

    def __call__(self) -> datetime:
        return datetime.fromtimestamp(time.clock_gettime(time.CLOCK_REALTIME), UTC) + self.ahead


@dataclass
class LoneComputer:
    """Knows the accounts' recovery codes, and presses and reads what a person would."""

    application: QApplication
    home: Path
    server: str = NOBODY
    key_store: KeyStore = field(default_factory=NoKeyStore)
    clock: MovingClock = field(default_factory=MovingClock)
    codes: dict[str, str] = field(default_factory=dict)
    program: Program | None = None

    @property
    def hands(self) -> Hands:
        return Hands(self.application)

    @property
    def paths(self) -> Paths:
        return Paths.under(self.home)

    def policy(self, **words: object) -> None:
        """Write the organisation's policy."""
        self.paths.policy_files[-1].parent.mkdir(parents=True, exist_ok=True)
        lines = (
            f"{name} = {str(word).lower() if isinstance(word, bool | int) else repr(word)}"
            for name, word in words.items()
        )
        self.paths.policy_files[-1].write_text("\n".join(lines) + "\n")

    def account(self, email: str = EMAIL, password: str = PASSWORD, *, name: str = "Sam Patel") -> None:
        """Make an account's store, as registering does."""
        folder = self.paths.account_folder(email)
        _vault, key, self.codes[email] = create_vault(folder, password, account=email, cost=CHEAP)
        store = open_store(folder / STORE_FILE, key, clock=self.clock)
        first, last = name.split()
        person = Person("1", email, first, last, "Teacher", "Hill Primary School", "01632 960 1")
        store.state.set(PROFILE, asdict(person))
        store.close()

    def store(self, email: str = EMAIL, password: str = PASSWORD) -> Store:
        """Open an account's store while no program has it open."""
        folder = self.paths.account_folder(email)
        key = Vault(folder, account=email, cost=CHEAP).open_with_password(password)
        return open_store(folder / STORE_FILE, key, clock=self.clock)

    def start(self) -> Program:
        world = World(cost=CHEAP, key_store=self.key_store, clock=self.clock)
        self.program = make_program(self.application, self.paths, server=self.server, world=world)
        self.program.start()
        return self.program

    def sign_in(self, email: str = EMAIL, password: str = PASSWORD) -> None:
        """Sign in from the first page, in the window."""
        self.hands.press("My account")
        self.hands.write("E-mail address", email)
        self.hands.write("Password", password)
        self.hands.press("Sign in")
        wait_until(lambda: self.program is not None and self.program.session, "somebody is signed in")

    def begin_form(self) -> QLineEdit:
        """Open a new safeguarding form at the child's section and return a field there."""
        program = self.running
        session = program.session
        assert session is not None
        program.filling.begin(session, program.app.shelf.entries("professional", "en")[0])
        self.hands.press(SECTION)
        return self.field()

    def field(self) -> QLineEdit:
        return self.hands.find(FIELD, QLineEdit)

    def write(self, text: str) -> QLineEdit | QPlainTextEdit:
        field = self.field()
        field.setFocus()
        field.end(False)
        field.insert(text)
        field.textEdited.emit(field.text())
        return field

    @property
    def running(self) -> Program:
        assert self.program is not None
        return self.program

    def unlock(self, password: str = PASSWORD) -> None:
        self.hands.write("Password", password)
        self.hands.press("Continue")
        wait_until(lambda: not self.running.locking.is_locked, "the window is unlocked")

    def vanish(self) -> None:
        """Let the program end without a word, as if killed: nothing is saved, only the files are let go of."""
        program = self.running
        if program.session is not None:
            program.session.store.close()
        program.filling.drop()
        program.app.session = None
        self.end()

    def end(self) -> None:
        if self.program is not None:
            program, self.program = self.program, None
            program.end()
            program.window.deleteLater()
            program.deleteLater()
            self.application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
