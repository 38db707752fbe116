# ruff: noqa: D106 (`Meta` is peewee's word for where a row is kept)
"""The rows, as peewee sees them. They never leave this package: values go in and values come out.

No table is bound to a database: every query names its own, so that two stores can be open at once.
"""

from __future__ import annotations

from peewee import BigIntegerField, BlobField, BooleanField, CompositeKey, IntegerField, Model, TextField


class DraftRow(Model):
    """A draft without its answers; times are microseconds since 1970 UTC."""

    id = TextField(primary_key=True)
    form_url = TextField()
    form_version = TextField()
    form_title = TextField()
    child_initials = TextField()
    child_born = TextField()
    created_at = BigIntegerField()
    saved_at = BigIntegerField()
    counted_from = BigIntegerField()
    page = TextField()
    checked = TextField()
    next_version = IntegerField(default=1)
    deleted_at = BigIntegerField(null=True)

    class Meta:
        table_name = "draft"


class DraftDocumentRow(Model):
    """The answers of a draft: UTF-8 JSON."""

    draft_id = TextField(primary_key=True)
    document = BlobField()

    class Meta:
        table_name = "draft_document"


class SnapshotRow(Model):
    """An earlier state of a draft."""

    draft_id = TextField()
    saved_at = BigIntegerField()
    page = TextField()
    document = BlobField()

    class Meta:
        table_name = "snapshot"
        primary_key = CompositeKey("draft_id", "saved_at")


class ContentRow(Model):
    """The bytes of a file, once each, by SHA-256."""

    digest = TextField(primary_key=True)
    size = BigIntegerField()
    file = TextField(default="")
    key = BlobField(default=b"")

    class Meta:
        table_name = "content"


class ChunkRow(Model):
    """A piece of a file."""

    digest = TextField()
    number = IntegerField()
    bytes = BlobField()

    class Meta:
        table_name = "chunk"
        primary_key = CompositeKey("digest", "number")


class AttachmentRow(Model):
    """A file in a draft."""

    draft_id = TextField()
    digest = TextField()
    title = TextField()
    content_type = TextField()
    added_at = BigIntegerField()

    class Meta:
        table_name = "attachment"
        primary_key = CompositeKey("draft_id", "digest")


class SubmissionRow(Model):
    """A submission, its delivery, its receipt and the council's state: one row, one transition per transaction."""

    id = TextField()
    version = IntegerField()
    form_url = TextField()
    form_version = TextField()
    form_title = TextField()
    child_initials = TextField()
    child_born = TextField()
    safeguarding = BooleanField()
    digest = TextField()
    submitted_at = BigIntegerField()
    state = TextField()
    queued_at = BigIntegerField()
    attempts = IntegerField()
    next_at = BigIntegerField(null=True)
    reason = TextField()
    detail = TextField()
    bytes_sent = BigIntegerField()
    bytes_total = BigIntegerField()
    ever_submitting = BooleanField()
    reference = TextField(null=True)
    epoch = TextField(null=True)
    received_at = BigIntegerField(null=True)
    etag = TextField(null=True)
    council_state = TextField(null=True)

    class Meta:
        table_name = "submission"
        primary_key = CompositeKey("id", "version")


class SubmissionTextRow(Model):
    """The frozen bytes, and the draft that they were made of."""

    id = TextField()
    version = IntegerField()
    body = BlobField()
    kept = BlobField(null=True)

    class Meta:
        table_name = "submission_text"
        primary_key = CompositeKey("id", "version")


class SubmissionFileRow(Model):
    """A file of a submission; `sent` is false for one that only the draft had (its question is hidden)."""

    id = TextField()
    version = IntegerField()
    position = IntegerField()
    digest = TextField()
    title = TextField()
    content_type = TextField()
    sent = BooleanField()

    class Meta:
        table_name = "submission_file"
        primary_key = CompositeKey("id", "version", "position")


class UploadRow(Model):
    """How far the server has a file."""

    digest = TextField(primary_key=True)
    url = TextField()
    offset = BigIntegerField()

    class Meta:
        table_name = "upload"


class DefinitionRow(Model):
    """A version of a published form; `listed` is the one of its name that was put last."""

    name = TextField()
    url = TextField()
    version = TextField()
    digest = TextField()
    entry = TextField()
    json = TextField()
    listed = BooleanField()

    class Meta:
        table_name = "definition"
        primary_key = CompositeKey("url", "version")


class StateRow(Model):
    """A small value by its key, as JSON."""

    key = TextField(primary_key=True)
    value = TextField()

    class Meta:
        table_name = "state"


TABLES: tuple[type[Model], ...] = (
    DraftRow,
    DraftDocumentRow,
    SnapshotRow,
    ContentRow,
    ChunkRow,
    AttachmentRow,
    SubmissionRow,
    SubmissionTextRow,
    SubmissionFileRow,
    UploadRow,
    DefinitionRow,
    StateRow,
)
