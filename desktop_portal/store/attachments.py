"""Files in drafts: encrypted like everything else, never in a temporary file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_portal.forms.answers import Attachment
from desktop_portal.store import contents
from desktop_portal.store.convert import micros
from desktop_portal.store.tables import AttachmentRow, ContentRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime
    from typing import Any, BinaryIO

    from desktop_portal.store.backups import Backups
    from desktop_portal.store.connection import Connection
    from desktop_portal.store.content_files import Readable


class Attachments:
    """The files of one store."""

    def __init__(self, connection: Connection, backups: Backups, clock: Callable[[], datetime]) -> None:
        self._connection = connection
        self._backups = backups
        self._clock = clock

    def add(self, draft_id: str, stream: Readable, *, title: str, content_type: str) -> Attachment:
        """Keep a file with a draft, durably and whole or not at all. The size limit is the caller's (FileRefused)."""
        return self.add_judged(draft_id, stream, lambda _kept: (content_type, title))

    def add_judged(self, draft_id: str, stream: Readable, judge: Callable[[BinaryIO], tuple[str, str]]) -> Attachment:
        """Keep a file of which `judge` says content type and title, having looked into what is kept.

        It sees the very bytes that are sealed, whatever becomes of the file they came from; when it raises, nothing of
        them stays.
        """
        # Sealed and durable first: a slow stick must not hold the transaction, and with it the next autosave.
        files = self._connection.files
        sealed, kept = files.seal(stream), False
        try:
            with files.opened(sealed) as opened:
                content_type, title = judge(opened)
            with self._connection.writing() as database:
                kept = contents.keep(database, sealed)
                row = {"draft_id": draft_id, "digest": sealed.digest, "title": title, "content_type": content_type}
                AttachmentRow.insert(added_at=micros(self._clock()), **row).on_conflict_replace().execute(database)
        except BaseException:
            kept = False
            raise
        finally:
            files.settle(sealed.name, keep=kept)
        return Attachment(content_type, title, sealed.size, sealed.digest)

    def open(self, digest: str) -> Iterator[bytes]:
        """Give the bytes in chunks. Raises KeyError for a file that is not here."""
        with self._connection.reading() as database:
            if not contents.has(database, digest):
                raise KeyError(digest)
        return self._chunks(digest)

    def read(self, digest: str) -> bytes:
        """Return all bytes of a file. Raises KeyError for one that is not here."""
        return b"".join(self.open(digest))

    def of_draft(self, draft_id: str) -> list[Attachment]:
        """Return the files of a draft, in the order in which they were added."""
        query = (
            AttachmentRow.select(AttachmentRow, ContentRow.size)
            .join(ContentRow, on=(ContentRow.digest == AttachmentRow.digest))
            .where(AttachmentRow.draft_id == draft_id)
            .order_by(AttachmentRow.added_at, AttachmentRow.digest)
            .dicts()
        )
        with self._connection.reading() as database:
            rows = list(query.execute(database))
        return [Attachment(row["content_type"], row["title"], row["size"], row["digest"]) for row in rows]

    def remove(self, draft_id: str, digest: str) -> None:
        """Take a file out of a draft; its bytes go when nothing else refers to them."""

        def work(database: Any) -> None:
            mine = (AttachmentRow.draft_id == draft_id) & (AttachmentRow.digest == digest)
            AttachmentRow.delete().where(mine).execute(database)
            contents.drop_unused(database)

        self._backups.forget(work)
        with self._connection.writing() as database:
            work(database)
        self._connection.forget_traces()

    def _chunks(self, digest: str) -> Iterator[bytes]:
        number = 0
        while True:
            # One chunk at a time: closing the store waits for a chunk, not for a slow reader.
            with self._connection.reading() as database:
                chunk = contents.chunk(database, self._connection.files, digest, number)
            if chunk is None:
                return
            yield chunk
            number += 1
