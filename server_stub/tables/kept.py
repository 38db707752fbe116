"""What stays of a submission when its time is over: that it was received, never what was in it."""

from __future__ import annotations

import peewee

from server_stub.tables.accounts import Account
from server_stub.tables.base import Row


class KeptReceipt(Row):
    """The receipt of a purged (submission, number): the same bytes sent again get it again, for ever."""

    submission = peewee.CharField(max_length=36)
    number = peewee.IntegerField()
    account_id: str
    account = peewee.ForeignKeyField(Account, on_delete="CASCADE")
    digest = peewee.CharField(max_length=64)
    receipt = peewee.TextField()
    purged_at = peewee.CharField(max_length=27)

    class Meta:  # noqa: D106 (peewee's word)
        primary_key = peewee.CompositeKey("submission", "number")
        table_name = "kept_receipt"
