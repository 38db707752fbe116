"""Reads what was submitted and shows it: a short list at once, a long one on the lane, so that no window stands still.

Ten thousand forms take more than a second to read; the list from before can be used until they are there.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from desktop_portal.ui.controllers.told import submitted_state
from desktop_portal.ui.pages.submitted import SubmittedPage, SubmittedState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop_portal.core.submission import Delivery
    from desktop_portal.services.session import Session
    from desktop_portal.ui.controllers.ground import Ground

MANY = 500


class SubmittedList:
    """`kept` is how many forms there were when somebody last counted them: it says whether the list is long."""

    def __init__(self, ground: Ground) -> None:
        self.page = SubmittedPage()
        self.page.hide_children.connect(self._hide)
        self.live: Mapping[tuple[str, int], Delivery] = {}
        self.kept = 0
        self._ground = ground
        self._hidden = False
        self._shown = SubmittedState()
        self._asked, self._forgotten, self._reading = 0, 0, False

    def fill(self, session: Session | None) -> None:
        """Show what the store of this session holds now; None shows nothing."""
        app = self._ground.app
        self._asked += 1
        read = partial(
            submitted_state,
            session,
            app.clock(),
            kept_days=app.policy.retention_days,
            hide_children=self._hidden,
            language=app.language,
            live=dict(self.live),
        )
        if session is None or self.kept < MANY:
            self._show(read())
        elif not self._reading:
            at, self._reading = self._asked, True
            self._show(replace(self._shown, reading=not self._shown.forms))
            self._ground.lane.run(
                read, lambda state: self._was_read(at, state), lambda trouble: self._not_read(at, trouble), first=True
            )

    def forget(self) -> None:
        """Show nothing, and nothing that is being read just now: the window locks, or somebody else sits down."""
        self.page.forget()
        self.fill(None)
        self._forgotten = self._asked

    def _hide(self, hidden: bool) -> None:  # noqa: FBT001 (Qt's signal)
        self._hidden = hidden
        self._show(self._shown)

    def _show(self, state: SubmittedState) -> None:
        self._shown = replace(state, hide_children=self._hidden)
        self.kept = len(state.forms) or self.kept
        self.page.show_state(self._shown)

    def _was_read(self, at: int, state: SubmittedState) -> None:
        self._reading = False
        if at > self._forgotten:
            self._show(state)
        self._read_again(at)

    def _not_read(self, at: int, trouble: Exception) -> None:
        self._reading = False
        # A store that was closed while it was read, by a lock or a sign-out, is nobody's mistake.
        if at > self._forgotten:
            self._ground.bug(trouble)
        self._read_again(at)

    def _read_again(self, at: int) -> None:
        """Read once more where something changed meanwhile and somebody still looks, not behind a lock."""
        session = self._ground.app.session
        asked_since = self._asked > max(at, self._forgotten)
        if asked_since and session is not None and self._ground.window.page == "submitted":
            self.fill(session)
