"""Looks after what is kept here: the check at the start, copies, deletion on time, reminders, room on the disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from desktop_portal.core.problems import Problem
from desktop_portal.ui.controllers.mending import MendingPages
from desktop_portal.ui.controllers.words_of import child_words
from desktop_portal.ui.messages import moment
from desktop_portal.ui.pages.home import RecoveredWork

if TYPE_CHECKING:
    from desktop_portal.services.session import Session
    from desktop_portal.ui.controllers.filling import Filling
    from desktop_portal.ui.controllers.ground import Ground
    from desktop_portal.ui.tray import Tray

AN_HOUR_MS = 60 * 60 * 1000
translate = QCoreApplication.translate


class Caring(QObject):
    """`changed` says that the first page has something else to tell; `mended` brings a store that was mended open."""

    changed = Signal()

    def __init__(self, ground: Ground, filling: Filling, tray: Tray) -> None:
        super().__init__(ground.window)
        self._ground, self._filling, self._tray = ground, filling, tray
        self.mending = MendingPages(ground)
        self.recovered: RecoveredWork | None = None
        self._reminder = ""
        self._hourly = QTimer(self)
        self._hourly.setInterval(AN_HOUR_MS)
        self._hourly.timeout.connect(self.look_after)

    def start(self) -> None:
        """Look every hour from now on."""
        self._hourly.start()

    def stop(self) -> None:
        """Look no more."""
        self._hourly.stop()

    def welcome(self, session: Session) -> None:
        """See whether the program ended without a word the last time, and remind of what is soon deleted."""
        self._reminder = ""
        work = session.recovered_work()
        self.recovered = None
        if work is not None:
            when = moment(work.saved_at, self._ground.app.clock())
            words = translate("Caring", "{form} ({child}), as it was saved: {when}.").format(
                form=work.form_title, child=child_words(work.child), when=when
            )
            self.recovered = RecoveredWork(work.id, words)
        self.look_after()

    def forget(self) -> None:
        """Leave nothing of the person to be told."""
        self.recovered = None
        self._reminder = ""

    def opened(self, draft_id: str) -> None:
        """Take note that a form is open: whatever was recovered has been found, and the next crash is told."""
        self.recovered = None
        session = self._ground.app.session
        if session is not None:
            session.is_open(draft_id)

    def notices(self) -> str:
        """Return what the first page has to say about what is kept here."""
        session = self._ground.app.session
        lines = [self._reminder]
        if session is not None and not session.store.has_room():
            lines.append(low_disk_words())
        return "\n".join(line for line in lines if line)

    def look_after(self) -> None:
        """Delete what is old enough, remind, check and copy; nothing of it holds up the person."""
        app = self._ground.app
        try:
            app.tidy(being_edited=frozenset({self._filling.draft_id}) - {""})
            self._remind()
        except Problem as problem:
            app.log.warning("not tidied", exception_type=type(problem).__name__)
        session = app.session
        self._ground.lane.run(app.look_after, lambda whole: self._looked(session, whole=whole), self._not_looked_after)

    def _remind(self) -> None:
        due = self._ground.app.reminders()
        if not due:
            return
        days = min(left for _draft, left in due)
        when = translate("Caring", "in 1 day") if days == 1 else translate("Caring", "in {} days").format(days)
        if len(due) == 1:
            words = translate("Caring", "1 saved form is deleted {when}. Change something in it to keep it longer.")
        else:
            words = translate(
                "Caring",
                "{count} saved forms are deleted soon, the first {when}. Change something in one to keep it longer.",
            )
        self._reminder = words.format(count=len(due), when=when)
        self._tray.tell(translate("Caring", "Saved forms"), self._reminder)
        self.changed.emit()

    def _looked(self, session: Session | None, *, whole: bool) -> None:
        if not whole and session is not None and session is self._ground.app.session:
            self.mending.show_damaged(session)

    def _not_looked_after(self, trouble: Exception) -> None:
        self._ground.app.log.error("no copy made", exception_type=type(trouble).__name__)


def low_disk_words() -> str:
    """Say that only the reserve, or not even that, is left."""
    return translate(
        "Caring", "This computer's disk is nearly full. What you write is still saved; free some space soon."
    )
