"""The log: what happened to the program, never what a person wrote.

An allow-list of keys is the rule (I13): an event may carry only these, and only short plain values; everything else is
dropped before it is written, so a careless line of code cannot put an answer, a token or a code into a file.
"""

from __future__ import annotations

import logging
import logging.handlers
from typing import TYPE_CHECKING, Any

import structlog

if TYPE_CHECKING:
    from collections.abc import MutableMapping
    from pathlib import Path

ALLOWED_KEYS = frozenset(
    {
        "event",
        "level",
        "timestamp",
        "version",
        "state",
        "reason",
        "status",
        "attempts",
        "count",
        "milliseconds",
        "form",
        "kind",
        "place",
        "file",
        "exception_type",
        "where",
    }
)
LONGEST_VALUE = 120


def allow_listed(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Keep only allowed keys with short plain values."""
    return {
        key: str(value)[:LONGEST_VALUE] if isinstance(value, str) else value
        for key, value in event.items()
        if key in ALLOWED_KEYS and isinstance(value, str | int | float | bool)
    }


def start_log(file: Path, level: str = "info") -> structlog.stdlib.BoundLogger:
    """Write to a file of at most four times 1 MB; a folder that cannot be written to costs the log, not the work.

    `level`: "error", "warning", "info" or "debug". The allow-list holds at every level.
    """
    root = logging.getLogger("desktop_portal")
    root.setLevel(level.upper())
    root.propagate = False
    stop_log()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = logging.handlers.RotatingFileHandler(
            file, maxBytes=1_000_000, backupCount=3, encoding="utf-8"
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(message)s"))
    root.addHandler(handler)
    logger: structlog.stdlib.BoundLogger = structlog.wrap_logger(
        root,
        wrapper_class=structlog.stdlib.BoundLogger,
        processors=[
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            allow_listed,
            structlog.processors.JSONRenderer(sort_keys=True),
        ],
    )
    return logger


def stop_log() -> None:
    """Close the file."""
    root = logging.getLogger("desktop_portal")
    for handler in list(root.handlers):
        root.removeHandler(handler)
        handler.close()
