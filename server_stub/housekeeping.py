"""What a running server does by itself now and then: move the fence, forget what expired, delete what is over.

With several workers each wakes up; the database decides which one does the work.
"""

from __future__ import annotations

import logging
import threading
from datetime import timedelta
from typing import TYPE_CHECKING

import peewee

from server_stub import blobs, clock, fence, flat, retention
from server_stub.database import writing
from server_stub.refusals import CannotStart
from server_stub.tables.base import Meta

if TYPE_CHECKING:
    from server_stub.parts import Parts

_LOG = logging.getLogger("portal.housekeeping")
_PAUSE = 10.0
_EXPIRED_EVERY = timedelta(minutes=10)
_SCAN_EVERY = timedelta(seconds=20)
_QUIET = 1.0
_PUT_OFF = 30
_MOST_FLAT = 1_000
_MOST_FLAT_AT_STOP = 100
_SOME = 5
_PURGE_EVERY = timedelta(hours=24)


class Housekeeping:
    """One thread that wakes every ten seconds."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._stop = threading.Event()
        self._put_off = 0
        self._thread = threading.Thread(target=self._run, name="housekeeping", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, with the fence where the database stands."""
        self._stop.set()
        self._thread.join(timeout=_PAUSE)
        try:
            flat.catch_up(self._parts.catalogue.form, most=_MOST_FLAT_AT_STOP)
            fence.advance(self._parts.settings.data)
        except (OSError, peewee.PeeweeException, CannotStart) as error:
            _LOG.warning("the fence could not be moved", extra={"kind": type(error).__name__})

    def tidy(self) -> None:
        """Do what is due."""
        now = self._parts.now()
        fence.advance(self._parts.settings.data)
        if _mine("expired-next", _EXPIRED_EVERY, self._parts):
            retention.clear_expired(now)
        if self._parts.antivirus.configured and _mine("scan-next", _SCAN_EVERY, self._parts):
            blobs.check_again(self._parts.antivirus)
        self.write_rows()
        days = self._parts.settings.retention_days
        if days and _mine("purge-next", _PURGE_EVERY, self._parts):
            done = retention.purge(now, days, "system")
            _LOG.info("what is kept no longer was deleted", extra={"count": done.submissions})

    def write_rows(self) -> None:
        """Write the rows that are due in a quiet moment: whoever hands in a form goes first, for five minutes.

        Also when the moment ends while they are written: the rest waits for the next one.
        """
        before = flat.how_many_are_due()
        if not before:
            return
        self._stop.wait(_QUIET)
        busy = flat.how_many_are_due() > before
        if busy and self._put_off < _PUT_OFF:
            self._put_off += 1
            return
        written, most = 0, _MOST_FLAT if busy else _SOME
        while (before := flat.how_many_are_due()) and written < _MOST_FLAT:
            done = flat.catch_up(self._parts.catalogue.form, most=most)
            written += done
            if not done:
                break
            if not busy and flat.how_many_are_due() > before - done:
                self._put_off += 1
                return
        self._put_off = 0

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self.tidy()
            except (OSError, peewee.PeeweeException, CannotStart) as error:
                _LOG.warning("housekeeping will be tried again", extra={"kind": type(error).__name__})
            self._stop.wait(_PAUSE)


def _mine(name: str, every: timedelta, parts: Parts) -> bool:
    """Whether this is due and no other worker does it."""
    now = clock.written(parts.now())
    if (row := Meta.get_or_none(Meta.key == name)) is not None and row.value > now:
        return False
    following = clock.written(parts.now() + every)
    with writing():
        row = Meta.get_or_none(Meta.key == name)
        if row is not None and row.value > now:
            return False
        Meta.insert(key=name, value=following).on_conflict(
            conflict_target=[Meta.key], update={Meta.value: following}
        ).execute()
    return True
