"""Forms that the council handed back: opened from a list, out of a link, or after an answer on two computers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

if TYPE_CHECKING:
    from desktop_portal.ui.controllers.filling import Filling
    from desktop_portal.ui.controllers.ground import Ground, Steps
    from desktop_portal.ui.controllers.links import Links
    from desktop_portal.ui.controllers.lists import Lists
    from desktop_portal.ui.controllers.two_answers import TwoAnswers

translate = QCoreApplication.translate


class Returned(QObject):
    """Opens what the council asks about (J18, J19). `sign_in` carries why somebody has to sign in first."""

    sign_in = Signal(str)

    def __init__(self, ground: Ground, filling: Filling, links: Links, steps: Steps) -> None:
        super().__init__(ground.window)
        self._app, self._filling, self._links, self._steps = ground.app, filling, links, steps
        links.answer.connect(self.answer)

    def listen(self, lists: Lists, two: TwoAnswers) -> None:
        """Open what is chosen in the lists, and go on after two answers were made one."""
        lists.answered.connect(self.answer)
        two.resolved.connect(self.open_draft)
        two.left.connect(self._steps.go_home)

    def open_draft(self, draft_id: str) -> None:
        """Go on with a form that is saved."""
        if self._app.session is not None:
            self._filling.recover(self._app.session, draft_id)

    def answer(self, submission_id: str) -> None:
        """Open a form that the council handed back (J19)."""
        if self._app.session is not None:
            self._filling.answer(self._app.session, submission_id)

    def follow_link(self) -> None:
        """Lead to the form that a link named, now or once somebody has signed in."""
        session = self._app.session
        if session is None or session.person is None:
            self.sign_in.emit(translate("Program", "Sign in to open the form that the council asks about."))
        elif self._steps.leave_form():
            self._links.follow(session)
