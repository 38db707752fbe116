"""Speed of the wizard beside a bare Qt floor, in one run: one JSON line for each figure.

`python -m tests.bench.bench_wizard` (offscreen) exits with 1 when a goal is missed. Opening is timed from the draft on
the disk; starting, from the process to the first paint, without the time a person takes for the password.
"""

from __future__ import annotations

import gc
import json
import os
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_portal.core.council import read_council
from desktop_portal.core.draft import ChildLabel, Draft, FormKey
from desktop_portal.core.ids import uuid7
from desktop_portal.forms.answers import Answers
from desktop_portal.forms.answers import Path as Place
from desktop_portal.forms.draft_file import to_document
from desktop_portal.forms.evaluate import evaluate
from desktop_portal.forms.questionnaire import compile_form
from desktop_portal.forms.response import from_response
from desktop_portal.paths import resources
from desktop_portal.services.drafting import DraftSession
from desktop_portal.store.database import Store, open_store
from desktop_portal.ui.theme import Theme, apply_theme
from desktop_portal.ui.wizard.acts import Doors
from desktop_portal.ui.wizard.section_view import SectionView
from desktop_portal.ui.wizard.wizard_window import WizardWindow

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_portal.forms.answers import Attachment
    from desktop_portal.forms.tree import Form
    from desktop_portal.ui.editors.file_zone import NewFile

DATA = Path(__file__).parent / "data"
NOW = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)
KEYS, ROUNDS = 200, 7
FRAME_MS = 16.7
PAUSE_MS = 12
AS_INSTALLED = """
import runpy, sys
sys.modules["psycopg"] = None  # no program that is installed has the server's driver, which peewee would import
sys.argv = sys.argv[1:]
runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=False)
"""
LONGEST_SAVE: dict[int, float] = {}
TOGGLE = Place("s6_toggle")


class Paints(QObject):
    """Counts the paint events of one widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Count."""
        self.count += event.type() is QEvent.Type.Paint
        return False

    def wait_for_next(self, work: Callable[[], object]) -> float:
        """Milliseconds from the beginning of `work` until the widget is painted after it."""
        QTest.qWait(0)
        before, begin = self.count, time.perf_counter()
        work()
        while self.count == before:
            QTest.qWait(0)
        return (time.perf_counter() - begin) * 1000


def report(name: str, value: float, floor: float, goal: float) -> bool:
    """Print one figure: value, floor, their ratio and the most that the ratio may be."""
    ratio = value / floor if floor else 0.0
    line = {"figure": name, "value": round(value, 3), "floor": round(floor, 3), "ratio": round(ratio, 2)}
    print(json.dumps({**line, "goal": goal, "met": ratio <= goal}), flush=True)
    return ratio <= goal


def rows_of_plain_widgets(count: int) -> list[QWidget]:
    """Rows of a label and a line each."""
    rows = []
    for number in range(count):
        row = QWidget()
        column = QVBoxLayout(row)
        column.addWidget(QLabel(f"Question {number}"))
        column.addWidget(QLineEdit())
        rows.append(row)
    return rows


def plain_page() -> QWidget:
    """The floor for a page: fifteen labels and lines in a scroll area."""
    page = QScrollArea()
    inside = QWidget()
    column = QVBoxLayout(inside)
    for row in rows_of_plain_widgets(15):
        column.addWidget(row)
    page.setWidget(inside)
    page.setWidgetResizable(True)
    return page


def opening(make: Callable[[], QWidget]) -> list[float]:
    """Milliseconds to make, show and paint a window, for each round."""
    times = []
    for _ in range(ROUNDS):
        QTest.qWait(60)
        gc.collect()
        begin = time.perf_counter()
        window = make()
        window.resize(1280, 804)
        paints = Paints(window)
        window.show()
        while not paints.count:
            QTest.qWait(0)
        times.append((time.perf_counter() - begin) * 1000)
        QTest.qWait(60)
        window.close()
        window.deleteLater()
    return times


def load(questions: int) -> tuple[Form, Answers]:
    """One of the shared forms, with a draft of 20 rows."""
    form = compile_form(json.loads((DATA / f"fhir-{questions}.json").read_bytes()))
    answers, _ = from_response(form, json.loads((DATA / f"fhir-{questions}-draft.json").read_bytes()))
    return form, answers


