"""A process in which a person attaches one file; it prints how much memory it has held at most, in KB.

`python -m tests.services.attaching_person FOLDER FILE`
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from desktop_portal.services.attaching import MEGABYTE, Attaching
from desktop_portal.store.database import open_store

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
LIMIT = 64 * MEGABYTE


def most_memory() -> int:
    """The most that was held, of this process alone: `ru_maxrss` would count its parent's."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))


def main() -> None:
    folder, file = Path(sys.argv[1]), Path(sys.argv[2])
    store = open_store(folder / "store.db", bytes(32), clock=lambda: NOON)
    kept = Attaching(store.attachments, limit=LIMIT).add_file("draft", file)
    assert kept.size == file.stat().st_size
    store.close()
    print(most_memory())


if __name__ == "__main__":
    main()
