"""Taking a file's bytes as they come: while some are written, the next ones arrive."""

from __future__ import annotations

import asyncio
import hashlib
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from server_stub import blobs

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from server_stub.tables.uploads import Upload


async def take_as_it_comes(stream: AsyncIterator[bytes], upload: Upload) -> tuple[Upload, str]:
    """Add all that comes to an upload; returns where it stands, and its SHA-256 ("" where it began before this call).

    What arrived before the connection was cut, or fell silent, is kept. Raises what `blobs.append` refuses.
    """
    taken = _Taken(upload)
    try:
        async for piece in stream:
            await taken.take(piece)
    except Exception:
        await taken.end()
        raise
    return await taken.end()


class _Taken:
    """Two stretches of at most `blobs.AT_ONCE` and a little in memory: one that is written, one that grows."""

    def __init__(self, upload: Upload) -> None:
        self._upload = upload
        self._hash = hashlib.sha256() if upload.received == 0 else None
        self._pieces: list[bytes] = []
        self._size = 0
        self._written: asyncio.Future[None] | None = None

    async def take(self, piece: bytes) -> None:
        self._pieces.append(piece)
        self._size += len(piece)
        if self._size >= blobs.AT_ONCE:
            await self._write()

    async def end(self) -> tuple[Upload, str]:
        """Wait until everything is on the disk; what could not be written before is not tried again."""
        if self._pieces:
            await self._write()
        await self._wait()
        return self._upload, self._hash.hexdigest() if self._hash else ""

    async def _write(self) -> None:
        data, self._pieces, self._size = b"".join(self._pieces), [], 0
        await self._wait()
        self._written = asyncio.ensure_future(self._hash_and_append(data))

    async def _wait(self) -> None:
        before, self._written = self._written, None
        if before is not None:
            await before

    async def _hash_and_append(self, data: bytes) -> None:
        hashed = asyncio.ensure_future(run_in_threadpool(self._hash.update, data)) if self._hash else None
        try:
            self._upload = await run_in_threadpool(blobs.append, self._upload, self._upload.received, data)
        finally:
            if hashed is not None:
                await hashed
