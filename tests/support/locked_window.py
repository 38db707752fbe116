"""The real window with a form open, for tests of the system's lock: it is told what to do line by line.

`look` and `wait` answer "open" or "locked" (`wait` waits for the lock), `unlock` unlocks and reads the form.
"""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal

from desktop_portal.ui.demo.hands import wait_until
from desktop_portal.ui.start import make_application
from tests.support.lone_computer import LoneComputer


class Ear(QObject):
    """Brings lines from the pipe to the window's thread."""

    heard = Signal(str)


def main() -> int:
    """Serve until the pipe is closed."""
    application = make_application()
    computer = LoneComputer(application, Path(sys.argv[1]) / "home")
    computer.account()
    program = computer.start()
    computer.sign_in()
    computer.begin_form()
    computer.write("quokka moth")
    ear = Ear()

    def answer(line: str) -> None:
        if line == "wait":
            wait_until(lambda: program.locking.is_locked, "the window is locked")
        if line == "unlock":
            computer.unlock()
            print(f"open with {computer.field().text()}", flush=True)
        elif line:
            print("locked" if program.locking.is_locked else "open", flush=True)
        else:
            computer.end()
            application.exit(0)

    def listen() -> None:
        for line in sys.stdin:
            ear.heard.emit(line.strip())
        ear.heard.emit("")

    ear.heard.connect(answer, Qt.ConnectionType.QueuedConnection)
    print("hears", *program.locking._system.heard, flush=True)
    threading.Thread(target=listen, daemon=True).start()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
