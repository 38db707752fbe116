"""Limits on trying, kept in the database: they survive a restart and hold over several workers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from peewee import fn

from server_stub import clock
from server_stub.database import counting
from server_stub.refusals import too_many
from server_stub.tables.accounts import Limit

if TYPE_CHECKING:
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


class Limits:
    """Counts tries. Keys are keyed hashes, so the table holds neither e-mail addresses nor IP addresses."""

    def __init__(self, key: ServerKey, factor: float) -> None:
        self._key = key
        self._factor = factor

    def count(self, allowed: Allowance, now: datetime, *, account: str, address: str) -> None:
        """Count one try before it is made; raises Refused 429 when any of the three limits is passed."""
        with counting():
            Limit.delete().where(Limit.ends_at <= clock.written(now)).execute()
            over = [
                self._hit(allowed, self._name(allowed.act, scope, who), now) > most * self._factor
                for scope, who, most in (
                    ("account", account, allowed.account),
                    ("address", address, allowed.address),
                    ("everyone", "", allowed.everyone),
                )
            ]
        if any(over):
            raise too_many(allowed.minutes * 60)

    def forgive(self, allowed: Allowance, *, account: str) -> None:
        """Forget the account's tries after a right one, so that a person who mistyped is not kept out later."""
        with counting():
            Limit.delete().where(Limit.key == self._name(allowed.act, "account", account)).execute()

    def _name(self, act: str, scope: str, who: str) -> str:
        return f"{act}:{self._key.hash('limit', act, scope, who.casefold())}"

    def _hit(self, allowed: Allowance, key: str, now: datetime) -> int:
        """Count in the running minute, and return how many there were in the whole time."""
        minute = int(now.timestamp()) // 60
        ends = datetime.fromtimestamp((minute + allowed.minutes + 1) * 60, UTC)
        Limit.insert(key=key, window=minute, hits=1, ends_at=clock.written(ends)).on_conflict(
            conflict_target=[Limit.key, Limit.window], update={Limit.hits: Limit.hits + 1}
        ).execute()
        recent = (Limit.key == key) & (Limit.window >= minute - allowed.minutes)
        return int(Limit.select(fn.SUM(Limit.hits)).where(recent).scalar() or 0)
