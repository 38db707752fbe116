"""The papers beside the form: receipt, changes, the blank form, the copy for the family, and what is attached."""

from __future__ import annotations

import hashlib
import io
import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import outloud
import pdfua
import pikepdf
import pymupdf
import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from desktop_portal.core.family_copy import left_out_at_first
from desktop_portal.core.returned import Pinned, Round
from desktop_portal.core.submission import FileToSend
from desktop_portal.forms.answers import Absent, Answers, Path, with_answer, with_row_removed
from desktop_portal.forms.evaluate import evaluate
from desktop_portal.forms.questionnaire import compile_form
from desktop_portal.forms.tree import Group, ItemType, Question
from desktop_portal.paths import resources
from desktop_portal.pdf.document import blocks_of, printed, render
from desktop_portal.pdf.outline import outline
from desktop_portal.pdf.pictures import LONGEST_SIDE, picture_of
from desktop_portal.pdf.plain import plain_text
from desktop_portal.pdf.record import read_record
from desktop_portal.pdf.request import BlankRequest, ChangesRequest, Kind, PdfRequest, ReceiptRequest
from desktop_portal.services.shelf import Shelf
from tests.pdf.conftest import DEFINITION, DIGEST, FILE, WRITTEN
from tests.pdf.reading import Element, read
from tests.pdf.test_document import COVERED, _inked, lines

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Callable, Iterator

    Maker = Callable[..., PdfRequest]

LATER = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)
FORM = compile_form(DEFINITION)
STORY = "He said that his uncle Robert hit him."
WRITTEN_KINDS = {ItemType.STRING, ItemType.TEXT, ItemType.OPEN_CHOICE}
RECEIPT = ReceiptRequest(
    council="Example Council",
    form_title="Child/Young Person Safeguarding Concern",
    language="en",
    child="A.B.",
    who="Sam Taylor",
    reference="LCS-26-00417",
    version=1,
    digest=DIGEST,
    submitted_at=WRITTEN,
    received_at=LATER,
    files=(FILE,),
)
BLANK = BlankRequest(council="Example Council", form=FORM, made_at=WRITTEN, telephone="01632 960 001")


def answers(**values: str) -> Answers:
    """A household of two, and a story."""
    found = Answers(MappingProxyType({}), MappingProxyType({Path("person"): 2}))
    for row, name in enumerate(("Ann Bell", "Robert Bell")):
        found = with_answer(found, Path("person.name", (row,)), (name,))
    return with_answer(found, Path("story"), (values.get("story", STORY),))


def changes(after: Answers) -> ChangesRequest:
    return ChangesRequest(
        council="Example Council",
        form=FORM,
        before=answers(),
        after=after,
        versions=(1, 2),
        times=(WRITTEN, LATER),
        who="Sam Taylor",
        reference="LCS-26-00417",
        parked=(("Shoe size", "12"),),
    )


def family(make: Maker, **more: Any) -> PdfRequest:
    household = {Path("person.name", (0,)): "Ann Bell", Path("person.name", (1,)): "Robert Bell"}
    values: dict[str | Path, Any] = {"child.first-name": "Lee", "story": STORY, "injured": True, "injury": "a bruise"}
    request = make({**values, **household}, {Path("person"): 2}, **more)
    return replace(request, left_out=frozenset(one.path for one in left_out_at_first(request.evaluation)))


def drawn(colour: str, size: tuple[int, int] = (400, 300), kind: str = "PNG") -> bytes:
    written = io.BytesIO()
    Image.new("RGBA" if kind == "PNG" else "RGB", size, colour).save(written, kind)
    return written.getvalue()


def pictured(make: Maker, received: dict[str, Any], *, with_data: bool = True) -> PdfRequest:
    picture = picture_of(drawn("#B3261E"), "Picture that was attached: body map")
    assert picture is not None
    file = FileToSend("cd" * 32, 900, "image/png", "body map.png")
    facts = {**received, "files": (*received["files"], file), "pictures": {file.digest: picture}}
    response = b'{"resourceType":"QuestionnaireResponse","status":"completed"}' if with_data else b""
    return make({"story": STORY}, response=response, **facts)


