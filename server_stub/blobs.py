"""Files in the database, in chunks: uploads as they grow, and finished blobs known by their SHA-256 per account."""

from __future__ import annotations

import hashlib
import hmac
import uuid
from datetime import timedelta
from typing import TYPE_CHECKING

from server_stub import clock
from server_stub.antivirus import CLEAN, NOT_CHECKED
from server_stub.content import BEGINNING, Unwelcome, kind_at, kind_of
from server_stub.database import writing
from server_stub.refusals import Refused, not_found
from server_stub.statements import found, insert, run
from server_stub.tables.uploads import Blob, Chunk, Upload

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from server_stub.antivirus import Antivirus

PIECE = 256 * 1024
"""Bytes of one row."""
AT_ONCE = 4 * 1024 * 1024
"""Bytes of one transaction: each waits for the disk."""
UPLOAD_LIFE = timedelta(hours=24)


def begin(account_id: str, length: int, digest: str, file_name: str, now: datetime) -> Upload:
    """Begin an upload of `length` bytes; it is finished at once when this account holds the content already."""
    with writing():
        _clear_expired(now)
        held = _blob(account_id, digest) if digest else None
        done = held is not None and held.size == length
        return Upload.create(
            id=str(uuid.uuid4()),
            account=account_id,
            length=length,
            received=length if done else 0,
            digest=digest,
            file_name=file_name,
            finished=done,
            expires_at=clock.written(now + UPLOAD_LIFE),
        )


def find(account_id: str, upload_id: str, now: datetime) -> Upload:
    """Return an upload of this account; Refused 404 for others', 410 when its time is over."""
    upload = found(Upload, "id = ? AND account_id = ?", (upload_id, account_id))
    if upload is None:
        raise not_found()
    if upload.expires_at <= clock.written(now):
        raise Refused(410, "upload-expired", "This upload took too long. It has to begin again.")
    return upload


def append(upload: Upload, offset: int, data: bytes) -> Upload:
    """Add bytes at `offset`, durably; Refused 409 when the upload does not stand there."""
    with writing(f"upload:{upload.id}"):
        now_at = found(Upload, "id = ?", (upload.id,))
        if now_at is None:
            raise not_found()
        if now_at.received != offset or now_at.finished:
            raise Refused(409, "wrong-offset", "The upload stands elsewhere. Ask where.")
        if offset + len(data) > now_at.length:
            raise Refused(413, "too-much", "These are more bytes than were announced.")
        for start in range(0, len(data), PIECE):
            insert(Chunk, content=upload.id, position=offset + start, bytes=data[start : start + PIECE])
        now_at.received = offset + len(data)
        run("UPDATE upload SET received = ? WHERE id = ?", (now_at.received, upload.id))
        return now_at


def finish(upload: Upload, now: datetime, antivirus: Antivirus, digest: str = "") -> None:
    """Check a complete upload's digest and content and make it a blob; what is refused is deleted.

    `digest`: the SHA-256 where whoever took the bytes knows it already. What the virus check does not clear is kept,
    and handed out to nobody.

    Raises Refused 460 "wrong-digest" or 415 "unwelcome-file" with a sentence.
    """
    digest = digest or _digest(upload.id)
    if upload.digest and not hmac.compare_digest(upload.digest, digest):
        discard(upload)
        raise Refused(460, "wrong-digest", "The file was changed on its way. It has to be sent again.")
    try:
        # Where the first piece is too short to say it, all of them are read.
        beginning = next(read(upload.id), b"")[:BEGINNING]
        kind = kind_at(beginning) or kind_of(b"".join(read(upload.id)))
    except Unwelcome as unwelcome:
        discard(upload)
        raise Refused(415, "unwelcome-file", str(unwelcome)) from unwelcome
    state, scan = antivirus.check(read(upload.id))
    with writing(f"upload:{upload.id}"), writing():
        if _blob(upload.account_id, digest) is None:
            Blob.insert(
                account=upload.account_id,
                digest=digest,
                size=upload.length,
                content_type=kind,
                content=upload.id,
                state=state,
                scan=scan,
                created_at=clock.written(now),
            ).execute()
        else:
            Chunk.delete().where(Chunk.content == upload.id).execute()
        Upload.update(finished=True, digest=digest).where(Upload.id == upload.id).execute()


def check_again(antivirus: Antivirus, limit: int = 20) -> int:
    """Check files that could not be checked when they came; returns how many are cleared now."""
    cleared = 0
    for blob in Blob.select().where(Blob.scan == NOT_CHECKED).order_by(Blob.id).limit(limit):
        state, scan = antivirus.check(read(blob.content))
        if scan == NOT_CHECKED:
            break
        with writing():
            Blob.update(state=state, scan=scan).where(Blob.id == blob.id).execute()
        cleared += state == CLEAN
    return cleared


def discard(upload: Upload) -> None:
    """End an upload; a blob that came of it stays."""
    with writing(f"upload:{upload.id}"), writing():
        if Blob.get_or_none(Blob.content == upload.id) is None:
            Chunk.delete().where(Chunk.content == upload.id).execute()
        Upload.delete().where(Upload.id == upload.id).execute()


def held(account_id: str, digests: list[str]) -> dict[str, Blob]:
    """Return those of the digests that this account holds."""
    rows = Blob.select().where((Blob.account == account_id) & (Blob.digest.in_(digests))) if digests else ()
    return {row.digest: row for row in rows}


def read(content: str) -> Iterator[bytes]:
    """Read a file's bytes in order, piece by piece."""
    query = Chunk.select(Chunk.bytes).where(Chunk.content == content).order_by(Chunk.position)
    for (piece,) in query.tuples().iterator():
        yield bytes(piece)


def _digest(content: str) -> str:
    found = hashlib.sha256()
    for piece in read(content):
        found.update(piece)
    return found.hexdigest()


def read_from(content: str, start: int) -> Iterator[bytes]:
    """Read a file's bytes from `start` on, one piece in memory at a time."""
    at = start
    while True:
        query = Chunk.select().where((Chunk.content == content) & (Chunk.position <= at))
        chunk = query.order_by(Chunk.position.desc()).first()
        piece = bytes(chunk.bytes)[at - chunk.position :] if chunk is not None else b""
        if not piece:
            return
        yield piece
        at += len(piece)


def _blob(account_id: str, digest: str) -> Blob | None:
    return found(Blob, "account_id = ? AND digest = ?", (account_id, digest))


def _clear_expired(now: datetime) -> None:
    over = Upload.expires_at <= clock.written(now)
    gone = [upload.id for upload in Upload.select(Upload.id).where(over).limit(100)]
    if gone:
        kept = Blob.select(Blob.content).where(Blob.content.in_(gone))
        Chunk.delete().where(Chunk.content.in_(gone) & Chunk.content.not_in(kept)).execute()
        Upload.delete().where(Upload.id.in_(gone)).execute()
