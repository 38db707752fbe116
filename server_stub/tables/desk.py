"""What the review desk keeps for its people."""

from __future__ import annotations

import peewee

from server_stub.tables.accounts import Staff
from server_stub.tables.base import Row


class SavedView(Row):
    """A view of the queue that somebody keeps under a name; `address` begins with "/desk"."""

    id = peewee.AutoField()
    staff_id: str
    staff = peewee.ForeignKeyField(Staff, on_delete="CASCADE")
    name = peewee.CharField(max_length=60)
    address = peewee.CharField(max_length=600)

    class Meta:  # noqa: D106 (peewee's word)
        indexes = ((("staff", "name"), True),)
        table_name = "saved_view"


class FormProposal(Row):
    """A definition that was handed in to be checked and is not published (yet); `placing` is JSON."""

    id = peewee.CharField(max_length=36, primary_key=True)
    staff_id: str
    staff = peewee.ForeignKeyField(Staff, on_delete="CASCADE")
    definition = peewee.BlobField()
    placing = peewee.TextField()
    created_at = peewee.CharField(max_length=27)

    class Meta:  # noqa: D106 (peewee's word)
        table_name = "form_proposal"


class HookCall(Row):
    """A call to the council's own system that is to be made; the row goes once it was taken."""

    id = peewee.CharField(max_length=36, primary_key=True)
    body = peewee.TextField()
    state = peewee.CharField(max_length=10)
    created_at = peewee.CharField(max_length=27)
    due_at = peewee.CharField(max_length=27)
    attempts = peewee.IntegerField(default=0)

    class Meta:  # noqa: D106 (peewee's word)
        indexes = ((("state", "due_at"), False),)
        table_name = "hook_call"
