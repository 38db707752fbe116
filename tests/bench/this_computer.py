"""How much slower this computer runs Python than the one on which the goals in milliseconds were set.

A goal in milliseconds means something on one computer only. There, reportlab's own paragraphs (untagged) made the
filled form of 150 questions in 58 ms, and WeasyPrint in 508; both are measured again here, and the goals are multiplied
by the smaller of the two ratios. The form had 12 pages there; with the page before it that each document has now it is
longer, and counts by its pages. docs/decisions/0093-goals-in-milliseconds.md.
"""

from __future__ import annotations

import io
import json
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from pypdf import PdfReader  # noqa: E402 (run as a program, from anywhere)

from desktop_portal.pdf.outline import outline  # noqa: E402
from tests.bench.bench_pdf import USUAL, given  # noqa: E402
from tests.bench.pdf_peers import untagged, weasyprint_ua  # noqa: E402

REPORTLAB_THERE, WEASYPRINT_THERE, PAGES_THERE = 58.0, 508.0, 12
ROUNDS = 5


def slowness() -> float:
    """Say how many times as long Python takes here, and print it as a line; 1.0 is that computer, or a quicker one."""
    document = outline(given(*USUAL))
    longer = len(PdfReader(io.BytesIO(untagged(document))).pages) / PAGES_THERE
    found = {}
    for name, make, there in (
        ("reportlab", untagged, REPORTLAB_THERE),
        ("weasyprint", weasyprint_ua, WEASYPRINT_THERE),
    ):
        make(document)
        times = []
        for _ in range(ROUNDS):
            begin = time.perf_counter()
            make(document)
            times.append((time.perf_counter() - begin) * 1000)
        found[name] = statistics.median(times) / (there * longer)
    least = max(1.0, min(found.values()))
    line = {"figure": "this computer, times as slow as where goals in ms were set", "value": round(least, 2)}
    print(json.dumps({**line, **{name: round(value, 2) for name, value in found.items()}}), flush=True)
    return least


if __name__ == "__main__":
    slowness()
