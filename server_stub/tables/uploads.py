"""Files: uploads under way, their bytes in chunks, and finished blobs by content."""

from __future__ import annotations

import peewee

from server_stub.tables.accounts import Account
from server_stub.tables.base import Row


class Upload(Row):
    """A tus upload. `received` bytes of `length` are here; `digest` as announced ("" when it was not)."""

    id = peewee.CharField(max_length=36, primary_key=True)
    account_id: str
    account = peewee.ForeignKeyField(Account, on_delete="CASCADE")
    length = peewee.BigIntegerField()
    received = peewee.BigIntegerField(default=0)
    digest = peewee.CharField(max_length=64, default="")
    file_name = peewee.TextField(default="")
    finished = peewee.BooleanField(default=False)
    expires_at = peewee.CharField(max_length=27, index=True)


class Chunk(Row):
    """A piece of a file; `content` is the id of the upload that brought it."""

    content = peewee.CharField(max_length=36)
    position = peewee.BigIntegerField()
    bytes = peewee.BlobField()

    class Meta:  # noqa: D106 (peewee's word)
        primary_key = peewee.CompositeKey("content", "position")


class Blob(Row):
    """A finished file of one account, known by its SHA-256; `content_type` is what the content says.

    `state` is "clean" or "quarantined"; `scan` says why: "", "found", or "not-checked", which is checked again.
    """

    id = peewee.AutoField()
    account_id: str
    account = peewee.ForeignKeyField(Account, on_delete="CASCADE")
    digest = peewee.CharField(max_length=64)
    size = peewee.BigIntegerField()
    content_type = peewee.CharField(max_length=120)
    content = peewee.CharField(max_length=36, unique=True)
    state = peewee.CharField(max_length=20, default="clean")
    scan = peewee.CharField(max_length=20, default="")
    created_at = peewee.CharField(max_length=27)

    class Meta:  # noqa: D106 (peewee's word)
        indexes = ((("account", "digest"), True),)
