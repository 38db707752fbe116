"""The session's tokens: kept in the encrypted store, handed to the portal, renewed once when they are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from desktop_portal.core.problems import NotSignedIn

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_portal.remote.portal import Portal
    from desktop_portal.remote.wire import Session
    from desktop_portal.store.state import State

T = TypeVar("T")
_KEY = "tokens"


class Tokens:
    """Who we speak for. No clock: whether a token is still good, only the server says (sync.md)."""

    def __init__(self, state: State, portal: Portal) -> None:
        self._state = state
        self._portal = portal

    @property
    def present(self) -> bool:
        """Whether somebody has signed in here and the server has not ended it."""
        return bool(self._kept())

    def save(self, session: Session) -> None:
        """Keep a new session's tokens, before they are used: a lost one cannot be asked for again."""
        self._state.set(_KEY, {"access": session.access_token, "refresh": session.refresh_token})
        self._portal.use(session.access_token)

    def forget(self) -> None:
        """Sign out here."""
        self._state.set(_KEY, None)
        self._portal.use("")

    def use(self) -> None:
        """Let the portal speak for whoever signed in last; NotSignedIn when there is nobody."""
        kept = self._kept()
        if not kept:
            raise NotSignedIn
        self._portal.use(kept["access"])

    def renew(self) -> None:
        """Get a new session with the refresh token; NotSignedIn when the server has ended it, CannotReach as ever."""
        kept = self._kept()
        if not kept:
            raise NotSignedIn
        try:
            self.save(self._portal.renew(kept["refresh"]))
        except NotSignedIn:
            self.forget()
            raise

    def call(self, work: Callable[[], T]) -> T:
        """Do the work; when the server does not know us any more, renew once and do it again."""
        try:
            return work()
        except NotSignedIn:
            self.renew()
            return work()

    def _kept(self) -> dict[str, str]:
        none: dict[str, str] = {}
        return self._state.get(_KEY, none)
