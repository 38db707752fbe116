"""The bars at the top and the tray: the connection, who is at work, what waits, and whom to call."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from desktop_portal.ui.controllers.sending import PROXY_ASKS
from desktop_portal.ui.proxy_dialog import ProxyDialog
from desktop_portal.ui.top_bar import TopBarState

if TYPE_CHECKING:
    from desktop_portal.ui.controllers.ground import Ground
    from desktop_portal.ui.controllers.lists import Lists
    from desktop_portal.ui.controllers.sending import Sending
    from desktop_portal.ui.tray import Tray

EVERY = 30 * 1000
translate = QCoreApplication.translate


class Bars(QObject):
    """Shows how things stand. `asked` carries the ids of the forms that the council asks about, each time."""

    asked = Signal(object)

    def __init__(self, ground: Ground, sending: Sending, tray: Tray, lists: Lists) -> None:
        super().__init__(ground.window)
        self._ground, self._sending, self._tray, self._lists = ground, sending, tray, lists
        self._asked_proxy = False
        self._told: tuple[str, str] = ("", "")
        self._clock = QTimer(self)
        self._clock.setInterval(EVERY)
        self._clock.timeout.connect(self._say_whom_to_call)
        self._clock.start()

    def show(self) -> None:
        """Show all of it as it is now."""
        app, window = self._ground.app, self._ground.window
        council, session = app.council(), app.session
        person = session.person if session else None
        waiting = self._sending.waiting if session else None
        asked = session.answering.waiting() if session else frozenset()
        name = person.name if person else ""
        state = TopBarState(council.name, self._sending.connection, waiting, name, len(asked), council.logo)
        window.show_bar(state)
        self._say_whom_to_call()
        self._tray.show_counts(waiting, len(asked))
        self._lists.refresh(session)
        self.asked.emit(asked)
        if self._sending.connection == PROXY_ASKS and not self._asked_proxy:
            self._asked_proxy = True
            self.ask_for_proxy()

    def _say_whom_to_call(self) -> None:
        """Say the number that is answered at this hour; a window may stay open over the end of the office's day."""
        council, now = self._ground.app.council(), self._ground.app.clock()
        if council.telephone == council.night_telephone:
            hours = translate("Program", "day and night")
        elif council.is_open(now):
            hours = translate("Program", "in office hours")
        else:
            hours = translate("Program", "the emergency duty team, outside office hours")
        told = (council.number_at(now), hours)
        if told != self._told:
            self._told = told
            self._ground.window.danger_bar.show_phone(*told)

    def ask_for_proxy(self) -> None:
        """Ask for the name and the password that the organisation's proxy wants (407), once in a start by itself."""
        dialog = ProxyDialog(self._ground.window)
        dialog.entered.connect(self._ground.app.sign_in_to_proxy)
        dialog.entered.connect(lambda *_login: self._sending.run(hurry=True))
        dialog.open()
