"""Limits on trying, kept in the database: they survive a restart and hold over several workers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from server_stub import clock
from server_stub.database import counting
from server_stub.refusals import too_many
from server_stub.statements import run
from server_stub.tables.accounts import Limit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from server_stub.secrets_file import ServerKey


@dataclass(frozen=True, slots=True)
class Allowance:
    """How often something may be tried in `minutes`: for one account or attempt, from one address, and by everyone."""

    act: str
    minutes: int
    account: int
    address: int
    everyone: int


SIGN_IN = Allowance("sign-in", 5, 10, 100, 2_000)
STAFF_SIGN_IN = Allowance("staff-sign-in", 5, 10, 30, 200)
REGISTER = Allowance("register", 60, 5, 60, 2_000)
CODE = Allowance("code", 10, 20, 100, 2_000)
SEND_CODE = Allowance("send-code", 10, 6, 60, 2_000)
RESET = Allowance("reset", 60, 5, 60, 2_000)
RENEW = Allowance("renew", 5, 60, 2_000, 50_000)
SUBMIT = Allowance("submit", 5, 300, 5_000, 50_000)
UPLOAD = Allowance("upload", 5, 600, 5_000, 50_000)


_HIT = """INSERT INTO rate_limit ("key", "window", hits, ends_at) VALUES (?, ?, 1, ?), (?, ?, 1, ?), (?, ?, 1, ?)
    ON CONFLICT ("key", "window") DO UPDATE SET hits = rate_limit.hits + 1"""
_COUNT = """SELECT "key", SUM(hits) FROM rate_limit WHERE "key" IN (?, ?, ?) AND "window" >= ? GROUP BY "key\""""


class Limits:
    """Counts tries. Keys are keyed hashes, so the table holds neither e-mail addresses nor IP addresses."""

    def __init__(self, key: ServerKey, factor: float) -> None:
        self._key = key
        self._factor = factor

    def count(self, allowed: Allowance, now: datetime, *, account: str, address: str) -> None:
        """Count one try before it is made; raises Refused 429 when any of the three limits is passed."""
        with counting():
            (may,) = self.count_within(allowed, now, [(account, address)])
        if not may:
            raise too_many(allowed.minutes * 60)

    def count_within(self, allowed: Allowance, now: datetime, tries: Sequence[tuple[str, str]]) -> list[bool]:
        """Count tries of (account, address) in the caller's transaction; says of each whether it may be."""
        minute = int(now.timestamp()) // 60
        ends = clock.written(datetime.fromtimestamp((minute + allowed.minutes + 1) * 60, UTC))
        return [self._one(allowed, minute, ends, account, address) for account, address in tries]

    def _one(self, allowed: Allowance, minute: int, ends: str, account: str, address: str) -> bool:
        scopes = (("account", account), ("address", address), ("everyone", ""))
        keys = [self._name(allowed.act, scope, who) for scope, who in scopes]
        run(_HIT, [value for key in keys for value in (key, minute, ends)])
        counted = dict(run(_COUNT, (*keys, minute - allowed.minutes)).fetchall())
        most = (allowed.account, allowed.address, allowed.everyone)
        return all(counted[key] <= number * self._factor for key, number in zip(keys, most, strict=True))

    def forgive(self, allowed: Allowance, *, account: str) -> None:
        """Forget the account's tries after a right one, so that a person who mistyped is not kept out later."""
        with counting():
            Limit.delete().where(Limit.key == self._name(allowed.act, "account", account)).execute()

    def _name(self, act: str, scope: str, who: str) -> str:
        return f"{act}:{self._key.hash('limit', act, scope, who.casefold())}"
