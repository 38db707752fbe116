"""A form in a language that the document has no words in: what is English says so, and a reader changes its voice."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import outloud
import pdfua
import pytest

from desktop_portal.core.family_copy import left_out_at_first
from desktop_portal.core.returned import Pinned, Round
from desktop_portal.forms.answers import Absent, Answers, Date, Path, with_answer
from desktop_portal.forms.evaluate import evaluate
from desktop_portal.forms.questionnaire import compile_form
from desktop_portal.pdf.document import blocks_of, render
from desktop_portal.pdf.plain import plain_text
from desktop_portal.pdf.request import BlankRequest, ChangesRequest, PdfRequest, ReceiptRequest
from tests.pdf.conftest import DEFINITION, DIGEST, FILE, WRITTEN
from tests.pdf.reading import Element, read

if TYPE_CHECKING:
    import pathlib
    from collections.abc import Callable, Iterator

    Maker = Callable[..., PdfRequest]

WORDS = {
    "Child/Young Person Safeguarding Concern": "Obawa o bezpieczeństwo dziecka",
    "Child": "Dziecko",
    "First name": "Imię",
    "Date of birth": "Data urodzenia",
    "Kinds of concern": "Rodzaje obaw",
    "Neglect": "Zaniedbanie",
    "Physical harm": "Krzywda fizyczna",
    "Is there an injury?": "Czy jest uraz?",
    "What is the injury?": "Jaki to uraz?",
    "What worries you?": "Co Cię niepokoi?",
    "Household": "Dom",
    "Person": "Osoba",
    "Name": "Nazwisko",
    "Phones": "Telefony",
    "Number": "Numer",
    "Declaration": "Oświadczenie",
    "What I have written is true to the best of my knowledge.": "To, co piszę, jest prawdą według mojej wiedzy.",
}
HINT = "Tak jak w akcie urodzenia"
POLISH = {*WORDS.values(), HINT}
STORY = "Ania nie przyszła do szkoły."
FACTS: dict[str, Any] = {"council": "Rada Przykładowa", "who": "Ola Nowak", "reference": "LCS-26-00417"}
# What is no word of any language: names, numbers, codes, and what the person or the council typed.
NEUTRAL = {*FACTS.values(), FILE.title, FILE.digest, DIGEST, STORY, "342 KB", "1", "2", "A.B.", "Lee", "Kto to?"}


def in_polish(found: Any) -> Any:
    """The small form of these tests, every word of it put into Polish."""
    if isinstance(found, dict):
        return {
            key: WORDS.get(value, value) if isinstance(value, str) else in_polish(value) for key, value in found.items()
        }
    return [in_polish(one) for one in found] if isinstance(found, list) else found


@pytest.fixture
def every(make: Maker, received: dict[str, Any]) -> dict[str, Any]:
    definition = in_polish({**DEFINITION, "language": "pl"})
    first = definition["item"][0]["item"][0]
    first["required"] = True
    first["item"] = [_hint()]
    form = compile_form(definition, language="pl")
    answers = with_answer(Answers(), Path("story"), (STORY,))
    answers = with_answer(answers, Path("injured"), (True,))
    answers = with_answer(answers, Path("child.dob"), (Date("2019-03"),))
    after = with_answer(with_answer(answers, Path("child.first-name"), ("Lee",)), Path("injured"), (False,))
    after = with_answer(after, Path("child.dob"), (Absent("asked-unknown"),))
    asked = Round(
        request_id="r-1",
        version=1,
        state="answered",
        reason={"en": "Insufficient detail"},
        comments="Kto to?",
        asked_at=WRITTEN,
        notes=(Pinned("n", "child", "story", (), "Kto to?"),),
    )
    sent = replace(
        make({}, **received, version=2, rounds=(asked,)),
        evaluation=evaluate(form, after, WRITTEN.date(), draft=True),
        **FACTS,
    )
    evaluation = evaluate(form, answers, WRITTEN.date(), draft=True)
    draft = replace(make({}), evaluation=evaluation, council=FACTS["council"], who=FACTS["who"])
    left_out = frozenset(one.path for one in left_out_at_first(sent.evaluation))
    times = (WRITTEN, WRITTEN)
    return {
        "draft": draft,
        "sent": sent,
        "family": replace(sent, left_out=left_out),
        "changes": ChangesRequest(**FACTS, form=form, before=answers, after=after, versions=(1, 2), times=times),
        "blank": BlankRequest(council=FACTS["council"], form=form, made_at=WRITTEN, telephone="01632 960 001"),
        "receipt": ReceiptRequest(
            **FACTS,
            form_title=form.title,
            language="pl",
            child="A.B.",
            version=1,
            digest=DIGEST,
            submitted_at=WRITTEN,
            received_at=WRITTEN,
            files=(FILE,),
        ),
    }


def _hint() -> dict[str, Any]:
    coding = {"system": "http://hl7.org/fhir/questionnaire-item-control", "code": "help"}
    control = {"url": "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl"}
    return {
        "linkId": "child.first-name.help",
        "text": HINT,
        "type": "display",
        "extension": [{**control, "valueCodeableConcept": {"coding": [coding]}}],
    }


def spoken(element: Element, language: str) -> Iterator[tuple[str, str]]:
    """Each piece of text with the language that a screen reader speaks it in."""
    language = element.language or language
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from spoken(kid, language)
        elif kid.strip():
            yield language, kid.strip()
    if element.alternative:
        yield language, element.alternative


def test_each_piece_of_a_polish_form_is_spoken_in_its_own_language(every: dict[str, Any]) -> None:
    for name, request in every.items():
        found = read(render(request))
        assert found.reader.trailer["/Root"]["/Lang"] == "pl"
        pieces = list(spoken(found.root, "pl"))
        assert {language for language, _text in pieces} == {"pl", "en-GB"}, name
        for language, text in pieces:
            own = text.removeprefix(text[:1] + "  ") if text[:1].isdigit() else text
            polish = any(own.startswith(word) for word in POLISH) or own in NEUTRAL or not any(map(str.isalpha, own))
            assert (language == "pl") == polish, (name, language, text)


def test_a_row_is_numbered_without_a_word(make: Maker, every: dict[str, Any]) -> None:
    evaluation = every["draft"].evaluation
    answers = replace(evaluation.answers, rows={Path("person"): 2})
    request = replace(every["draft"], evaluation=evaluate(evaluation.form, answers, WRITTEN.date(), draft=True))
    assert "Osoba 2/2" in plain_text(blocks_of(request)[0])


def test_two_independent_checkers_find_nothing_in_another_language(
    every: dict[str, Any], tmp_path: pathlib.Path
) -> None:
    for name, request in every.items():
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(render(request))
        assert [f"{one.rule_id} {one.message}" for one in pdfua.validate(str(path)).findings] == [], name
        assert [str(one) for one in outloud.check(str(path)).findings if one.severity != "info"] == [], name


def test_english_and_welsh_documents_carry_no_second_language(make: Maker, received: dict[str, Any]) -> None:
    assert {one for one, _text in spoken(read(render(make({}, **received))).root, "")} == {""}
