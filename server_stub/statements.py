"""Statements of the calls that come most often, written once: peewee would put each together anew, ten for one receipt.

Only names of our own tables and columns are part of a statement; values are always handed over beside it.
"""
# ruff: noqa: S608, SLF001

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar, cast

import peewee

from server_stub.tables.base import database

if TYPE_CHECKING:
    from collections.abc import Sequence

    from server_stub.tables.base import Row

R = TypeVar("R", bound="Row")
_AT_ONCE = 50


def run(statement: str, values: Sequence[Any] = ()) -> Any:
    """Run a statement with `?` where its values go; returns the cursor."""
    inner = cast("Any", database.obj)
    return inner.execute_sql(_for(statement, isinstance(inner, peewee.SqliteDatabase)), tuple(values))


def one(statement: str, values: Sequence[Any] = ()) -> Any:
    """Return the first row, or None."""
    return run(statement, values).fetchone()


def found(table: type[R], where: str, values: Sequence[Any]) -> R | None:
    """Return the first row of a table for which `where` holds, or None."""
    names, yes_or_no, statement = _select(table)
    row = one(statement + where, values)
    if row is None:
        return None
    columns = dict(zip(names, row, strict=True))
    return table(**{name: bool(value) if name in yes_or_no else value for name, value in columns.items()})


def insert(table: type[Row], **columns: Any) -> None:
    """Insert one row; what is left out has the default that its table names."""
    statement, defaults = _insert(table, tuple(columns))
    run(statement, (*columns.values(), *defaults))


def insert_many(table: type[Row], columns: tuple[str, ...], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows with a value for each of these columns, some at a time."""
    for start in range(0, len(rows), _AT_ONCE):
        some = rows[start : start + _AT_ONCE]
        run(_many(table, columns, len(some)), [value for row in some for value in row])


@lru_cache(maxsize=256)
def _many(table: type[Row], columns: tuple[str, ...], count: int) -> str:
    meta = cast("Any", table)._meta
    words = ", ".join(f'"{meta.fields[name].column_name}"' for name in columns)
    marks = f"({', '.join('?' for _ in columns)})"
    return f'INSERT INTO "{meta.table_name}" ({words}) VALUES {", ".join([marks] * count)}'


@lru_cache(maxsize=256)
def _for(statement: str, sqlite: bool) -> str:  # noqa: FBT001 (a key of the cache)
    return statement if sqlite else statement.replace("?", "%s")


@lru_cache(maxsize=64)
def _select(table: type[Row]) -> tuple[tuple[str, ...], frozenset[str], str]:
    fields = cast("Any", table)._meta.sorted_fields
    yes_or_no = frozenset(field.name for field in fields if isinstance(field, peewee.BooleanField))
    words = ", ".join(f'"{field.column_name}"' for field in fields)
    statement = f'SELECT {words} FROM "{cast("Any", table)._meta.table_name}" WHERE '
    return tuple(field.name for field in fields), yes_or_no, statement


@lru_cache(maxsize=256)
def _insert(table: type[Row], columns: tuple[str, ...]) -> tuple[str, tuple[Any, ...]]:
    meta = cast("Any", table)._meta
    left_out = {name: field.default for name, field in meta.fields.items() if name not in columns}
    given = {name: default for name, default in left_out.items() if default is not None and not callable(default)}
    names = [meta.fields[name].column_name for name in (*columns, *given)]
    words = ", ".join(f'"{name}"' for name in names)
    marks = ", ".join("?" for _ in names)
    return f'INSERT INTO "{meta.table_name}" ({words}) VALUES ({marks})', tuple(given.values())
