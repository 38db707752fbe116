"""Open the store of one account on this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_portal.core.problems import DiskFull, DiskRefuses, StoreUnreadable
from desktop_portal.core.retention import LONGEST_DAYS
from desktop_portal.store import backups, contents, migrations
from desktop_portal.store.attachments import Attachments
from desktop_portal.store.backups import Backups
from desktop_portal.store.catalogue import Catalogue
from desktop_portal.store.connection import Connection
from desktop_portal.store.drafts import Drafts
from desktop_portal.store.files import remove_database, sync_folder
from desktop_portal.store.lock import StoreLock
from desktop_portal.store.outbox import Outbox
from desktop_portal.store.snapshots import Snapshots
from desktop_portal.store.state import State
from desktop_portal.store.submissions import Submissions

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

KEY_BYTES = 32


class Store:
    """Everything of one account, by kind. Usable from several threads at once; `close` waits for them."""

    def __init__(
        self, connection: Connection, lock: StoreLock, *, clock: Callable[[], datetime], retention_days: int
    ) -> None:
        self._connection = connection
        self._lock = lock
        self.state = State(connection, clock)
        self.backups = Backups(connection, self.state)
        self.drafts = Drafts(connection, self.state, self.backups, retention_days)
        self.snapshots = Snapshots(connection)
        self.attachments = Attachments(connection, self.backups, clock)
        self.outbox = Outbox(connection, self.state, clock)
        self.submissions = Submissions(connection, self.state, self.backups, retention_days)
        self.catalogue = Catalogue(connection, self.state)
        self.state.saw_time(clock())
        connection.reserve.take()

    @property
    def path(self) -> Path:
        """The file."""
        return self._connection.path

    @property
    def key(self) -> bytes:
        """The key it was opened with; only for mending it."""
        return self._connection.key

    @property
    def is_closed(self) -> bool:
        """Whether it was closed: whoever still holds it has nothing to look at."""
        return self._connection.is_closed

    def has_room(self) -> bool:
        """Whether the disk has room to spare; False once only the reserve, or not even that, is left."""
        return self._connection.reserve.take()

    def check(self) -> bool:
        """Read every page and every file; False when any is damaged: then `salvage` gives back what can be read."""
        return self._connection.is_whole() and not self.damaged_files()

    def damaged_files(self) -> list[str]:
        """Return the digests of attached files that are damaged or gone."""
        files = self._connection.files
        with self._connection.reading() as database:
            known = contents.digests(database)
        found = []
        for digest in known:
            # One at a time: saving goes on meanwhile, and what is deleted meanwhile is no damage.
            with self._connection.reading() as database:
                if not contents.is_whole(database, files, digest) and contents.has(database, digest):
                    found.append(digest)
        return found

    def close(self) -> None:
        """Wait for what is under way, close, and let another program open the store; again does nothing."""
        self._connection.close()
        self._lock.release()


def open_store(
    path: Path,
    key: bytes,
    *,
    clock: Callable[[], datetime],
    retention_days: int = LONGEST_DAYS,
    step: Callable[[int, int], None] | None = None,
) -> Store:
    """Open the store at `path`, or make it if nothing was ever there. `key` is 32 bytes; `retention_days` at most 30.

    `step` is told how far bringing an older store up to date is; what it raises leaves the store as it was.

    Raises StoreUnreadable (wrong key, damage; the file is left as it is), StoreNewer, StoreInUse, DiskFull.
    """
    if len(key) != KEY_BYTES:
        raise ValueError(f"a key has {KEY_BYTES} bytes")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = StoreLock(path.with_name(f"{path.name}.lock"))
    except OSError as error:
        raise DiskRefuses from error
    try:
        if _is_new(path):
            _make(path, key)
        connection = Connection(path, key)
        try:
            migrations.open_existing(connection, step)
            connection.sweep()
            return Store(connection, lock, clock=clock, retention_days=retention_days)
        except BaseException:
            connection.close()
            raise
    except BaseException:
        lock.release()
        raise


def _is_new(path: Path) -> bool:
    """Whether nothing was ever there. An emptied store, or a log or copies alone, were a store."""
    if path.exists():
        if not path.stat().st_size:
            raise StoreUnreadable
        return False
    if backups.paths(path) or any(path.with_name(path.name + end).exists() for end in ("-wal", "-journal")):
        raise StoreUnreadable
    return True


def _make(path: Path, key: bytes) -> None:
    """Put a whole, empty store in place in one step, so that a crash leaves either none or one that opens."""
    fresh = path.with_name(f"{path.name}.new")
    remove_database(fresh)
    connection = Connection(fresh, key)
    try:
        migrations.migrate(connection, 0)
        connection.clear_traces()
    finally:
        connection.close()
    try:
        # The log and its index take this over.
        fresh.chmod(0o600)
        fresh.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise DiskFull from error
