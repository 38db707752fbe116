"""Speed of the draft store beside the bare floor, in one run: one JSON line for each figure.

`python tests/bench/bench_store.py` exits with 1 when a goal is missed.
"""

from __future__ import annotations

import io
import json
import os
import sqlite3
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from argon2.low_level import Type, hash_secret_raw

from desktop_portal.core.draft import ChildLabel, Draft, FormKey
from desktop_portal.store.convert import to_bytes
from desktop_portal.store.database import Store, open_store
from desktop_portal.vault.vault import Vault, create_vault
from desktop_portal.vault.wraps import Cost

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)
KEY = bytes(range(32))
SAVES = 300
DRAFTS = 10_000
ATTACHMENT = 25 * 1024 * 1024
ROUNDS = 7


def draft(number: int, size: int, saved_at: datetime = NOW, typed: int = 0) -> Draft:
    """A draft whose document is about `size` bytes of JSON, like a form's answers.

    `typed`: so many letters were typed since, in an answer in the middle of the form.
    """
    answer = "The child said that ... " * 8
    count = size // 250
    items: list[dict[str, Any]] = [
        {"linkId": f"concerns.{at}", "answer": [{"valueString": f"{number} {answer}"}]} for at in range(count)
    ]
    items[count // 2]["answer"][0]["valueString"] += "a" * typed
    document = {"response": {"resourceType": "QuestionnaireResponse", "item": items}, "retained": [], "typed": {}}
    form = FormKey("https://example.gov.uk/forms/safeguarding", "1.0.0")
    return Draft(
        f"draft-{number:06}", form, "Safeguarding concern", ChildLabel("A.B.", "2019"), document, NOW, saved_at
    )


def report(name: str, value: float, floor: float, goal: str, *, met: bool) -> bool:
    """Print one figure; `value` and `floor` in the unit that the name tells."""
    ratio = value / floor if floor else 0.0
    line = {"figure": name, "value": round(value, 3), "floor": round(floor, 3), "ratio": round(ratio, 2)}
    print(json.dumps({**line, "goal": goal, "met": met}), flush=True)
    return met


def timed(work: Callable[[], Any]) -> float:
    """Milliseconds that it takes."""
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def autosave(store: Store, folder: Path) -> bool:
    """Serialise, encrypt and commit a 50 KB draft, and a plain SQLite WAL FULL commit of the same bytes, in turn."""
    plain = sqlite3.connect(folder / "plain.db", isolation_level=None)
    plain.execute("PRAGMA journal_mode = wal")
    plain.execute("PRAGMA synchronous = FULL")
    plain.execute("CREATE TABLE draft (id TEXT PRIMARY KEY, document BLOB)")
    ours, floor = [], []
    for number in range(SAVES):
        current = draft(1, 50_000, NOW + timedelta(seconds=number), typed=number)
        content = to_bytes(current.document)
        ours.append(timed(lambda current=current: store.drafts.save(current)))
        row = ("1", content)
        floor.append(timed(lambda row=row: plain.execute("INSERT OR REPLACE INTO draft VALUES (?, ?)", row)))
    plain.close()
    value, least = statistics.median(ours), statistics.median(floor)
    slowest = sorted(ours)[int(SAVES * 0.95)]
    report("autosave of 50 KB, 95th percentile, ms", slowest, sorted(floor)[int(SAVES * 0.95)], "", met=True)
    return report("autosave of 50 KB, median, ms", value, least, "ratio <= 4", met=value <= 4 * least)


def attachment(store: Store, folder: Path) -> bool:
    """Hash, encrypt and commit 25 MB, beside writing the same bytes to a file with fsync; MB/s."""
    ours, floor = [], []
    for _ in range(ROUNDS):
        content = os.urandom(ATTACHMENT)
        floor.append(timed(lambda content=content: _plain_file(folder / "plain.bin", content)))
        stream = io.BytesIO(content)
        ours.append(
            timed(
                lambda stream=stream: store.attachments.add("d", stream, title="a.pdf", content_type="application/pdf")
            )
        )
        for file in store.attachments.of_draft("d"):
            store.attachments.remove("d", file.digest)
    value, least = (ATTACHMENT / 1e6 / (statistics.median(times) / 1000) for times in (ours, floor))
    return report("attachment of 25 MB, MB/s", value, least, "ratio >= 0.35", met=value >= 0.35 * least)


def opening(folder: Path) -> bool:
    """Open a store of 10,000 drafts and list them, the key being known."""
    path = folder / "many" / "store.db"
    store = open_store(path, KEY, clock=lambda: NOW)
    with store._connection.writing():
        for number in range(DRAFTS):
            store.drafts.save(draft(number, 5_000, NOW + timedelta(seconds=number)))
    store.close()
    times = []
    for _ in range(ROUNDS):
        opened: list[Store] = []
        times.append(timed(lambda opened=opened: opened.append(open_store(path, KEY, clock=lambda: NOW))))
        times[-1] += timed(opened[0].drafts.summaries)
        opened[0].close()
    value = statistics.median(times)
    return report("open and list 10,000 drafts, ms", value, 0, "< 1000", met=value < 1000)


def unlock(folder: Path) -> bool:
    """Open the vault with the password and then a store of 100 drafts, beside Argon2id of the same price alone."""
    _vault, key, _code = create_vault(folder / "vault", "three calm otters", account="sam@example.gov.uk")
    store = open_store(folder / "vault" / "store.db", key, clock=lambda: NOW)
    for number in range(100):
        store.drafts.save(draft(number, 5_000))
    store.close()
    cost = Cost()

    def opened() -> None:
        again = Vault(folder / "vault", account="sam@example.gov.uk")
        found = open_store(
            folder / "vault" / "store.db", again.open_with_password("three calm otters"), clock=lambda: NOW
        )
        found.drafts.summaries()
        found.close()

    def argon2() -> None:
        hash_secret_raw(b"three calm otters", bytes(16), cost.passes, cost.memory_kib, cost.lanes, 32, Type.ID)

    times = [(timed(opened), timed(argon2)) for _ in range(ROUNDS)]
    value, least = (statistics.median(column) for column in zip(*times, strict=True))
    return report("unlock, ms, beside Argon2id alone", value, least, "ratio <= 1.25", met=value <= 1.25 * least)


def _plain_file(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def main() -> int:
    """Measure; 0 when all goals are met."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = open_store(folder / "store.db", KEY, clock=lambda: NOW)
        met = [autosave(store, folder), attachment(store, folder)]
        store.close()
        met += [opening(folder), unlock(folder)]
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
