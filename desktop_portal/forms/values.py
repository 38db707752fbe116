"""One value between FHIR's JSON (`value[x]`) and ours; refuses what FHIR's own data types refuse."""

from __future__ import annotations

import base64
import binascii
import contextlib
import re
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from desktop_portal.forms.answers import Absent, Attachment, Coding, Date, DateTime, Time, Unreadable
from desktop_portal.forms.tree import ItemType, Today

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from desktop_portal.forms.answers import Value

ABSENT_URL = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"

_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)
_DATE_TIME = re.compile(
    r"\d{4}(-\d{2}(-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2}))?)?)?",
    re.ASCII,
)
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?", re.ASCII)
_INTEGERS = range(-(2**31), 2**31)
_MAX_DIGITS = 40
_LAST_YEAR = 9998

TYPE_KEYS: Mapping[ItemType, tuple[str, ...]] = {
    ItemType.BOOLEAN: ("Boolean",),
    ItemType.INTEGER: ("Integer",),
    ItemType.DECIMAL: ("Decimal",),
    ItemType.DATE: ("Date",),
    ItemType.DATE_TIME: ("DateTime",),
    ItemType.TIME: ("Time",),
    ItemType.STRING: ("String",),
    ItemType.TEXT: ("String",),
    ItemType.URL: ("Uri",),
    ItemType.CHOICE: ("Coding",),
    ItemType.OPEN_CHOICE: ("Coding", "String"),
    ItemType.ATTACHMENT: ("Attachment",),
}
"""Which `value[x]` an answer of a question of this type may be."""


class NotThatType(ValueError):  # noqa: N818 (a fact about a value, caught at once)
    """The JSON is not a value of the FHIR data type asked for."""


def read_value(kind: str, raw: object) -> Value:
    """Read the JSON of a `value<kind>`; raises NotThatType."""
    reader = READERS.get(kind)
    if reader is None:
        raise NotThatType(kind)
    return reader(raw)


def write_value(value: Value, item_type: ItemType) -> dict[str, Any]:
    """Write a value as the content of an `answer`; an Unreadable has none and gives an empty answer."""
    if isinstance(value, Absent):
        return {"extension": [{"url": ABSENT_URL, "valueCode": value.reason}]}
    if isinstance(value, str):
        return {"valueUri" if item_type is ItemType.URL else "valueString": value}
    if isinstance(value, Unreadable):
        return {}
    kind, write = _WRITERS[type(value)]
    if kind == "Integer" and item_type is ItemType.DECIMAL:
        kind = "Decimal"
    return {f"value{kind}": write(value)}


def value_kind(value: Value) -> str:
    """Name the `value[x]` of a value: "Coding", "Date" …; "" for Absent and Unreadable."""
    if isinstance(value, str):
        return "String"
    return _WRITERS[type(value)][0] if type(value) in _WRITERS else ""


def known(values: tuple[Value, ...]) -> tuple[Value, ...]:
    """Keep what is really answered: not "I do not know", and not what cannot be read."""
    for value in values:
        if isinstance(value, (Absent, Unreadable)):
            return tuple(each for each in values if not isinstance(each, (Absent, Unreadable)))
    return values


def compare(left: Value, right: Value) -> int | None:
    """Order two values: negative, 0 or positive; None when they cannot be compared.

    Dates of different precision are compared on their shared prefix (forms-standard, "Pitfalls").
    """
    if isinstance(left, (Date, DateTime)) and isinstance(right, (Date, DateTime)):
        return _compare_dates(left.text, right.text)
    if isinstance(left, Time) and isinstance(right, Time):
        return _sign(left.text, right.text)
    if isinstance(left, bool) or isinstance(right, bool):
        return None if type(left) is not type(right) else _sign(left, right)
    if isinstance(left, (int, Decimal)) and isinstance(right, (int, Decimal)):
        return _sign(left, right)
    if isinstance(left, str) and isinstance(right, str):
        return _sign(left, right)
    return None


