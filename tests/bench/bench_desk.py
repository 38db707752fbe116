"""The review desk with 100,000 submissions, over HTTP on a real server: one JSON line for each figure.

`python tests/bench/bench_desk.py [--many N]` exits with 1 when a goal is missed. The floor: `/healthz` in the same run.
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.support.desk_person import DeskPerson, staff_at  # noqa: E402
from tests.support.referrer import a_concern, register  # noqa: E402
from tests.support.server_process import ServerProcess  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import httpx

GOAL = 100
ROUNDS = 15
RECEIVED = 5
"""Of twenty, nobody's yet."""
NAMES = ("Robin", "Sam", "Alex", "Jo", "Kim", "Noor", "Ewa", "Dylan", "Zoe", "Mari")


def fill(database: Path, submission: str, many: int) -> None:
    """Copy one real submission `many` times, spread over states, urgencies, names and half a year."""
    begin = datetime(2026, 5, 1, tzinfo=UTC)
    states = ("received",) * RECEIVED + ("reviewing",) * 2 + ("information-requested",) + ("closed",) * 12
    with sqlite3.connect(database) as rows:
        columns = [row[1] for row in rows.execute("pragma table_info(submission)")]
        kept = dict(
            zip(columns, rows.execute("select * from submission where id = ?", (submission,)).fetchone(), strict=True)
        )
        (staff,) = rows.execute("select id from staff").fetchone()
        version = list(rows.execute("select * from version where submission_id = ?", (submission,)).fetchone())

        def copies() -> Iterator[list[Any]]:
            for number in range(many):
                at = (begin + timedelta(minutes=number * 2)).isoformat(timespec="microseconds").replace("+00:00", "Z")
                first, last = NAMES[number % 10], f"Test{number % 5_000}"
                yield list(
                    {
                        **kept,
                        "id": f"01900000-0000-7000-8000-{number:012d}",
                        "reference": f"LCS-25-{number:06d}",
                        "state": states[number % len(states)],
                        "urgency": (number * 7) % 5,
                        "assigned_to": ""
                        if number % len(states) < RECEIVED
                        else (staff if number % 40 == 7 else "another"),
                        "latest": 1,
                        "nhs_number": f"999{number % 90_000:07d}",
                        "first_name": first,
                        "last_name": last,
                        "search_name": f"{first} {last}".lower(),
                        "name_key": f"{first} {last} 2021-03-{number % 28 + 1:02d}".lower(),
                        "received_at": at,
                        "changed_at": at,
                    }.values()
                )

        marks = ",".join("?" * len(columns))
        rows.executemany(f"insert into submission values ({marks})", copies())  # noqa: S608 (marks only)
        marks = ",".join("?" * len(version))
        rows.executemany(
            f"insert into version values ({marks})",  # noqa: S608 (marks only)
            ([f"01900000-0000-7000-8000-{number:012d}", *version[1:]] for number in range(0, many, 100)),
        )
    rows.close()


def _held_by(number: int, staff: str) -> str:
    """Nobody has what was just received; of the rest this person has some and others have most."""
    return "" if number % 20 < RECEIVED else staff if number % 40 == RECEIVED + 2 else "another"


def milliseconds(ask: Callable[[], httpx.Response]) -> float:
    """Return the median time of a call that has to succeed."""
    times = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        answer = ask()
        times.append((time.perf_counter() - begin) * 1000)
        assert answer.status_code == 200, answer.text
    return statistics.median(times)


def measure(jo: DeskPerson) -> bool:
    """Print each page's figure; returns whether all goals were met."""
    floor = milliseconds(lambda: jo.http.get("/healthz"))
    jo.post("/desk/search", q="mari test77")
    last = "/desk?view=all&order=old&after=2026-09-10T00:00:00.000000Z_0"
    pages = {
        "queue, first page": "/desk",
        "queue, one urgency": "/desk?urgency=1",
        "queue, nothing done for 7 days, child of 5 to 10": "/desk?waiting=7&age=5-10",
        "queue, closed": "/desk?view=closed",
        "queue, all, oldest first, 95,000 rows in": last,
        "one's own": "/desk?view=mine",
        "search by name": "/desk/found",
    }
    met = True
    for name, path in pages.items():
        value = milliseconds(lambda path=path: jo.http.get(path))
        fine = value < GOAL
        line = {"figure": f"desk: {name}, median, ms", "value": round(value, 1), "floor": round(floor, 1)}
        print(json.dumps({**line, "ratio": round(value / floor, 1), "goal": f"< {GOAL} ms", "met": fine}), flush=True)
        met = met and fine
    return met


def main() -> int:
    """Run it all; 1 when a goal is missed."""
    options = argparse.ArgumentParser()
    options.add_argument("--many", type=int, default=100_000)
    many = options.parse_args().many
    with tempfile.TemporaryDirectory() as folder:
        server = ServerProcess(Path(folder), env={"PORTAL_LIMIT_FACTOR": "100"})
        for jo in staff_at(server, "jo@example.gov.uk"):
            body = a_concern()
            register(server, jo.http).submit(body)
            fill(server.data_dir / "portal.db", body["submission_id"], many)
            met = measure(jo)
        server.stop()
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
