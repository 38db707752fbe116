"""Speed of a long list: 10,000 saved forms, out of the encrypted store onto the screen; one JSON line each figure.

`python -m tests.bench.bench_lists` (offscreen) exits with 1 when a goal is missed. Opening is timed from the store to
the first paint of the page; a frame of scrolling from the turn of the wheel to the painted table.
"""

from __future__ import annotations

import json
import os
import secrets
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListWidget, QWidget

from desktop_portal.core.draft import ChildLabel, Draft, FormKey
from desktop_portal.core.ids import uuid7
from desktop_portal.store.database import Store, open_store
from desktop_portal.ui.controllers.told import draft_lines
from desktop_portal.ui.main_window import MainWindow
from desktop_portal.ui.models.rows import PIECE
from desktop_portal.ui.pages.recover import RecoverPage, RecoverState
from desktop_portal.ui.rings import Rings
from desktop_portal.ui.theme import Theme, apply_theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_portal.ui.table import Table

NOW = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)
COUNT, ROUNDS, FRAMES = 10_000, 5, 400
OPENS_MS, FRAME_MS, FINDS_MS = 200.0, 16.0, 100.0
ANSWER = "She came to school without a coat again and said that nobody was at home in the evening. "


def fill(store: Store) -> None:
    """Keep 10,000 drafts with a page of answers each."""
    key = FormKey("https://forms.example.gov.uk/Questionnaire/safeguarding-concern", "2026.11.2")
    for number in range(COUNT):
        saved = NOW - timedelta(minutes=number)
        document = {"item": [{"linkId": f"q{at}", "answer": [{"valueString": ANSWER}]} for at in range(20)]}
        label = ChildLabel(f"{chr(65 + number % 26)}.{chr(65 + number // 26 % 26)}.", str(2008 + number % 18))
        store.drafts.save(
            Draft(uuid7(saved, secrets.token_bytes(10)), key, "Safeguarding concern", label, document, saved, saved)
        )


def milliseconds(act: Callable[[], object]) -> float:
    """Return how long an act takes."""
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000


def report(name: str, value: float, floor: float, goal: float) -> bool:
    """Print one figure in milliseconds, beside a bare Qt list of as many lines in the same run."""
    line = {"figure": name, "value": round(value, 2), "floor": round(floor, 2), "unit": "ms", "goal": goal}
    print(json.dumps({**line, "met": value <= goal}), flush=True)
    return value <= goal


def p95(values: list[float]) -> float:
    """Return what 95 of 100 values do not exceed."""
    return statistics.quantiles(values, n=20)[-1]


def show(widget: QWidget) -> None:
    """Have all of it painted."""
    widget.show()
    widget.grab()


def scrolled(widget: Table | QListWidget) -> list[float]:
    """Turn the wheel to the end and return how long each frame took."""
    bar, view = widget.verticalScrollBar(), widget.viewport()
    step = max(bar.maximum() // FRAMES, 1)

    def turn(to: int) -> None:
        bar.setValue(to)
        view.grab()

    return [milliseconds(lambda at=at: turn(at * step)) for at in range(FRAMES)]


def opened(app: QApplication, store: Store) -> tuple[float, MainWindow, RecoverPage]:
    """Open the page out of the store; return how long until it was painted."""
    window, page = MainWindow(app), RecoverPage()
    window.add_page("recover", page)
    window.resize(1280, 860)
    window.show()

    def act() -> None:
        page.show_state(RecoverState(draft_lines(store.drafts.lines(), NOW)))
        window.show_page("recover")
        window.grab()

    return milliseconds(act), window, page


def found(window: MainWindow, page: RecoverPage) -> None:
    """Find the forms of one child."""
    page._table.rows.search("Q.C")
    window.grab()
    page._table.rows.search("")


def sorted_by_child(window: MainWindow, page: RecoverPage) -> None:
    """Sort by the second column."""
    page._table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    window.grab()


def bare() -> tuple[float, QListWidget]:
    """Open a plain list of as many lines."""
    plain = QListWidget()
    plain.resize(1280, 860)

    def act() -> None:
        plain.addItems([f"Safeguarding concern A.B., {number}" for number in range(COUNT)])
        show(plain)

    return milliseconds(act), plain


def main() -> int:
    """Measure, print, and say by the status whether all goals were met."""
    app = QApplication(sys.argv[:1])
    apply_theme(app, Theme())
    # As the program does.
    Rings(app).start()
    met = True
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "portal.db", secrets.token_bytes(32), clock=lambda: NOW)
        fill(store)
        floors, times = [], []
        for _ in range(ROUNDS):
            took, plain = bare()
            floors.append(took)
            took, window, page = opened(app, store)
            times.append(took)
        met &= report(f"open {COUNT} drafts", statistics.median(times), statistics.median(floors), OPENS_MS)
        read = [milliseconds(store.drafts.lines) for _ in range(ROUNDS)]
        met &= report("of it: read them from the store", statistics.median(read), 0.0, OPENS_MS)
        frames, bare_frames = scrolled(page._table), scrolled(plain)
        met &= report("a frame of scrolling, p95", p95(frames), p95(bare_frames), FRAME_MS)
        met &= report("the slowest frame", max(frames), max(bare_frames), 2 * FRAME_MS)
        ahead = [milliseconds(page._table.rows.read_ahead) for _ in range(COUNT // PIECE)]
        met &= report("put them into words ahead, the longest piece", max(ahead), 0.0, FRAME_MS)
        met &= report("search in them", milliseconds(lambda: found(window, page)), 0.0, FINDS_MS)
        met &= report("sort them", milliseconds(lambda: sorted_by_child(window, page)), 0.0, OPENS_MS)
        store.close()
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
