"""What all tables share: the database handed in at start, moments as text that sorts, and the schema's version."""

from __future__ import annotations

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
    if not Counter.update(value=Counter.value + 1).where(Counter.name == name).execute():
        Counter.insert(name=name, value=1).on_conflict(
            conflict_target=[Counter.name], update={Counter.value: Counter.value + 1}
        ).execute()
    return int(Counter.get_by_id(name).value)
