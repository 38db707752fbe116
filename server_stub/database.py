"""Opening the database: SQLite by path, PostgreSQL by URL; one way to write, one way to read."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import peewee

from server_stub.line import Line
from server_stub.postgres import Postgres, lock_number
from server_stub.refusals import CannotStart
from server_stub.tables.base import database

if TYPE_CHECKING:
    from collections.abc import Iterator

_WRITER = Line()
_POSTGRES = ("postgres://", "postgresql://")
_PRAGMAS = (
    ("journal_mode", "wal"),
    ("synchronous", 2),  # FULL: a receipt is durable before it is given
    ("foreign_keys", 1),
    ("busy_timeout", 20_000),
    ("wal_autocheckpoint", 8_000),  # pages: a form that comes waits for the copying of others' a tenth as often
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


def close_database() -> None:
    """Close the database and the file at which its writers stand in line; `open_database` opens both again."""
    if database.obj is not None:
        database.obj.close()
    _WRITER.leave()


def is_open() -> bool:
    """Whether `open_database` was called in this process."""
    return database.obj is not None


@contextmanager
def writing(about: str = "") -> Iterator[None]:
    """One transaction that writes, alone: what it has read stays true until it ends.

    SQLite has one writer at any time. On PostgreSQL writers wait for those who write about the same thing; "" is
    everything that is counted or chained (references, feed, audit trail), which has to be in one order anyway.
    """
    inner = database.obj
    if isinstance(inner, peewee.SqliteDatabase):
        with _WRITER, inner.atomic("IMMEDIATE"):
            yield
    else:
        with inner.atomic():
            _run(inner, "SELECT pg_advisory_xact_lock(%s)", (lock_number(about),))
            yield


@contextmanager
def saved() -> Iterator[None]:
    """Open a part of a writing transaction that is taken back alone when it ends in an error."""
    # peewee names each part anew, so that each is a statement never seen before.
    _run(database.obj, "SAVEPOINT part")
    try:
        yield
    except BaseException:
        _run(database.obj, "ROLLBACK TO SAVEPOINT part")
        _run(database.obj, "RELEASE SAVEPOINT part")
        raise
    _run(database.obj, "RELEASE SAVEPOINT part")


@contextmanager
def counting() -> Iterator[None]:
    """One transaction for counts that may be lost in a power cut: limits on trying."""
    inner = database.obj
    if isinstance(inner, peewee.SqliteDatabase):
        with _WRITER:
            # The next transaction that is waited for brings these to the disk as well.
            _run(inner, "PRAGMA synchronous = NORMAL")
            try:
                with inner.atomic("IMMEDIATE"):
                    yield
            finally:
                _run(inner, "PRAGMA synchronous = FULL")
    else:
        with inner.atomic():
            _run(inner, "SET LOCAL synchronous_commit = off")
            _run(inner, "SELECT pg_advisory_xact_lock(%s)", (lock_number("limits"),))
            yield


def _sqlite(path: Path) -> peewee.Database:
    _WRITER.stand_at(path.with_name(f"{path.name}.line"))
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
    opened = Postgres(url.replace("postgres://", "postgresql://", 1))
    try:
        opened.connect()
        _run(opened, "SELECT 1")
    except peewee.ImproperlyConfigured as error:
        raise CannotStart("PostgreSQL needs the package psycopg. Install it, or use SQLite.") from error
    except (peewee.OperationalError, peewee.ProgrammingError, UnicodeError) as error:
        # Without the driver's words: they repeat the address, and it may hold a password.
        raise CannotStart("The PostgreSQL database of PORTAL_DATABASE cannot be reached.") from error
    return opened


def _run(opened: peewee.Database, statement: str, values: tuple[Any, ...] | None = None) -> Any:
    return cast("Any", opened).execute_sql(statement, values)
