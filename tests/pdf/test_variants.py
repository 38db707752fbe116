"""Every kind of document, of the form that ships, in both languages: readable by ear, and whole in itself."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import outloud
import pdfua
import pikepdf
import pytest
from PIL import Image

from desktop_portal.core.family_copy import left_out_at_first
from desktop_portal.core.submission import FileToSend
from desktop_portal.forms.answers import Answers, Date, Path, Value
from desktop_portal.forms.evaluate import evaluate
from desktop_portal.forms.tree import Group, ItemType, Question
from desktop_portal.paths import resources
from desktop_portal.pdf.document import render
from desktop_portal.pdf.pictures import picture_of
from desktop_portal.pdf.request import BlankRequest, ChangesRequest, Kind, PdfRequest, ReceiptRequest
from desktop_portal.services.shelf import Shelf
from tests.pdf.conftest import DIGEST, FILE, WRITTEN
from tests.pdf.reading import read
from tests.pdf.test_papers import ASKED, REPLY

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Callable

    from desktop_portal.forms.tree import Form

SHELF = Shelf(resources())
LONGEST = "concerns.worried"
LONG, SHORT = 60, 2
COUNCIL: dict[str, Any] = {"council": "Example Council", "who": "Sam Taylor", "reference": "LCS-26-00417"}
KINDS = ("draft", "empty", "waiting", "received", "with-data", "family", "changes", "receipt", "blank")


def shipped(language: str) -> Form:
    entry = next(one for one in SHELF.entries("professional", language) if one.safeguarding)
    return SHELF.form(entry.key, language)


def answered(form: Form, sentences: int, rows: int = 1) -> Answers:
    """Every question of the form with an answer, in a row where there are rows; one answer goes over pages."""
    counts = {
        Path(item.link_id): rows
        for item in form.items.values()
        if isinstance(item, Group) and item.repeats and not form.scopes.get(item.link_id)
    }
    values: dict[Path, tuple[Value, ...]] = {}
    for item in form.items.values():
        scopes = form.scopes.get(item.link_id, ())
        for row in range(rows if scopes else 1):
            if isinstance(item, Question) and len(scopes) < 2:
                values[Path(item.link_id, (row,) if scopes else ())] = _answer(
                    item, sentences if item.link_id == LONGEST else SHORT
                )
    return Answers(MappingProxyType({path: one for path, one in values.items() if one}), MappingProxyType(counts))


def _answer(item: Question, sentences: int) -> tuple[Value, ...]:
    if item.options:
        return tuple(one.value for one in item.options[: 3 if item.repeats else 1])
    kinds: dict[ItemType, tuple[Value, ...]] = {
        ItemType.TEXT: ("\n\n".join(f"Day {day}, {item.text} He said: قال إن عمه يصرخ." for day in range(sentences)),),
        ItemType.STRING: ("Ŵyn محمد",),
        ItemType.BOOLEAN: (True,),
        ItemType.DATE: (Date("2019-03-04"),),
    }
    return kinds.get(item.type, ())


def variants(language: str) -> dict[str, Any]:
    form = shipped(language)
    before, after = answered(form, 1), answered(form, LONG)
    drawn = io.BytesIO()
    Image.new("RGB", (300, 900), "#0B5563").save(drawn, "PNG")
    picture = picture_of(drawn.getvalue(), "Picture that was attached: body map")
    assert picture is not None
    file = FileToSend("cd" * 32, 900, "image/png", "body map.png")

    def request(answers: Answers, **more: Any) -> PdfRequest:
        evaluation = evaluate(form, answers, WRITTEN.date(), draft=True)
        facts: dict[str, Any] = {"kind": Kind.DRAFT, "written_at": WRITTEN, **COUNCIL, **more}
        return PdfRequest(evaluation=evaluation, **facts)

    sent = {"kind": Kind.SUBMITTED, "digest": DIGEST, "version": 2, "rounds": (ASKED,), "reply": REPLY}
    files = {"files": (FILE, file), "pictures": {file.digest: picture}}
    received = request(after, **sent, **files, received_at=WRITTEN)
    left_out = frozenset(one.path for one in left_out_at_first(received.evaluation))
    times = (WRITTEN, WRITTEN)
    return {
        "draft": request(after, reference=""),
        "empty": request(Answers(), reference=""),
        "waiting": request(after, **sent, **{**files, "reference": ""}),
        "received": received,
        "with-data": replace(received, response=b'{"resourceType":"QuestionnaireResponse"}'),
        "family": replace(received, left_out=left_out, pictures=MappingProxyType({})),
        "changes": ChangesRequest(**COUNCIL, form=form, before=before, after=after, versions=(1, 2), times=times),
        "receipt": ReceiptRequest(
            **COUNCIL,
            form_title=form.title,
            language=language,
            child="A.B.",
            version=2,
            digest=DIGEST,
            submitted_at=WRITTEN,
            received_at=WRITTEN,
            files=(FILE, file),
        ),
        "blank": BlankRequest(council="Example Council", form=form, made_at=WRITTEN, telephone="01632 960 001"),
    }


@pytest.fixture(scope="module", params=["en", "cy"])
def documents(request: pytest.FixtureRequest) -> tuple[str, dict[str, bytes]]:
    return request.param, {name: render(one) for name, one in variants(request.param).items()}


def test_every_kind_is_tried(documents: tuple[str, dict[str, bytes]]) -> None:
    assert tuple(documents[1]) == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_two_independent_checkers_find_nothing_in_any_kind(
    documents: tuple[str, dict[str, bytes]], kind: str, tmp_path: pathlib.Path
) -> None:
    path = tmp_path / "document.pdf"
    path.write_bytes(documents[1][kind])
    assert [f"{one.rule_id} {one.message}" for one in pdfua.validate(str(path)).findings] == []
    result = outloud.check(str(path))
    assert not result.error
    assert [str(one) for one in result.findings if one.severity != "info"] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_brings_its_fonts_colours_language_title_and_bookmarks(
    documents: tuple[str, dict[str, bytes]], kind: str
) -> None:
    language, made = documents
    with pikepdf.open(io.BytesIO(made[kind])) as pdf:
        fonts = [one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"]
        composite = [one for one in fonts if one.Subtype == "/Type0"]
        assert len(composite) > 1
        assert len(fonts) == 2 * len(composite), "a font that is none of those that are embedded"
        for font in composite:
            (below,) = font.DescendantFonts
            assert len(below.FontDescriptor.FontFile2.read_bytes()) > 100
            assert len(font.ToUnicode.read_bytes()) > 100
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"
        assert str(pdf.Root.Lang) == ("cy" if language == "cy" else "en-GB")
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo["/Title"])
        packet = pdf.Root.Metadata.read_bytes().decode()
        assert f"<pdfaid:part>{3 if kind == 'with-data' else 2}</pdfaid:part>" in packet
        assert "<pdfaid:conformance>A</pdfaid:conformance>" in packet
        assert ("/AF" in pdf.Root) == (kind == "with-data")
        assert not {"/OpenAction", "/AA", "/AcroForm"} & set(pdf.Root.keys())
        assert len(pdf.open_outline().root) > 0


@pytest.mark.parametrize("kind", ["waiting", "received", "changes", "family"])
def test_headers_of_tables_stand_on_every_page_and_are_read_once(
    documents: tuple[str, dict[str, bytes]], kind: str
) -> None:
    found = read(documents[1][kind])
    tables = list(found.root.all("Table"))
    for table in tables:
        heads = [row for one in table.all("THead") for row in one.all("TR")]
        assert len(heads) <= 1
    if kind == "changes":
        again = {"en": "(continued)", "cy": "(parhad)"}[documents[0]]
        head = {"en": "Question", "cy": "Cwestiwn"}[documents[0]]
        pages = [page for page in found.artifacts if again in page]
        assert pages
        assert all(head in page for page in pages), "what goes on there stands under its headers"


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def test_a_long_answer_beside_a_question_of_many_lines_is_never_drawn_over(make: Callable[..., PdfRequest]) -> None:
    """The question's own words all stand where its row begins: on the next page "(continued)" has their place."""
    form = make({}).evaluation.form
    question = form.items["story"]
    assert isinstance(question, Question)
    for gap in range(10, 26):
        request = make({"injured": True, "injury": "\n".join(map(str, range(gap))), "story": "x\n" * 40})
        long = replace(question, text="A question that goes on for some lines, " * 5)
        evaluation = replace(request.evaluation, form=with_question(form, long))
        found = read(render(replace(request, evaluation=evaluation)))
        header = next(row.kids[0] for row in found.root.all("TR") if "goes on for" in row.kids[0].text)
        assert len(header.kids) == 1, "parted over two pages"


def with_question(form: Form, question: Question) -> Form:
    def put(item: Any) -> Any:
        if item.link_id == question.link_id:
            return question
        return replace(item, children=tuple(map(put, item.children))) if item.children else item

    return replace(form, sections=tuple(map(put, form.sections)), items={**form.items, question.link_id: question})
