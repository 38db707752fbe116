"""Speed, size and memory of PDFs, in one run: one JSON line for each figure.

`python tests/bench/bench_pdf.py [QUESTIONNAIRE.json RESPONSE.json]` exits with 1 when a goal is missed. Without files
it takes the filled form of 150 questions in `data`. Others make the same content in the same run: reportlab's own
paragraphs and tables (untagged), WeasyPrint (PDF/UA), Typst (tagged).
"""

from __future__ import annotations

import json
import logging
import resource
import statistics
import subprocess
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_portal.forms.evaluate import evaluate
from desktop_portal.forms.questionnaire import compile_form
from desktop_portal.forms.response import from_response
from desktop_portal.pdf.document import render
from desktop_portal.pdf.outline import outline
from desktop_portal.pdf.request import Kind, PdfRequest

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 9
FORMS_IN_A_ROW = 100
RATIO_GOAL, WEASYPRINT_GOAL, SIZE_GOAL = 2.0, 0.25, 1.0
MEMORY_GOAL = 150.0
ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "tests/bench/data"
USUAL = (DATA / "fhir-150.json", DATA / "fhir-150-full.json")


def main() -> int:
    """Measure, print, and say by the exit status whether every goal was met."""
    files = tuple(map(Path, sys.argv[1:3])) or USUAL
    if sys.argv[3:] == ["memory"]:
        return in_a_row(*files)
    request = given(*files)
    sys.path.insert(0, str(ROOT))
    from tests.bench.pdf_peers import typst_tagged, untagged, weasyprint_ua  # noqa: PLC0415 (not where memory counts)

    logging.disable(logging.WARNING)
    document = outline(request)
    makers: dict[str, Callable[[], bytes]] = {
        "ours": lambda: render(request),
        "reportlab": lambda: untagged(document),
        "weasyprint": lambda: weasyprint_ua(document),
        "typst": lambda: typst_tagged(document),
    }
    sizes = {name: len(make()) for name, make in makers.items()}
    times: dict[str, list[float]] = {name: [] for name in makers}
    for _ in range(ROUNDS):
        for name, make in makers.items():
            times[name].append(timed(make))
    ms = {name: statistics.median(found) for name, found in times.items()}
    met = [
        report("pdf-time-ms-beside-untagged-reportlab", ms["ours"], ms["reportlab"], RATIO_GOAL),
        report("pdf-time-ms-beside-weasyprint-ua", ms["ours"], ms["weasyprint"], WEASYPRINT_GOAL),
        report("pdf-time-ms-beside-typst", ms["ours"], ms["typst"], None),
        report("pdf-size-bytes-beside-typst", sizes["ours"], sizes["typst"], SIZE_GOAL),
        report("pdf-size-bytes-beside-untagged-reportlab", sizes["ours"], sizes["reportlab"], None),
        subprocess.run([sys.executable, __file__, *map(str, files), "memory"], check=False).returncode == 0,
    ]
    return 0 if all(met) else 1


def in_a_row(definition: Path, response: Path) -> int:
    """Make a hundred forms, one after the other, in a process that does nothing else."""
    request = given(definition, response)
    render(request)
    before = peak()
    for _ in range(FORMS_IN_A_ROW):
        render(request)
    after = peak()
    line = {"figure": "pdf-memory-100-forms-mb", "value": round(after, 1), "floor": round(before, 1)}
    told = {"ratio": round(after / before, 2), "goal": f"< {MEMORY_GOAL:g} MB", "met": after < MEMORY_GOAL}
    print(json.dumps({**line, **told}), flush=True)
    return 0 if after < MEMORY_GOAL else 1


def report(name: str, value: float, floor: float, goal: float | None) -> bool:
    """Print one figure beside its floor; without a goal it is only told."""
    ratio = value / floor
    met = goal is None or ratio <= goal
    line = {"figure": name, "value": round(value, 2), "floor": round(floor, 2), "ratio": round(ratio, 2)}
    print(json.dumps({**line, "goal": "told" if goal is None else f"<= {goal:g} x", "met": met}), flush=True)
    return met


def timed(work: Callable[[], object]) -> float:
    """Milliseconds that it takes."""
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def peak() -> float:
    """The most memory that this process has had, in MB."""
    # Linux hands the parent's figure of `getrusage` down to a child; the kernel's own begins anew with the program.
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def given(definition: Path, response: Path) -> PdfRequest:
    """A form and answers from files, as the draft that is printed."""
    form = compile_form(json.loads(definition.read_bytes()))
    answers, _ = from_response(form, json.loads(response.read_bytes()))
    evaluation = evaluate(form, answers, date(2026, 11, 23), draft=True)
    moment = datetime(2026, 11, 23, 14, 3, tzinfo=UTC)
    return PdfRequest(council="Example Council", evaluation=evaluation, kind=Kind.DRAFT, written_at=moment, who="Sam")


if __name__ == "__main__":
    sys.exit(main())
