"""Small values that outlive the program: device id, epoch, place in the feed, tokens, the latest time seen."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeVar

from desktop_portal.core import retention
from desktop_portal.store.convert import micros, moment, parsed
from desktop_portal.store.statements import select
from desktop_portal.store.tables import DraftRow, StateRow

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from desktop_portal.store.connection import Connection

T = TypeVar("T")
_LATEST = "latest_time_seen"
_DOUBTED = "clock_doubted"


class State:
    """Key and value; values are whatever JSON can hold."""

    def __init__(self, connection: Connection, clock: Callable[[], datetime]) -> None:
        self._connection = connection
        self._clock = clock
        self._times: retention.Times | None = None

    def get(self, key: str, default: T) -> T:
        """Return the value, or `default` (which also says the type) when there is none."""
        with self._connection.reading() as database:
            found = select(database, StateRow, "WHERE key = ?", (key,))
            value: T = parsed(found[0]["value"]) if found else default
        return value

    def all(self, prefix: str, holding: str = "") -> dict[str, Any]:
        """Return every value whose key begins with `prefix`, by its whole key; only those whose JSON holds a text."""
        which = "WHERE substr(key, 1, ?) = ? AND (? = '' OR instr(value, ?) > 0)"
        with self._connection.reading() as database:
            found = select(database, StateRow, which, (len(prefix), prefix, holding, holding))
        return {row["key"]: parsed(row["value"]) for row in found}

    def set(self, key: str, value: Any) -> None:
        """Keep a value; None removes it."""
        with self._connection.writing() as database:
            if value is None:
                StateRow.delete().where(StateRow.key == key).execute(database)
            else:
                database.execute_sql(
                    "INSERT OR REPLACE INTO state (key, value) VALUES (?, ?)", (key, json.dumps(value))
                )

    def times(self) -> retention.Times:
        """Return what is known of the time."""
        if self._times is None:
            latest = self.get(_LATEST, 0)
            self._times = retention.Times(moment(latest) if latest else None, self.get(_DOUBTED, False))
        return self._times

    @property
    def latest(self) -> datetime:
        """The latest time believed."""
        return self.times().latest or self._clock()

    def saw_time(self, now: datetime) -> retention.Times:
        """Take note of the computer's clock, as at every start."""
        return self._keep(retention.seen(self.times(), now))

    def saw_server_time(self, server: datetime) -> retention.Times:
        """Take note of the time that the council's server tells; only this ends a doubt about the clock.

        When the clock turns out to be wrong, or right again, the days of all drafts begin anew: nobody knows when they
        were really saved.
        """
        times = retention.confirmed(self._clock(), server)
        with self._connection.writing() as database:
            if times.doubted != self.times().doubted:
                DraftRow.update(counted_from=micros(server)).execute(database)
                thrown_away = DraftRow.deleted_at.is_null(is_null=False)
                DraftRow.update(deleted_at=micros(server)).where(thrown_away).execute(database)
            return self._keep(times)

    def _keep(self, times: retention.Times) -> retention.Times:
        if times != self._times:
            with self._connection.writing():
                self.set(_LATEST, micros(times.latest) if times.latest else None)
                self.set(_DOUBTED, times.doubted or None)
            self._times = times
        return times
