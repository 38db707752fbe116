"""The only clock of the server; everything else is handed a `Clock`."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]


def system_clock() -> datetime:
    """Return now, UTC-aware."""
    return datetime.now(UTC)  # noqa: TID251 (the one place)


def written(moment: datetime) -> str:
    """Write a moment as the wire has it: `2026-11-24T00:14:01.123456Z`; such texts sort as the moments do."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def read(text: str) -> datetime:
    """Read what `written` wrote."""
    return datetime.fromisoformat(text)
