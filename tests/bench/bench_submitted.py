"""The list of submitted forms, all of them asked about by the council, out of a real store: one JSON line each.

`python tests/bench/bench_submitted.py` exits with 1 when a goal is missed: what a person waits for after a press of a
key or the mouse stays under a tenth of a second, the list itself appears within a second.
"""

from __future__ import annotations

import itertools
import json
import os
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from desktop_portal.core.council import Council
from desktop_portal.core.draft import ChildLabel, FormKey
from desktop_portal.core.submission import Receipt, Submission
from desktop_portal.services.answering import Answering
from desktop_portal.services.requests import Requests
from desktop_portal.store.database import open_store
from desktop_portal.ui.controllers.ground import Ground
from desktop_portal.ui.controllers.submitted_list import SubmittedList
from desktop_portal.ui.controllers.told import home_state, submitted_state
from desktop_portal.ui.lane import Lane
from desktop_portal.ui.main_window import MainWindow
from desktop_portal.ui.pages.submitted import SubmittedPage

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_portal.store.database import Store

FORMS = 10_000
ROUNDS = 5
COUNCIL = Council("Example Council", "01632 960 001", "01632 960 002", {})
NOW = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
KEY = FormKey("https://forms.example.gov.uk/Questionnaire/small", "1")


def main() -> int:
    """Measure, print, and say by the exit status whether every goal was met."""
    application = QApplication([])
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "store.db", bytes(range(32)), clock=lambda: NOW)
        fill(store)
        requests = Requests(store.state)
        session: Any = SimpleNamespace(store=store, requests=requests, person=None)
        answering = Answering(store, requests, lambda _key: no_form(), lambda: NOW)
        page = SubmittedPage()
        page.resize(1200, 800)
        page.show()

        def read() -> Any:
            return submitted_state(session, NOW, kept_days=30, hide_children=False)

        state = read()

        def show() -> None:
            page.show_state(state)
            application.sendPostedEvents()
            page.grab()

        show()
        hidden = submitted_state(session, NOW, kept_days=30, hide_children=True)
        met = [
            report("read 10,000 submitted forms and requests, ms", median(read), 1000),
            report("count what the council asks about, ms", median(answering.waiting), 100),
            report("read the first page, ms", median(lambda: home_state(session, COUNCIL, NOW)), 100),
            report("show 10,000 rows and the first cards, ms", median(show), 1000),
            report("search in 10,000 rows and cards, ms", median(lambda: page._find("A.9321")), 100),
            report("take the search back, ms", median(lambda: page._find("")), 100),
            report("hide the children's details, ms", median(lambda: page.show_state(hidden)), 300),
            *open_the_list(application, session),
        ]
        store.close()
    return 0 if all(met) else 1


def open_the_list(application: QApplication, session: Any) -> list[bool]:
    """Press "Submitted forms": how long until the page is there, and the longest work of its thread meanwhile."""
    policy = SimpleNamespace(retention_days=30)
    app: Any = SimpleNamespace(clock=lambda: NOW, policy=policy, language="en", session=session)
    window, lane = MainWindow(application), Lane()
    shown = SubmittedList(Ground(app, window, lane, lambda bug: sys.exit(f"{bug!r}")))
    window.add_page("submitted", shown.page)
    window.show()
    shown.kept = FORMS
    begin = time.perf_counter()
    shown.fill(session)
    window.show_page("submitted")
    window.grab()
    opened = (time.perf_counter() - begin) * 1000
    steps = [time.thread_time()]
    while shown.page._state.reading or lane.busy:
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
        steps.append(time.thread_time())
    still = max((after - before) * 1000 for before, after in itertools.pairwise(steps))
    lane.close(5)
    window.close_now()
    return [
        report("open the list of 10,000 forms, ms", opened, 100),
        report("longest work of the window's thread while it is read and shown, ms of CPU", still, 300),
    ]


def no_form() -> Any:
    """No form is read to count."""
    raise AssertionError


def fill(store: Store) -> None:
    """Put received forms into the store, each with an open request."""
    requests = Requests(store.state)
    with store._connection.writing():
        for number in range(FORMS):
            form_id = f"018f0000-0000-7000-8000-{number:012}"
            at = NOW - timedelta(minutes=number)
            child = ChildLabel(f"A.{number}", "2019")
            sent = Submission(form_id, 1, KEY, "Early help request", child, False, b"{}", "00" * 32, (), at)
            receipt = Receipt(form_id, 1, f"EHM-26-{number:05}", "00" * 32, "e", at, '"1"')
            store.submissions.take(sent, receipt)
            asked = {
                "request_id": f"r-{number}",
                "version": 1,
                "reason": {"text": {"en": "Insufficient detail"}},
                "comments": f"Question {number}?",
                "asked_at": at.isoformat(),
            }
            requests.take(form_id, "information-request", asked)


def median(work: Callable[[], object]) -> float:
    """Milliseconds that it takes, of some times the middle one."""
    times = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        work()
        times.append((time.perf_counter() - begin) * 1000)
    return statistics.median(times)


def report(name: str, value: float, goal: float) -> bool:
    """Print one figure."""
    met = value < goal
    print(json.dumps({"figure": name, "value": round(value, 1), "goal": f"< {goal:g} ms", "met": met}), flush=True)
    return met


if __name__ == "__main__":
    sys.exit(main())
