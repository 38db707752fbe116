"""The schema, as the SQL of each version: a store of any older version is brought up step by step."""

from __future__ import annotations

_VERSION_1 = (
    """CREATE TABLE draft (
        id TEXT PRIMARY KEY, form_url TEXT NOT NULL, form_version TEXT NOT NULL, form_title TEXT NOT NULL,
        child_initials TEXT NOT NULL, child_born TEXT NOT NULL, created_at INTEGER NOT NULL, saved_at INTEGER NOT NULL,
        counted_from INTEGER NOT NULL, page TEXT NOT NULL, checked TEXT NOT NULL,
        next_version INTEGER NOT NULL DEFAULT 1) STRICT""",
    # The thirty days count from `counted_from`: `saved_at`, or a later time when the clock was wrong then.
    "CREATE INDEX draft_counted_from ON draft (counted_from)",
    # Apart from the list, so that the list of 10,000 drafts does not walk through their answers.
    """CREATE TABLE draft_document (
        draft_id TEXT PRIMARY KEY REFERENCES draft (id) ON DELETE CASCADE, document BLOB NOT NULL) STRICT""",
    """CREATE TABLE snapshot (
        draft_id TEXT NOT NULL REFERENCES draft (id) ON DELETE CASCADE, saved_at INTEGER NOT NULL, page TEXT NOT NULL,
        document BLOB NOT NULL, PRIMARY KEY (draft_id, saved_at)) STRICT""",
    "CREATE TABLE content (digest TEXT PRIMARY KEY, size INTEGER NOT NULL) STRICT",
    """CREATE TABLE chunk (
        digest TEXT NOT NULL REFERENCES content (digest) ON DELETE CASCADE, number INTEGER NOT NULL,
        bytes BLOB NOT NULL, PRIMARY KEY (digest, number)) STRICT""",
    """CREATE TABLE attachment (
        draft_id TEXT NOT NULL, digest TEXT NOT NULL REFERENCES content (digest), title TEXT NOT NULL,
        content_type TEXT NOT NULL, added_at INTEGER NOT NULL, PRIMARY KEY (draft_id, digest)) STRICT""",
    "CREATE INDEX attachment_digest ON attachment (digest)",
    """CREATE TABLE submission (
        id TEXT NOT NULL, version INTEGER NOT NULL, form_url TEXT NOT NULL, form_version TEXT NOT NULL,
        form_title TEXT NOT NULL, child_initials TEXT NOT NULL, child_born TEXT NOT NULL,
        safeguarding INTEGER NOT NULL, digest TEXT NOT NULL, submitted_at INTEGER NOT NULL,
        state TEXT NOT NULL, queued_at INTEGER NOT NULL, attempts INTEGER NOT NULL, next_at INTEGER,
        reason TEXT NOT NULL, detail TEXT NOT NULL, bytes_sent INTEGER NOT NULL, bytes_total INTEGER NOT NULL,
        ever_submitting INTEGER NOT NULL, reference TEXT, epoch TEXT, received_at INTEGER, etag TEXT,
        council_state TEXT, PRIMARY KEY (id, version)) STRICT""",
    "CREATE INDEX submission_state ON submission (state)",
    # `body` is what is sent; `kept` is the draft it was made of, so that reopening gives back every answer.
    """CREATE TABLE submission_text (
        id TEXT NOT NULL, version INTEGER NOT NULL, body BLOB NOT NULL, kept BLOB,
        PRIMARY KEY (id, version), FOREIGN KEY (id, version) REFERENCES submission (id, version) ON DELETE CASCADE)
        STRICT""",
    """CREATE TABLE submission_file (
        id TEXT NOT NULL, version INTEGER NOT NULL, position INTEGER NOT NULL,
        digest TEXT NOT NULL REFERENCES content (digest), title TEXT NOT NULL, content_type TEXT NOT NULL,
        sent INTEGER NOT NULL, PRIMARY KEY (id, version, position),
        FOREIGN KEY (id, version) REFERENCES submission (id, version) ON DELETE CASCADE) STRICT""",
    "CREATE INDEX submission_file_digest ON submission_file (digest)",
    "CREATE TABLE upload (digest TEXT PRIMARY KEY, url TEXT NOT NULL, offset INTEGER NOT NULL) STRICT",
    # Older versions stay: a draft begun under one must still open.
    """CREATE TABLE definition (
        name TEXT NOT NULL, url TEXT NOT NULL, version TEXT NOT NULL, digest TEXT NOT NULL, entry TEXT NOT NULL,
        json TEXT NOT NULL, listed INTEGER NOT NULL, PRIMARY KEY (url, version)) STRICT""",
    "CREATE INDEX definition_name ON definition (name)",
    "CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
)

# Files are sealed beside the store; what the first schema kept in `chunk` is read there for as long as it is kept.
_VERSION_2 = (
    "ALTER TABLE content ADD COLUMN file TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE content ADD COLUMN key BLOB NOT NULL DEFAULT x''",
)

# A draft in the trash is a draft that no list shows: whatever holds for drafts holds for it.
_VERSION_3 = ("ALTER TABLE draft ADD COLUMN deleted_at INTEGER",)

MIGRATIONS: tuple[tuple[str, ...], ...] = (_VERSION_1, _VERSION_2, _VERSION_3)
VERSION = len(MIGRATIONS)
