"""A `childrens-portal:` link out of an e-mail leads to the very form, and a request is told when it comes (J18)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

if TYPE_CHECKING:
    from desktop_portal.services.session import Session
    from desktop_portal.ui.tray import Tray

LINK = re.compile(r"^childrens-portal:/{0,2}submitted/([0-9A-Za-z-]{1,64})/?$")
translate = QCoreApplication.translate


def form_in(link: str) -> str:
    """Return the id of the form that a link names; "" for anything else: a link may come from anywhere."""
    found = LINK.match(link.strip())
    return found[1] if found else ""


class Links(QObject):
    """Keeps where a link leads until somebody is at work. `answer` and `submitted` say what to open."""

    answer = Signal(str)
    submitted = Signal()

    def __init__(self, parent: QObject, tray: Tray) -> None:
        super().__init__(parent)
        self._tray = tray
        self._wanted = ""
        self._told: set[str] = set()

    @property
    def waits(self) -> bool:
        """Whether a link waits for somebody to sign in or to unlock."""
        return bool(self._wanted)

    def take(self, link: str) -> bool:
        """Take note of a link; False when it is none of ours."""
        self._wanted = form_in(link)
        return bool(self._wanted)

    def follow(self, session: Session | None) -> bool:
        """Open what the link leads to, if somebody is at work; True when something was opened."""
        if not self._wanted or session is None or session.person is None:
            return False
        form_id, self._wanted = self._wanted, ""
        if session.answering.waits(form_id) is not None:
            self.answer.emit(form_id)
        else:
            self.submitted.emit()
        return True

    def tell(self, waiting: frozenset[str]) -> None:
        """Tell of requests that are new since the program was started, in neutral words."""
        new = waiting - self._told
        self._told |= waiting
        if new:
            words = translate(
                "Links", "The council has a question about a form that you sent. Open the program to answer."
            )
            self._tray.tell(translate("Links", "Children's Portal"), words)
