"""Speed of the form engine: one JSON line for each figure, medians and worst of many runs.

`python tests/bench/bench_forms.py` exits with 1 when a goal is missed. Goals in milliseconds go with this computer's
speed (docs/decisions/0093-goals-in-milliseconds.md).
"""

from __future__ import annotations

import gc
import json
import statistics
import sys
import time
import tracemalloc
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_portal.forms.answers import Answers
from desktop_portal.forms.answers import Path as Place
from desktop_portal.forms.evaluate import Evaluation, evaluate, update
from desktop_portal.forms.questionnaire import compile_form
from desktop_portal.forms.response import from_response
from desktop_portal.forms.tree import ItemType, Question

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_portal.forms.answers import Value
    from desktop_portal.forms.tree import Form

DATA = Path(__file__).parent / "data"
TODAY = date(2026, 11, 24)
ROUNDS = 30
EDITS = 1500


def load(name: str) -> dict[str, Any]:
    """Read one of the bench forms or responses."""
    found: dict[str, Any] = json.loads((DATA / f"{name}.json").read_text("utf-8"))
    return found


def report(figure: str, times: list[float], goals: dict[str, float], slower: float = 1.0) -> bool:
    """Print median, 95th percentile and worst in milliseconds beside their goals; says whether all are met.

    `slower`: how many times as slow this computer is as the one on which the goals were set.
    """
    ordered = sorted(times)
    found = {
        "median_ms": statistics.median(ordered),
        "p95_ms": ordered[int(len(ordered) * 0.95)],
        "worst_ms": ordered[-1],
    }
    met = all(found[name] < goal * slower for name, goal in goals.items())
    line = {"figure": figure, **{name: round(value, 4) for name, value in found.items()}, "goals": goals}
    if goals:
        line |= {"goals_here": {name: round(goal * slower, 2) for name, goal in goals.items()}, "met": met}
    print(json.dumps(line), flush=True)
    return met


def timed(work: Callable[[], object], rounds: int) -> list[float]:
    """Milliseconds of each run but the first (warm-up); garbage is collected between them, not in them."""
    times = []
    for _ in range(rounds + 1):
        gc.collect()
        begin = time.perf_counter()
        work()
        times.append((time.perf_counter() - begin) * 1000)
    return times[1:]


def edits(form: Form, answers: Answers) -> list[tuple[Place, tuple[Value, ...]]]:
    """Changes a person could make, spread over the whole form: each kind of answer, rows and controlling questions."""
    found: list[tuple[Place, tuple[Value, ...]]] = []
    for path in answers.values:
        item = form.items[path.link_id]
        if not isinstance(item, Question):
            continue
        if item.type is ItemType.CHOICE:
            found.extend((path, (option.value,)) for option in item.options[:2])
        elif item.type in (ItemType.STRING, ItemType.TEXT):
            found.extend((path, (text,)) for text in ("A", "A longer answer"))
    found.sort(key=lambda edit: (edit[0].link_id[::-1], edit[0].rows))
    return found


def changes(name: str) -> list[float]:
    """Milliseconds of single changes to a filled form, all consequences included."""
    form = compile_form(load(name))
    answers, _issues = from_response(form, load(f"{name}-full"))
    current = evaluate(form, answers, TODAY, draft=True)
    planned = edits(form, answers)
    times = []
    gc.collect()
    for number in range(EDITS):
        path, values = planned[number * 7 % len(planned)]
        begin = time.perf_counter()
        current = update(current, path, values)
        times.append((time.perf_counter() - begin) * 1000)
    _confirm(current)
    return times


def toggles() -> list[float]:
    """Milliseconds of the change that shows or hides most."""
    form = compile_form(load("fhir-500"))
    answers, _issues = from_response(form, load("fhir-500-full"))
    current = evaluate(form, answers, TODAY, draft=True)
    reach: dict[str, int] = {}
    for item in form.items.values():
        for condition in item.conditions:
            reach[condition.question] = reach.get(condition.question, 0) + 1
    question = form.items[max(reach, key=lambda link_id: reach[link_id])]
    assert isinstance(question, Question)
    values: list[Value] = [option.value for option in question.options] or ["yes", "no"]
    times = []
    for number in range(300):
        begin = time.perf_counter()
        current = update(current, Place(question.link_id), (values[number % len(values)],))
        times.append((time.perf_counter() - begin) * 1000)
    _confirm(current)
    return times


def _confirm(current: Evaluation) -> None:
    full = evaluate(current.form, current.answers, TODAY, draft=True)
    if dict(full.issues) != dict(current.issues) or full.off != current.off:
        raise SystemExit("the changes do not add up to a full evaluation")


def memory() -> float:
    """Megabytes that a compiled form keeps."""
    definition = load("fhir-500")
    compile_form(definition)
    gc.collect()
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    form = compile_form(definition)
    gc.collect()
    kept = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    return kept / 1_048_576 if form.items else 0.0


def main() -> int:
    """Measure everything; the exit status says whether all goals are met."""
    definition = load("fhir-500")
    form = compile_form(definition)
    answers, _issues = from_response(form, load("fhir-500-full"))
    sys.path.insert(0, str(DATA.parents[2]))
    from tests.bench.this_computer import slowness  # noqa: PLC0415 (run as a program, from anywhere)

    slower = slowness()
    # How often the same text could be read and written meanwhile says something on any computer.
    text = json.dumps(definition)
    report("floor: the same form as JSON read and written", timed(lambda: json.dumps(json.loads(text)), ROUNDS), {})
    met = [
        report("compile 500", timed(lambda: compile_form(definition), ROUNDS), {"median_ms": 20}, slower),
        report(
            "evaluate 500", timed(lambda: evaluate(form, answers, TODAY, draft=True), ROUNDS), {"median_ms": 5}, slower
        ),
    ]
    small, large = changes("fhir-50"), changes("fhir-500")
    report("change 50", small, {})
    met.append(report("change 500", large, {"median_ms": 0.2, "p95_ms": 2, "worst_ms": 5}, slower))
    met.append(report("toggle that shows most, 500", toggles(), {"median_ms": 1, "worst_ms": 5}, slower))
    growth = statistics.median(large) / statistics.median(small)
    megabytes = memory()
    for figure, value, goal in (("growth 50 to 500", growth, 1.3), ("compiled form, MB", megabytes, 10.0)):
        met.append(value <= goal)
        line = {"figure": figure, "value": round(value, 3), "goal": goal, "met": value <= goal}
        print(json.dumps(line), flush=True)
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
