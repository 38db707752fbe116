"""Forms being filled in: saved at typing speed, listed without their answers, gone on time."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING

from desktop_portal.core import retention
from desktop_portal.core.draft import ChildLabel, Draft, DraftSummary, FormKey
from desktop_portal.core.lines import Lines
from desktop_portal.store import contents, draft_rows, snapshots
from desktop_portal.store.convert import micros, moment, to_bytes
from desktop_portal.store.tables import DraftRow

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime
    from typing import Any

    from desktop_portal.store.backups import Backups
    from desktop_portal.store.connection import Connection
    from desktop_portal.store.state import State

_LINE = """
    SELECT id, form_url, form_version, form_title, child_initials, child_born, saved_at, counted_from, deleted_at
    FROM draft """
_COUNT = "SELECT count(*) FROM draft WHERE deleted_at IS NULL"
_SAVED_AT = itemgetter(6)
_KEPT, _THROWN_AWAY = "WHERE deleted_at IS NULL ", "WHERE deleted_at IS NOT NULL "


class Drafts:
    """The drafts of one store."""

    def __init__(self, connection: Connection, state: State, backups: Backups, retention_days: int) -> None:
        self._connection = connection
        self._backups = backups
        self._state = state
        self.retention_days = retention.days_within(retention_days)
        self._last_snapshot: dict[str, datetime] = {}

    def save(self, draft: Draft) -> None:
        """Make the draft durable: when this returns it is on the disk. Raises DiskFull: then the state before is."""
        document = to_bytes(draft.document)
        latest = self._state.latest

        def work(database: Any) -> None:
            draft_rows.write(database, draft, document, latest)
            self._keep_snapshot(database, draft, document)

        self._connection.keep(work)

    def load(self, draft_id: str) -> Draft | None:
        """Return a draft with all answers, or None."""
        with self._connection.reading() as database:
            return draft_rows.read(database, draft_id)

    def summaries(self) -> list[DraftSummary]:
        """Return all drafts without their answers, the one saved last first."""
        return list(self.lines())

    def lines(self, most: int = -1) -> Lines[DraftSummary]:
        """Return the same, each made when it is looked at; with `most` no more than the first of them."""
        return self._lines(_KEPT, most)

    def count(self) -> int:
        """Return how many `summaries` there are, without reading them."""
        with self._connection.reading() as database:
            return int(database.execute_sql(_COUNT).fetchone()[0])

    def delete(self, draft_id: str) -> None:
        """Delete a draft and its files so that nothing readable of it is left on the disk."""
        self._delete([draft_id])

    def put_in_trash(self, draft_id: str, now: datetime) -> None:
        """Take a draft out of the list; until `expire` deletes it, it can be got back. Twice is as once."""
        # By a clock that has forgotten the year it would be deleted at once.
        moved = DraftRow.update(deleted_at=micros(max(now, self._state.latest)))
        with self._connection.writing() as database:
            moved.where((DraftRow.id == draft_id) & DraftRow.deleted_at.is_null()).execute(database)

    def get_back(self, draft_id: str) -> None:
        """Put a draft from the trash back into the list; its days count on as before. One that is gone stays gone."""
        with self._connection.writing() as database:
            DraftRow.update(deleted_at=None).where(DraftRow.id == draft_id).execute(database)

    def in_trash(self) -> list[DraftSummary]:
        """Return what can be got back, the one saved last first; `expires_at` is until when."""
        return list(self._lines(_THROWN_AWAY))

    def empty_trash(self) -> None:
        """Delete all that is in the trash, as `delete` does."""
        thrown_away = [one.id for one in self.in_trash()]
        if thrown_away:
            self._delete(thrown_away)

    def expire(self, now: datetime, *, being_edited: Collection[str] = ()) -> list[DraftSummary]:
        """Delete what was saved longer ago than the retention and return it; nothing while the clock is doubted.

        What is in the trash goes after seven days there, if not before. Never those being edited.
        What is queued is no draft any more, so it is never touched (I6).
        """
        believed = self._state.saw_time(now).believed
        if believed is None:
            return []
        expired = [one for one in self._lines("") if one.expires_at <= believed and one.id not in being_edited]
        if expired:
            self._delete([one.id for one in expired])
        return expired

    def _lines(self, which: str, most: int = -1) -> Lines[DraftSummary]:
        some, values = ("", ()) if most < 0 else ("ORDER BY saved_at DESC LIMIT ?", (most,))
        with self._connection.reading() as database:
            rows = database.execute_sql(_LINE + which + some, values).fetchall()
        # Here and not by SQLite: sorting whole rows takes it twice as long as reading them.
        rows.sort(key=_SAVED_AT, reverse=True)
        return Lines(rows, self._summary, [row[0] for row in rows])

    def _keep_snapshot(self, database: Any, draft: Draft, document: bytes) -> None:
        last = self._last_snapshot.get(draft.id) or max(snapshots.times(database, draft.id), default=None)
        if retention.snapshot_due(last, draft.saved_at):
            snapshots.keep(database, draft, document)
            last = draft.saved_at
        self._last_snapshot[draft.id] = last or draft.saved_at

    def _delete(self, draft_ids: Collection[str]) -> None:
        def work(database: Any) -> None:
            for draft_id in draft_ids:
                draft_rows.remove(database, draft_id)
            contents.drop_unused(database)

        # In the copies first: if the program dies in between, the next expiry does both again.
        self._backups.forget(work)
        with self._connection.writing() as database:
            work(database)
        self._connection.forget_traces()

    def _summary(self, row: tuple[Any, ...]) -> DraftSummary:
        draft_id, url, version, title, initials, born, saved_at, counted_from, deleted_at = row
        expiry = retention.expires_at(moment(counted_from), self.retention_days)
        if deleted_at is not None:
            expiry = retention.gone_for_good_at(moment(deleted_at), expiry)
        return DraftSummary(
            draft_id, FormKey(url, version), title, ChildLabel(initials, born), moment(saved_at), expiry
        )