def kept_draft(store: Store, form: Form, answers: Answers) -> str:
    """Keep a draft, and return its id."""
    document = to_document(evaluate(form, answers, NOW.date(), draft=True), authored=NOW.isoformat())
    key = FormKey(form.url, form.version)
    draft = Draft(new_id(), key, form.title, ChildLabel(), document, NOW, NOW)
    store.drafts.save(draft)
    return draft.id


def open_wizard(store: Store, form: Form, answers: Answers, draft: str = "") -> WizardWindow:
    """A wizard on a draft, read out of the store."""
    kept = store.drafts.load(draft or kept_draft(store, form, answers))
    session = DraftSession(store, form, kept, clock=lambda: NOW, new_id=new_id)
    doors = Doors(attach=_no_files, open_pdf=print, leave=_leave, submitted=print)
    return WizardWindow(session, doors, read_council(json.loads((resources() / "council.json").read_bytes())))


def new_id() -> str:
    """A new draft's id."""
    return uuid7(NOW, secrets.token_bytes(10))


def _no_files(_draft: str, _file: NewFile) -> Attachment:
    raise NotImplementedError


def _leave() -> None:
    pass


def typing(line: QLineEdit, pause: int = 0) -> list[float]:
    """Milliseconds from key to painted, for each of 200 keys with a pause between them, in milliseconds."""
    line.setFocus()
    paints = Paints(line)
    for _ in range(10):
        paints.wait_for_next(lambda: QTest.keyClick(line, "a"))
    line.clear()
    times = []
    for _ in range(KEYS):
        QTest.qWait(pause)
        times.append(paints.wait_for_next(lambda: QTest.keyClick(line, "a")))
    return times


def first_line(window: WizardWindow) -> QLineEdit:
    """The first line of text on the page."""
    view = next(one for one in window.findChildren(SectionView) if one.isVisible())
    return next(one for one in view.findChildren(QLineEdit) if one.isVisible() and not one.isReadOnly())


def typing_in(store: Store, questions: int, *, autosave: bool = True) -> list[float]:
    """Typing in the first line of a form of so many questions."""
    window = open_wizard(store, *load(questions))
    if not autosave:
        for timer in window._autosave.findChildren(QTimer):
            timer.setInterval(1_000_000)
    window.resize(1280, 804)
    window.show()
    QTest.qWait(2500)
    saves: list[float] = []
    save = window._autosave._save

    def timed() -> bool:
        begin = time.perf_counter()
        saved = save()
        saves.append((time.perf_counter() - begin) * 1000)
        return saved

    window._autosave._save = timed
    times = typing(first_line(window), PAUSE_MS)
    if autosave:
        assert saves, "nothing was saved while typing"
        LONGEST_SAVE[questions] = max(saves)
    window.save_now()
    window.close()
    window.deleteLater()
    return times


def processes(store_file: Path, key: bytes, drafts: dict[int, str]) -> tuple[dict[str, float], dict[str, float]]:
    """Milliseconds from starting a process to its window painted, and the megabytes it holds then, medians of three."""
    kinds = {kind: ["tests.bench.child_floor", kind] for kind in ("floor", "page")}
    for questions, draft in drafts.items():
        kinds[str(questions)] = ["tests.bench.child_draft", str(store_file), key.hex(), draft, str(questions)]
    started: dict[str, list[float]] = {kind: [] for kind in kinds}
    held: dict[str, list[float]] = {kind: [] for kind in kinds}
    # As installed: modules are compiled once.
    surroundings = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(3):
        for kind, words in kinds.items():
            command = [sys.executable, "-c", AS_INSTALLED, *words]
            begin = time.perf_counter()
            with subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=surroundings
            ) as child:
                assert child.stdout is not None
                assert child.stdout.readline().strip() == "painted"
                started[kind].append((time.perf_counter() - begin) * 1000)
                held[kind].append(float(child.stdout.readline()))
    middle = statistics.median
    return {k: middle(v) for k, v in started.items()}, {k: middle(v) for k, v in held.items()}