@pytest.fixture
def every(make: Maker, received: dict[str, Any]) -> dict[str, bytes]:
    after = with_answer(answers(story="He did not say who."), Path("child.first-name"), ("Lee",))
    return {
        "receipt": render(RECEIPT),
        "changes": render(changes(with_row_removed(FORM, after, Path("person"), 0))),
        "nothing-changed": render(replace(changes(answers()), parked=())),
        "blank": render(BLANK),
        "family": render(family(make, **received)),
        "pictured": render(pictured(make, received)),
    }


def test_two_independent_checkers_find_nothing_in_any_paper(every: dict[str, bytes], tmp_path: pathlib.Path) -> None:
    for name, pdf in every.items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(pdf)
        assert [f"{one.rule_id} {one.message}" for one in pdfua.validate(str(path)).findings] == [], name
        result = outloud.check(str(path))
        assert not result.error
        assert [str(one) for one in result.findings if one.severity != "info"] == [], name


def test_a_shipped_form_can_be_printed_blank_in_both_languages(tmp_path: pathlib.Path) -> None:
    shelf = Shelf(resources())
    seen = set()
    for language in ("en", "cy"):
        (entry,) = shelf.entries("public", language)
        path = tmp_path / f"{language}.pdf"
        path.write_bytes(render(replace(BLANK, form=shelf.form(entry.key, language))))
        assert [f"{one.rule_id} {one.message}" for one in pdfua.validate(str(path)).findings] == []
        assert [str(one) for one in outloud.check(str(path)).findings if one.severity == "error"] == []
        seen.add(read(path.read_bytes()).reader.trailer["/Root"]["/Lang"])
    assert seen == {"en-GB", "cy"}


def test_a_receipt_says_when_and_under_which_reference_and_no_answer() -> None:
    found = read(render(RECEIPT))
    assert found.answers()["Reference"] == ["LCS-26-00417"]
    assert found.answers()["Received by the council"] == ["24 November 2026 at 10:00"]
    assert found.answers()["Digest (SHA-256)"] == [DIGEST]
    assert found.answers()["Child"] == ["A.B."]
    assert "Body map <front> & back.jpg" in found.root.text
    (figure,) = found.root.all("Figure")
    assert "LCS-26-00417" in figure.alternative


def test_the_code_on_the_page_holds_reference_version_and_digest() -> None:
    """Read off the drawn page, module by module, where the document says that the code stands."""
    pdf = render(RECEIPT)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        (figure,) = [
            one for one in opened.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
        left, bottom, right, top = (float(side) for side in figure.A.BBox)
    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        page = document[0].get_pixmap(matrix=pymupdf.Matrix(4, 4), colorspace=pymupdf.csGRAY)
        height = document[0].rect.height
    expected = segno.make(f"LCS-26-00417\n1\n{DIGEST}", error="m", micro=False).matrix
    side = (right - left) / len(expected)
    seen = tuple(
        bytearray(
            page.pixel(round((left + (x + 0.5) * side) * 4), round((height - top + (y + 0.5) * side) * 4))[0] < 128
            for x in range(len(expected))
        )
        for y in range(len(expected))
    )
    assert seen == expected
    assert round(top - bottom) == round(right - left)


def test_what_changed_is_told_question_by_question_with_before_and_after() -> None:
    after = with_answer(answers(story="Line one\nline two"), Path("child.first-name"), ("Lee",))
    found = read(render(changes(after)))
    rows = [[kid.text.strip() for kid in row.kids] for row in found.root.all("TR")]
    assert ["First name", "Not answered", "Lee"] in rows
    assert ["What worries you?", STORY, "Line one\nline two"] in rows
    assert ["Shoe size", "12", "Not answered"] in rows
    assert not any("Name" in row[0] and "Bell" in row[1] for row in rows)
    assert all("Changes from version 1 to version 2" in page for page in found.artifacts)


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.sampled_from([*COVERED, *" \n   "]), min_size=1, max_size=200))
def test_any_text_comes_out_of_a_table_of_changes_as_it_went_in(text: str) -> None:
    found = read(render(changes(answers(story=text))))
    cells = [row.kids[2] for row in found.root.all("TR") if row.kids[0].text == "What worries you?"]
    said = [one.text for cell in cells for one in (list(cell.all("P")) or [cell])]
    assert [one for one in said if one] == lines(text) or not any(_inked(line) for line in lines(text))


