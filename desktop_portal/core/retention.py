"""When something is old enough to go, and whether the clock may be believed (sync.md, "Tokens and clocks")."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

LONGEST_DAYS = 30
REMINDER_DAYS = (7, 3, 1)
MOST_SNAPSHOTS = 20
TRASH_DAYS = 7
SNAPSHOT_EVERY = timedelta(minutes=2)
_JUMP = timedelta(days=7)
_APART = timedelta(hours=24)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Times:
    """What is known of the time: the latest one believed, and whether the computer's clock is doubted just now.

    Moments are aware UTC. While the clock is doubted nothing expires; only the server's time ends a doubt: a clock that
    was put right and one that is wrong in another way look the same from here.
    """

    latest: datetime | None = None
    doubted: bool = False

    @property
    def believed(self) -> datetime | None:
        """The moment by which things may expire; None while the clock is doubted or nothing is known."""
        return None if self.doubted else self.latest


def seen(times: Times, now: datetime) -> Times:
    """Take note of the computer's clock: more than 7 days ahead of the latest time is doubted, behind it is ignored."""
    if times.latest is None:
        return Times(now)
    if times.doubted:
        return times
    if now - times.latest > _JUMP:
        return replace(times, doubted=True)
    return Times(max(now, times.latest))


def confirmed(now: datetime, server: datetime) -> Times:
    """Take note of the server's time: it is believed, and the computer's clock only if within 24 hours of it."""
    if abs(now - server) > _APART:
        return Times(server, doubted=True)
    return Times(max(now, server))


def snapshot_due(last: datetime | None, saved_at: datetime) -> bool:
    """Whether the state saved now is to be kept as an earlier version; a clock set back does not stop that for long."""
    return last is None or abs(saved_at - last) >= SNAPSHOT_EVERY


def snapshots_to_drop(kept: Sequence[datetime], most: int = MOST_SNAPSHOTS) -> list[datetime]:
    """Return which earlier versions to drop so that `most` are left.

    The first and the last stay; of the others always the one between the two nearest, so that both the last minutes and
    the first day stay in reach.
    """
    times, dropped = sorted(kept), []
    while len(times) > most:
        # By age: an hour apart is far among today's, and near among those of last week.
        newest = times[-1]
        nearest = min(
            range(1, len(times) - 1),
            key=lambda at: (times[at + 1] - times[at - 1]) / (newest - times[at - 1] + SNAPSHOT_EVERY),
        )
        dropped.append(times.pop(nearest))
    return dropped


def days_within(days: int) -> int:
    """Return the days that a draft is kept: what the policy says, from 1 to 30."""
    return max(1, min(days, LONGEST_DAYS))


def expires_at(saved_at: datetime, days: int) -> datetime:
    """Return the moment at which a draft saved then is deleted."""
    return saved_at + timedelta(days=days_within(days))


def gone_for_good_at(deleted_at: datetime, expiry: datetime) -> datetime:
    """Return the moment up to which a deleted draft can be got back: seven days, and never beyond its own expiry."""
    return min(deleted_at + timedelta(days=TRASH_DAYS), expiry)


def expired_before(now: datetime, days: int) -> datetime:
    """Return the moment up to which everything saved is old enough to go now."""
    return now - timedelta(days=days_within(days))


def days_left(expiry: datetime, now: datetime) -> int:
    """Return the whole days that are left, rounded up as a person counts them; 0 when it is past."""
    return max(0, -((now - expiry) // _DAY))


def reminder_due(expiry: datetime, now: datetime, reminded: int | None = None) -> int | None:
    """Return which reminder (7, 3 or 1 days) is due now and was not given yet; `reminded` is the last one given."""
    left = days_left(expiry, now)
    due = [day for day in REMINDER_DAYS if left <= day]
    if not left or not due or (reminded is not None and reminded <= due[-1]):
        return None
    return due[-1]
