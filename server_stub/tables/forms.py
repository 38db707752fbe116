"""Published forms: every version for ever."""

from __future__ import annotations

import peewee

from server_stub.tables.base import Row


class PublishedForm(Row):
    """A published definition: `definition` are its exact bytes (canonical JSON), `digest` their SHA-256."""

    reference = peewee.CharField(max_length=300, primary_key=True)
    name = peewee.CharField(max_length=120)
    url = peewee.CharField(max_length=250)
    version = peewee.CharField(max_length=40)
    digest = peewee.CharField(max_length=64)
    definition = peewee.BlobField()
    title = peewee.TextField()
    audience = peewee.CharField(max_length=20)
    destination = peewee.CharField(max_length=10)
    safeguarding = peewee.BooleanField()
    summary = peewee.TextField()
    published_at = peewee.CharField(max_length=27)
    retired_at = peewee.CharField(max_length=27, null=True)
    accepted_until = peewee.CharField(max_length=27, null=True)

    class Meta:  # noqa: D106 (peewee's word)
        indexes = ((("name", "version"), True),)
        table_name = "published_form"
