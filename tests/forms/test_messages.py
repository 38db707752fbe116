"""What a person reads when something is wrong, and how an answer is said in words."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from desktop_portal.forms.answers import Absent, Attachment, Date, DateTime, Time, Unreadable
from desktop_portal.forms.messages import label
from desktop_portal.forms.questionnaire import compile_form
from desktop_portal.forms.tree import Question
from desktop_portal.forms.wording import TEMPLATES
from desktop_portal.forms.words import REASONS, say
from tests.forms.building import OURS, SDC, Json, code, extension, filled, form, item, options, questionnaire, said


def own(issue: str, text: str) -> Json:
    parts = [{"url": "code", "valueCode": issue}, {"url": "text", "valueString": text}]
    return {"url": OURS + "error-message", "extension": parts}


@pytest.mark.parametrize(
    ("kind", "more", "expected"),
    [
        ("string", {}, "Enter child's name"),
        ("date", {}, "Enter child's name"),
        ("integer", {}, "Enter child's name"),
        ("choice", {"answerOption": options("a")}, "Select child's name"),
        ("boolean", {}, "Select child's name"),
        ("attachment", {}, "Upload child's name"),
    ],
)
def test_a_missing_answer_is_asked_for_by_its_kind(kind: str, more: Json, expected: str) -> None:
    assert said(filled(form(item("a", kind, text="Child's name", required=True, **more)), {})) == [expected]


def test_the_short_text_is_used_in_sentences_and_the_forms_own_message_comes_first() -> None:
    short = extension(SDC + "shortText", valueString="the child's name")
    assert said(filled(form(item("a", "string", short, text="What?", required=True)), {})) == ["Enter the child's name"]
    messages = (short, own("required", "Tell us the name"), own("maxLength", "Shorter, in a few words"))
    made = form(item("a", "string", *messages, required=True, maxLength=3))
    assert said(filled(made, {})) == ["Tell us the name"]
    assert said(filled(made, {"a": "long"})) == ["Shorter, in a few words"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Full name", "full name"), ("NHS number", "NHS number"), ("I agree", "I agree"), ("Why?", "why"), ("", "")],
)
def test_a_label_stands_inside_a_sentence(text: str, expected: str) -> None:
    assert label(form(item("a", text=text)).items["a"]) == expected


@pytest.mark.parametrize(
    ("kind", "extensions", "value", "expected"),
    [
        ("string", [], "long", "The a must be 3 characters or fewer"),
        ("integer", [extension("minValue", valueInteger=5)], 4, "The a must be 5 or more"),
        (
            "date",
            [extension("maxValue", valueDate="2026-01-31")],
            Date("2027"),
            "The a must be on or before 31 January 2026",
        ),
        ("decimal", [extension("maxDecimalPlaces", valueInteger=0)], Decimal("1.5"), "The a must be a whole number"),
        ("date", [], Unreadable("31 February"), "The a must be a real date, like 27 3 2007"),
        ("integer", [], Unreadable("five"), "The a must be a whole number"),
    ],
)
def test_what_is_wrong_is_said_plainly(kind: str, extensions: list[Json], value: Any, expected: str) -> None:
    more = {"maxLength": 3} if kind == "string" else {}
    assert said(filled(form(item("a", kind, *extensions, **more)), {"a": value})) == [expected]


def test_a_date_in_the_future_is_said_so() -> None:
    limit = {"extension": [extension("cqf-expression", valueExpression={"expression": "today()"})]}
    made = form(item("a", "date", extension("maxValue", _valueDate=limit), text="Date of birth"))
    assert said(filled(made, {"a": Date("2030-01-01")})) == ["Date of birth must be today or in the past"]


def test_messages_are_translated() -> None:
    text = own("required", "Tell us")
    text["extension"][1]["_valueString"] = {
        "extension": [
            {
                "url": "http://hl7.org/fhir/StructureDefinition/translation",
                "extension": [{"url": "lang", "valueCode": "cy"}, {"url": "content", "valueString": "Dywedwch"}],
            }
        ]
    }
    definition = questionnaire(item("a", "string", text, required=True), item("b", text="Enw", required=True))
    assert said(filled(compile_form(definition, language="cy"), {})) == ["Dywedwch", "Rhowch enw"]


def test_both_languages_have_every_sentence_and_no_word_that_scolds() -> None:
    assert TEMPLATES["en"].keys() == TEMPLATES["cy"].keys()
    assert REASONS["en"].keys() == REASONS["cy"].keys()
    for sentence in TEMPLATES["en"].values():
        assert not {"please", "invalid", "required", "error", "must enter"} & set(sentence.lower().split())


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("date", Date("2026-01-31"), "31 January 2026"),
        ("date", Date("2019-03"), "March 2019"),
        ("date", Date("2019"), "2019"),
        ("dateTime", DateTime("2026-01-31T14:30:00Z"), "31 January 2026, 14:30"),
        ("time", Time("14:30:00"), "14:30"),
        ("boolean", True, "Yes"),
        ("boolean", False, "No"),
        ("integer", 3, "3"),
        ("decimal", Decimal("3.50"), "3.50"),
        ("string", "As typed", "As typed"),
        ("choice", code("a"), "A"),
        ("choice", code("gone"), "gone"),
        ("date", Absent("asked-unknown"), "I do not know"),
        ("date", Absent("not-asked"), "Not asked yet"),
        ("date", Unreadable("31 February"), "31 February"),
        ("attachment", Attachment("application/pdf", "Report.pdf", 1_258_291, "ab"), "Report.pdf (1.2 MB)"),
    ],
)
def test_an_answer_is_said_in_words(kind: str, value: Any, expected: str) -> None:
    made = form(item("a", kind, answerOption=options("a")) if kind == "choice" else item("a", kind))
    question = made.items["a"]
    assert isinstance(question, Question)
    assert say(made, question, value) == expected


def test_an_nhs_number_is_shown_in_threes_and_a_telephone_number_as_typed() -> None:
    formats = [extension(OURS + "named-format", valueCode=name) for name in ("nhs-number", "uk-phone")]
    made = form(item("a", "string", formats[0]), item("b", "string", formats[1]))
    for link_id, typed, expected in (("a", "9990000018", "999 000 0018"), ("b", "(01632) 960001", "(01632) 960001")):
        question = made.items[link_id]
        assert isinstance(question, Question)
        assert say(made, question, typed) == expected
