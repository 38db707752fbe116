"""Between values and what a row can hold."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

from desktop_portal.core.problems import StoreUnreadable

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_AS_JSON_DOES = orjson.OPT_PASSTHROUGH_DATACLASS | orjson.OPT_PASSTHROUGH_DATETIME


def micros(moment: datetime) -> int:
    """Return an aware moment as microseconds since 1970 UTC, exactly."""
    return (moment - _EPOCH) // _MICROSECOND


def moment(count: int) -> datetime:
    """Return the aware UTC moment of `micros`."""
    return _EPOCH + timedelta(microseconds=count)


def to_bytes(document: Mapping[str, Any]) -> bytes:
    """Return a JSON document as UTF-8; half characters that a paste can leave are kept as they are."""
    try:
        return orjson.dumps(document, default=_plain, option=_AS_JSON_DOES)
    except orjson.JSONEncodeError:
        text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), default=_plain)
        return text.encode("utf-8", "surrogatepass")


def from_bytes(kept: bytes) -> dict[str, Any]:
    """Return the document of `to_bytes`. Raises StoreUnreadable."""
    try:
        text = bytes(kept).decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        raise StoreUnreadable from error
    document: dict[str, Any] = parsed(text)
    return document


def parsed(text: str) -> Any:
    """Return what a JSON text of ours holds. Raises StoreUnreadable: SQLCipher may give a damaged page as zeros."""
    try:
        return json.loads(text)
    except ValueError as error:
        raise StoreUnreadable from error


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"a draft cannot hold {type(value).__name__}")