def test_a_person_who_was_taken_out_is_named_by_the_place_they_stood_in() -> None:
    found = read(render(changes(with_row_removed(FORM, answers(), Path("person"), 1))))
    rows = [[kid.text.strip() for kid in row.kids] for row in found.root.all("TR")]
    assert ["Person 2, Name", "Robert Bell", "Not answered"] in rows


def test_a_form_in_another_language_says_so(make: Maker) -> None:
    polish = compile_form({**DEFINITION, "language": "pl"}, language="pl")
    assert polish.language == "pl"
    found = read(render(replace(BLANK, form=polish)))
    assert found.reader.trailer["/Root"]["/Lang"] == "pl"


def test_two_equal_versions_say_so() -> None:
    found = read(render(replace(changes(answers()), parked=())))
    assert "Nothing changed: all answers are the same." in found.root.text


def test_a_long_change_loses_no_word() -> None:
    story = " ".join(f"word{number}" for number in range(3000))
    found = read(render(changes(answers(story=story))))
    assert any(story in row.text for row in found.root.all("TR"))


def test_a_blank_form_asks_everything_and_says_on_what_each_question_depends() -> None:
    found = read(render(BLANK))
    for words in ("First name", "Kinds of concern", "What worries you?", "Neglect", "Physical harm"):
        assert words in found.root.text, words
    assert "Answer only if “Is there an injury?” is “Yes”." in found.root.text
    assert "What I have written is true to the best of my knowledge." in found.root.text
    assert "If a child is in immediate danger, call 999. Then call the council on 01632 960 001." in found.root.text
    assert all("BLANK FORM, to fill in by hand" in page for page in found.artifacts)
    boxes = [item for item in found.root.all("LI") if item.kids[0].text == "☐"]
    assert [item.kids[1].text for item in boxes[:2]] == ["Neglect", "Physical harm"]
    assert {"Day", "Month", "Year", "Signature", "Signed on"} <= {one.text for one in found.root.all("P")}


