"""Bring a store's schema up to this program's; a newer one is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_portal.core.problems import StoreNewer, StoreUnreadable
from desktop_portal.store import backups
from desktop_portal.store.schema import MIGRATIONS, VERSION

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_portal.store.connection import Connection


def version_of(connection: Connection) -> int:
    """Return the schema version. Raises StoreUnreadable for a wrong key or a damaged first page."""
    with connection.reading() as database:
        found: int = database.execute_sql("PRAGMA user_version").fetchone()[0]
        return found


def migrate(connection: Connection, start: int, step: Callable[[int, int], None] | None = None) -> None:
    """Apply the versions after `start` in one transaction. Raises StoreNewer when the store is ahead of the program.

    Long is only the copy that is made first: `step` is told how far it is, and what it raises leaves all as it was.
    """
    if start > VERSION:
        raise StoreNewer
    if start == VERSION:
        return
    if start:
        # Whatever a step gets wrong: the store as it was is among its copies.
        backups.put(connection, step)
    with connection.writing() as database:
        for statements in MIGRATIONS[start:]:
            for statement in statements:
                database.execute_sql(statement)
        database.execute_sql(f"PRAGMA user_version = {VERSION}")


def open_existing(connection: Connection, step: Callable[[int, int], None] | None = None) -> None:
    """Check the key and the schema of a store that is there. Raises StoreUnreadable, StoreNewer."""
    version = version_of(connection)
    if version == 0:
        # A store is only ever put in place whole: one without a schema is damaged.
        raise StoreUnreadable
    migrate(connection, version, step)