def same(left: Value, right: Value) -> bool:
    """Whether two values are equal as FHIR means it: a Coding by system and code, a date on the shared prefix."""
    if isinstance(left, Coding) or isinstance(right, Coding):
        return left == right
    return compare(left, right) == 0


def on_day(limit: Today, today: date) -> Date:
    """Work out a limit relative to today; a month too short for the day ends at its last day."""
    months = today.year * 12 + today.month - 1 + limit.years * 12 + limit.months
    year, month = divmod(months, 12)
    if not 1 <= year <= _LAST_YEAR:
        return Date(f"{min(max(year, 1), _LAST_YEAR):04d}-01-01")
    last = (date(year + month // 11, (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    moved = date(year, month + 1, min(today.day, last)) + timedelta(weeks=limit.weeks, days=limit.days)
    return Date(moved.isoformat())


def is_date(text: str) -> bool:
    """Whether the text is a FHIR date that exists: `2019`, `2019-03` or `2019-03-27`."""
    if _DATE.fullmatch(text) is None:
        return False
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :] if len(text) < len("2019-03-27") else text)
    except ValueError:
        return False
    return True


def is_date_time(text: str) -> bool:
    """Whether the text is a FHIR dateTime that exists; with a time it has an offset."""
    if _DATE_TIME.fullmatch(text) is None or not is_date(text[:10]):
        return False
    if len(text) <= len("2019-03-27"):
        return True
    return _instant(text) is not None


def is_time(text: str) -> bool:
    """Whether the text is a FHIR time: `hh:mm:ss`."""
    return _TIME.fullmatch(text) is not None


def _compare_dates(left: str, right: str) -> int:
    if "T" in left and "T" in right:
        first, second = _instant(left), _instant(right)
        if first is not None and second is not None:
            return _sign(first, second)
    shared = min(len(left), len(right))
    return _sign(left[:shared], right[:shared])


