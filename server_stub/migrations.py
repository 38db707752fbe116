"""Making and renewing the schema: numbered steps, each in one transaction; a newer database is refused."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, cast

from server_stub import flat
from server_stub.database import writing
from server_stub.refusals import CannotStart
from server_stub.tables.accounts import (
    Account,
    Limit,
    PasswordReset,
    Registration,
    Session,
    Staff,
    StaffSession,
    TermsAgreed,
)
from server_stub.tables.base import Counter, Meta, Row
from server_stub.tables.desk import FormProposal, HookCall, SavedView
from server_stub.tables.forms import PublishedForm
from server_stub.tables.kept import KeptReceipt
from server_stub.tables.submissions import (
    AttachmentLink,
    AuditEntry,
    FeedEvent,
    FlatAnswer,
    FlatDue,
    FlatText,
    InformationRequest,
    Letter,
    RequestNote,
    Submission,
    Version,
)
from server_stub.tables.uploads import Blob, Chunk, Upload

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import peewee

    from server_stub.secrets_file import ServerKey

_FIRST: tuple[type[Row], ...] = (
    Counter,
    Account,
    TermsAgreed,
    Registration,
    PasswordReset,
    Session,
    Limit,
    Staff,
    StaffSession,
    PublishedForm,
    Upload,
    Chunk,
    Blob,
    Submission,
    Version,
    AttachmentLink,
    FeedEvent,
    InformationRequest,
    AuditEntry,
    Letter,
)


def _first(database: peewee.Database) -> None:
    database.create_tables(_FIRST)
    Meta.insert(key="epoch", value=new_epoch()).execute()


def _return_loop(database: peewee.Database) -> None:
    """Give requests for information a life of their own; the first step's table was never written to."""
    _add_column(database, Submission, "not_to_ask", "VARCHAR(20) NOT NULL DEFAULT ''")
    _add_column(database, Submission, "name_key", "TEXT NOT NULL DEFAULT ''")
    cast("Any", database).execute_sql("CREATE INDEX IF NOT EXISTS submission_name_key ON submission (name_key)")
    cast("Any", database).execute_sql("CREATE INDEX IF NOT EXISTS audit_entry_object ON audit_entry (object)")
    if not _has_column(database, InformationRequest, "state"):
        database.drop_tables([InformationRequest], safe=True)
    database.create_tables([InformationRequest, RequestNote], safe=True)


def _queue(database: peewee.Database) -> None:
    """Make the queue quick with many submissions: an index for each order, counts from an index alone."""
    _add_column(database, Submission, "search_name", "TEXT NOT NULL DEFAULT ''")
    _add_column(database, StaffSession, "search", "TEXT NOT NULL DEFAULT ''")
    database.create_tables([SavedView], safe=True)
    _index_submissions(database, _QUEUE_INDEXES)


_QUEUE_INDEXES = {
    "urgent": "destination, state, urgency, received_at DESC, id DESC",
    "recent": "destination, state, received_at, id",
    "urgent_all": "destination, urgency, received_at DESC, id DESC",
    "recent_all": "destination, received_at, id",
    "count": "destination, state, latest",
    "mine": "assigned_to, state",
    "received": "received_at, id",
}


def _kept_receipts(database: peewee.Database) -> None:
    """Make room for the receipts of what was purged."""
    database.create_tables([KeptReceipt], safe=True)


def _scans(database: peewee.Database) -> None:
    """Remember which files could not be checked for viruses."""
    _add_column(database, Blob, "scan", "VARCHAR(20) NOT NULL DEFAULT ''")
    cast("Any", database).execute_sql("CREATE INDEX IF NOT EXISTS blob_scan ON blob (scan)")


def _desk(database: peewee.Database) -> None:
    """Make room for proposals of forms and for calls to the council's own system."""
    database.create_tables([FormProposal, HookCall], safe=True)


def _flat_answers(database: peewee.Database) -> None:
    """Give each answer a row, those that were received before included."""
    database.create_tables([FlatAnswer], safe=True)


def _flat_due(database: peewee.Database) -> None:
    """Remember which versions have no rows yet, those that were received before included."""
    database.create_tables([FlatDue, FlatText], safe=True)
    flat.put_all()


def _quick_desk(database: peewee.Database) -> None:
    """Let one's own view, and a search that finds little, go along an index of all that they ask for."""
    for name in ("mine", "received"):
        cast("Any", database).execute_sql(f"DROP INDEX IF EXISTS submission_{name}")
    _index_submissions(database, _DESK_INDEXES)


def _begun_sessions(database: peewee.Database) -> None:
    """Remember when a session of the desk began; those of before end, as nobody can tell how old they are."""
    _add_column(database, StaffSession, "began_at", "VARCHAR(27) NOT NULL DEFAULT ''")


_DESK_INDEXES = {
    "own": "assigned_to, destination, state",
    "own_urgent": "assigned_to, destination, urgency, received_at DESC, id DESC",
    "named": "received_at, id, search_name, reference, nhs_number, upn",
}


STEPS: tuple[Callable[[peewee.Database], None], ...] = (
    _first,
    _return_loop,
    _queue,
    _kept_receipts,
    _scans,
    _desk,
    _flat_answers,
    _flat_due,
    _quick_desk,
    _begun_sessions,
)


def migrate(database: peewee.Database) -> int:
    """Bring the schema to this release and return how many steps it took; raises CannotStart if it is newer."""
    with writing():
        database.create_tables([Meta], safe=True)
        row = Meta.get_or_none(Meta.key == "schema")
        version = int(row.value) if row else 0
        if version > len(STEPS):
            raise CannotStart("This database was made by a newer release of the server. Install that release.")
        for step in STEPS[version:]:
            step(database)
        Meta.insert(key="schema", value=str(len(STEPS))).on_conflict(
            conflict_target=[Meta.key], update={Meta.value: str(len(STEPS))}
        ).execute()
    return len(STEPS) - version


def _index_submissions(database: peewee.Database, indexes: Mapping[str, str]) -> None:
    for name, columns in indexes.items():
        cast("Any", database).execute_sql(f"CREATE INDEX IF NOT EXISTS submission_{name} ON submission ({columns})")


def _has_column(database: peewee.Database, table: type[Row], column: str) -> bool:
    return any(found.name == column for found in database.get_columns(_name(table)))


def _add_column(database: peewee.Database, table: type[Row], column: str, definition: str) -> None:
    """Add a column that the first step, which knows today's tables, may have made already."""
    if not _has_column(database, table, column):
        statement = f"ALTER TABLE {_name(table)} ADD COLUMN {column} {definition}"
        cast("Any", database).execute_sql(statement)


def _name(table: type[Row]) -> str:
    return str(cast("Any", table)._meta.table_name)  # noqa: SLF001 (peewee's own way to ask)


def check_key(key: ServerKey) -> None:
    """Refuse a server.key that belongs to another database: codes and staff's authenticators could not be read."""
    own = key.hash("which-key")
    with writing():
        row = Meta.get_or_none(Meta.key == "which-key")
        if row is None:
            Meta.insert(key="which-key", value=own).execute()
        elif row.value != own:
            raise CannotStart("The file server.key does not belong to this database. Put the one that does beside it.")


def new_epoch() -> str:
    """Make a random name for the time until the next restore."""
    return secrets.token_hex(8)


def current_epoch() -> str:
    """Read the epoch."""
    return str(Meta.get_by_id("epoch").value)
