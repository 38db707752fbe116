"""What the council asked about each submitted form, as it is kept on this computer."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from desktop_portal.core.returned import Returned, after_event, read_round, write_round

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from desktop_portal.store.state import State

_PREFIX = "returned:"


class Requests:
    """Reads and keeps rounds by submission; one small row each.

    What `all` has read is remembered: ten thousand rows are read once, not with every look at a list. So whoever takes
    what the council says and whoever shows it share one of these. `on_change` is called with the id of a form about
    which something new was taken, on the thread that took it.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self._known: dict[str, Returned] | None = None
        self._changes = 0
        self._lock = threading.Lock()
        self.on_change: Callable[[str], None] = lambda _submission_id: None

    def of(self, submission_id: str) -> Returned:
        """Return what is known of one form; nothing is an empty history."""
        none: dict[str, Any] = {}
        return _read(self._state.get(_PREFIX + submission_id, none))

    def all(self) -> dict[str, Returned]:
        """Return every form that has a history, by its id."""
        with self._lock:
            if self._known is not None:
                return dict(self._known)
            changes = self._changes
        raw: dict[str, dict[str, Any]] = self._state.all(_PREFIX)
        found = {key.removeprefix(_PREFIX): _read(one) for key, one in raw.items()}
        with self._lock:
            # What was taken on the other thread while this was read may not be in it: the next look reads again.
            if changes == self._changes:
                self._known = dict(found)
        return found

    def waiting(self) -> frozenset[str]:
        """Return the ids of the forms that wait for an answer."""
        return frozenset(form_id for form_id, known in self.all().items() if known.open)

    def take(self, submission_id: str, kind: str, content: Mapping[str, Any]) -> None:
        """Take one line of the feed."""
        known = self.of(submission_id)
        changed = after_event(known, kind, content)
        if changed != known:
            self._state.set(_PREFIX + submission_id, _write(changed))
            self._remember(submission_id, changed)
            self.on_change(submission_id)

    def forget(self, submission_ids: Iterable[str]) -> None:
        """Drop the history of forms that are kept no longer."""
        for submission_id in submission_ids:
            self._state.set(_PREFIX + submission_id, None)
            self._remember(submission_id, None)

    def _remember(self, submission_id: str, changed: Returned | None) -> None:
        with self._lock:
            self._changes += 1
            if self._known is not None:
                self._known.pop(submission_id, None)
                if changed is not None:
                    self._known[submission_id] = changed


def _read(raw: Mapping[str, Any]) -> Returned:
    rounds = (read_round(one) for one in raw.get("rounds", ()))
    return Returned(tuple(one for one in rounds if one), dict(raw.get("outcome", {})), str(raw.get("comments", "")))


def _write(known: Returned) -> dict[str, Any]:
    return {
        "rounds": [write_round(one) for one in known.rounds],
        "outcome": dict(known.outcome),
        "comments": known.outcome_comments,
    }
