"""Hears when the computer itself locks or goes to sleep: logind and the desktop's screen saver, over D-Bus.

Where there is no such bus (Windows, macOS, a bare X session) nothing is heard: there the idle watch, which looks at the
wall clock, locks as soon as the computer wakes.
"""

from __future__ import annotations

import os
from typing import Final

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection

LOGIND: Final = "org.freedesktop.login1"
SESSIONS: Final = "/org/freedesktop/login1/session/"
SAVERS: Final = (
    ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
    ("org.freedesktop.ScreenSaver", "/ScreenSaver"),
    ("org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"),
    ("org.mate.ScreenSaver", "/org/mate/ScreenSaver"),
    ("org.cinnamon.ScreenSaver", "/org/cinnamon/ScreenSaver"),
)


class SystemLock(QObject):
    """`locked` comes each time the system locks or is about to sleep, maybe twice for one lock; `heard` names sources.

    Only the owner of each well-known name is listened to, so that no other program on the bus can pretend to be it.
    """

    locked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.heard: tuple[str, ...] = ()
        system, session = QDBusConnection.systemBus(), QDBusConnection.sessionBus()
        if system.isConnected():
            manager = f"{LOGIND}.Manager"
            self._listen(system, (LOGIND, "/org/freedesktop/login1", manager, "PrepareForSleep"), "changed(bool)")
            self._listen(system, (LOGIND, own_session(), f"{LOGIND}.Session", "Lock"), "asked()")
        if session.isConnected():
            for name, path in SAVERS:
                self._listen(session, (name, path, name, "ActiveChanged"), "changed(bool)")

    def _listen(self, bus: QDBusConnection, where: tuple[str, str, str, str], slot: str) -> None:
        service, path, interface, name = where
        # PySide6 takes a slot's name as text only, whatever its stubs say.
        if bus.connect(service, path, interface, name, self, SLOT(slot)):  # type: ignore[call-overload]
            self.heard = (*self.heard, f"{interface}.{name}")

    @Slot(bool)
    def changed(self, on: bool) -> None:  # noqa: FBT001 (D-Bus calls it)
        """Lock when the screen saver covers the screen or sleep begins; the end of either unlocks nothing."""
        if on:
            self.locked.emit()

    @Slot()
    def asked(self) -> None:
        """Take note that logind wants this session locked."""
        self.locked.emit()


def own_session() -> str:
    """Return logind's path of this session (systemd's own escaping); "" for any, where the session is not known."""
    name = os.environ.get("XDG_SESSION_ID", "")
    if not name:
        return ""
    letters = (
        one if one.isascii() and (one.isalpha() or (at and one.isdigit())) else f"_{ord(one):02x}"
        for at, one in enumerate(name)
    )
    return SESSIONS + "".join(letters)
