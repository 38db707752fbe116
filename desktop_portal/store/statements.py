"""Statements of what is read and written most often, put together once.

peewee composes a statement anew each time, which takes several times as long as SQLite needs to run it. Only names of
our own tables and columns are part of a statement; values are always handed over beside it.
"""
# ruff: noqa: S608

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from peewee import BooleanField

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from peewee import Model


def select(database: Any, table: type[Model], rest: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
    """Return rows as dictionaries by column; `rest` is what follows the table's name, with `?` for each value."""
    names, yes_or_no, statement = _select(table)
    found = [
        dict(zip(names, row, strict=True)) for row in database.execute_sql(statement + rest, tuple(values)).fetchall()
    ]
    for row in found:
        for name in yes_or_no:
            row[name] = bool(row[name])
    return found


def update(database: Any, table: type[Model], changes: Mapping[str, Any], rest: str, values: Sequence[Any]) -> int:
    """Change the columns of the rows that `rest` picks; return how many there were."""
    cursor = database.execute_sql(_update(table, tuple(changes)) + rest, (*changes.values(), *values))
    return int(cursor.rowcount)


@lru_cache(maxsize=32)
def _select(table: type[Model]) -> tuple[tuple[str, ...], tuple[str, ...], str]:
    meta = cast("Any", table)._meta  # noqa: SLF001 (peewee's documented way to a model's columns)
    names = tuple(field.column_name for field in meta.sorted_fields)
    yes_or_no = tuple(field.column_name for field in meta.sorted_fields if isinstance(field, BooleanField))
    words = ", ".join(f'"{name}"' for name in names)
    return names, yes_or_no, f'SELECT {words} FROM "{meta.table_name}" '


@lru_cache(maxsize=64)
def _update(table: type[Model], columns: tuple[str, ...]) -> str:
    meta = cast("Any", table)._meta  # noqa: SLF001 (the same)
    words = ", ".join(f'"{name}" = ?' for name in columns)
    return f'UPDATE "{meta.table_name}" SET {words} '
