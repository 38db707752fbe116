"""The bytes of attached files, sealed chunk by chunk beside the store; each file has a key that only the store has.

A sealed file is durable before the row that names it is committed, and is removed after the row is gone: at any moment
a row's file is whole, and a file without a row is swept away. With its row goes its key: what the disk may still hold
of the file can then be read by nobody, not with the store's key either. docs/decisions/0011.
"""

from __future__ import annotations

import hashlib
import io
import os
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from desktop_portal.core.problems import DiskFull, StoreUnreadable
from desktop_portal.store.files import sync_folder

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path
    from typing import BinaryIO

CHUNK_BYTES = 1024 * 1024
FOLDER = "files"
_TAG_BYTES = 16
_CHUNKS_KEPT = 3
_LOOK_AHEAD = 64 * 1024
_NONCE_BYTES = 12
_KEY_BYTES = 32


class Readable(Protocol):
    """Whatever gives bytes until it gives none."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes; none at the end."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """One sealed file: SHA-256 and size of what is in it, its name in the folder, its key (AES-256-GCM)."""

    digest: str
    size: int
    name: str
    key: bytes


class ContentFiles:
    """The sealed files of one store, in the folder `files` beside it."""

    def __init__(self, folder: Path) -> None:
        """Nothing is made before the first file comes."""
        self.folder = folder
        self._on_the_way: set[str] = set()

    def seal(self, stream: Readable) -> Sealed:
        """Read to the end and make it durable, a chunk at a time in memory. Raises DiskFull; then nothing is left.

        Whatever `stream` raises passes through. `settle` has to follow, once the row is committed or has failed.
        """
        name, key = os.urandom(16).hex(), os.urandom(_KEY_BYTES)
        self._on_the_way.add(name)
        try:
            digest, size = self._write(stream, name, AESGCM(key))
            sync_folder(self.folder)
        except OSError as error:
            self.settle(name, keep=False)
            raise DiskFull from error
        except _SourceError as error:
            self.settle(name, keep=False)
            raise error.why from None
        except BaseException:
            self.settle(name, keep=False)
            raise
        return Sealed(digest, size, name, key)

    def settle(self, name: str, *, keep: bool) -> None:
        """Take note that a sealed file has its row now, or drop it when it will have none."""
        if not keep:
            with suppress(OSError):
                (self.folder / name).unlink()
        self._on_the_way.discard(name)

    def chunk(self, sealed: Sealed, number: int) -> bytes | None:
        """Return one chunk, None past the last. Raises StoreUnreadable when it is damaged or gone."""
        begin = number * CHUNK_BYTES
        if number and begin >= sealed.size:
            return None
        length = min(CHUNK_BYTES, sealed.size - begin) + _TAG_BYTES
        try:
            with (self.folder / sealed.name).open("rb", buffering=0) as file:
                file.seek(number * (CHUNK_BYTES + _TAG_BYTES))
                held = file.read(length)
            return AESGCM(sealed.key).decrypt(_nonce(number), held or b"", sealed.name.encode())
        except (OSError, InvalidTag, ValueError) as error:
            raise StoreUnreadable from error

    def opened(self, sealed: Sealed) -> BinaryIO:
        """Return what is in it as a stream to read back and forth; a few chunks in memory. Raises StoreUnreadable."""
        return io.BufferedReader(_Opened(self, sealed), _LOOK_AHEAD)

    def is_whole(self, sealed: Sealed) -> bool:
        """Read it all; whether every chunk is there and authentic, and the whole has its digest."""
        hashed, number = hashlib.sha256(), 0
        try:
            while (chunk := self.chunk(sealed, number)) is not None:
                hashed.update(chunk)
                number += 1
        except StoreUnreadable:
            return False
        return hashed.hexdigest() == sealed.digest

    def copy_from(self, other: ContentFiles, name: str, *, over: bool = False) -> None:
        """Take a sealed file, as it is, from another folder; over the one here only if `over`. Raises OSError."""
        target = self.folder / name
        if target.exists() and not over:
            return
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = target.with_name(f"{name}.new")
        fresh.unlink(missing_ok=True)
        with (other.folder / name).open("rb") as source, self._made(fresh) as file:
            while part := source.read(CHUNK_BYTES):
                file.write(part)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(target)
        sync_folder(self.folder)

    def sweep(self, kept: Collection[str]) -> None:
        """Remove every file that no row names and that is not on its way."""
        if not self.folder.is_dir():
            return
        for path in self.folder.iterdir():
            if path.name not in kept and path.name not in self._on_the_way:
                with suppress(OSError):
                    path.unlink()

    def _write(self, stream: Readable, name: str, cipher: AESGCM) -> tuple[str, int]:
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        hashed, size, number, bound = hashlib.sha256(), 0, 0, name.encode()
        with self._made(self.folder / name) as file:
            while True:
                chunk = _read(stream)
                # An empty file has one sealed chunk too, so that its absence shows.
                if not chunk and number:
                    break
                hashed.update(chunk)
                file.write(cipher.encrypt(_nonce(number), chunk, bound))
                size += len(chunk)
                number += 1
                if not chunk:
                    break
            file.flush()
            os.fsync(file.fileno())
        return hashed.hexdigest(), size

    @staticmethod
    def _made(path: Path) -> BinaryIO:
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
        return os.fdopen(os.open(path, flags, 0o600), "wb", buffering=CHUNK_BYTES // 4)


class _Opened(io.RawIOBase):
    """A sealed file, opened; the chunks that were read last are kept, for those who go back and forth."""

    def __init__(self, files: ContentFiles, sealed: Sealed) -> None:
        self._files, self._sealed, self._place = files, sealed, 0
        self._chunk = lru_cache(_CHUNKS_KEPT)(self._read_chunk)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        begin = {io.SEEK_SET: 0, io.SEEK_CUR: self._place, io.SEEK_END: self._sealed.size}[whence]
        if begin + offset < 0:
            raise ValueError("a place before the beginning")
        self._place = begin + offset
        return self._place

    def readinto(self, into: Any) -> int:
        number, within = divmod(self._place, CHUNK_BYTES)
        part = memoryview(self._chunk(number))[within : within + len(into)]
        into[: len(part)] = part
        self._place += len(part)
        return len(part)

    def _read_chunk(self, number: int) -> bytes:
        return self._files.chunk(self._sealed, number) or b""


class _SourceError(Exception):
    """The stream that is read from, not the disk written to, has failed."""

    def __init__(self, why: OSError) -> None:
        super().__init__(str(why))
        self.why = why


def _read(stream: Readable) -> bytes:
    try:
        chunk = stream.read(CHUNK_BYTES)
        # A pipe or a network drive may give less at a time; chunks have to be full but for the last.
        while chunk and len(chunk) < CHUNK_BYTES and (more := stream.read(CHUNK_BYTES - len(chunk))):
            chunk += more
    except OSError as error:
        raise _SourceError(error) from error
    return chunk


def _nonce(number: int) -> bytes:
    # Never twice under one key: each file has a key of its own.
    return number.to_bytes(_NONCE_BYTES, "big")
