"""What becomes of a request that was answered on two computers (J22)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from desktop_portal.core.problems import Problem
from desktop_portal.ui.dialogs import tell
from desktop_portal.ui.messages import sentence
from desktop_portal.ui.pages.both import BothPage, BothState

if TYPE_CHECKING:
    from desktop_portal.forms.answers import Path
    from desktop_portal.services.comparing import Both
    from desktop_portal.ui.controllers.ground import Ground

BOTH = "both"
translate = QCoreApplication.translate


class TwoAnswers(QObject):
    """`resolved` carries the draft to go on with, `left` that the person went back."""

    resolved = Signal(str)
    left = Signal()

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground.window)
        self._ground = ground
        self._both: Both | None = None
        self._page = BothPage()
        self._page.chosen.connect(self._chosen)
        self._page.back.connect(self.left)
        ground.window.add_page(BOTH, self._page)

    def show(self, submission_id: str, version: int) -> None:
        """Show both texts; while the other one is not here yet, say so."""
        session = self._ground.app.session
        if session is None:
            return
        try:
            self._both = session.comparing.both(submission_id, version)
        except (Problem, KeyError):
            self._both = None
        if self._both is None:
            words = translate(
                "TwoAnswers",
                "This form was answered on another computer as well. That answer is fetched as soon as there is a "
                "connection; then you can see both here. Nothing is lost.",
            )
            tell(self._ground.window, words)
            return
        self._page.show_state(BothState(self._both))
        self._ground.window.show_page(BOTH)

    def forget(self) -> None:
        """Take both texts off the page."""
        self._both = None
        self._page.show_state(BothState())

    def _chosen(self, take_there: frozenset[Path]) -> None:
        session, both = self._ground.app.session, self._both
        if session is None or both is None:
            return
        try:
            draft_id = session.comparing.resolve(both.submission_id, both.version, take_there)
        except Problem as problem:
            tell(self._ground.window, sentence(problem))
            return
        self.forget()
        self.resolved.emit(draft_id)
