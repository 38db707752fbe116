"""Speed, size and memory of PDFs, in one run: one JSON line for each figure.

`python tests/bench/bench_pdf.py [QUESTIONNAIRE.json RESPONSE.json]` exits with 1 when a goal is missed. Without files
it fills in the shipped safeguarding form. The floor is the same content in reportlab's own paragraphs and tables,
untagged.
"""

from __future__ import annotations

import io
import json
import resource
import statistics
import sys
import time
from datetime import UTC, date, datetime
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from desktop_portal.forms.answers import Answers, Value
from desktop_portal.forms.answers import Path as Place
from desktop_portal.forms.evaluate import evaluate
from desktop_portal.forms.questionnaire import compile_form
from desktop_portal.forms.response import from_response
from desktop_portal.forms.tree import ItemType, Question
from desktop_portal.paths import resources
from desktop_portal.pdf.blocks import Banner, Document, Facts, Fields, Grid, Heading, Words
from desktop_portal.pdf.document import render
from desktop_portal.pdf.outline import outline
from desktop_portal.pdf.request import Kind, PdfRequest

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_portal.forms.tree import Form

ROUNDS = 9
FORMS_IN_A_ROW = 100
RATIO_GOAL = 2.0
MEMORY_GOAL = 150.0
STORY = "On Monday he came to school with a bruise on his arm and said that he had fallen off his bike. " * 6


def main() -> int:
    """Measure, print, and say by the exit status whether every goal was met."""
    request = given(*map(Path, sys.argv[1:3])) if len(sys.argv) > 2 else filled_in()
    document = outline(request)
    render(request), untagged(document)
    ours, floor = [], []
    for _ in range(ROUNDS):
        ours.append(timed(lambda: render(request)))
        floor.append(timed(lambda: untagged(document)))
    ratio = statistics.median(ours) / statistics.median(floor)
    met = report("pdf-time-ms", statistics.median(ours), statistics.median(floor), "<= 2 x", met=ratio <= RATIO_GOAL)
    size, bare = len(render(request)), len(untagged(document))
    report("pdf-size-bytes", size, bare, "told", met=True)
    before = peak()
    for _ in range(FORMS_IN_A_ROW):
        render(request)
    after = peak()
    return 0 if report("pdf-memory-100-mb", after, before, "< 150 MB", met=after < MEMORY_GOAL) and met else 1


def report(name: str, value: float, floor: float, goal: str, *, met: bool) -> bool:
    """Print one figure beside its floor."""
    line = {"figure": name, "value": round(value, 2), "floor": round(floor, 2), "ratio": round(value / floor, 2)}
    print(json.dumps({**line, "goal": goal, "met": met}), flush=True)
    return met


def timed(work: Callable[[], Any]) -> float:
    """Milliseconds that it takes."""
    begin = time.perf_counter()
    work()
    return (time.perf_counter() - begin) * 1000


def peak() -> float:
    """The most memory that this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def given(definition: Path, response: Path) -> PdfRequest:
    """A form and answers from files."""
    form = compile_form(json.loads(definition.read_bytes()))
    answers, _ = from_response(form, json.loads(response.read_bytes()))
    return request_of(form, answers)


def filled_in() -> PdfRequest:
    """The shipped safeguarding form with a text in every text question and the first option everywhere."""
    folder = resources()
    sets = [json.loads(file.read_bytes()) for file in (folder / "valuesets").glob("*.json")]
    definition = json.loads((folder / "forms" / "safeguarding-concern.json").read_bytes())
    form = compile_form(definition, value_sets={f"{one['url']}|{one['version']}": one for one in sets})
    values: dict[Place, tuple[Value, ...]] = {}
    rows: dict[Place, int] = {}
    for item in form.items.values():
        scopes = form.scopes.get(item.link_id, ())
        path = Place(item.link_id, (0,) * len(scopes))
        if item.type is ItemType.GROUP and getattr(item, "repeats", False):
            rows[path] = 1
        elif isinstance(item, Question) and item.options:
            values[path] = (item.options[0].value,)
        elif item.type in {ItemType.STRING, ItemType.TEXT}:
            values[path] = (STORY if item.type is ItemType.TEXT else "Sam Taylor",)
    return request_of(form, Answers(MappingProxyType(values), MappingProxyType(rows)))


def request_of(form: Form, answers: Answers) -> PdfRequest:
    """The draft that is printed."""
    evaluation = evaluate(form, answers, date(2026, 11, 23), draft=True)
    moment = datetime(2026, 11, 23, 14, 3, tzinfo=UTC)
    return PdfRequest(council="Example Council", evaluation=evaluation, kind=Kind.DRAFT, written_at=moment, who="Sam")


def untagged(document: Document) -> bytes:
    """The same content in reportlab's usual way, with the same typeface, and no tags."""
    fonts = resources() / "fonts"
    if "Bench" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Bench", fonts / "AtkinsonHyperlegibleNext-Regular.ttf"))
    style = ParagraphStyle("body", fontName="Bench", fontSize=10.5, leading=14.5)
    story: list[Any] = []
    for block in document.blocks:
        match block:
            case Heading(text=text) | Words(text=text) | Banner(text=text):
                story.append(Paragraph(escape(text), style))
            case Fields(fields=fields) | Facts(fields=fields):
                cells = [
                    [Paragraph(escape(one.label), style), [Paragraph(escape(text), style) for text in one.answers]]
                    for one in fields
                ]
                story.append(Table(cells, colWidths=[160, 320], splitInRow=1))
            case Grid(head=head, rows=rows):
                story.append(Table([[Paragraph(escape(text), style) for text in row] for row in (head, *rows)]))
    target = io.BytesIO()
    SimpleDocTemplate(target, pagesize=A4).build(story)
    return target.getvalue()


if __name__ == "__main__":
    sys.exit(main())