def toggles(store: Store) -> list[float]:
    """Milliseconds until the answer that shows 30 questions is followed by the paint of the page."""
    window = open_wizard(store, *load(150))
    window.resize(1280, 804)
    window.show()
    window._turn(window._session.go_to("s6"))
    QTest.qWait(2500)
    view = next(one for one in window.findChildren(SectionView) if one.isVisible())
    field = view.field_at(TOGGLE)
    assert field is not None
    yes, no = field.findChildren(QRadioButton)[:2]
    paints, times = Paints(view), []
    for _ in range(ROUNDS):
        times.append(paints.wait_for_next(yes.click))
        QTest.qWait(30)
        paints.wait_for_next(no.click)
        QTest.qWait(30)
    window.save_now()
    window.close()
    window.deleteLater()
    return times


def plain_toggles() -> list[float]:
    """The floor: thirty rows that are built already appear together, in a page of fifteen."""
    page = QWidget()
    column = QVBoxLayout(page)
    button = QCheckBox("More")
    column.addWidget(button)
    rows = rows_of_plain_widgets(30)
    for row in (*rows_of_plain_widgets(15), *rows):
        column.addWidget(row)

    def turn(on: int) -> None:
        for row in rows:
            row.setVisible(bool(on))

    button.clicked.connect(turn)
    for row in rows:
        row.hide()
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(page)
    area.resize(1280, 804)
    area.show()
    paints, times = Paints(page), []
    for _ in range(ROUNDS):
        times.append(paints.wait_for_next(button.click))
        QTest.qWait(30)
        paints.wait_for_next(button.click)
    area.close()
    area.deleteLater()
    return times


def main() -> int:
    """Measure everything; 1 when a goal is missed."""
    application = QApplication(sys.argv[:1])
    apply_theme(application, Theme())
    with tempfile.TemporaryDirectory() as folder:
        file, key = Path(folder) / "bench.db", secrets.token_bytes(32)
        store = open_store(file, key, clock=lambda: NOW)
        drafts = {questions: kept_draft(store, *load(questions)) for questions in (150, 500)}
        good = measure(store)
        store.close()
        good = measure_processes(file, key, drafts) and good
    return 0 if good else 1


def measure(store: Store) -> bool:
    """Every figure of docs/speed that is the wizard's."""
    plain = opening(plain_page)
    form, answers = load(150)
    draft = kept_draft(store, form, answers)
    opened = opening(lambda: open_wizard(store, form, answers, draft))
    big, big_answers = load(500)
    big_draft = kept_draft(store, big, big_answers)
    opened_big = opening(lambda: open_wizard(store, big, big_answers, big_draft))
    line = QLineEdit()
    line.show()
    bare = typing(line, PAUSE_MS)
    line.close()
    keys = {questions: typing_in(store, questions) for questions in (50, 150, 500)}
    slow = sum(one > FRAME_MS for one in keys[500])
    without = typing_in(store, 500, autosave=False)
    again = statistics.median(opened[1:])
    return all(
        [
            report("open the 150 form, first, ms", opened[0], plain[0], 6),
            report("open the 150 form, again, ms", again, statistics.median(plain[1:]), 8),
            report("open the 500 form against the 150, ms", statistics.median(opened_big[1:]), again, 1.5),
            report("key to painted at 150, median, ms", statistics.median(keys[150]), statistics.median(bare), 7),
            report("key to painted at 150, p95, ms", p95(keys[150]), p95(bare), 10),
            report("key to painted, 500 against 50", statistics.median(keys[500]), statistics.median(keys[50]), 1.3),
            report("keys over a frame of 200 at 500, autosave on", slow, 1, 0),
            report("longest autosave while typing at 500, ms", LONGEST_SAVE[500], FRAME_MS, 1),
            report("autosave adds to the median key", statistics.median(keys[500]), statistics.median(without), 1.15),
            report("toggle of 30, ms", statistics.median(toggles(store)), statistics.median(plain_toggles()), 3),
        ]
    )


def measure_processes(file: Path, key: bytes, drafts: dict[int, str]) -> bool:
    """The figures for which a process of its own is started: a 150-question draft painted, and memory."""
    started, held = processes(file, key, drafts)
    return all(
        [
            report("process start to a 150 draft painted, ms", started["150"], started["floor"], 4),
            report("memory with the 150 form open, MB", held["150"], held["page"], 2.5),
            report("memory grows from 150 to 500 by, MB", held["500"] - held["150"], 1, 15),
        ]
    )


def p95(times: list[float]) -> float:
    """The time that 95 of 100 stay under."""
    return sorted(times)[int(len(times) * 0.95)]


if __name__ == "__main__":
    sys.exit(main())