def test_the_family_gets_no_word_about_anybody_else(make: Maker, received: dict[str, Any]) -> None:
    result = printed(family(make, **received), "copy.pdf")
    found = read(result.pdf)
    said = found.root.text + "".join(found.artifacts) + result.text
    assert not [word for word in ("Robert", "Ann", "Bell", "uncle", "bruise", "Body map", DIGEST) if word in said]
    assert found.answers()["First name"] == ["Lee"]
    assert found.answers()["What worries you?"] == ["Left out of this copy"]
    assert found.answers()["Is there an injury?"] == ["Yes"]
    assert found.root.text.count("Left out of this copy: it tells about other people.") == 2
    assert all("COPY FOR THE FAMILY" in page for page in found.artifacts)
    assert not list(found.root.all("Figure"))
    assert b"portal:record" not in result.pdf


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("name", ["safeguarding-concern", "early-help", "ehc-needs-assessment", "public-concern"])
def test_nothing_that_was_written_freely_in_any_shipped_form_slips_into_the_family_copy(name: str, which: int) -> None:
    """Every text, everywhere, is a canary; only one-line answers about the child and the writer may come through."""
    shelf = Shelf(resources())
    entries = shelf.entries("professional", "en") + shelf.entries("public", "en")
    form = shelf.form(next(one.key for one in entries if one.name == name), "en")
    values: dict[Path, Any] = {}
    rows: dict[Path, int] = {}
    for item in form.items.values():
        path = Path(item.link_id, (0,) * len(form.scopes.get(item.link_id, ())))
        if isinstance(item, Group) and item.repeats:
            rows[path] = 1
        elif isinstance(item, Question) and item.type in WRITTEN_KINDS:
            values[path] = (f"canary:{item.link_id}:",)
        elif isinstance(item, Question) and item.options:
            values[path] = (item.options[which % len(item.options)].value,)
        elif isinstance(item, Question) and item.type is ItemType.BOOLEAN:
            values[path] = (not which,)
    evaluation = evaluate(form, Answers(MappingProxyType(values), MappingProxyType(rows)), WRITTEN.date(), draft=True)
    whole = PdfRequest(council="Example Council", evaluation=evaluation, kind=Kind.DRAFT, written_at=WRITTEN)
    copy = replace(whole, left_out=frozenset(one.path for one in left_out_at_first(evaluation)))
    everything, given = (set(re.findall("canary:([a-z0-9.-]+):", plain_text(outline(one)))) for one in (whole, copy))
    assert len(everything) > 10
    assert {one for one in given if not one.startswith(("child.", "professional."))} == set()
    assert {one for one in given if form.items[one].type is ItemType.TEXT and one.startswith("child.")} == set()
    assert not [one for one in given if one.startswith(("child.address", "child.postcode", "child.phone"))]
    kept = [item for item in form.items.values() if isinstance(item, Question) and item.type not in WRITTEN_KINDS]
    stays = {one.link_id for one in kept if values.get(Path(one.link_id)) and evaluation.enabled(Path(one.link_id))}
    assert {one for one in stays if not one.startswith(("child.", "professional."))} <= {
        path.link_id for path in copy.left_out or ()
    }


def test_a_neighbour_who_is_worried_is_not_named_to_the_family(make: Maker, received: dict[str, Any]) -> None:
    """The small form of these tests has no section about a professional."""
    assert "Sam Taylor" in read(render(make({}, **received))).root.text
    assert "Sam Taylor" not in read(render(family(make, **received))).root.text


def test_the_family_gets_what_somebody_has_read_and_put_in(make: Maker, received: dict[str, Any]) -> None:
    request = family(make, **received)
    assert request.left_out is not None
    kept = replace(request, left_out=request.left_out - {Path("story"), Path("person", (0,))})
    found = read(render(kept))
    assert found.answers()["What worries you?"] == [STORY]
    assert found.answers()["Name"] == ["Ann Bell"]
    assert "Robert Bell" not in found.root.text


def test_an_answer_that_says_i_do_not_know_tells_of_nobody(make: Maker) -> None:
    request = make({"child.first-name": Absent("asked-unknown")})
    assert left_out_at_first(request.evaluation) == ()


def test_what_a_real_form_leaves_out_for_the_family() -> None:
    """In the shipped form: everybody's row, what was written at length, and where the child can be found."""
    shelf = Shelf(resources())
    entry = next(one for one in shelf.entries("professional", "en") if one.safeguarding)
    form = shelf.form(entry.key, "en")
    known = form.items["child.address-known"]
    assert isinstance(known, Question)
    values: dict[Path, Any] = {
        Path("child.first-name"): ("Lee",),
        Path("child.address"): ("1 Example Street",),
        Path("child.address-known"): (known.options[0].value,),
        Path("child.postcode"): ("WN1 1AA",),
        Path("concerns.worried"): (STORY,),
        Path("household.person.first-name", (0,)): ("Ann",),
    }
    given = Answers(MappingProxyType(values), MappingProxyType({Path("household.person"): 1}))
    evaluation = evaluate(form, given, WRITTEN.date(), draft=True)
    left = {one.path.link_id for one in left_out_at_first(evaluation)}
    assert left == {"child.address-known", "child.address", "child.postcode", "concerns.worried", "household.person"}


