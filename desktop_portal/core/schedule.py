"""When to try again. Pure: the clock and the random number are handed in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

BASE_SECONDS = 5.0
CAP_SECONDS = 15 * 60.0
LONGEST_RETRY_AFTER = 60 * 60.0
_DOUBLINGS_TO_THE_CAP = 8  # 5 s * 2**8 is past the cap; more would only make big numbers
_LONGEST_NUMBER = 9  # digits; anything longer is past the cap and needs no arithmetic


def wait_seconds(attempts: int, jitter: float, retry_after: float | None = None) -> float:
    """Seconds to wait after `attempts` failures: up to 5 s, doubling, at most 15 min; jitter in [0, 1] (full jitter).

    What the server asked for is honoured as the least, up to an hour (sync.md).
    """
    backoff = jitter * min(BASE_SECONDS * float(1 << min(attempts, _DOUBLINGS_TO_THE_CAP)), CAP_SECONDS)
    asked = min(max(retry_after or 0.0, 0.0), LONGEST_RETRY_AFTER)
    return max(backoff, asked)


def retry_time(attempts: int, now: datetime, jitter: float, retry_after: float | None = None) -> datetime:
    """Return the moment of the next attempt; see `wait_seconds`."""
    return now + timedelta(seconds=wait_seconds(attempts, jitter, retry_after))


def retry_after_seconds(header: str | None, server_now: datetime | None) -> float | None:
    """Read `Retry-After` in both forms of RFC 9110: seconds, or a date, compared with the server's own `Date`.

    None for anything that cannot be read; never negative, never more than an hour.
    """
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        seconds = float(text) if len(text) <= _LONGEST_NUMBER else LONGEST_RETRY_AFTER
        return min(seconds, LONGEST_RETRY_AFTER)
    moment = http_date(text)
    if moment is None or server_now is None:
        return None
    return min(max((moment - server_now).total_seconds(), 0.0), LONGEST_RETRY_AFTER)


def http_date(text: str | None) -> datetime | None:
    """Read an HTTP date as aware UTC, or None."""
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 (16 ms that a start without a network does not need)

    try:
        moment = parsedate_to_datetime(text or "")
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
