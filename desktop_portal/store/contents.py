"""The bytes of files: each content once, by SHA-256, in encrypted chunks; gone with the last that refers to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desktop_portal.store.tables import ChunkRow, ContentRow

if TYPE_CHECKING:
    from collections.abc import Sequence

CHUNK_BYTES = 256 * 1024
_INSERT_CHUNK = "INSERT INTO chunk (digest, number, bytes) VALUES (?, ?, ?)"
_UNUSED = """
    SELECT digest FROM content WHERE NOT EXISTS (SELECT 1 FROM attachment WHERE attachment.digest = content.digest)
    AND NOT EXISTS (SELECT 1 FROM submission_file WHERE submission_file.digest = content.digest)"""


def write(database: Any, digest: str, chunks: Sequence[bytes]) -> None:
    """Keep a content once, inside the transaction that is open."""
    if has(database, digest):
        return
    ContentRow.insert(digest=digest, size=sum(map(len, chunks))).execute(database)
    for number, chunk in enumerate(chunks):
        database.execute_sql(_INSERT_CHUNK, (digest, number, chunk))


def has(database: Any, digest: str) -> bool:
    """Whether the content is here."""
    return bool(ContentRow.select().where(ContentRow.digest == digest).count(database))


def chunk(database: Any, digest: str, number: int) -> bytes | None:
    """Return one chunk, or None past the last."""
    query = ChunkRow.select(ChunkRow.bytes).where((ChunkRow.digest == digest) & (ChunkRow.number == number))
    rows = list(query.tuples().execute(database))
    return bytes(rows[0][0]) if rows else None


def drop_unused(database: Any) -> None:
    """Delete what no draft and no submission refers to, inside the transaction that is open."""
    for (digest,) in database.execute_sql(_UNUSED).fetchall():
        ContentRow.delete().where(ContentRow.digest == digest).execute(database)
        database.execute_sql("DELETE FROM upload WHERE digest = ?", (digest,))
