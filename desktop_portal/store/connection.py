"""The encrypted file: a connection for each thread, one writer at a time, all closed together."""

from __future__ import annotations

import logging
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from peewee import DatabaseError
from playhouse.sqlcipher_ext import SqlCipherDatabase
from sqlcipher3 import dbapi2 as sqlcipher

from desktop_portal.core.problems import DiskFull, DiskRefuses, StoreUnreadable
from desktop_portal.store import contents
from desktop_portal.store.content_files import FOLDER, ContentFiles
from desktop_portal.store.files import Reserve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

T = TypeVar("T")
_PRAGMAS = (
    ("cipher_log_level", "NONE"),
    ("cipher_memory_security", 1),
    ("auto_vacuum", 2),
    ("journal_mode", "wal"),
    ("synchronous", 2),
    ("foreign_keys", 1),
    ("secure_delete", 1),
    ("temp_store", 2),
    ("busy_timeout", 5000),
    ("journal_size_limit", 8 * 1024 * 1024),
)
_WORDS = (
    ("full", DiskFull),
    ("not a database", StoreUnreadable),
    ("malformed", StoreUnreadable),
    ("i/o error", DiskRefuses),
    ("unable to open", DiskRefuses),
    ("readonly", DiskRefuses),
    ("locked", DiskRefuses),
)


@contextmanager
def translated() -> Iterator[None]:
    """Turn what a disk or a damaged file can do into the Problem for the person; a bug stays a bug."""
    try:
        yield
    except (DatabaseError, sqlcipher.DatabaseError) as error:
        words = str(error).lower()
        for part, problem in _WORDS:
            if part in words:
                raise problem from error
        raise


# At DEBUG peewee logs every value that is written: answers and tokens (I13). It never may.
logging.getLogger("peewee").setLevel(logging.WARNING)


class _Depth(threading.local):
    """How deep a thread is inside."""

    count = 0


class Connection:
    """What the parts of a store read and write through."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Nothing is opened until it is used. `key` is 32 bytes."""
        self.path = path
        self.reserve = Reserve(path.with_name("reserve"))
        self.files = ContentFiles(path.with_name(FOLDER))
        self._key = key
        # Any: peewee publishes no types for half of what is called here.
        self._database: Any = SqlCipherDatabase(
            str(path), passphrase=f"x'{key.hex()}'", pragmas=_PRAGMAS, check_same_thread=False
        )
        self._writer = threading.RLock()
        self._idle = threading.Condition()
        self._inside = 0
        self._depth = _Depth()
        self._closed = False
        self._opened: list[Any] = []

    @property
    def key(self) -> bytes:
        """The raw key; nothing once it is closed."""
        return self._key

    @contextmanager
    def reading(self) -> Iterator[Any]:
        """Give the database to read from. Raises StoreUnreadable when a page is damaged."""
        self._enter()
        try:
            with translated():
                self._connect()
                yield self._database
        except (StoreUnreadable, DiskRefuses):
            # SQLCipher takes no more from or for a connection that has met a damaged page; all other pages are well.
            if self._depth.count == 1:
                self._disconnect()
            raise
        finally:
            self._leave()

    @contextmanager
    def writing(self) -> Iterator[Any]:
        """Give the database inside one transaction: all of it is durable at the end, or nothing is (DiskFull)."""
        # The lock in front of BEGIN IMMEDIATE wakes the next writer at once; SQLite alone would make it poll.
        with self._writer, self.reading() as database:
            connection = database.connection()
            if connection.in_transaction:
                yield database
                return
            # Not peewee's own: after a full disk it asks for a rollback that SQLite has done by then, and the complaint
            # about that would hide what happened.
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield database
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def keep(self, work: Callable[[Any], T]) -> T:
        """Do `work` in one transaction; when the disk is full, once more with the reserve given up. Raises DiskFull."""
        try:
            with self.writing() as database:
                return work(database)
        except DiskFull:
            if not self.reserve.release():
                raise
        with self.writing() as database:
            return work(database)

    def beside(self, path: Path) -> Connection:
        """Return a connection to another file of the same key: a copy of this one."""
        return Connection(path, self._key)

    def clear_traces(self) -> None:
        """Give freed pages back to the disk and empty the log, so that deleted text is nowhere in the files."""
        with self._writer, self.reading() as database:
            database.execute_sql("PRAGMA incremental_vacuum").fetchall()
            database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def forget_traces(self) -> None:
        """Do that, and remove the files whose rows have gone."""
        self.clear_traces()
        self.sweep()

    def sweep(self) -> None:
        """Remove every file beside the store that no row names: its key is nowhere any more."""
        with self._writer, self.reading() as database:
            self.files.sweep(set(contents.names(database)))

    def is_whole(self) -> bool:
        """Read every page; whether each has its right authentication code and the structure is sound."""
        if self._looks_whole():
            return True
        # SQLCipher looks at the file without its log: a page that a power cut or another thread left half moved out of
        # the log is no damage. So once more with all of it moved, while nobody writes.
        with self._writer:
            try:
                with self.reading() as database:
                    database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            except (StoreUnreadable, DiskFull):
                return False
            return self._looks_whole()

    def _looks_whole(self) -> bool:
        try:
            with self.reading() as database:
                pages = database.execute_sql("PRAGMA cipher_integrity_check").fetchall()
                structure = database.execute_sql("PRAGMA quick_check").fetchall()
        except StoreUnreadable:
            return False
        if pages or structure != [("ok",)]:
            self._disconnect()
            return False
        return True

    @property
    def is_closed(self) -> bool:
        """Whether nothing can be read any more."""
        return self._closed

    def close(self) -> None:
        """Wait for what is under way on other threads, then close every thread's connection; again does nothing."""
        with self._idle:
            self._closed = True
            self._idle.wait_for(lambda: self._inside == 0)
            opened, self._opened = self._opened, []
        for connection in opened:
            connection.close()
        # Forgets the key, as far as Python can.
        self._key = b""
        self._database.init(None)

    def _connect(self) -> None:
        if self._database.is_closed():
            self._database.connect()
            with self._idle:
                self._opened.append(self._database.connection())

    def _disconnect(self) -> None:
        if self._database.is_closed():
            return
        connection = self._database.connection()
        with self._idle:
            self._opened = [one for one in self._opened if one is not connection]
        self._database.close()

    def _enter(self) -> None:
        with self._idle:
            if self._closed:
                raise RuntimeError("the store is closed")
            self._inside += 1
        self._depth.count += 1

    def _leave(self) -> None:
        self._depth.count -= 1
        with self._idle:
            self._inside -= 1
            self._idle.notify_all()
