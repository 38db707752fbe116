"""The audit trail: each entry carries the hash of the one before it, so that none can be changed or left out unseen."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from server_stub import clock
from server_stub.statements import insert, one
from server_stub.tables.base import count_up
from server_stub.tables.submissions import AuditEntry

if TYPE_CHECKING:
    from datetime import datetime

_START = "0" * 64


def record(now: datetime, actor: str, act: str, thing: str, **detail: Any) -> None:
    """Add an entry; to be called inside the transaction of what it tells about. Never with a child's details."""
    seq = count_up("audit")
    before = one("SELECT hash FROM audit_entry WHERE seq = ?", (seq - 1,))
    previous = before[0] if before else _START
    at, words = clock.written(now), json.dumps(detail, sort_keys=True, ensure_ascii=False)
    insert(
        AuditEntry,
        seq=seq,
        at=at,
        actor=actor,
        act=act,
        object=thing,
        detail=words,
        previous=previous,
        hash=_hash(seq, at, actor, act, thing, words, previous),
    )


def first_break() -> int | None:
    """Return the number of the first entry that is changed, missing or added; None when the whole chain holds."""
    previous, expected = _START, 1
    for entry in AuditEntry.select().order_by(AuditEntry.seq).iterator():
        made = _hash(entry.seq, entry.at, entry.actor, entry.act, entry.object, entry.detail, entry.previous)
        if entry.seq != expected or entry.previous != previous or entry.hash != made:
            return expected
        previous, expected = entry.hash, expected + 1
    return None


def _hash(seq: int, at: str, actor: str, act: str, thing: str, detail: str, previous: str) -> str:
    content = json.dumps([seq, at, actor, act, thing, detail, previous], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()
