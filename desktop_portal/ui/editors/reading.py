"""Reads what people type: dates in three boxes, times, numbers. Pure; what cannot be read is kept as typed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation

from desktop_portal.forms.answers import Date, DateTime, Time, Unreadable

MONTHS = (
    ("january", "ionawr"),
    ("february", "chwefror"),
    ("march", "mawrth"),
    ("april", "ebrill"),
    ("may", "mai"),
    ("june", "mehefin"),
    ("july", "gorffennaf"),
    ("august", "awst"),
    ("september", "medi"),
    ("october", "hydref"),
    ("november", "tachwedd"),
    ("december", "rhagfyr"),
)
SHORTEST_MONTH = 3
BETWEEN = "/"
WHOLE_DATE = re.compile(r"^\s*(\d{1,2})(?:st|nd|rd|th)?[\s/.,-]+(\w+)[\s/.,-]+(\d{4})\s*$", re.IGNORECASE)
ISO_DATE = re.compile(r"^\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*$")
CLOCK = re.compile(r"^(\d{1,2})(?:[:.h ]?(\d{2}))?\s*(am|pm)?$", re.IGNORECASE)

Boxes = tuple[str, str, str]


def month_number(text: str) -> int | None:
    """Return the month that a number, a name or the first three letters of one mean, in English or Welsh; else None."""
    word = text.strip().lower().rstrip(".")
    if word.isascii() and word.isdigit():
        return int(word) if 1 <= int(word) <= len(MONTHS) else None
    if len(word) < SHORTEST_MONTH:
        return None
    fits = [number for number, names in enumerate(MONTHS, 1) if any(name.startswith(word) for name in names)]
    return fits[0] if len(fits) == 1 else None


def read_date(boxes: Boxes) -> Date | Unreadable | None:
    """Return the date that day, month and year as typed mean, whole or from the year on; None when all are empty."""
    day, month, year = (box.strip() for box in boxes)
    if not (day or month or year):
        return None
    as_typed = Unreadable(BETWEEN.join(box.strip().replace(BETWEEN, " ") for box in boxes))
    number = month_number(month) if month else 0
    if not re.fullmatch(r"[12]\d{3}", year) or number is None or (day and not month):
        return as_typed
    if not day:
        return Date(f"{year}-{number:02d}" if number else year)
    try:
        return Date(date(int(year), number, int(day)).isoformat())
    except ValueError:
        return as_typed


def date_boxes(value: Date | DateTime | Unreadable | None) -> Boxes:
    """Return what to put into the three boxes for a value; the reverse of `read_date`."""
    if value is None:
        return ("", "", "")
    if isinstance(value, Unreadable):
        parts = [*value.text.split(BETWEEN), "", ""]
        return (parts[0], parts[1], parts[2])
    year, month, day = [*value.text[:10].split("-"), "", ""][:3]
    return (day.lstrip("0"), month.lstrip("0"), year)


def spread(text: str) -> Boxes | None:
    """Return the three boxes of a whole date pasted or typed into one: "27/3/2019", "27 March 2019", "2019-03-27"."""
    found = WHOLE_DATE.match(text)
    if found:
        return (found[1], found[2], found[3])
    found = ISO_DATE.match(text)
    return (found[3].lstrip("0"), found[2].lstrip("0"), found[1]) if found else None


def read_clock(text: str) -> time | None:
    """Return a time of day as people write it: 14:30, 14.30, 1430, 2pm, 2.30 pm; None when it is none."""
    found = CLOCK.match(text.strip())
    if not found:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    half = (found[3] or "").lower()
    if half:
        if not 1 <= hour <= 12:  # noqa: PLR2004 (hours on a clock face)
            return None
        hour = hour % 12 + (12 if half == "pm" else 0)
    elif found[2] is None:
        return None
    return time(hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004 (hours and minutes)


def read_time(text: str) -> Time | Unreadable | None:
    """Return a time answer; None when nothing is typed."""
    if not text.strip():
        return None
    clock = read_clock(text)
    return Time(clock.isoformat()) if clock else Unreadable(text)


def read_moment(boxes: Boxes, clock: str) -> DateTime | Unreadable | None:
    """Return a date with a time in this computer's zone, or a date alone where no time is known."""
    day = read_date(boxes)
    if day is None and not clock.strip():
        return None
    as_typed = Unreadable(BETWEEN.join((*(box.strip().replace(BETWEEN, " ") for box in boxes), clock.strip())))
    if not isinstance(day, Date):
        return as_typed
    if not clock.strip():
        return DateTime(day.text)
    when = read_clock(clock)
    if when is None or len(day.text) < len("2019-03-27"):
        return as_typed
    local = datetime.combine(date.fromisoformat(day.text), when, tzinfo=UTC).replace(tzinfo=None).astimezone()
    return DateTime(local.isoformat())


def clock_text(value: DateTime | Time | Unreadable | None) -> str:
    """Return the time as it is shown in its box."""
    if value is None:
        return ""
    if isinstance(value, Unreadable):
        return value.text.rpartition(BETWEEN)[2]
    if isinstance(value, Time):
        return value.text[:5]
    return value.text[11:16] if "T" in value.text else ""


def read_integer(text: str) -> int | Unreadable | None:
    """Return a whole number; spaces and thousands commas are fine."""
    plain = re.sub(r"[\s,]", "", text)
    if not plain:
        return None
    return int(plain) if re.fullmatch(r"[+-]?[0-9]{1,15}", plain) else Unreadable(text)


def read_decimal(text: str) -> Decimal | Unreadable | None:
    """Return a number with or without decimals; spaces, thousands commas, £ and % are fine."""
    plain = re.sub(r"[\s,£%]", "", text)
    if not plain:
        return None
    try:
        number = Decimal(plain)
    except InvalidOperation:
        return Unreadable(text)
    return number if number.is_finite() else Unreadable(text)
