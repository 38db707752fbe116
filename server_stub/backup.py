"""Backups: one SQLite file, whichever database is in service, so that a council can also move from one to the other."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import peewee

from server_stub import audit
from server_stub.copying import copy_in, copy_out, empty, tables
from server_stub.database import close_database, open_database, writing
from server_stub.migrations import STEPS, migrate, new_epoch
from server_stub.refusals import CannotStart
from server_stub.tables.accounts import PasswordReset, Registration, StaffSession
from server_stub.tables.base import Meta, database

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from server_stub.secrets_file import ServerKey

_READABLE = "is not a backup of this server, or it is damaged. Nothing was changed."


def write(target: Path) -> None:
    """Write a backup of the open database while the server may go on; raises CannotStart when it cannot be written.

    It is the state of one moment, and is there whole or not at all.
    """
    new = target.with_name(f"{target.name}.new")
    source = cast("peewee.Database", database.obj)
    if isinstance(source, peewee.SqliteDatabase) and target.absolute() == Path(source.database).absolute():
        raise CannotStart(f"{target} is the database itself. Name another file. Nothing was changed.")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        new.unlink(missing_ok=True)
        os.close(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        if isinstance(source, peewee.SqliteDatabase):
            with closing(sqlite3.connect(new)) as copy:
                cast("Any", source).connection().backup(copy)
                copy.execute("PRAGMA journal_mode = DELETE")
        else:
            _copy_out(source, new)
        with new.open("rb") as file:
            os.fsync(file.fileno())
        new.replace(target)
    except (OSError, sqlite3.Error) as error:
        new.unlink(missing_ok=True)
        raise CannotStart(f"The backup {target} cannot be written. Nothing was changed.") from error


def restore(source: Path, where: str, beside: Path, now: datetime, key: ServerKey) -> str:
    """Put a backup in the place of the database, under a new epoch; returns the epoch.

    One that this release or this key cannot open is refused before anything is changed: raises CannotStart.
    `beside`: the server's folder, where a copy is brought to this release's tables on its way to PostgreSQL.

    SQLite: the database that was there is kept beside it. Staff have to sign in again and codes that were sent are
    void; people's sessions stay, so that their programs send again by themselves what the backup lacks.
    """
    _check(source, key)
    if not where.startswith(("postgres://", "postgresql://")):
        _put_in_place(source, Path(where), now)
        open_database(where)
        return _begin_epoch(source, now)
    opened = open_database(where)
    with _current(source, beside) as rows, writing():
        migrate(opened)
        empty(opened)
        for table in tables():
            copy_in(rows, opened, table)
        return _begin_epoch(source, now)


def _begin_epoch(source: Path, now: datetime) -> str:
    epoch = new_epoch()
    with writing():
        migrate(cast("peewee.Database", database.obj))
        Meta.update(value=epoch).where(Meta.key == "epoch").execute()
        for table in (StaffSession, PasswordReset, Registration):
            table.delete().execute()
        audit.record(now, "command-line", "restored", "database", epoch=epoch, file=source.name)
    return epoch


def _check(source: Path, key: ServerKey) -> None:
    if not source.is_file():
        raise CannotStart(f"There is no file {source}. Nothing was changed.")
    try:
        with closing(_only_to_read(source)) as opened:
            whole = opened.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            facts = {str(name): str(value) for name, value in opened.execute("SELECT key, value FROM meta")}
            newer = int(facts["schema"]) > len(STEPS)
            whole = whole and "epoch" in facts
    except (sqlite3.Error, KeyError, ValueError) as error:
        raise CannotStart(f"The file {source} {_READABLE}") from error
    if not whole:
        raise CannotStart(f"The file {source} {_READABLE}")
    if newer:
        raise CannotStart(f"The file {source} is of a newer release of the server. Install it. Nothing was changed.")
    own = key.hash("which-key")
    if facts.get("which-key", own) != own:
        raise CannotStart(
            f"The file server.key does not belong to {source}. Put the one that does beside the database first. "
            "Nothing was changed."
        )


def _put_in_place(source: Path, where: Path, now: datetime) -> None:
    new = where.with_name(f"{where.name}.new")
    try:
        where.parent.mkdir(parents=True, exist_ok=True)
        _copy(source, new)
        with new.open("rb") as file:
            os.fsync(file.fileno())
        aside = where.parent / f"before-restore-{now:%Y%m%dT%H%M%S}"
        for ending in ("-wal", "-shm", ""):
            there = where.with_name(where.name + ending)
            if there.exists():
                aside.mkdir(mode=0o700, exist_ok=True)
                there.rename(aside / there.name)
        new.replace(where)
    except OSError as error:
        raise CannotStart(f"The folder {where.parent} cannot be written to ({error.strerror}).") from error


@contextmanager
def _current(source: Path, beside: Path) -> Iterator[sqlite3.Connection]:
    """Open a copy of a backup, brought to this release's tables; the backup itself stays as it is."""
    copy = beside / f"{source.name}.reading"
    in_service = database.obj
    try:
        _copy(source, copy)
        migrate(open_database(str(copy)))
        close_database()
        database.initialize(in_service)
        with closing(sqlite3.connect(copy)) as rows:
            yield rows
    finally:
        database.initialize(in_service)
        copy.unlink(missing_ok=True)
        _remove_around(copy)


def _only_to_read(file: Path) -> sqlite3.Connection:
    """Open a backup where nothing can be written: not even the files that SQLite puts beside it."""
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)


def _remove_around(file: Path) -> None:
    """Remove what lies beside a database that was open for a moment."""
    for ending in ("-wal", "-shm", ".line"):
        file.with_name(file.name + ending).unlink(missing_ok=True)


def _copy(source: Path, copy: Path) -> None:
    try:
        copy.unlink(missing_ok=True)
        with closing(_only_to_read(source)) as old, closing(sqlite3.connect(copy)) as new:
            copy.chmod(0o600)
            old.backup(new)
    except (OSError, sqlite3.Error) as error:
        why = getattr(error, "strerror", "") or error
        raise CannotStart(f"The folder {copy.parent} cannot be written to ({why}). Nothing was changed.") from error


def _copy_out(source: peewee.Database, target: Path) -> None:
    try:
        migrate(open_database(str(target)))
    finally:
        close_database()
        database.initialize(source)
        _remove_around(target)
    with closing(sqlite3.connect(target)) as copy:
        copy.execute("PRAGMA journal_mode = DELETE")
        connection = cast("Any", source).connection()
        with source.atomic():
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            for table in tables():
                copy_out(connection, copy, table)
        copy.commit()
