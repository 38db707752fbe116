"""Three rolling copies of the store, encrypted with the same key; what is deleted in the store is deleted in them."""

from __future__ import annotations

import shutil
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

from peewee import DatabaseError

from desktop_portal.core.problems import DiskFull, StoreUnreadable
from desktop_portal.store import contents
from desktop_portal.store.content_files import FOLDER, ContentFiles
from desktop_portal.store.convert import micros, moment
from desktop_portal.store.files import remove_database, sync_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path
    from typing import Any

    from desktop_portal.store.connection import Connection
    from desktop_portal.store.state import State

KEPT = 3
EVERY = timedelta(hours=20)
A_STEP = 1000
"""Pages that are copied between two words about how far it is."""
_MADE_AT = "backed_up_at"


class Backups:
    """The copies beside one store, in its folder `backups`."""

    def __init__(self, connection: Connection, state: State) -> None:
        self._connection = connection
        self._state = state

    def paths(self) -> list[Path]:
        """Return the copies that there are, the newest first."""
        return paths(self._connection.path)

    def is_due(self, now: datetime) -> bool:
        """Whether the last copy is from another day; a clock set back makes one too."""
        made_at = self._state.get(_MADE_AT, 0)
        return not made_at or abs(now - moment(made_at)) >= EVERY

    def make(self, now: datetime) -> bool:
        """Copy the whole store and drop the oldest copy; False when it does not fit. Takes long: not on the GUI thread.

        Raises StoreUnreadable for a damaged store: it never takes the place of a good copy.
        """
        try:
            if shutil.disk_usage(self._connection.path.parent).free < 3 * self._connection.path.stat().st_size:
                return False
            put(self._connection)
        except (OSError, DiskFull):
            return False
        self._state.set(_MADE_AT, micros(now))
        return True

    def forget(self, deletion: Callable[[Any], None]) -> None:
        """Do a deletion in each copy too; one that cannot be read, or is of an older schema, is dropped."""
        for path in self.paths():
            beside = self._connection.beside(path)
            try:
                with beside.writing() as database:
                    deletion(database)
                beside.clear_traces()
                beside.close()
            except (StoreUnreadable, DiskFull, DatabaseError):
                beside.close()
                remove_database(path)
        _sweep(self._connection)


def paths(store: Path) -> list[Path]:
    """Return the copies beside a store, the newest first."""
    found = (store.parent / "backups" / f"store-{number}.db" for number in range(1, KEPT + 1))
    return [path for path in found if path.exists()]


def put(connection: Connection, step: Callable[[int, int], None] | None = None) -> None:
    """Make the store as it is now the newest copy and drop the oldest. Raises StoreUnreadable, DiskFull, OSError.

    `step` is told how many pages of how many are copied; what it raises gives the copy up.
    """
    folder = connection.path.parent / "backups"
    folder.mkdir(mode=0o700, exist_ok=True)
    try:
        copy(connection, folder / "store-0.db", step)
    except BaseException:
        remove_database(folder / "store-0.db")
        raise
    # Files first: a copy that names a file has it. One that is damaged already is copied as it is, and is no worse.
    _copy_files(connection, ContentFiles(folder / FOLDER))
    for number in range(KEPT, 0, -1):
        source = folder / f"store-{number - 1}.db"
        if source.exists():
            source.replace(folder / f"store-{number}.db")
    sync_folder(folder)
    _sweep(connection)


def _copy_files(connection: Connection, beside: ContentFiles) -> None:
    with connection.reading() as database:
        names = list(contents.names(database))
    for name in names:
        # One that was deleted since is in no later copy either.
        with suppress(FileNotFoundError):
            beside.copy_from(connection.files, name)


def _sweep(connection: Connection) -> None:
    """Remove the files that no copy names any more; while one copy cannot be asked, none is removed."""
    kept: set[str] = set()
    for path in paths(connection.path):
        beside = connection.beside(path)
        try:
            with beside.reading() as database:
                kept.update(contents.names(database))
        except (StoreUnreadable, DiskFull, DatabaseError):
            remove_database(path)
        finally:
            beside.close()
    ContentFiles(connection.path.parent / "backups" / FOLDER).sweep(kept)


def copy(connection: Connection, target: Path, step: Callable[[int, int], None] | None = None) -> None:
    """Make a durable, encrypted copy, consistent although others write. Raises StoreUnreadable, DiskFull."""

    def progress(_state: int, remaining: int, total: int) -> None:
        if step is not None:
            step(total - remaining, total)

    remove_database(target)
    beside = connection.beside(target)
    try:
        with connection.reading() as database, beside.reading() as copied:
            database.connection().backup(copied.connection(), pages=-1 if step is None else A_STEP, progress=progress)
            # SQLCipher lets a copy of damaged pages pass for done.
            if not beside.is_whole():
                raise StoreUnreadable
        beside.clear_traces()
    finally:
        beside.close()
    target.chmod(0o600)
