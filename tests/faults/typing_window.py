"""A person types into the real window until the process is killed; run by test_kill_while_typing.py.

Prints "typed N T" after each key: N characters so far, T the system's monotonic clock.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from desktop_portal.app import World
from desktop_portal.paths import Paths
from desktop_portal.ui.demo.hands import Hands, wait_until
from desktop_portal.ui.start import make_application, make_program
from desktop_portal.vault.wraps import Cost
from tests.faults.typist import EMAIL, FIELD, PASSWORD
from tests.support.no_keyring import NoKeyStore

KEY_EVERY_MS = 12
LETTERS = "abcdefghij"


def main() -> int:
    """Open the draft that is there, or begin one, and type for ever."""
    application = make_application()
    world = World(cost=Cost(1, 64, 1), key_store=NoKeyStore())
    paths = Paths.under(Path(sys.argv[1]))
    program = make_program(application, paths, server="http://127.0.0.1:9", world=world)
    program.start()
    app = program.app
    session = app.signing_in.unlock(EMAIL, PASSWORD)
    app.enter(session)
    drafts = session.store.drafts.summaries()
    if drafts:
        program.filling.recover(session, drafts[0].id)
    else:
        program.filling.begin(session, app.shelf.entries("professional", "en")[0])
    hands = Hands(application)
    hands.press("3 Child / young person's details")
    wait_until(lambda: any(hands.all(QLineEdit)), "the section is open")
    field = hands.find(FIELD, QLineEdit)
    field.setFocus()
    field.end(False)

    def press() -> None:
        QTest.keyClicks(field, LETTERS[len(field.text()) % len(LETTERS)])
        print(f"typed {len(field.text())} {time.monotonic()}", flush=True)

    timer = QTimer()
    timer.timeout.connect(press)
    timer.start(KEY_EVERY_MS)
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