def _instant(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", text))
    except ValueError:
        return None
    return found if found.tzinfo is not None else None


def _sign(left: Any, right: Any) -> int:
    return int(left > right) - int(left < right)


def _boolean(raw: object) -> Value:
    if isinstance(raw, bool):
        return raw
    raise NotThatType("Boolean")


def _integer(raw: object) -> Value:
    if isinstance(raw, int) and not isinstance(raw, bool) and raw in _INTEGERS:
        return raw
    raise NotThatType("Integer")


def _decimal(raw: object) -> Value:
    if isinstance(raw, bool) or not isinstance(raw, (int, float, Decimal)):
        raise NotThatType("Decimal")
    try:
        number = raw if isinstance(raw, Decimal) else Decimal(repr(raw))
    except (InvalidOperation, ValueError) as error:
        raise NotThatType("Decimal") from error
    if not number.is_finite() or len(number.as_tuple().digits) > _MAX_DIGITS or abs(number.adjusted()) > _MAX_DIGITS:
        raise NotThatType("Decimal")
    return number


def _string(raw: object) -> Value:
    if isinstance(raw, str) and raw.strip():
        return raw
    raise NotThatType("String")


def _date(raw: object) -> Value:
    if isinstance(raw, str) and is_date(raw):
        return Date(raw)
    raise NotThatType("Date")


def _date_time(raw: object) -> Value:
    if isinstance(raw, str) and is_date_time(raw):
        return DateTime(raw)
    raise NotThatType("DateTime")


def _time(raw: object) -> Value:
    if isinstance(raw, str) and is_time(raw):
        return Time(raw)
    raise NotThatType("Time")


def _coding(raw: object) -> Value:
    if not isinstance(raw, dict):
        raise NotThatType("Coding")
    code, system, display = raw.get("code", ""), raw.get("system", ""), raw.get("display", "")
    if not (isinstance(code, str) and isinstance(system, str) and isinstance(display, str) and (code or display)):
        raise NotThatType("Coding")
    return Coding(code, system, display)


def _attachment(raw: object) -> Value:
    if not isinstance(raw, dict):
        raise NotThatType("Attachment")
    texts = [raw.get(key, "") for key in ("contentType", "title", "hash", "url")]
    size = raw.get("size", 0)
    if not all(isinstance(text, str) for text in texts) or not isinstance(size, int) or isinstance(size, bool):
        raise NotThatType("Attachment")
    data = attachment_data(raw)
    return Attachment(
        texts[0], texts[1], size if data is None else data, _digest(texts[2], texts[3]), _description(raw)
    )


def attachment_data(raw: Mapping[str, Any]) -> int | None:
    """Count the bytes that an attachment carries inline; None when it has no `data`. Raises NotThatType."""
    data = raw.get("data")
    if data is None:
        return None
    if not isinstance(data, str):
        raise NotThatType("Attachment")
    try:
        return len(base64.b64decode("".join(data.split()), validate=True))
    except (binascii.Error, ValueError) as error:
        raise NotThatType("Attachment") from error


def _digest(encoded: str, url: str) -> str:
    """Read our SHA-256, which stands in `url` (urn:sha256:…) and, in base64, in `hash`."""
    if url.startswith("urn:sha256:"):
        return url.removeprefix("urn:sha256:").lower()
    try:
        return base64.b64decode(encoded, validate=True).hex()
    except (binascii.Error, ValueError):
        return encoded


_DESCRIPTION_URL = "http://hl7.org/fhir/StructureDefinition/data-element-description"


def _description(raw: Mapping[str, Any]) -> str:
    extensions = raw.get("extension")
    for extension in extensions if isinstance(extensions, list) else ():
        if isinstance(extension, dict) and extension.get("url") == _DESCRIPTION_URL:
            text = extension.get("valueString", "")
            return text if isinstance(text, str) else ""
    return ""


def _write_coding(value: Any) -> dict[str, str]:
    parts = {"system": value.system, "code": value.code, "display": value.display}
    return {key: part for key, part in parts.items() if part}


def _write_attachment(value: Any) -> dict[str, Any]:
    written: dict[str, Any] = {"contentType": value.content_type, "title": value.title, "size": value.size}
    if value.digest:
        written["url"] = f"urn:sha256:{value.digest}"
        with contextlib.suppress(ValueError):
            written["hash"] = base64.b64encode(bytes.fromhex(value.digest)).decode("ascii")
    if value.description:
        written["extension"] = [{"url": _DESCRIPTION_URL, "valueString": value.description}]
    return {key: part for key, part in written.items() if part != ""}


def _write_decimal(value: Any) -> int | float:
    return int(value) if value == value.to_integral_value() and abs(value) < 2**53 else float(value)


def _text(value: Any) -> str:
    return str(value.text)


READERS: Mapping[str, Callable[[object], Value]] = {
    "Boolean": _boolean,
    "Integer": _integer,
    "Decimal": _decimal,
    "Date": _date,
    "DateTime": _date_time,
    "Time": _time,
    "String": _string,
    "Uri": _string,
    "Coding": _coding,
    "Attachment": _attachment,
}
READERS_OF: Mapping[ItemType, Mapping[str, Callable[[object], Value]]] = {
    item_type: {f"value{kind}": READERS[kind] for kind in kinds if kind != "Attachment"}
    for item_type, kinds in TYPE_KEYS.items()
}
"""How each `value<kind>` that a question of this type may have is read, but for files, which have more to check."""
_WRITERS: Mapping[type, tuple[str, Callable[[Any], Any]]] = {
    bool: ("Boolean", bool),
    int: ("Integer", int),
    Decimal: ("Decimal", _write_decimal),
    Date: ("Date", _text),
    DateTime: ("DateTime", _text),
    Time: ("Time", _text),
    Coding: ("Coding", _write_coding),
    Attachment: ("Attachment", _write_attachment),
}
