from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from desktop_portal.core.retention import (
    Times,
    confirmed,
    days_left,
    days_within,
    expired_before,
    expires_at,
    reminder_due,
    seen,
    snapshot_due,
    snapshots_to_drop,
)

NOW = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def test_J17_a_draft_is_kept_thirty_days_and_a_policy_can_only_shorten_that() -> None:
    assert expires_at(NOW, 30) - NOW == 30 * DAY
    assert [days_within(days) for days in (90, 30, 14, 0, -5)] == [30, 30, 14, 1, 1]
    assert expired_before(expires_at(NOW, 7), 7) == NOW


@pytest.mark.parametrize(
    ("before", "days"), [(30 * DAY, 30), (29 * DAY + HOUR, 30), (DAY, 1), (HOUR, 1), (timedelta(0), 0), (-DAY, 0)]
)
def test_J17_the_days_left_are_counted_as_people_count_them(before: timedelta, days: int) -> None:
    assert days_left(NOW, NOW - before) == days


def test_J17_reminders_come_at_seven_three_and_one_days_and_each_once() -> None:
    given, shown = None, []
    for hours in range(12 * 24, -24, -1):
        due = reminder_due(NOW, NOW - hours * HOUR, given)
        if due is not None:
            shown.append((hours // 24, due))
            given = due
    assert shown == [(7, 7), (3, 3), (1, 1)]


def test_J17_someone_away_for_days_gets_one_reminder_not_three() -> None:
    assert reminder_due(NOW, NOW - 2 * DAY) == 3
    assert reminder_due(NOW, NOW - 2 * DAY, reminded=3) is None
    assert reminder_due(NOW, NOW + DAY) is None


def test_J17_a_clock_that_jumps_by_more_than_a_week_is_doubted_until_the_server_tells_the_time() -> None:
    usual = seen(Times(), NOW)
    assert seen(usual, NOW + 7 * DAY).believed == NOW + 7 * DAY
    jumped = seen(usual, NOW + 7 * DAY + HOUR)
    assert jumped.believed is None
    assert seen(jumped, NOW + HOUR).believed is None
    assert confirmed(NOW + 8 * DAY, NOW + 8 * DAY + HOUR).believed == NOW + 8 * DAY + HOUR


def test_J17_a_clock_set_back_extends_nothing() -> None:
    assert seen(Times(NOW), NOW - 20 * DAY).believed == NOW


@pytest.mark.parametrize("apart", [25 * HOUR, -25 * HOUR, 400 * DAY])
def test_J17_a_clock_more_than_a_day_off_the_servers_lets_nothing_expire(apart: timedelta) -> None:
    wrong = confirmed(NOW + apart, NOW)
    assert wrong.believed is None
    assert seen(wrong, NOW + apart + HOUR).believed is None
    assert confirmed(NOW + DAY, NOW + DAY).believed == NOW + DAY


def test_J12_earlier_versions_are_kept_every_two_minutes_and_twenty_at_most_over_the_whole_time() -> None:
    kept: list[datetime] = []
    for second in range(0, 8 * 3600, 10):
        now = NOW + timedelta(seconds=second)
        if snapshot_due(kept[-1] if kept else None, now):
            kept.append(now)
            dropped = snapshots_to_drop(kept)
            kept = [one for one in kept if one not in dropped]
    assert len(kept) == 20
    assert kept[0] == NOW
    last = [(NOW + timedelta(seconds=8 * 3600) - one).total_seconds() / 60 for one in kept]
    # Reach back: several within the last quarter of an hour, several over the hours before.
    assert sum(minutes <= 15 for minutes in last) >= 3
    assert sum(60 <= minutes < 8 * 60 for minutes in last) >= 4


def test_J12_a_clock_set_back_does_not_stop_earlier_versions_from_being_kept() -> None:
    assert snapshot_due(NOW + DAY, NOW)
    assert not snapshot_due(NOW, NOW + timedelta(seconds=119))
