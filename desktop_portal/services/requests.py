"""What the council asked about each submitted form, as it is kept on this computer."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

from desktop_portal.core.returned import OPEN, Returned, after_event, read_round, write_round

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from desktop_portal.core.returned import Round
    from desktop_portal.store.database import Store
    from desktop_portal.store.state import State

_PREFIX = "returned:"


class Requests:
    """Reads and keeps rounds by submission; one small row each.

    What `all` and `open` have read is remembered: ten thousand rows are read once, not with every look at a list. So
    whoever takes what the council says and whoever shows it share one of these. `on_change` is called with the id of a
    form about which something new was taken, on the thread that took it.
    """

    def __init__(self, state: State) -> None:
        self._state = state
        self._known: dict[str, Returned] | None = None
        self._open: dict[str, Round] | None = None
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
        found = self._read_all()
        with self._lock:
            # What was taken on the other thread while this was read may not be in it: the next look reads again.
            if changes == self._changes:
                self._known = dict(found)
        return found

    def waiting(self) -> frozenset[str]:
        """Return the ids of the forms that wait for an answer."""
        return frozenset(self.open())

    def open(self) -> dict[str, Round]:
        """Return what is asked and not answered, by form; read once, as `all` is, but without what is settled."""
        with self._lock:
            if self._open is not None:
                return dict(self._open)
            changes = self._changes
        found = {form_id: known.open for form_id, known in self._read_all(OPEN).items() if known.open is not None}
        with self._lock:
            if changes == self._changes:
                self._open = dict(found)
        return found

    def waiting_in(self, store: Store) -> tuple[str, ...]:
        """Return the ids of the forms of a store that still need an answer from this person, the most pressing first.

        A form whose answer is on its way, or not received, needs none. Settled histories are not read for it.
        """
        asked = self.open()
        standing = store.submissions.standing(asked) if asked else {}
        waiting = [
            (one.due is None, one.due or one.asked_at.date(), -form.submitted_at, form_id)
            for form_id, one in asked.items()
            if (form := standing.get(form_id)) is not None and form.is_received and form.version <= one.version
        ]
        return tuple(form_id for *_pressing, form_id in sorted(waiting))

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

    def _read_all(self, holding: str = "") -> dict[str, Returned]:
        raw: dict[str, dict[str, Any]] = self._state.all(_PREFIX, holding)
        return {key.removeprefix(_PREFIX): _read(one) for key, one in raw.items()}

    def _remember(self, submission_id: str, changed: Returned | None) -> None:
        with self._lock:
            self._changes += 1
            if self._known is not None:
                self._known.pop(submission_id, None)
                if changed is not None:
                    self._known[submission_id] = changed
            if self._open is not None:
                self._open.pop(submission_id, None)
                if changed is not None and changed.open is not None:
                    self._open[submission_id] = changed.open


def _read(raw: Mapping[str, Any]) -> Returned:
    rounds = (read_round(one) for one in raw.get("rounds", ()))
    return Returned(tuple(one for one in rounds if one), dict(raw.get("outcome", {})), str(raw.get("comments", "")))


def _write(known: Returned) -> dict[str, Any]:
    return {
        "rounds": [write_round(one) for one in known.rounds],
        "outcome": dict(known.outcome),
        "comments": known.outcome_comments,
    }
