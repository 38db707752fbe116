"""The log: one JSON object a line on standard error, with nothing in it but what this list allows.

No path with an id, no address, no answer, no words of an error: PostgreSQL and smtplib repeat values in theirs.
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from types import TracebackType

ALLOWED = ("method", "route", "status", "milliseconds", "worker", "count", "kind", "command")
_OUR_OWN = ("portal", "uvicorn")
_FRAMES = 12


class JsonLines(logging.Formatter):
    """Writes a record as {"at", "level", "logger", "event", …}; of an exception its type and the places it passed."""

    def format(self, record: logging.LogRecord) -> str:
        """Write one line. Words of libraries are dropped: only our own and uvicorn's are known to name nobody."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        ours = record.name.split(".")[0] in _OUR_OWN
        line: dict[str, Any] = {"at": at, "level": record.levelname.lower(), "logger": record.name}
        line["event"] = record.getMessage() if ours else "a library has said something"
        line |= {key: record.__dict__[key] for key in ALLOWED if key in record.__dict__}
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            line["places"] = _places(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False, default=str)


def log_to_stderr() -> None:
    """Log what the server does, never who or what about."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
    logging.getLogger("uvicorn.access").disabled = True


def _places(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)[-_FRAMES:]
    return [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
