"""What an account's programs are told: numbered per account without a gap, so that none can be missed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from peewee import Value

from server_stub import clock
from server_stub.statements import insert, one
from server_stub.tables.accounts import Account
from server_stub.tables.submissions import FeedEvent

if TYPE_CHECKING:
    from datetime import datetime

MOST = 500


def tell(account_id: str, now: datetime, kind: str, submission_id: str, content: dict[str, Any]) -> None:
    """Add an event in the caller's transaction; the account's row is the lock that keeps the numbers in order."""
    (seq,) = one("UPDATE account SET feed_seq = feed_seq + 1 WHERE id = ? RETURNING feed_seq", (account_id,))
    insert(
        FeedEvent,
        account=account_id,
        seq=seq,
        kind=kind,
        at=clock.written(now),
        submission=submission_id,
        content=json.dumps(content),
    )


def tell_everyone(now: datetime, kind: str, content: dict[str, Any]) -> None:
    """Add one event to every account's feed, in the caller's transaction: two statements, however many there are."""
    Account.update(feed_seq=Account.feed_seq + 1).execute()
    words = (Value(kind), Value(clock.written(now)), Value(""), Value(json.dumps(content)))
    columns = (
        FeedEvent.account,
        FeedEvent.seq,
        FeedEvent.kind,
        FeedEvent.at,
        FeedEvent.submission,
        FeedEvent.content,
    )
    FeedEvent.insert_from(Account.select(Account.id, Account.feed_seq, *words), columns).execute()


def page(account_id: str, after: int, limit: int) -> dict[str, Any]:
    """Return the events after `after` as the wire has them."""
    query = FeedEvent.select().where((FeedEvent.account == account_id) & (FeedEvent.seq > after))
    rows = list(query.order_by(FeedEvent.seq).limit(limit + 1))
    shown = rows[:limit]
    return {
        "events": [_as_wire(row) for row in shown],
        "next": shown[-1].seq if shown else after,
        "more": len(rows) > limit,
    }


def _as_wire(row: FeedEvent) -> dict[str, Any]:
    own = {"seq": row.seq, "kind": row.kind, "at": row.at, "submission_id": row.submission}
    return {**json.loads(row.content), **own}
