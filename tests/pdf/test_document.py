"""A form on paper says all that was answered, as it was typed, and never claims more than is true."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from desktop_portal.forms.answers import Absent, Coding, Date, Path
from desktop_portal.paths import resources
from desktop_portal.pdf.clusters import is_invisible, paragraphs
from desktop_portal.pdf.document import printed, render
from desktop_portal.pdf.fonts import book
from desktop_portal.pdf.request import Kind
from tests.pdf.reading import read

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_portal.pdf.request import PdfRequest

    Maker = Callable[..., PdfRequest]

FONTS = book(resources() / "fonts")
COVERED = sorted(
    chr(code) for code in frozenset().union(FONTS.regular.unicodes, *(face.unicodes for face in FONTS.fallbacks))
)
HOSTILE = [
    '<b>bold</b> & <img src="file:///etc/passwd"/> </para> <a href="https://example.com">x</a> &amp; &#65;',
    "%s %d {} {0} \\ ( ) [ ] << >> endstream endobj /JavaScript (app.alert(1))",
    "=cmd|' /C calc'!A0",
    "Robert'); DROP TABLE drafts;--",
]
MANY = 100
PAGE = 800


def lines(text: str) -> list[str]:
    """What a reader must find of an answer: its lines, without the empty ones."""
    return [line for line in paragraphs(text.strip("\r\n")) if line.strip(" ")]


def test_J24_every_page_of_a_draft_says_that_it_is_one(make: Maker) -> None:
    found = read(render(make({"story": "A bruise. " * PAGE})))
    assert len(found.reader.pages) > 2
    assert all("DRAFT, not sent" in page for page in found.artifacts)
    assert "The council has not received this form." in found.root.text
    for number, page in enumerate(found.artifacts, 1):
        assert f"Page {number} of {len(found.artifacts)}" in page
        assert "Example Council" in page
    assert "Example Council" in found.root.text
    assert found.headings()[0] == ("H1", "Child/Young Person Safeguarding Concern")
    assert found.answers()["Completed by"] == ["Sam Taylor"]
    assert all([round(side) for side in page.mediabox[2:]] == [595, 842] for page in found.reader.pages), "A4"


def test_J23_a_form_without_a_receipt_never_says_received(make: Maker, received: dict[str, Any]) -> None:
    waiting = read(render(make({}, **{**received, "received_at": None, "reference": ""})))
    assert all("WAITING TO BE SENT, not received by the council" in page for page in waiting.artifacts)
    said = waiting.root.text + "".join(waiting.artifacts)
    assert "Received" not in said
    assert "Submitted" not in said
    assert waiting.answers()["Finished"] == ["23 November 2026 at 14:03"]


def test_J23_a_received_form_says_when_and_under_which_reference(make: Maker, received: dict[str, Any]) -> None:
    found = read(render(make({}, **received)))
    said = "Received 23 November 2026 at 14:05, reference LCS-26-00417"
    assert all(said in page for page in found.artifacts)
    assert "Submitted" in found.answers()
    assert found.answers()["Reference"] == ["LCS-26-00417"]
    assert found.answers()["Digest (SHA-256)"] == [received["digest"]]
    assert found.answers()["Completed by"] == ["Sam Taylor"]


def test_a_draft_is_no_received_form_even_with_a_receipt_time(make: Maker, received: dict[str, Any]) -> None:
    found = read(render(make({}, **{**received, "kind": Kind.DRAFT})))
    assert all("DRAFT, not sent" in page for page in found.artifacts)
    assert "Received" not in found.root.text


def test_answers_stand_in_the_words_and_the_order_of_the_screen(make: Maker) -> None:
    kinds = (Coding("neglect", "urn:k"), Coding("harm", "urn:k"))
    request = make({"child.first-name": Absent("asked-unknown"), "child.dob": Date("2019-03"), "concern.kinds": kinds})
    found = read(render(request))
    assert found.answers()["First name"] == ["I do not know"]
    assert found.answers()["Date of birth"] == ["March 2019"]
    assert found.answers()["Kinds of concern"] == ["Neglect", "Physical harm"]
    assert found.answers()["What worries you?"] == ["Not answered"]
    assert [text for tag, text in found.headings() if tag == "H2"] == ["1  Child", "2  Household", "3  Declaration"]
    assert "What I have written is true" in found.root.text


def test_what_does_not_apply_is_not_in_the_document(make: Maker) -> None:
    hidden = read(render(make({"injured": False, "injury": "a secret that was taken back"})))
    assert "What is the injury?" not in hidden.answers()
    assert "secret" not in hidden.root.text
    shown = read(render(make({"injured": True, "injury": "a bruise"})))
    assert shown.answers()["What is the injury?"] == ["a bruise"]


def test_a_household_of_a_hundred_is_all_there(make: Maker) -> None:
    names = {Path("person.name", (row,)): f"Person number {row} of the household" for row in range(MANY)}
    numbers = {Path("person.number", (row, 0)): f"01632 960{row:03}" for row in range(MANY)}
    rows = {Path("person"): MANY, **{Path("person.phone", (row,)): 1 for row in range(MANY)}}
    found = read(render(make({**names, **numbers}, rows)))
    assert found.answers()["Name"] == list(names.values())
    assert found.answers()["Number"] == list(numbers.values())
    assert ("H4", "Person 100 of 100") in found.headings()


def test_attached_files_are_listed_with_size_and_digest(make: Maker, received: dict[str, Any]) -> None:
    found = read(render(make({}, **received)))
    (row,) = [row for row in found.root.all("TR") if "ab" * 32 in row.text]
    assert [kid.text for kid in row.kids] == ["Body map <front> & back.jpg", "342 KB", "ab" * 32]


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_and_code_come_out_as_typed_and_do_nothing(make: Maker, received: dict[str, Any], text: str) -> None:
    pdf = render(make({"child.first-name": text, "story": f"{text}\n{text}"}, **{**received, "who": text}))
    found = read(pdf)
    assert found.answers()["First name"] == [text]
    assert found.answers()["What worries you?"] == [text, text]
    assert found.answers()["Completed by"] == [text]
    root = found.reader.trailer["/Root"]
    assert not {"/OpenAction", "/AA", "/Names", "/AcroForm", "/AF"} & set(root)
    assert not any("/Annots" in page or "/AA" in page for page in found.reader.pages)


@pytest.mark.parametrize("code", [0, 7, 0x1B, 0x7F, 0x85, 0xD800, 0xDFFF, 0xFFFE, 0x10FFFF])
def test_a_character_that_nobody_can_read_is_shown_by_its_number_and_stops_nothing(make: Maker, code: int) -> None:
    pdf = render(make({"story": f"before {chr(code)} after"}))
    said = " ".join(read(pdf).answers()["What worries you?"])
    assert "before" in said
    assert "after" in said
    assert code == 0x85 or f"[U+{code:04X}]" in said  # U+0085 ends a line


def test_an_emoji_is_named_for_the_eye_and_kept_for_the_reader(make: Maker) -> None:
    found = read(render(make({"story": "He sent \U0001f600 at night"})))
    assert found.answers()["What worries you?"] == ["He sent \U0001f600 at night"]
    shown = "".join(page.extract_text() for page in found.reader.pages)
    assert "[grinning face]" in shown


def test_marks_that_turn_the_reading_direction_do_not_turn_it(make: Maker) -> None:
    """A line must not show something else than it says: with U+202E obeyed, "fdp.exe" would read "exe.pdf"."""
    found = read(render(make({"story": "report\u202efdp.exe"})))
    assert found.answers()["What worries you?"] == ["report\u202efdp.exe"]
    assert "fdp.exe" in "".join(page.extract_text() for page in found.reader.pages)


@pytest.mark.parametrize(
    "text",
    [
        "محمد بن سلمان (born 2015) في لندن",
        "שלום עולם, he said: שָׁלוֹם",
        "আমার নাম রহিম। ক্ষমা",
        "मेरा नाम अनिता है। क्षत्रिय",
        "ਮੇਰਾ ਨਾਮ ਸਿਮਰਨ ਹੈ",
        "என் பெயர் கமலா",
        "ስሜ ሰላም ነው",
        "എന്റെ പേര് ലക്ഷ്മി എന്നാണ്, കൃഷ്ണൻ",
        "నా పేరు శ్రీనివాస్, క్షమించండి",
        "ನನ್ನ ಹೆಸರು ಶ್ರೀದೇವಿ",
        "ମୋର ନାମ କୃଷ୍ଣ",
        "ខ្ញុំឈ្មោះ សុខា",
        "ຂ້ອຍຊື່ ສົມ",
        "ကျွန်တော့်နာမည် အောင်ပါ",
        "އަހަރެންގެ ނަމަކީ އަލީ",
        "ܫܡܝ ܓܒܪܐܝܠ",
        "ⵉⵙⵎ ⵉⵏⵓ ⵉⴷⵉⵔ",
        "我的名字是李小龙。田中です。한국어",
        "Nguyễn Thị Hồng, Ελένη, Олена, Łukasz, Ŵyn ap Rhŷs",
        "e\u0301 combining, soft\u00adhyphen, no\u00a0break, zero\u200bwidth, \u200eleft",
        "tab\there",
    ],
)
def test_a_name_in_any_script_reads_as_it_was_typed(make: Maker, text: str) -> None:
    assert read(render(make({"story": text}))).answers()["What worries you?"] == [text]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.sampled_from([*COVERED, *" \n\n    "]), min_size=1, max_size=300))
@example("\n\n")
@example(" leading\n  and  double   spaces ")
@example("\u0301")
@example("\u200f")
def test_any_text_that_the_fonts_can_draw_comes_out_as_it_went_in(make: Maker, text: str) -> None:
    expected = lines(text)
    found = read(render(make({"story": text}))).answers()["What worries you?"]
    assert [line for line in found if line] == expected or not any(_inked(line) for line in expected)


def _inked(line: str) -> bool:
    return any(not char.isspace() and not is_invisible(char) for char in line)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.characters(), max_size=60))
def test_nothing_that_can_be_typed_stops_a_form_from_being_printed(make: Maker, text: str) -> None:
    read(render(make({"story": text, "child.first-name": text}, who=text, reference=text)))


@pytest.mark.parametrize("word", ["safeguarding ", "x", "我", "سلام "])
def test_an_answer_of_twenty_thousand_characters_flows_over_pages_without_a_lost_word(make: Maker, word: str) -> None:
    text = (word * 20_000)[:20_000].strip()
    found = read(render(make({"story": text})))
    assert len(found.reader.pages) > 5
    assert found.answers()["What worries you?"] == [text]


@pytest.mark.parametrize("count", range(30, 95))
def test_an_answer_that_ends_anywhere_on_a_page_keeps_every_line(make: Maker, count: int) -> None:
    expected = [f"Line {number}." for number in range(count)]
    assert read(render(make({"story": "\n".join(expected)}))).answers()["What worries you?"] == expected


def test_no_line_leaves_the_paper(make: Maker) -> None:
    long = "https://example.com/" + "a" * 400
    found = read(
        render(make({"story": f"{long} {'W' * 300} Donaudampfschifffahrtsgesellschaft", "child.first-name": long}))
    )
    for page in found.reader.pages:
        places: list[float] = []
        page.extract_text(visitor_text=lambda _text, _cm, tm, *_rest, places=places: places.append(tm[4]))
        assert max(places) < 595 - 56


def test_the_same_form_gives_the_same_bytes(make: Maker, received: dict[str, Any]) -> None:
    assert render(make({"story": "one"}, **received)) == render(make({"story": "one"}, **received))


def test_the_text_view_says_the_same_as_the_pages(make: Maker, received: dict[str, Any]) -> None:
    result = printed(make({"story": "first line\nsecond line", "child.first-name": "<b>"}, **received), "name.pdf")
    found = read(result.pdf)
    for question, answers in found.answers().items():
        assert question in result.text
        assert all(answer in result.text for answer in answers)
    assert result.title.startswith("Child/Young Person Safeguarding Concern")