ASKED = Round(
    request_id="r-1",
    version=1,
    state="answered",
    reason={"en": "Insufficient detail"},
    comments="Who was at home <b>that</b> evening?\nAnd who else?",
    asked_at=LATER,
    notes=(Pinned("n-1", "household", "person.name", (1,), "Is this his uncle?"),),
)
REPLY = {"request_id": "r-1", "text": "His uncle Robert was.", "notes": [{"note_id": "n-1", "done": True}]}


def test_what_the_council_asked_and_the_reply_belong_to_the_record(make: Maker, received: dict[str, Any]) -> None:
    request = make({}, version=2, rounds=(ASKED,), reply=REPLY, **received)
    found = read(render(request))
    assert ("H3", "Asked on 24 November 2026 at 10:00, about version 1") in found.headings()
    assert found.answers()["Reason"] == ["Insufficient detail"]
    assert found.answers()["Comments"] == ["Who was at home <b>that</b> evening?", "And who else?"]
    assert found.answers()["Person 2, Name"] == ["Is this his uncle?"]
    assert found.answers()["Reply"] == ["His uncle Robert was."]
    assert found.answers()["Dealt with"] == ["Person 2, Name"]
    first = read(render(make({}, version=1, rounds=(ASKED,), **received)))
    assert "What the council asked" not in first.root.text
    copy = read(render(replace(request, left_out=frozenset())))
    assert "Robert" not in copy.root.text
    assert "uncle" not in copy.root.text


def test_pictures_stand_in_the_document_with_their_words(make: Maker, received: dict[str, Any]) -> None:
    found = read(render(pictured(make, received)))
    alternatives = [one.alternative for one in found.root.all("Figure")]
    assert alternatives[-1] == "Picture that was attached: body map"
    shown = found.reader.pages[-1].images
    assert [image.image.getpixel((5, 5)) for image in shown] == [pytest.approx((179, 38, 30), abs=3)]
    assert b"/Im0 Do" in found.reader.pages[-1]["/Contents"].get_object().get_data()


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"%PDF-1.7", b"<svg onload='x'/>", drawn("red")[:60]])
def test_a_picture_that_cannot_be_drawn_stops_nothing(data: bytes) -> None:
    assert picture_of(data, "x") is None


def test_a_large_picture_becomes_as_large_as_paper_needs() -> None:
    picture = picture_of(drawn("white", (4000, 1000), "JPEG"), "x")
    assert picture is not None
    assert (picture.width, picture.height) == (LONGEST_SIDE, 400)


def test_a_hundred_tall_pictures_all_come_out(make: Maker, received: dict[str, Any]) -> None:
    picture = picture_of(drawn("blue", (300, 2000)), "x")
    assert picture is not None
    files = tuple(FileToSend(f"{number:064x}", 9, "image/png", f"{number}.png") for number in range(100))
    pictures = {file.digest: replace(picture, alternative=file.title) for file in files}
    found = read(render(make({}, **{**received, "files": files, "pictures": pictures})))
    assert [one.alternative for one in found.root.all("Figure")][1:] == [file.title for file in files]


def test_the_answers_travel_inside_only_when_they_are_wanted(make: Maker, received: dict[str, Any]) -> None:
    request = pictured(make, received)
    with pikepdf.open(io.BytesIO(render(request))) as pdf:
        (specification,) = pdf.Root.AF
        assert specification.AFRelationship == "/Data"
        assert str(specification.UF) == "QuestionnaireResponse.json"
        content = specification.EF.F.read_bytes()
        assert specification.EF.F.Subtype == "/application/fhir+json"
        assert json.loads(content)["resourceType"] == "QuestionnaireResponse"
        checksum = bytes(specification.EF.F.Params.CheckSum)
        assert checksum == hashlib.md5(content, usedforsecurity=False).digest()
        assert list(pdf.attachments) == ["QuestionnaireResponse.json"]
        assert b"<pdfaid:part>3</pdfaid:part>" in pdf.Root.Metadata.read_bytes()
    with pikepdf.open(io.BytesIO(render(pictured(make, received, with_data=False)))) as pdf:
        assert "/AF" not in pdf.Root
        assert "/Names" not in pdf.Root
        assert b"<pdfaid:part>2</pdfaid:part>" in pdf.Root.Metadata.read_bytes()


