"""The real window with a person typing, many times over: a warmed-up process that forks a new one for each person.

`python -m tests.faults.typing_window HOME` reads one word a line. `type`: a person types without a pause, until killed;
"typed N T" after each key (N characters so far, T the system's monotonic clock). `key`: the form is open, "ready"; once
a tracer has come, one key is typed and "saved N" is said when the form says so. Each begins with "here PID", and "gone"
follows when it has ended, however it did. Nothing is shared with the process before but the code that is loaded.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from desktop_portal.ui.demo.hands import wait_until
from desktop_portal.ui.start import make_application
from tests.faults.typist import LETTERS
from tests.support.lone_computer import EMAIL, PASSWORD, SECTION, LoneComputer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QLineEdit

KEY_EVERY_MS = 14


def say(words: str) -> None:
    """Tell the test, at once."""
    os.write(1, f"{words}\n".encode())


def sit_down(computer: LoneComputer) -> QLineEdit:
    """Open the draft that is there, or begin one, at the field to type into."""
    program = computer.start()
    program._coming_in.enter(program.app.signing_in.unlock(EMAIL, PASSWORD))
    session = program.session
    assert session is not None
    drafts = session.store.drafts.summaries()
    if drafts:
        program.filling.recover(session, drafts[0].id)
        computer.hands.press(SECTION)
    else:
        computer.begin_form()
    field = computer.field()
    field.setFocus()
    field.end(False)
    return field


def next_letter(field: QLineEdit) -> str:
    """Return the letter that comes next, whatever is there."""
    return LETTERS[len(field.text()) % len(LETTERS)]


def type_for_ever(application: QApplication, field: QLineEdit) -> None:
    """Type until killed."""

    def press() -> None:
        QTest.keyClicks(field, next_letter(field))
        say(f"typed {len(field.text())} {time.monotonic()}")

    timer = QTimer()
    timer.timeout.connect(press)
    timer.start(KEY_EVERY_MS)
    application.exec()


def type_one_key(computer: LoneComputer, field: QLineEdit) -> None:
    """Wait for the tracer, type one key, and say when it is saved."""
    say("ready")
    wait_until(_traced, "a tracer came")
    wizard = computer.running.filling._wizard
    assert wizard is not None
    before = wizard._session.state.kept.saved_at
    QTest.keyClicks(field, next_letter(field))
    wait_until(lambda: wizard._session.state.kept.saved_at != before, "the form is saved")
    say(f"saved {len(field.text())}")


def _traced() -> bool:
    return "TracerPid:\t0\n" not in Path("/proc/self/status").read_text()


def warm_up(application: QApplication) -> None:
    """Load all that a window needs, and leave nothing open."""
    with tempfile.TemporaryDirectory() as name:
        computer = LoneComputer(application, Path(name))
        computer.account()
        sit_down(computer)
        computer.end()


def main() -> None:
    """Serve until the pipe is closed."""
    application = make_application()
    warm_up(application)
    home = Path(sys.argv[1])
    for line in sys.stdin:
        child = os.fork()
        if not child:
            say(f"here {os.getpid()}")
            computer = LoneComputer(application, home)
            field = sit_down(computer)
            if line.strip() == "type":
                type_for_ever(application, field)
            else:
                type_one_key(computer, field)
            os._exit(0)
        os.waitpid(child, 0)
        say("gone")


if __name__ == "__main__":
    main()
