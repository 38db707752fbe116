"""Opening the database: SQLite by path, PostgreSQL by URL; one way to write, one way to read."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import peewee

from server_stub.refusals import CannotStart
from server_stub.tables.base import database

if TYPE_CHECKING:
    from collections.abc import Iterator

_POSTGRES = ("postgres://", "postgresql://")
_PRAGMAS = (
    ("journal_mode", "wal"),
    ("synchronous", 2),  # FULL: a receipt is durable before it is given
    ("foreign_keys", 1),
    ("busy_timeout", 20_000),
    ("temp_store", "memory"),
    ("secure_delete", 1),
)


def is_postgres(where: str) -> bool:
    """Whether `PORTAL_DATABASE` names PostgreSQL."""
    return where.startswith(_POSTGRES)


def open_database(where: str) -> peewee.Database:
    """Open the database and hand it to the tables; raises CannotStart with a sentence."""
    opened = _postgres(where) if is_postgres(where) else _sqlite(Path(where))
    database.initialize(opened)
    return opened


@contextmanager
def writing() -> Iterator[None]:
    """One transaction that writes. On SQLite it takes the write lock at once, so that what it read stays true."""
    inner = database.obj
    if isinstance(inner, peewee.SqliteDatabase):
        with inner.atomic("IMMEDIATE"):
            yield
    else:
        with inner.atomic():
            yield


def _sqlite(path: Path) -> peewee.Database:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        opened = peewee.SqliteDatabase(str(path), pragmas=_PRAGMAS, timeout=20)
        opened.connect()
        if path.stat().st_mode & 0o077:
            path.chmod(0o600)
        damage = _run(opened, "PRAGMA quick_check(1)").fetchone()
    except OSError as error:
        raise CannotStart(f"The folder {path.parent} cannot be written to ({error.strerror}).") from error
    except peewee.DatabaseError as error:
        raise _unreadable(path, error) from error
    if damage is None or damage[0] != "ok":
        raise CannotStart(f"The database {path} is damaged. Restore it from a backup; nothing was changed.")
    return opened


def _unreadable(path: Path, error: Exception) -> CannotStart:
    if "unable to open" in str(error) or "readonly" in str(error):
        return CannotStart(f"The folder {path.parent} cannot be written to.")
    return CannotStart(f"The database {path} is damaged. Restore it from a backup; nothing was changed.")


def _postgres(url: str) -> peewee.Database:
    from playhouse.db_url import connect  # noqa: PLC0415 (only where PostgreSQL is used)

    try:
        opened: Any = cast("Any", connect)(url)
        opened.connect()
    except (ImportError, peewee.ImproperlyConfigured) as error:
        raise CannotStart("PostgreSQL needs the package psycopg. Install it, or use SQLite.") from error
    except peewee.OperationalError as error:
        raise CannotStart("The PostgreSQL database of PORTAL_DATABASE cannot be reached.") from error
    if not isinstance(opened, peewee.Database):
        raise CannotStart("The setting PORTAL_DATABASE is not an address of PostgreSQL.")
    return opened


def _run(opened: peewee.Database, statement: str) -> Any:
    return cast("Any", opened).execute_sql(statement)
