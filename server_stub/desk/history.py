"""What was done with a submission, in words, out of the audit trail."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from server_stub import clock
from server_stub.desk.showing import moment
from server_stub.tables.accounts import Staff
from server_stub.tables.submissions import AuditEntry

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from server_stub.tables.submissions import Submission

ACTS = {
    "submitted": "sent version {version}",
    "assigned": "assigned it to {to}",
    "information-asked": "asked for more information",
    "request-withdrawn": "withdrew the request for more information",
    "closed": "closed it",
    "opened-again": "opened it again",
    "submission-viewed": "opened version {version}",
    "submission-printed": "printed version {version}",
    "submission-exported": "exported version {version}",
    "file-opened": "opened a file of version {version}",
    "picture-viewed": "looked at a picture of version {version}",
}
_MOST = 500


@dataclass(frozen=True, slots=True)
class Done:
    """One act in words; `actor` is a name, "The referrer", or what the trail has."""

    at: str
    actor: str
    words: str
    view: bool


def history_of(row: Submission, now: datetime, zone: ZoneInfo) -> list[Done]:
    """List the last 500 acts on a submission, newest first."""
    things = [f"submission:{row.id}.{number}" for number in range(1, row.latest + 1)]
    query = AuditEntry.select().where(AuditEntry.object.in_(things)).order_by(AuditEntry.seq.desc()).limit(_MOST)
    entries = list(query)
    names = names_of(entries)
    return [_done(entry, names, now, zone) for entry in entries]


def names_of(entries: Iterable[AuditEntry]) -> dict[str, str]:
    """Return the names of the staff that entries speak of, by "staff:id"."""
    ids = set()
    for entry in entries:
        detail = json.loads(entry.detail)
        ids |= {str(one).partition(":")[2] for one in (entry.actor, detail.get("to", "")) if str(one)[:6] == "staff:"}
    rows = Staff.select(Staff.id, Staff.name).where(Staff.id.in_(ids)) if ids else ()
    return {f"staff:{row.id}": row.name for row in rows}


def _done(entry: AuditEntry, names: dict[str, str], now: datetime, zone: ZoneInfo) -> Done:
    to = json.loads(entry.detail).get("to", "")
    words = ACTS.get(entry.act, entry.act.replace("-", " ")).format(
        version=entry.object.rpartition(".")[2], to=names.get(to, "nobody")
    )
    actor = "The referrer" if entry.actor.startswith("account:") else names.get(entry.actor, entry.actor)
    view = entry.act.endswith(("-viewed", "-opened", "-printed"))
    return Done(moment(clock.read(entry.at), now, zone), actor, words, view)
