"""What files there are: each content once, by SHA-256, sealed beside the store; gone with the last that names it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from desktop_portal.store.content_files import CHUNK_BYTES, ContentFiles, Sealed
from desktop_portal.store.tables import ChunkRow, ContentRow

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["CHUNK_BYTES"]
_UNUSED = """
    SELECT digest FROM content WHERE NOT EXISTS (SELECT 1 FROM attachment WHERE attachment.digest = content.digest)
    AND NOT EXISTS (SELECT 1 FROM submission_file WHERE submission_file.digest = content.digest)"""


def keep(database: Any, sealed: Sealed) -> bool:
    """Take note of a sealed file inside the transaction that is open; False when the same content is here already."""
    if has(database, sealed.digest):
        return False
    row = {"digest": sealed.digest, "size": sealed.size, "file": sealed.name, "key": sealed.key}
    ContentRow.insert(row).execute(database)
    return True


def has(database: Any, digest: str) -> bool:
    """Whether the content is here."""
    return database.execute_sql("SELECT 1 FROM content WHERE digest = ?", (digest,)).fetchone() is not None


def chunk(database: Any, files: ContentFiles, digest: str, number: int) -> bytes | None:
    """Return one chunk, or None past the last. Raises StoreUnreadable for one that is damaged."""
    sealed = _sealed(database, digest)
    if sealed is not None and sealed.name:
        return files.chunk(sealed, number)
    # As the first schema kept them.
    query = ChunkRow.select(ChunkRow.bytes).where((ChunkRow.digest == digest) & (ChunkRow.number == number))
    rows = list(query.tuples().execute(database))
    return bytes(rows[0][0]) if rows else None


def is_whole(database: Any, files: ContentFiles, digest: str) -> bool:
    """Read a content; whether it is what its digest says. Raises StoreUnreadable for a damaged page of the store."""
    sealed = _sealed(database, digest)
    if sealed is not None and sealed.name:
        return files.is_whole(sealed)
    hashed, number = hashlib.sha256(), 0
    while (part := chunk(database, files, digest, number)) is not None:
        hashed.update(part)
        number += 1
    return hashed.hexdigest() == digest


def heal(database: Any, files: ContentFiles, copies: ContentFiles) -> None:
    """Put the whole copy of each damaged file in its place, where there is one."""
    for digest in digests(database):
        sealed = _sealed(database, digest)
        if sealed is not None and sealed.name and not files.is_whole(sealed) and copies.is_whole(sealed):
            files.copy_from(copies, sealed.name, over=True)


def digests(database: Any) -> list[str]:
    """Return the digest of every content."""
    return [digest for (digest,) in ContentRow.select(ContentRow.digest).tuples().execute(database)]


def names(database: Any) -> Iterator[str]:
    """Give the names of all sealed files that the store knows; a store or copy of the first schema knows none."""
    columns = {column[1] for column in database.execute_sql("PRAGMA table_info(content)").fetchall()}
    if "file" not in columns:
        return
    query = ContentRow.select(ContentRow.file).where(ContentRow.file != "").tuples()
    yield from (name for (name,) in query.execute(database))


def drop_unused(database: Any) -> None:
    """Delete what no draft and no submission refers to, inside the transaction that is open; a sweep has to follow."""
    for (digest,) in database.execute_sql(_UNUSED).fetchall():
        ContentRow.delete().where(ContentRow.digest == digest).execute(database)
        database.execute_sql("DELETE FROM upload WHERE digest = ?", (digest,))


def _sealed(database: Any, digest: str) -> Sealed | None:
    query = ContentRow.select(ContentRow.size, ContentRow.file, ContentRow.key).where(ContentRow.digest == digest)
    rows = list(query.tuples().execute(database))
    return Sealed(digest, rows[0][0], rows[0][1], bytes(rows[0][2])) if rows else None
