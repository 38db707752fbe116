"""What happens behind the lock page: forms are put away before, and the person stands at the same place afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from desktop_portal.ui.controllers.papers import PDF

if TYPE_CHECKING:
    from desktop_portal.services.session import Session
    from desktop_portal.ui.controllers.filling import Filling, Stand
    from desktop_portal.ui.controllers.ground import Ground, Steps
    from desktop_portal.ui.controllers.links import Links
    from desktop_portal.ui.controllers.lists import Lists
    from desktop_portal.ui.controllers.locking import Locking
    from desktop_portal.ui.controllers.papers import Papers
    from desktop_portal.ui.controllers.personal import Personal
    from desktop_portal.ui.controllers.two_answers import TwoAnswers

translate = QCoreApplication.translate


class BehindLock(QObject):
    """Follows the lock: `listen` joins it to the pages that it covers."""

    def __init__(self, ground: Ground, filling: Filling, papers: Papers, steps: Steps) -> None:
        super().__init__(ground.window)
        self._app, self._window = ground.app, ground.window
        self._filling, self._papers, self._steps = filling, papers, steps
        self._stand: Stand | None = None

    def listen(self, locking: Locking, lists: Lists, two: TwoAnswers, links: Links, personal: Personal) -> None:
        """Act on what the lock says."""
        self._lists, self._two, self._links, self._personal = lists, two, links, personal
        locking.noted.connect(self._note_place)
        locking.about_to_lock.connect(self._before_lock)
        locking.forget.connect(self._forget_key)
        locking.guest_away.connect(self._guest_away)
        locking.may_forget = lambda: not self._filling.is_open
        locking.unlocked.connect(self._unlocked)

    def _note_place(self) -> None:
        self._stand = self._filling.stand()

    def _before_lock(self) -> None:
        self._papers.shut()
        # What the disk does not take stays under the lock page, and the store open, until it does.
        if self._filling.save():
            self._filling.drop()
        self._lists.forget()
        self._two.forget()

    def _forget_key(self) -> None:
        """Close the store of a locked window: whoever unlocks it opens it again with the password."""
        self._app.leave()
        self._steps.follow(None)

    def _guest_away(self) -> None:
        """Put a guest's forms away: there is no password of theirs to lock the window with."""
        if self._steps.leave_form():
            self._stand = None
            self._steps.close_session()
            kept = translate(
                "Program",
                "Nobody has used this window for a while, so your form was saved on this computer and closed.",
            )
            self._lists.show_home(None, kept)

    def _unlocked(self, session: Session) -> None:
        stand, self._stand = self._stand, None
        self._app.session = session
        self._steps.follow(session)
        page = self._window.page
        if self._links.waits and self._links.follow(session):
            return
        if stand is not None and self._filling.return_to(session, stand):
            return
        show = {
            "recover": self._lists.show_recover,
            "submitted": self._lists.show_submitted,
            PDF: self._lists.show_submitted,
            "account": self._personal.follow,
        }.get(page)
        if show is not None:
            show(session)
        elif page not in {"settings", "choose"}:
            self._steps.go_home()
