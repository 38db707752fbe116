"""The bars at the top: whose portal it is, whether everything is sent, who is signed in; and what to do in danger."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QWidget

from desktop_portal.ui.fields import announce
from desktop_portal.ui.flow import FlowLayout
from desktop_portal.ui.icons import Icon
from desktop_portal.ui.logo import logo_of
from desktop_portal.ui.reading import kept_focus
from desktop_portal.ui.widgets import Button, Flowing, clear, fill, link, literal, restyle

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class TopBarState:
    """What the bar tells.

    `connection` is a SyncReport's word ("connected", "offline", "sign-in-page", "not-trusted", "needs-sign-in" …) or
    "sending"; `waiting` how many forms the council has not received, None while nobody is signed in and nobody can
    know; `person` who is signed in, or ""; `asked` how many forms the council asks about; `logo` the bytes of a PNG.
    """

    council: str
    connection: str = "offline"
    waiting: int | None = 0
    person: str = ""
    asked: int = 0
    logo: bytes = b""


class TopBar(QFrame):
    """The bar of every page. `chosen` is "recover", "submitted", "account", "settings", "lock" or "sign-out"."""

    home = Signal()
    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "bar")
        self._state: TopBarState | None = None
        self._menu = QMenu(self)
        self._pill = StatePill()
        self._layout = FlowLayout(self, gap=16, line_gap=4)
        self._layout.setContentsMargins(24, 12, 24, 12)
        self.setSizePolicy(_as_high_as_needed())

    def show_state(self, state: TopBarState) -> None:
        """Show what changed, and say it when it is about what was sent."""
        before, self._state = self._state, state
        if state == before:
            return
        if before is not None and replace(before, connection="", waiting=0) == replace(state, connection="", waiting=0):
            # Whoever is just pressing a button of the bar keeps it under the finger.
            self._show_connection(state)
        else:
            with kept_focus(self):
                self._fill(state)
        words, _kind, _icon = connection_told(state.connection, state.waiting)
        if before is not None and (before.connection, before.waiting) != (state.connection, state.waiting):
            announce(self, words)
        if before is not None and state.asked > before.asked:
            announce(self, asked_told(state.asked))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Say the same in another language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange and self._state is not None:
            self._fill(self._state)

    def _fill(self, state: TopBarState) -> None:
        clear(self._layout)
        name = Flowing(translate("TopBar", "{} · Children's Portal").format(state.council), "brand")
        left: tuple[QWidget, ...] = (logo_of(state.logo), name, link(translate("TopBar", "Home"), self.home.emit))
        for widget in left:
            self._layout.addWidget(widget)
        self._layout.push()
        self._pill = StatePill()
        self._layout.addWidget(self._pill)
        self._show_connection(state)
        if state.asked:
            badge = Button(asked_told(state.asked), "badge")
            badge.clicked.connect(lambda: self.chosen.emit("submitted"))
            self._layout.addWidget(badge)
        for widget in self._person(state.person, state.asked):
            self._layout.addWidget(widget)

    def _show_connection(self, state: TopBarState) -> None:
        self._pill.show_told(*connection_told(state.connection, state.waiting))

    def _person(self, person: str, asked: int) -> list[QWidget]:
        if not person:
            return [
                link(translate("TopBar", "My account"), lambda: self.chosen.emit("account")),
                link(translate("TopBar", "Settings"), lambda: self.chosen.emit("settings")),
            ]
        self._menu.clear()
        for key, words in _entries():
            if key == "settings":
                self._menu.addSeparator()
            told = f"{words} ({asked})" if key == "submitted" and asked else words
            self._menu.addAction(told).triggered.connect(lambda _checked=False, key=key: self.chosen.emit(key))
        button = Button(literal(person), "menu")
        button.setMenu(self._menu)
        button.setAccessibleName(translate("TopBar", "Menu of {}").format(person))
        return [button]


class DangerBar(QFrame):
    """What to do when a child is in immediate danger; the telephone number is the council's."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "danger-bar")
        self._layout = FlowLayout(self, gap=6, line_gap=0)
        self._layout.setContentsMargins(24, 8, 24, 8)
        self.setSizePolicy(_as_high_as_needed())

    def show_phone(self, phone: str, hours: str) -> None:
        """Show the number, and in brackets when it is answered ("day and night")."""
        clear(self._layout)
        call = translate("DangerBar", "Call 999. Then call the council on {} ({}).").format(phone, hours)
        self._layout.addWidget(Flowing(translate("DangerBar", "Is a child in immediate danger?"), "danger-strong"))
        self._layout.addWidget(Flowing(call, "danger"))


def connection_told(connection: str, waiting: int | None) -> tuple[str, str, str]:
    """Return the connection in words, the kind of pill (ok, warn, bad) and its icon."""
    sent = ""
    if waiting == 0:
        sent = translate("TopBar", "everything sent")
    elif waiting == 1:
        sent = translate("TopBar", "1 form waiting to be sent")
    elif waiting is not None:
        sent = translate("TopBar", "{} forms waiting to be sent").format(waiting)
    words, kind, icon = {
        "connected": (translate("TopBar", "Connected"), "warn" if waiting else "ok", "wifi"),
        "sending": (translate("TopBar", "Sending"), "warn", "upload"),
        "sign-in-page": (translate("TopBar", "This network wants you to sign in"), "warn", "wifi-off"),
        "not-trusted": (translate("TopBar", "The server cannot be trusted"), "bad", "triangle-alert"),
        "no-server": (translate("TopBar", "No council's server is set"), "warn", "wifi-off"),
        "needs-sign-in": (translate("TopBar", "Sign in to send"), "warn", "user"),
        "needs-update": (translate("TopBar", "Update needed"), "bad", "triangle-alert"),
        "proxy-sign-in": (translate("TopBar", "The proxy asks for a password"), "warn", "wifi-off"),
        "server-busy": (translate("TopBar", "The council's server is busy"), "warn", "wifi"),
        "unexpected": (translate("TopBar", "The council's server gives no clear answer"), "warn", "wifi-off"),
    }.get(connection, (translate("TopBar", "Offline"), "warn", "wifi-off"))
    return f"{words} · {sent}" if sent else words, kind, icon


def asked_told(asked: int) -> str:
    """Say how many forms the council asks about, in words that tell of no child."""
    if asked == 1:
        return translate("TopBar", "The council asks about 1 form")
    return translate("TopBar", "The council asks about {} forms").format(asked)


def _entries() -> tuple[tuple[str, str], ...]:
    return (
        ("recover", translate("TopBar", "&Recover a form")),
        ("submitted", translate("TopBar", "S&ubmitted forms")),
        ("account", translate("TopBar", "My &account")),
        ("settings", translate("TopBar", "&Settings")),
        ("lock", translate("TopBar", "&Lock")),
        ("sign-out", translate("TopBar", "Sign &out")),
    )


class StatePill(QFrame):
    """The connection in words, on a tint, with an icon."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(_as_high_as_needed())
        fill(QHBoxLayout(self), margins=(12, 5, 12, 5), spacing=6)

    def show_told(self, words: str, kind: str, icon: str) -> None:
        """Show other words."""
        layout = self.layout()
        if layout is None:
            return
        restyle(self, "kind", f"state-{kind}")
        clear(layout)
        layout.addWidget(Icon(icon, f"told-{kind}"))
        layout.addWidget(Flowing(words, f"told-{kind}"))
        self.updateGeometry()


def _as_high_as_needed() -> QSizePolicy:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    return policy
