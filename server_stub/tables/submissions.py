"""What was submitted: the submission, its frozen versions, their files and answers, the feed, and the audit trail."""

from __future__ import annotations

import peewee

from server_stub.tables.accounts import Account
from server_stub.tables.base import Row
from server_stub.tables.uploads import Blob


class Submission(Row):
    """A submission as the desk lists it. `urgency` 0 is immediate danger; the child's columns are for finding it.

    `outcome` is JSON of a closed one, else "". `not_to_ask` says why the sender must not be asked: "anonymous",
    "no-contact", or "". `name_key`: name and full date of birth, spelled so that two spellings of one meet;
    `search_name`: the bare letters of the name.
    """

    id = peewee.CharField(max_length=36, primary_key=True)
    account_id: str
    account = peewee.ForeignKeyField(Account)
    reference = peewee.CharField(max_length=30, unique=True)
    destination = peewee.CharField(max_length=10)
    form = peewee.CharField(max_length=300)
    state = peewee.CharField(max_length=30)
    latest = peewee.IntegerField()
    urgency = peewee.IntegerField()
    urgency_words = peewee.TextField(default="")
    first_name = peewee.TextField(default="")
    last_name = peewee.TextField(default="")
    born = peewee.TextField(default="")
    nhs_number = peewee.TextField(default="", index=True)
    upn = peewee.TextField(default="", index=True)
    from_name = peewee.TextField(default="")
    from_organisation = peewee.TextField(default="")
    received_at = peewee.CharField(max_length=27)
    changed_at = peewee.CharField(max_length=27)
    assigned_to = peewee.CharField(max_length=36, default="")
    outcome = peewee.TextField(default="")
    not_to_ask = peewee.CharField(max_length=20, default="")
    name_key = peewee.TextField(default="")
    search_name = peewee.TextField(default="")

    class Meta:  # noqa: D106 (peewee's word)
        indexes = ((("destination", "state", "urgency", "received_at"), False),)


class Version(Row):
    """The bytes of (submission, number) as they came, for ever, and the receipt given for them."""

    submission_id: str
    submission = peewee.ForeignKeyField(Submission)
    number = peewee.IntegerField()
    form = peewee.CharField(max_length=300)
    body = peewee.BlobField()
    digest = peewee.CharField(max_length=64)
    etag = peewee.CharField(max_length=80)
    receipt = peewee.TextField()
    received_at = peewee.CharField(max_length=27)

    class Meta:  # noqa: D106 (peewee's word)
        primary_key = peewee.CompositeKey("submission", "number")


class FlatAnswer(Row):
    """One answer of a version, for queries and exports; `path` says in which row of which groups ("2.1"), or is ""."""

    submission = peewee.CharField(max_length=36)
    number = peewee.IntegerField()
    position = peewee.IntegerField()
    link_id = peewee.TextField()
    path = peewee.TextField()
    code = peewee.TextField()
    system = peewee.TextField()
    value = peewee.TextField()
    display = peewee.TextField()

    class Meta:  # noqa: D106 (peewee's word)
        primary_key = peewee.CompositeKey("submission", "number", "position")
        table_name = "flat_answer"


class FlatText(Row):
    """All that a version says, folded, in one text: what a search in all answers looks through."""

    submission = peewee.CharField(max_length=36)
    number = peewee.IntegerField()
    words = peewee.TextField()

    class Meta:  # noqa: D106 (peewee's word)
        primary_key = peewee.CompositeKey("submission", "number")
        table_name = "flat_text"


class FlatDue(Row):
    """A version whose answers have no rows yet."""

    submission = peewee.CharField(max_length=36)
    number = peewee.IntegerField()

    class Meta:  # noqa: D106 (peewee's word)
        primary_key = peewee.CompositeKey("submission", "number")
        table_name = "flat_due"


class AttachmentLink(Row):
    """A file of a version, in the order of the form."""

    id = peewee.AutoField()
    submission_id: str
    submission = peewee.ForeignKeyField(Submission)
    number = peewee.IntegerField()
    position = peewee.IntegerField()
    blob_id: int
    blob = peewee.ForeignKeyField(Blob)
    title = peewee.TextField()

    class Meta:  # noqa: D106 (peewee's word)
        indexes = ((("submission", "number", "position"), True),)
        table_name = "attachment_link"


class FeedEvent(Row):
    """What an account's programs are told; `seq` counts up per account without a gap."""

    account_id: str
    account = peewee.ForeignKeyField(Account, on_delete="CASCADE")
    seq = peewee.BigIntegerField()
    kind = peewee.CharField(max_length=30)
    at = peewee.CharField(max_length=27)
    submission = peewee.CharField(max_length=36)
    content = peewee.TextField()

    class Meta:  # noqa: D106 (peewee's word)
        primary_key = peewee.CompositeKey("account", "seq")
        table_name = "feed_event"


class InformationRequest(Row):
    """What the council asked after version `number`; `state` is "open", "answered" or "withdrawn".

    `reason` is a code of the council's list and `reason_texts` its words at that time by language (JSON); `due_on` an
    ISO date or ""; `etag` the mark of the version, which its answer has to name.
    """

    id = peewee.CharField(max_length=36, primary_key=True)
    submission_id: str
    submission = peewee.ForeignKeyField(Submission)
    number = peewee.IntegerField()
    etag = peewee.CharField(max_length=80)
    state = peewee.CharField(max_length=10)
    reason = peewee.CharField(max_length=60)
    reason_texts = peewee.TextField()
    comments = peewee.TextField()
    due_on = peewee.CharField(max_length=10, default="")
    asked_at = peewee.CharField(max_length=27)
    asked_by = peewee.CharField(max_length=36)
    settled_at = peewee.CharField(max_length=27, default="")

    class Meta:  # noqa: D106 (peewee's word)
        table_name = "information_request"


class RequestNote(Row):
    """A comment of a request beside one section or question; `rows` (JSON) says in which row of which group."""

    id = peewee.AutoField()
    request_id: str
    request = peewee.ForeignKeyField(InformationRequest, on_delete="CASCADE")
    position = peewee.IntegerField()
    section = peewee.TextField()
    question = peewee.TextField(default="")
    rows = peewee.TextField(default="[]")
    comment = peewee.TextField()

    class Meta:  # noqa: D106 (peewee's word)
        indexes = ((("request", "position"), True),)
        table_name = "request_note"


class AuditEntry(Row):
    """Who did what, when. `hash` covers the entry and the hash before it."""

    seq = peewee.BigIntegerField(primary_key=True)
    at = peewee.CharField(max_length=27)
    actor = peewee.TextField()
    act = peewee.CharField(max_length=40)
    object = peewee.TextField()
    detail = peewee.TextField()
    previous = peewee.CharField(max_length=64)
    hash = peewee.CharField(max_length=64)

    class Meta:  # noqa: D106 (peewee's word)
        table_name = "audit_entry"


class Letter(Row):
    """An e-mail to be sent. `once` makes a second one for the same thing impossible; the text goes once it is sent."""

    id = peewee.CharField(max_length=36, primary_key=True)
    once = peewee.CharField(max_length=120, unique=True)
    recipient = peewee.CharField(max_length=254)
    subject = peewee.TextField()
    text = peewee.TextField()
    state = peewee.CharField(max_length=10)
    created_at = peewee.CharField(max_length=27)
    due_at = peewee.CharField(max_length=27)
    attempts = peewee.IntegerField(default=0)

    class Meta:  # noqa: D106 (peewee's word)
        indexes = ((("state", "due_at"), False),)
