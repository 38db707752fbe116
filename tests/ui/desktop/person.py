"""Somebody at a desktop whose system turns dark, then to high contrast, and tells of what the council asks.

Runs in a process of its own under a session bus with `small_desktop.py` on it; prints what was seen as one JSON line.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection
from PySide6.QtCore import Qt

from desktop_portal.core.draft import ChildLabel, FormKey
from desktop_portal.core.submission import Receipt, Submission
from desktop_portal.ui.demo.hands import wait_until
from desktop_portal.ui.start import make_application
from desktop_portal.ui.theme import DARK, LIGHT
from tests.support.lone_computer import LoneComputer

DESKTOP = DBusAddress("/", bus_name="uk.gov.example.SmallDesktop", interface="uk.gov.example.SmallDesktop")
LIGHT_AGAIN, DARK_WANTED = 2, 1
FORM = "018f0000-0000-7000-8000-000000000001"


def ask(member: str, signature: str | None = None, words: tuple[Any, ...] = ()) -> tuple[Any, ...]:
    """Ask the desktop something, as another program would."""
    with open_dbus_connection(bus="SESSION") as bus:
        reply = bus.send_and_get_reply(new_method_call(DESKTOP, member, signature, words), timeout=20)
    body: tuple[Any, ...] = reply.body
    return body


def colours(computer: LoneComputer) -> list[str]:
    """Return the colours of what the window really shows, the most frequent first."""
    picture = computer.running.window.grab().toImage()
    places = ((x, y) for x in range(2, picture.width(), 5) for y in range(2, picture.height(), 5))
    return [name for name, _ in Counter(picture.pixelColor(x, y).name().upper() for x, y in places).most_common()]


def see(computer: LoneComputer, wanted: str) -> list[str]:
    """Wait until most of the window has a colour; return all colours then."""
    wait_until(lambda: colours(computer)[0] == wanted, lambda: f"most is {wanted}: {colours(computer)[:4]}", 20)
    return colours(computer)


def council_asks(computer: LoneComputer) -> None:
    """A form that the council has received is asked about."""
    session = computer.running.session
    assert session is not None
    key, child = FormKey("https://forms.example.gov.uk/Questionnaire/small", "1"), ChildLabel("A.B.", "2019")
    sent = Submission(FORM, 1, key, "Child safeguarding concern", child, False, b"{}", "00" * 32, (), computer.clock())
    session.store.submissions.take(sent, Receipt(FORM, 1, "LCS-26-1", "00" * 32, "e", computer.clock(), '"1"'))
    asked = {"request_id": "r-1", "version": 1, "asked_at": computer.clock().isoformat(), "comments": "Who is Amira?"}
    session.requests.take(FORM, "information-request", asked)
    computer.running.sending.changed.emit()


def told() -> dict[str, Any]:
    """Return what the desktop was asked to show: messages, signs in the tray, numbers on the task bar."""
    shown: dict[str, Any] = json.loads(ask("Told")[0])
    return shown


def main() -> None:
    """Live through it."""
    application = make_application()
    computer = LoneComputer(application, Path(sys.argv[1]))
    computer.account()
    computer.start()
    computer.sign_in()
    seen: dict[str, object] = {"light": see(computer, LIGHT.canvas)}
    ask("Look", "su", ("color-scheme", DARK_WANTED))
    seen["dark"] = see(computer, DARK.canvas)
    ask("Look", "su", ("contrast", 1))
    hints, high = application.styleHints(), Qt.ContrastPreference.HighContrast
    wait_until(lambda: hints.accessibility().contrastPreference() is high, "Qt has heard of it", 20)
    system = application.palette().window().color().name().upper()
    seen["contrast"], seen["system"] = see(computer, system), system
    ask("Look", "su", ("contrast", 0))
    seen["dark again"] = see(computer, DARK.canvas)
    ask("Look", "su", ("color-scheme", LIGHT_AGAIN))
    seen["light again"] = see(computer, LIGHT.canvas)
    council_asks(computer)
    wait_until(lambda: bool(told()["messages"]), "the desktop shows a message", 20)
    wait_until(lambda: told()["numbers"][-1:] == [1], "the task bar shows a number", 20)
    seen |= told()
    computer.end()
    sys.stdout.write(json.dumps(seen) + "\n")


if __name__ == "__main__":
    main()
