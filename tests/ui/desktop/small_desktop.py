"""A very small desktop on a session bus: it shows messages, has a tray, and says how the person wants things to look.

It speaks what every desktop of freedesktop.org speaks, and keeps what it was told for whoever asks.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from jeepney import (
    DBusAddress,
    MatchRule,
    Message,
    MessageType,
    message_bus,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import open_dbus_connection

PORTAL, MESSAGES, TRAY, MINE = (
    "org.freedesktop.portal.Desktop",
    "org.freedesktop.Notifications",
    "org.kde.StatusNotifierWatcher",
    "uk.gov.example.SmallDesktop",
)
SETTINGS = DBusAddress("/org/freedesktop/portal/desktop", interface="org.freedesktop.portal.Settings")
TASK_BAR = "com.canonical.Unity.LauncherEntry"
LOOKS = "org.freedesktop.appearance"
Answer = tuple[str | None, tuple[Any, ...]]


class SmallDesktop:
    """What the desktop knows: how things are to look, and every message that it was asked to show."""

    def __init__(self) -> None:
        self.looks = {"color-scheme": 0, "contrast": 0}
        self.messages: list[dict[str, Any]] = []
        self.items: list[str] = []
        self.numbers: list[int] = []

    def answer(self, interface: str, member: str, words: tuple[Any, ...]) -> Answer | None:
        """Return the answer to a call; None for what a desktop of this size does not know."""
        known = {
            "org.freedesktop.portal.Settings": self._settings,
            MESSAGES: self._messages,
            TRAY: self._tray,
            "org.freedesktop.DBus.Properties": self._properties,
            MINE: self._mine,
        }.get(interface)
        return known(member, words) if known is not None else None

    def _settings(self, member: str, words: tuple[Any, ...]) -> Answer | None:
        if member == "ReadAll":
            return "a{sa{sv}}", ({LOOKS: {name: ("u", value) for name, value in self.looks.items()}},)
        if member in {"Read", "ReadOne"} and words[0] == LOOKS and words[1] in self.looks:
            value = ("u", self.looks[words[1]])
            return "v", (value if member == "ReadOne" else ("v", value),)
        return None

    def _messages(self, member: str, words: tuple[Any, ...]) -> Answer | None:
        if member == "Notify":
            who, _replaces, _icon, title, text, _actions, _hints, _for = words
            self.messages.append({"who": who, "title": title, "text": text})
            return "u", (len(self.messages),)
        told: dict[str, Answer] = {
            "GetCapabilities": ("as", (["body", "actions"],)),
            "GetServerInformation": ("ssss", ("small desktop", "tests", "1", "1.2")),
            "CloseNotification": (None, ()),
        }
        return told.get(member)

    def _tray(self, member: str, words: tuple[Any, ...]) -> Answer | None:
        if member == "RegisterStatusNotifierItem":
            self.items.append(str(words[0]))
            return None, ()
        return None

    def _properties(self, member: str, words: tuple[Any, ...]) -> Answer | None:
        told = {
            "IsStatusNotifierHostRegistered": ("b", True),
            "ProtocolVersion": ("i", 0),
            "RegisteredStatusNotifierItems": ("as", self.items),
            "version": ("u", 2),
        }
        if member == "Get" and words[1] in told:
            return "v", (told[words[1]],)
        return ("a{sv}", (told,)) if member == "GetAll" else None

    def _mine(self, member: str, words: tuple[Any, ...]) -> Answer | None:
        if member == "Told":
            return "s", (json.dumps({"messages": self.messages, "items": self.items, "numbers": self.numbers}),)
        if member == "Look":
            self.looks[words[0]] = words[1]
            return None, ()
        return None


def main() -> None:
    """Be the desktop until the bus ends."""
    desktop = SmallDesktop()
    with open_dbus_connection(bus="SESSION") as bus:
        for name in (PORTAL, MESSAGES, TRAY, MINE):
            bus.send_and_get_reply(message_bus.RequestName(name, 4))
        bus.send_and_get_reply(message_bus.AddMatch(MatchRule(type="signal", interface=TASK_BAR)))
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            call = bus.receive()
            fields = {field.name: value for field, value in call.header.fields.items()}
            if fields.get("interface") == TASK_BAR:
                desktop.numbers.append(int(call.body[1].get("count", ("x", 0))[1]))
            if call.header.message_type is not MessageType.method_call:
                continue
            member = fields["member"]
            answer = desktop.answer(fields.get("interface", ""), member, call.body)
            bus.send(_reply(call, answer))
            if member == "Look":
                name, value = call.body
                bus.send(new_signal(SETTINGS, "SettingChanged", "ssv", (LOOKS, name, ("u", value))))


def _reply(call: Message, answer: Answer | None) -> Message:
    if answer is None:
        return new_error(call, "org.freedesktop.DBus.Error.UnknownMethod")
    signature, words = answer
    return new_method_return(call, signature, words) if signature else new_method_return(call)


if __name__ == "__main__":
    main()
