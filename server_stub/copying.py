"""Rows from one database to the other, table by table.

The statements are put together from the names of our own tables and columns, which peewee keeps in `_meta`; no value is
ever part of one.
"""
# ruff: noqa: S608, SLF001

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import peewee

from server_stub.tables.base import Row

if TYPE_CHECKING:
    import sqlite3

_AT_ONCE = 50


def tables() -> list[type[Row]]:
    """List all tables, those that others point to first."""
    return list(cast("Any", peewee).sort_models(Row.__subclasses__()))


def empty(opened: peewee.Database) -> None:
    """Empty all tables of PostgreSQL."""
    names = ", ".join(f'"{_columns(table)[0]}"' for table in tables())
    cast("Any", opened).execute_sql(f"TRUNCATE {names}")


def copy_out(connection: Any, copy: sqlite3.Connection, table: type[Row]) -> None:
    """Copy a table from PostgreSQL into SQLite, a few rows at a time: files are in chunks of 256 KiB."""
    name, columns = _columns(table)
    words = ", ".join(f'"{column}"' for column in columns)
    marks = ", ".join("?" for _ in columns)
    copy.execute(f'DELETE FROM "{name}"')
    with connection.cursor(name="backup") as cursor:
        cursor.execute(f'SELECT {words} FROM "{name}"')
        while rows := cursor.fetchmany(_AT_ONCE):
            copy.executemany(f'INSERT INTO "{name}" ({words}) VALUES ({marks})', rows)


def copy_in(rows: sqlite3.Connection, opened: peewee.Database, table: type[Row]) -> None:
    """Copy a table from SQLite into PostgreSQL, and let the numbers of new rows go on after the highest."""
    name, columns = _columns(table)
    words = ", ".join(f'"{column}"' for column in columns)
    fields = [cast("Any", table)._meta.columns[column] for column in columns]
    cursor = cast("Any", opened).connection().cursor()
    with cursor.copy(f'COPY "{name}" ({words}) FROM STDIN') as copy:
        for row in rows.execute(f'SELECT {words} FROM "{name}"'):
            copy.write_row([_as_is(field, value) for field, value in zip(fields, row, strict=True)])
    key = cast("Any", table)._meta.primary_key
    if isinstance(key, peewee.AutoField):
        sequence = f"pg_get_serial_sequence('\"{name}\"', '{key.column_name}')"
        top = f'(SELECT COALESCE(MAX("{key.column_name}"), 0) + 1 FROM "{name}")'
        cursor.execute(f"SELECT setval({sequence}, {top}, false)")


def _as_is(field: peewee.Field, value: Any) -> Any:
    """SQLite keeps truth as 0 and 1, and takes zero bytes in a text, which PostgreSQL does not."""
    if isinstance(value, str):
        return value.replace("\x00", "")
    return bool(value) if isinstance(field, peewee.BooleanField) and value is not None else value


def _columns(table: type[Row]) -> tuple[str, list[str]]:
    meta = cast("Any", table)._meta
    return str(meta.table_name), [str(field.column_name) for field in meta.sorted_fields]
