from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_portal.core.schedule import http_date, retry_after_seconds, retry_time, wait_seconds

NOW = datetime(2026, 5, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("attempts", "longest"), [(0, 5), (1, 10), (2, 20), (3, 40), (6, 320), (7, 640), (8, 900), (9, 900), (10**9, 900)]
)
def test_the_longest_wait_doubles_from_five_seconds_to_a_quarter_of_an_hour(attempts: int, longest: float) -> None:
    assert wait_seconds(attempts, 1.0) == longest
    assert wait_seconds(attempts, 0.5) == longest / 2
    assert wait_seconds(attempts, 0.0) == 0


@given(st.integers(0, 10**6), st.floats(0, 1), st.one_of(st.none(), st.floats(-(10**9), 10**9)))
def test_nobody_waits_longer_than_an_hour_nor_less_than_was_asked(
    attempts: int, jitter: float, asked: float | None
) -> None:
    wait = wait_seconds(attempts, jitter, asked)
    assert 0 <= wait <= 3600
    assert wait >= min(asked or 0, 3600)
    assert retry_time(attempts, NOW, jitter, asked) == NOW + timedelta(seconds=wait)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("0", 0),
        ("120", 120),
        (" 7 ", 7),
        ("3601", 3600),
        ("9" * 5000, 3600),
        ("Fri, 01 May 2026 10:02:00 GMT", 120),
        ("Fri, 01 May 2026 09:00:00 GMT", 0),
        ("Fri, 01 May 2099 09:00:00 GMT", 3600),
        ("Fri, 01 May 2026 12:02:00 +0200", 120),
        ("-5", None),
        ("1.5", None),
        ("٣", None),
        ("soon", None),
        ("", None),
        (None, None),
        ("Fri, 99 Foo 2026 99:99:99 GMT", None),
    ],
)
def test_both_forms_of_retry_after_are_read_and_nonsense_is_not(header: str | None, seconds: float | None) -> None:
    assert retry_after_seconds(header, NOW) == seconds


def test_without_the_servers_clock_a_date_says_nothing() -> None:
    assert retry_after_seconds("Fri, 01 May 2026 10:02:00 GMT", None) is None


@given(st.text())
def test_no_header_can_break_the_reading(text: str) -> None:
    assert retry_after_seconds(text, NOW) is None or 0 <= (retry_after_seconds(text, NOW) or 0) <= 3600
    moment = http_date(text)
    assert moment is None or moment.tzinfo is UTC
