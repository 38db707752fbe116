"""The council's own configuration: its name, numbers, hours and words; never literals in a form."""

from __future__ import annotations

import binascii
from base64 import b64decode
from dataclasses import dataclass, field
from datetime import time
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime, tzinfo

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
NOT_RECEIVED_MINUTES = 15
LARGEST_LOGO = 100_000


@dataclass(frozen=True, slots=True)
class Level:
    """A level of need, or a service, in the council's own words; `text` may be empty."""

    code: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Council:
    """A council in one language. Telephone numbers are as they are read out; `hours` by weekday, None when closed.

    `not_received_minutes`: after how long a safeguarding form that has not arrived makes the program give the number.
    `logo` is the bytes of a PNG, or empty.
    """

    name: str
    telephone: str
    night_telephone: str
    hours: Mapping[str, tuple[time, time] | None]
    time_zone: str = "Europe/London"
    levels: tuple[Level, ...] = ()
    services: tuple[Level, ...] = ()
    destinations: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    privacy_notice: str = ""
    brand: str = ""
    logo: bytes = b""
    not_received_minutes: int = NOT_RECEIVED_MINUTES

    def words_for(self, link_id: str) -> tuple[Level, ...]:
        """Return the council's own words for the options of a question, by their codes (docs/form-content.md)."""
        return {"overview.level": self.levels, "services.wanted": self.services}.get(link_id, ())

    def is_open(self, now: datetime) -> bool:
        """Whether somebody reads what comes in at this moment."""
        here = now.astimezone(_zone(self.time_zone))
        hours = self.hours.get(DAYS[here.weekday()])
        return hours is not None and hours[0] <= here.time() < hours[1]

    def number_at(self, now: datetime) -> str:
        """Return the number to call now: duty in office hours, the emergency team outside them."""
        return self.telephone if self.is_open(now) else self.night_telephone


def read_council(document: Mapping[str, Any], language: str = "en") -> Council:
    """Read a council's configuration in a language; whatever is missing or of another kind is left empty."""
    telephones = _map(document.get("telephone"))
    day = _str(telephones.get("day"))
    return Council(
        name=_str(document.get("name")) or "Your council",
        telephone=day,
        night_telephone=_str(telephones.get("out_of_hours_team")) or _str(telephones.get("night")) or day,
        hours=MappingProxyType({name: _hours(_map(document.get("hours")).get(name)) for name in DAYS}),
        time_zone=_str(document.get("time_zone")) or "Europe/London",
        levels=_levels(document.get("levels"), language),
        services=_levels(document.get("services"), language),
        destinations=MappingProxyType(
            {code: words(name, language) for code, name in _map(document.get("destinations")).items()}
        ),
        privacy_notice=words(document.get("privacy_notice"), language),
        brand=_str(_map(document.get("brand")).get("brand")),
        logo=_picture(_map(document.get("brand")).get("logo")),
        not_received_minutes=_minutes(document.get("not_received_minutes")),
    )


def _levels(lines: object, language: str) -> tuple[Level, ...]:
    return tuple(
        Level(_str(line.get("code")), words(line.get("title"), language), words(line.get("text"), language))
        for line in map(_map, _list(lines))
    )


def words(text: object, language: str) -> str:
    """Return a text that is kept by language, in English where there is no other."""
    if isinstance(text, str):
        return text
    found = _map(text)
    return _str(found.get(language)) or _str(found.get("en"))


def _hours(pair: object) -> tuple[time, time] | None:
    try:
        opens, closes = (time.fromisoformat(part) for part in _list(pair))
    except (ValueError, TypeError):
        return None
    return opens, closes


def _picture(value: object) -> bytes:
    """Return the bytes of a PNG in base64; what is none, or is larger than 100,000 bytes, counts as no logo."""
    try:
        data = b64decode(_str(value), validate=True)
    except (binascii.Error, ValueError):
        return b""
    return data if len(data) <= LARGEST_LOGO else b""


def _minutes(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else NOT_RECEIVED_MINUTES


def _zone(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def _map(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict | MappingProxyType) else {}


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _str(value: object) -> str:
    return value if isinstance(value, str) else ""
