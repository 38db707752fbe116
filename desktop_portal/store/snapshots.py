"""Earlier versions of a draft: kept every two minutes of writing, twenty at most ("Restore the version of 14:32")."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from desktop_portal.core import retention
from desktop_portal.core.draft import FormKey
from desktop_portal.store import draft_rows
from desktop_portal.store.convert import from_bytes, micros, moment, to_bytes
from desktop_portal.store.tables import SnapshotRow

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from desktop_portal.core.draft import Draft
    from desktop_portal.store.connection import Connection


class Snapshots:
    """The earlier versions in one store; they go with their draft."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_draft(self, draft_id: str) -> list[datetime]:
        """Return when the earlier versions of a draft were saved, the last first."""
        with self._connection.reading() as database:
            return sorted(times(database, draft_id), reverse=True)

    def load(self, draft_id: str, saved_at: datetime) -> Draft | None:
        """Return a draft as it was then, or None; looking changes nothing."""
        mine = (SnapshotRow.draft_id == draft_id) & (SnapshotRow.saved_at == micros(saved_at))
        with self._connection.reading() as database:
            draft = draft_rows.read(database, draft_id)
            rows = list(SnapshotRow.select().where(mine).dicts().execute(database))
        if draft is None or not rows:
            return None
        document = from_bytes(rows[0]["document"])
        form = _form_of(document) or draft.form
        return replace(draft, form=form, document=document, saved_at=saved_at, page=rows[0]["page"])

    def take(self, draft_id: str) -> None:
        """Keep the draft as it is now as an earlier version: something is about to change much of it at once."""
        with self._connection.writing() as database:
            draft = draft_rows.read(database, draft_id)
            if draft is not None:
                keep(database, draft, to_bytes(draft.document))

    def put(self, earlier: Draft) -> None:
        """Keep an earlier version that comes from another store; its draft is here already. Twice is as once."""
        with self._connection.writing() as database:
            keep(database, earlier, to_bytes(earlier.document))

    def restore(self, draft_id: str, saved_at: datetime, now: datetime) -> Draft | None:
        """Make an earlier version the draft again, saved now; what it replaces is itself an earlier version then."""
        with self._connection.writing() as database:
            earlier, current = self.load(draft_id, saved_at), draft_rows.read(database, draft_id)
            if earlier is None or current is None:
                return None
            keep(database, current, to_bytes(current.document))
            restored = replace(earlier, saved_at=now)
            draft_rows.write(database, restored, to_bytes(restored.document), now)
            return restored


def _form_of(document: Mapping[str, Any]) -> FormKey | None:
    """Return the definition that a document was written for: an update of the form may have come between."""
    response = document.get("response")
    url, bar, version = str(response.get("questionnaire", "") if isinstance(response, dict) else "").partition("|")
    return FormKey(url, version) if url and bar else None


def times(database: Any, draft_id: str) -> list[datetime]:
    """Return when the earlier versions of a draft were saved."""
    query = SnapshotRow.select(SnapshotRow.saved_at).where(SnapshotRow.draft_id == draft_id).tuples()
    return [moment(saved_at) for (saved_at,) in query.execute(database)]


def keep(database: Any, draft: Draft, document: bytes) -> None:
    """Keep this state as an earlier version inside the transaction that is open, and drop one that is too many."""
    row = {"draft_id": draft.id, "saved_at": micros(draft.saved_at), "page": draft.page, "document": document}
    SnapshotRow.insert(row).on_conflict_replace().execute(database)
    dropped = [micros(one) for one in retention.snapshots_to_drop(times(database, draft.id))]
    if dropped:
        mine = SnapshotRow.draft_id == draft.id
        SnapshotRow.delete().where(mine & SnapshotRow.saved_at.in_(dropped)).execute(database)
