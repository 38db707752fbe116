"""Making and renewing the schema: numbered steps, each in one transaction; a newer database is refused."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

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
from server_stub.tables.forms import PublishedForm
from server_stub.tables.submissions import (
    AttachmentLink,
    AuditEntry,
    FeedEvent,
    InformationRequest,
    Letter,
    Submission,
    Version,
)
from server_stub.tables.uploads import Blob, Chunk, Upload

if TYPE_CHECKING:
    from collections.abc import Callable

    import peewee

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


STEPS: tuple[Callable[[peewee.Database], None], ...] = (_first,)


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


def new_epoch() -> str:
    """Make a random name for the time until the next restore."""
    return secrets.token_hex(8)


def current_epoch() -> str:
    """Read the epoch."""
    return str(Meta.get_by_id("epoch").value)
