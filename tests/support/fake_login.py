"""A small logind and screen saver on a real bus, for tests: owns their names and sends their signals when told to.

`python -m tests.support.fake_login`: reads lines `sleep`, `wake`, `lock PATH`, `saver on`, `saver off` and answers each
with `sent`. An impostor (`impostor` as argument) sends the same signals without owning any name.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication
from PySide6.QtDBus import QDBusConnection, QDBusMessage

LOGIND, SAVER = "org.freedesktop.login1", "org.freedesktop.ScreenSaver"
SIGNALS = {
    "sleep": ("system", "/org/freedesktop/login1", f"{LOGIND}.Manager", "PrepareForSleep", [True]),
    "wake": ("system", "/org/freedesktop/login1", f"{LOGIND}.Manager", "PrepareForSleep", [False]),
    "saver on": ("session", "/org/freedesktop/ScreenSaver", SAVER, "ActiveChanged", [True]),
    "saver off": ("session", "/org/freedesktop/ScreenSaver", SAVER, "ActiveChanged", [False]),
}


def main() -> None:
    """Serve until the other side closes the pipe."""
    _application = QCoreApplication(sys.argv)
    buses = {"system": QDBusConnection.systemBus(), "session": QDBusConnection.sessionBus()}
    if "impostor" not in sys.argv:
        assert buses["system"].registerService(LOGIND)
        assert buses["session"].registerService(SAVER)
    print("there", flush=True)
    for line in sys.stdin:
        word, _at, path = line.rstrip("\n").partition("lock-at ")
        bus, where, interface, name, values = (
            ("system", path, f"{LOGIND}.Session", "Lock", []) if path else SIGNALS[word]
        )
        signal = QDBusMessage.createSignal(where, interface, name)
        signal.setArguments(list(values))
        assert buses[bus].send(signal)
        # The answer to a call comes after the signal has left: the bus keeps the order of one sender.
        buses[bus].interface().isServiceRegistered(LOGIND)
        print("sent", flush=True)


if __name__ == "__main__":
    main()
