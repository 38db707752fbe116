"""How things are said at the desk: the child in few words, ages, times in the council's own time zone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from server_stub import clock
from server_stub.summary import DANGER, LEVEL_4

if TYPE_CHECKING:
    from server_stub.tables.submissions import Submission

_STATES = {
    "received": "New",
    "reviewing": "Being reviewed",
    "information-requested": "Waiting for the referrer",
    "closed": "Closed",
}
_FULL_DATE = 10
_AN_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the queue, in words."""

    id: str
    reference: str
    urgency: str
    pill: str
    child: str
    age: str
    form: str
    sender: str
    organisation: str
    received: str
    received_ago: str
    received_at: str
    state: str


def line_of(row: Submission, form_title: str, now: datetime, zone: ZoneInfo) -> Line:
    """Say one submission as a line of the queue."""
    received = clock.read(row.received_at)
    return Line(
        id=row.id,
        reference=row.reference,
        urgency=row.urgency_words,
        pill="bad" if row.urgency == DANGER else "warn" if row.urgency == LEVEL_4 else "info",
        child=initials(row.first_name, row.last_name),
        age=age(row.born, now.astimezone(zone).date()),
        form=form_title,
        sender=row.from_name,
        organisation=row.from_organisation,
        received=moment(received, now, zone),
        received_ago=ago(now - received),
        received_at=row.received_at,
        state=state_words(row.state, row.latest),
    )


def initials(first_name: str, last_name: str) -> str:
    """Return "R.K."; "Not known" where neither name is."""
    letters = [name.strip()[0].upper() for name in (first_name, last_name) if name.strip()]
    return "".join(f"{letter}." for letter in letters) or "Not known"


def age(born: str, today: date) -> str:
    """Return "5", "unborn", "about 9", "born 2012", or "" where nothing is known."""
    if len(born) == _FULL_DATE and born[4:5] == "-":
        day = date.fromisoformat(born)
        years = today.year - day.year - ((today.month, today.day) < (day.month, day.day))
        return str(years) if years >= 1 else "under 1"
    return f"born {born}" if born[:1].isdigit() else born


def state_words(state: str, versions: int) -> str:
    """Say the state; a new version after a request is "Answered again"."""
    if state == "received" and versions > 1:
        return f"Answered again, version {versions}"
    return _STATES.get(state, state)


def moment(at: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Return "10:51" on the same day, else "14 Nov 2026, 09:12"."""
    here, today = at.astimezone(zone), now.astimezone(zone)
    if here.date() == today.date():
        return f"{here:%H:%M}"
    return f"{here.day} {here:%b %Y, %H:%M}"


def ago(passed: timedelta) -> str:
    """Return "12 minutes ago" within the first hour, else ""."""
    if passed >= _AN_HOUR:
        return ""
    minutes = max(0, int(passed.total_seconds() // 60))
    return "just now" if minutes == 0 else "1 minute ago" if minutes == 1 else f"{minutes} minutes ago"


def one_line(title: str) -> str:
    """Return a file's title without what could make it look like another."""
    # Right-to-left marks and control characters can make a name look like another.
    return re.sub(r"[\x00-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]", "", title).strip()


def zone_of(name: object) -> ZoneInfo:
    """Return the council's time zone; London where it names none that is known."""
    try:
        return ZoneInfo(name if isinstance(name, str) else "Europe/London")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("Europe/London")