def test_the_metadata_hold_what_pdf_a_asks_for(every: dict[str, bytes]) -> None:
    """Not a validator: the rules of PDF/A-2 and -3 that are easily broken, looked up one by one."""
    for name, pdf in every.items():
        with pikepdf.open(io.BytesIO(pdf)) as opened:
            packet = opened.Root.Metadata
            assert "/Filter" not in packet, name
            meta = opened.open_metadata()
            assert meta["pdfaid:conformance"] == "A"
            assert meta["dc:title"] == str(opened.docinfo["/Title"])
            assert meta["pdf:Producer"] == str(opened.docinfo["/Producer"])
            assert meta["dc:creator"] == [str(opened.docinfo["/Author"])]
            assert len(opened.trailer.ID) == 2
            assert opened.Root.OutputIntents[0].DestOutputProfile.N == 3
            assert "/Encrypt" not in opened.trailer
            for item in opened.objects:
                if isinstance(item, pikepdf.Stream):
                    assert "/F" not in item
                    assert item.get("/Filter") != "/LZWDecode"
                    assert not item.get("/Interpolate", False)


def test_the_record_is_read_back_as_it_was_written(make: Maker, received: dict[str, Any]) -> None:
    request = make({}, **received)
    document, _made = blocks_of(request)
    record = read_record(document.record)
    assert record is not None
    assert (record.reference, record.digest, record.submitted) == ("LCS-26-00417", DIGEST, WRITTEN)
    assert record.received == received["received_at"]


@pytest.mark.parametrize("text", ["", "null", "[]", "{}", '{"form": 1}', "\x00", '"x"', "[" * 9000])
def test_a_record_that_is_none_is_refused(text: str) -> None:
    assert read_record(text) is None


def headings_left_alone(pdf: bytes) -> list[str]:
    """The headings after which their page has nothing but further headings."""
    alone = []
    waiting: list[Element] = []
    for one in leaves(read(pdf).root):
        if re.fullmatch("H[2-6]", one.tag):
            waiting.append(one)
            continue
        alone += [heading.text for heading in waiting if heading.page != one.page]
        waiting = []
    return alone + [one.text for one in waiting]


def leaves(element: Element) -> Iterator[Element]:
    below = [kid for kid in element.kids if isinstance(kid, Element)]
    if not below:
        yield element
    for kid in below:
        yield from leaves(kid)


@pytest.mark.parametrize("language", ["en", "cy"])
def test_no_heading_stands_alone_at_the_foot_of_a_page_of_a_blank_form(language: str) -> None:
    shelf = Shelf(resources())
    for entry in (*shelf.entries("professional", language), *shelf.entries("public", language)):
        pdf = render(replace(BLANK, form=shelf.form(entry.key, language)))
        assert headings_left_alone(pdf) == [], entry.title


@pytest.mark.parametrize("gap", range(20, 68, 2))
def test_no_heading_stands_alone_wherever_the_page_ends(make: Maker, received: dict[str, Any], gap: int) -> None:
    """Before the headings stands an answer that grows by a line: what comes after them is short, long or a picture."""
    picture = picture_of(drawn("blue", (300, 500)), "x")
    assert picture is not None
    file = FileToSend("cd" * 32, 900, "image/png", "map.png")
    story = "\n".join(f"Line {number}." for number in range(gap))
    name = "A name that is so long that it needs more than one line of the page to stand on " * 4
    values: dict[str | Path, Any] = {"story": story, Path("person.name", (0,)): name}
    facts = {**received, "files": (file,), "pictures": {file.digest: picture}}
    pdf = render(make(values, {Path("person"): 1}, rounds=(ASKED,), **{**facts, "version": 2}))
    assert headings_left_alone(pdf) == []
