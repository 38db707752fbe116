"""Drafts as rows and back, inside a transaction that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_portal.core.draft import ChildLabel, Draft, FormKey
from desktop_portal.store.convert import from_bytes, micros, moment
from desktop_portal.store.statements import select
from desktop_portal.store.tables import AttachmentRow, DraftDocumentRow, DraftRow

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

# The hot path: three prepared statements, written once. peewee would compose them anew at every pause in typing.
_SAVE = """
    INSERT INTO draft (id, form_url, form_version, form_title, child_initials, child_born, created_at, saved_at,
                       counted_from, page, checked)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET form_url = excluded.form_url, form_version = excluded.form_version,
        form_title = excluded.form_title, child_initials = excluded.child_initials, child_born = excluded.child_born,
        saved_at = excluded.saved_at, counted_from = excluded.counted_from, page = excluded.page,
        checked = excluded.checked, deleted_at = NULL"""
# The pages of the old answers are free for the new ones only once they have been let go.
_MAKE_ROOM = "UPDATE draft_document SET document = x'' WHERE draft_id = ?"
_SAVE_DOCUMENT = """
    INSERT INTO draft_document (draft_id, document) VALUES (?, ?)
    ON CONFLICT (draft_id) DO UPDATE SET document = excluded.document"""
_PLACE = "SELECT rowid, length(document) FROM draft_document WHERE draft_id = ?"
# Of answers that take as much room as before only what differs is written (0102).
ROOM, PIECE = 4096, 1024


def read(database: Any, draft_id: str) -> Draft | None:
    """Return a draft, or None."""
    rows = select(database, DraftRow, "WHERE id = ?", (draft_id,))
    documents = select(database, DraftDocumentRow, "WHERE draft_id = ?", (draft_id,))
    return _draft({**rows[0], **documents[0]}) if rows and documents else None


def write(database: Any, draft: Draft, document: bytes, latest: datetime) -> None:
    """Insert or replace a draft inside the transaction that is open; its days count from `latest` if that is later.

    One that is written is not in the trash any more.
    """
    row = (
        draft.id,
        draft.form.url,
        draft.form.version,
        draft.form_title,
        draft.child.initials,
        draft.child.born,
        micros(draft.created_at),
        micros(draft.saved_at),
        micros(max(draft.saved_at, latest)),
        draft.page,
        "\n".join(sorted(draft.checked)),
    )
    database.execute_sql(_SAVE, row)
    # JSON may end in spaces: most changes leave the room that it takes as it is.
    _write_document(database, draft.id, document + b" " * (-len(document) % ROOM))


def _write_document(database: Any, draft_id: str, document: bytes) -> None:
    place = database.execute_sql(_PLACE, (draft_id,)).fetchone()
    if place is None or place[1] != len(document):
        database.execute_sql(_MAKE_ROOM, (draft_id,))
        database.execute_sql(_SAVE_DOCUMENT, (draft_id, document))
        return
    with database.connection().open_blob("draft_document", "document", place[0]) as kept:
        before = kept.read(len(document))
        for at in range(0, len(document), PIECE):
            piece = document[at : at + PIECE]
            if piece != before[at : at + PIECE]:
                kept.seek(at)
                kept.write(piece)


def remove(database: Any, draft_id: str) -> None:
    """Delete a draft, its snapshots and its links to files inside the transaction that is open."""
    AttachmentRow.delete().where(AttachmentRow.draft_id == draft_id).execute(database)
    DraftRow.delete().where(DraftRow.id == draft_id).execute(database)


def _draft(row: dict[str, Any]) -> Draft:
    return Draft(
        id=row["id"],
        form=FormKey(row["form_url"], row["form_version"]),
        form_title=row["form_title"],
        child=ChildLabel(row["child_initials"], row["child_born"]),
        document=from_bytes(row["document"]),
        created_at=moment(row["created_at"]),
        saved_at=moment(row["saved_at"]),
        page=row["page"],
        checked=frozenset(filter(None, row["checked"].split("\n"))),
    )
