"""Somebody who cannot see the page gets all of it, in order, with its structure."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from datetime import UTC, date, datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import outloud
import pdfua
import pikepdf
import pymupdf
import pytest

from desktop_portal.forms.answers import Answers, Coding, Path
from desktop_portal.forms.evaluate import evaluate
from desktop_portal.forms.questionnaire import compile_form
from desktop_portal.paths import resources
from desktop_portal.pdf.document import render
from desktop_portal.pdf.outline import outline
from desktop_portal.pdf.request import Kind, PdfRequest
from tests.pdf.reading import read

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Callable

    Maker = Callable[..., PdfRequest]

SENTENCE = "On day {} he said that he fell off his bike, later that {} of them had pushed him."
STORY = [" ".join(SENTENCE.format(part * 60 + at, at * 7) for at in range(60)) for part in range(3)]
ALL_SCRIPTS = "Ŵyn محمد שלום রহিম अनिता ਸਿਮਰਨ கமலா ሰላም 李小龙 한국어 Олена \U0001f600 \x07"


@pytest.fixture
def rich(make: Maker, received: dict[str, Any]) -> PdfRequest:
    """A received form with a long answer, a list, rows in rows, files, and every script."""
    values: dict[str | Path, Any] = {
        "child.first-name": ALL_SCRIPTS,
        "concern.kinds": (Coding("neglect", "urn:k"), Coding("harm", "urn:k")),
        "story": "\n\n".join(STORY),
        **{Path("person.name", (row,)): f"Person {row}" for row in range(3)},
        Path("person.number", (0, 0)): "01632 960000",
    }
    files = received["files"] * 40
    return make(values, {Path("person"): 3, Path("person.phone", (0,)): 1}, **{**received, "files": files})


@pytest.mark.parametrize("kind", ["draft", "received"])
def test_two_independent_checkers_find_nothing(
    make: Maker, rich: PdfRequest, kind: str, tmp_path: pathlib.Path
) -> None:
    path = tmp_path / "form.pdf"
    path.write_bytes(render(rich if kind == "received" else make({"story": ALL_SCRIPTS})))
    report = pdfua.validate(str(path))
    assert [f"{one.rule_id} {one.message}" for one in report.findings] == []
    check = [sys.executable, "-m", "pdfua", "check", str(path)]
    said = subprocess.run(check, capture_output=True, text=True, check=True).stdout
    assert "skip" not in said
    result = outloud.check(str(path))
    assert not result.error
    assert [str(one) for one in result.findings if one.severity != "info"] == []


def test_the_checkers_do_find_a_heading_that_was_skipped(rich: PdfRequest, tmp_path: pathlib.Path) -> None:
    """The two would not be worth much if they passed anything."""
    path = tmp_path / "broken.pdf"
    with pikepdf.open(io.BytesIO(render(rich))) as pdf:
        for element in pdf.objects:
            if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/H2":
                element["/S"] = pikepdf.Name("/H5")
        pdf.save(path)
    assert pdfua.validate(str(path)).findings or outloud.check(str(path)).findings


def test_it_says_its_title_language_and_that_it_is_tagged(rich: PdfRequest) -> None:
    root = read(render(rich)).reader.trailer["/Root"]
    assert root["/Lang"] == "en-GB"
    assert root["/MarkInfo"]["/Marked"] is not None
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    packet = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in packet
    assert "Child/Young Person Safeguarding Concern, LCS-26-00417" in packet
    assert root["/OutputIntents"][0].get_object()["/S"] == "/GTS_PDFA1"
    assert all(page["/Tabs"] == "/S" for page in read(render(rich)).reader.pages)


def test_headings_never_skip_a_level(rich: PdfRequest) -> None:
    levels = [int(tag[1]) for tag, _ in read(render(rich)).headings()]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_table_names_its_rows_or_columns(rich: PdfRequest) -> None:
    found = read(render(rich))
    rows = list(found.root.all("TR"))
    assert len(rows) > 20
    assert all(row.kids[0].tag == "TH" for row in rows)
    heads = [[kid.text for kid in row.kids] for row in rows if {kid.tag for kid in row.kids} == {"TH"}]
    assert heads == [["File", "Size", "Digest (SHA-256)"]]
    assert len(found.reader.pages) > 3


def test_what_repeats_on_every_page_is_read_once(rich: PdfRequest) -> None:
    found = read(render(rich))
    assert found.root.text.count("Digest (SHA-256)") == 2
    assert "Page 1 of" not in found.root.text
    assert "(continued)" not in found.root.text
    assert any("(continued)" in page for page in found.artifacts)


def test_words_do_not_run_together_at_the_ends_of_lines(rich: PdfRequest) -> None:
    found = read(render(rich)).answers()["What worries you?"]
    assert [line.strip() for line in found] == STORY


def test_a_list_is_a_list(rich: PdfRequest) -> None:
    (listed,) = read(render(rich)).root.all("L")
    assert [item.kids[1].text for item in listed.kids] == ["Neglect", "Physical harm"]
    assert [item.kids[0].tag for item in listed.kids] == ["Lbl", "Lbl"]


def test_the_code_is_described(rich: PdfRequest) -> None:
    (figure,) = read(render(rich)).root.all("Figure")
    assert figure.alternative == "QR code with the reference LCS-26-00417 and the digest of this form"


def test_bookmarks_lead_to_every_section(rich: PdfRequest) -> None:
    found = read(render(rich))
    titles = [str(entry.title) for entry in found.reader.outline if not isinstance(entry, list)]
    assert titles == ["1  Child", "2  Household", "3  Declaration", "Attached files"]


def test_every_font_is_embedded(rich: PdfRequest) -> None:
    reader = read(render(rich)).reader
    fonts = reader.pages[0]["/Resources"]["/Font"]
    assert len(fonts) > 8
    for font in fonts.values():
        descendant = font.get_object()["/DescendantFonts"][0].get_object()
        assert descendant["/FontDescriptor"]["/FontFile2"].get_object().get_data()


def test_a_welsh_form_has_a_welsh_document() -> None:
    folder = resources()
    sets = [json.loads(file.read_bytes()) for file in (folder / "valuesets").glob("*.json")]
    definition = json.loads((folder / "forms" / "safeguarding-concern.json").read_bytes())
    form = compile_form(definition, language="cy", value_sets={f"{one['url']}|{one['version']}": one for one in sets})
    evaluation = evaluate(form, Answers(), date(2026, 11, 23), draft=True)
    moment = datetime(2026, 11, 23, 14, 3, tzinfo=UTC)
    request = PdfRequest(council="Example Council", evaluation=evaluation, kind=Kind.DRAFT, written_at=moment)
    found = read(render(request))
    assert found.reader.trailer["/Root"]["/Lang"] == "cy"
    assert all("DRAFFT, heb ei hanfon" in page for page in found.artifacts)
    assert outline(request).blocks


def test_another_program_reads_the_same_words(rich: PdfRequest) -> None:
    opened: Any = pymupdf.open
    with opened(stream=render(rich), filetype="pdf") as document:
        said = " ".join(" ".join(page.get_text() for page in document).split())
    assert STORY[0].split(".")[0] in said
    for word in ("LCS-26-00417", "Ŵyn", "李小龙", "Олена", "محمد", "\U0001f600"):
        assert word in said, word
