"""The fence: a file beside the key that remembers how far the database had come.

A database put back by hand from a copy lacks what programs hold receipts for, and would hide it: it has the same epoch,
so no program would send anything again. The server therefore refuses to start on a database older than its fence;
`portal-server restore` changes the epoch, and moves the fence.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from server_stub.database import writing
from server_stub.refusals import CannotStart
from server_stub.tables.base import Counter, count_up, database

if TYPE_CHECKING:
    from pathlib import Path

_NAME = "fence.json"
_FACTS = ("run", "audit")


def check(folder: Path) -> None:
    """Raise CannotStart when the database is older than the one that ran here last."""
    before, now = _read(folder), _now()
    if any(now[fact] < before[fact] for fact in _FACTS):
        raise CannotStart(
            "This database is older than the one that ran here last. If it comes from a backup, use "
            "'portal-server restore FILE': then people's programs send again what it lacks."
        )


def begin_run(folder: Path) -> None:
    """Give this start of the server a number, in the database and then in the fence."""
    with writing():
        count_up("run")
    advance(folder)


def advance(folder: Path) -> None:
    """Remember how far the database has come."""
    before, now = _read(folder), _now()
    if now != before:
        _write(folder, {fact: max(before[fact], now[fact]) for fact in _FACTS})


def move(folder: Path) -> None:
    """Put the fence where the database stands: after a restore, which has changed the epoch."""
    _write(folder, _now())


def _now() -> dict[str, int]:
    if not database.obj.table_exists("counter"):
        return dict.fromkeys(_FACTS, 0)
    rows = {row.name: int(row.value) for row in Counter.select().where(Counter.name.in_(_FACTS))}
    return {fact: rows.get(fact, 0) for fact in _FACTS}


def _read(folder: Path) -> dict[str, int]:
    try:
        content: Any = json.loads((folder / _NAME).read_text(encoding="utf-8"))
        return {fact: int(content[fact]) for fact in _FACTS}
    except FileNotFoundError:
        return dict.fromkeys(_FACTS, 0)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise CannotStart(
            f"The file {folder / _NAME} is damaged. If the database is the newest there is, delete the file."
        ) from error


def _write(folder: Path, facts: dict[str, int]) -> None:
    new = folder / f"{_NAME}.{os.getpid()}.new"
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        json.dump(facts, file)
        file.flush()
        os.fsync(file.fileno())
    new.replace(folder / _NAME)
