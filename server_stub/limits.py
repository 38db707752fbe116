"""Limits on trying, kept in the database: they survive a restart and hold over several workers."""

from __future__ import annotations

from collections import Counter
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


_HIT = """INSERT INTO rate_limit ("key", "window", hits, ends_at) VALUES {rows}
    ON CONFLICT ("key", "window") DO UPDATE SET hits = rate_limit.hits + excluded.hits"""
_COUNT = 'SELECT "key", SUM(hits) FROM rate_limit WHERE "key" IN ({keys}) AND "window" >= ? GROUP BY "key"'


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
        keys = [self._keys(allowed.act, account, address) for account, address in tries]
        often = Counter(key for some in keys for key in some)
        # In one order, whoever counts: two who wait for one another's rows would wait for ever.
        rows = [value for key in sorted(often) for value in (key, minute, often[key], ends)]
        run(_HIT.format(rows=", ".join(["(?, ?, ?, ?)"] * len(often))), rows)
        marks = ", ".join("?" * len(often))
        counted = dict(run(_COUNT.format(keys=marks), (*often, minute - allowed.minutes)).fetchall())
        so_far = {key: counted[key] - often[key] for key in often}
        most = tuple(number * self._factor for number in (allowed.account, allowed.address, allowed.everyone))
        return [_counts(so_far, some, most) for some in keys]

    def _keys(self, act: str, account: str, address: str) -> tuple[str, str, str]:
        everyone = self._name(act, "everyone", "")
        return self._name(act, "account", account), self._name(act, "address", address), everyone

    def forgive(self, allowed: Allowance, *, account: str) -> None:
        """Forget the account's tries after a right one, so that a person who mistyped is not kept out later."""
        with counting():
            Limit.delete().where(Limit.key == self._name(allowed.act, "account", account)).execute()

    def _name(self, act: str, scope: str, who: str) -> str:
        return f"{act}:{self._key.hash('limit', act, scope, who.casefold())}"


def _counts(so_far: dict[str, int], keys: tuple[str, ...], most: tuple[float, ...]) -> bool:
    """Count one try of these keys; whether it is within what each of them may."""
    for key in keys:
        so_far[key] += 1
    return all(so_far[key] <= number for key, number in zip(keys, most, strict=True))
