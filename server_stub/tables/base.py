"""What all tables share: the database handed in at start, moments as text that sorts, and the schema's version."""

from __future__ import annotations

from typing import Any

import peewee

database = peewee.DatabaseProxy()


class Row(peewee.Model):
    """A row of the server's database."""

    class Meta:  # noqa: D106 (peewee's word)
        database = database
        legacy_table_names = False


class Meta(Row):
    """Single facts: the schema's version, the epoch."""

    key = peewee.CharField(max_length=40, primary_key=True)
    value = peewee.TextField()

    class Meta:  # noqa: D106 (peewee's word)
        table_name = "meta"


class Counter(Row):
    """Numbers that count up inside the transaction that uses them; the row is the lock."""

    name = peewee.CharField(max_length=80, primary_key=True)
    value = peewee.BigIntegerField()

    class Meta:  # noqa: D106 (peewee's word)
        table_name = "counter"


def count_up(name: str) -> int:
    """Return the next number of this name, from 1; to be called inside a writing transaction."""
    inner: Any = database.obj
    mark = "?" if isinstance(inner, peewee.SqliteDatabase) else "%s"
    words = f"""INSERT INTO "counter" ("name", "value") VALUES ({mark}, 1)
        ON CONFLICT ("name") DO UPDATE SET "value" = "counter"."value" + 1 RETURNING "value\""""  # noqa: S608
    return int(inner.execute_sql(words, (name,)).fetchone()[0])
