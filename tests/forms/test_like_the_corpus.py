"""What the same corpus asks of every type, limit and status, in words of our own."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from desktop_portal.forms.check import check_response
from desktop_portal.forms.questionnaire import compile_form
from tests.forms.building import HL7, TODAY, Json, extension, group, item, options, questionnaire

RIGHT_AND_WRONG = [
    ("boolean", {"valueBoolean": True}, {"valueString": "true"}),
    ("integer", {"valueInteger": 3}, {"valueInteger": 3.5}),
    ("integer", {"valueInteger": -3}, {"valueInteger": True}),
    ("decimal", {"valueDecimal": 3.5}, {"valueDecimal": "3.5"}),
    ("date", {"valueDate": "2019-03"}, {"valueDate": "2019-02-30"}),
    ("dateTime", {"valueDateTime": "2019-03-27T10:00:00Z"}, {"valueDateTime": "2019-03-27T10:00:00"}),
    ("time", {"valueTime": "10:00:00"}, {"valueTime": "25:00:00"}),
    ("string", {"valueString": "a"}, {"valueInteger": 1}),
    ("text", {"valueString": "a\nb"}, {"valueCoding": {"code": "a"}}),
    ("url", {"valueUri": "https://example.com/"}, {"valueString": "https://example.com/"}),
    ("choice", {"valueCoding": {"code": "a"}}, {"valueString": "a"}),
    ("open-choice", {"valueString": "a"}, {"valueCode": "a"}),
    ("attachment", {"valueAttachment": {"contentType": "text/plain"}}, {"valueUri": "file.txt"}),
]


def judged(definition: Json, *answers: Any, **more: Any) -> list[tuple[str, str, str]]:
    response = {
        "resourceType": "QuestionnaireResponse",
        "questionnaire": definition["url"],
        "status": "completed",
        "item": [{"linkId": "q1", "answer": list(answers)}] if answers else [],
        **more,
    }
    found = check_response(compile_form(definition), response, TODAY)
    return [(issue.severity, issue.code, issue.path.link_id) for issue in found]


@pytest.mark.parametrize(("kind", "right", "wrong"), RIGHT_AND_WRONG)
def test_an_answer_of_another_kind_is_fatal_and_nothing_else_is_said_of_it(kind: str, right: Json, wrong: Json) -> None:
    definition = questionnaire(item("q1", kind, required=True))
    assert judged(definition, right) == []
    assert judged(definition, wrong) == [("fatal", "invalidAnswerType", "q1")]


@pytest.mark.parametrize(
    ("kind", "limit", "low", "high", "values"),
    [
        ("integer", "Integer", 2, 5, [1, 2, 5, 6]),
        ("decimal", "Decimal", 2.5, 5.5, [2.4, 2.5, 5.5, 5.6]),
        ("date", "Date", "2020", "2022-06", ["2019", "2020-01-01", "2022-06-30", "2022-07"]),
        ("dateTime", "DateTime", "2020", "2022-06", ["2019", "2020", "2022-06-30T10:00:00Z", "2022-07"]),
        ("time", "Time", "09:00:00", "17:00:00", ["08:59:59", "09:00:00", "17:00:00", "17:00:01"]),
    ],
)
def test_limits_hold_for_every_kind_that_has_an_order(
    kind: str, limit: str, low: Any, high: Any, values: list[Any]
) -> None:
    limits = (extension("minValue", **{f"value{limit}": low}), extension("maxValue", **{f"value{limit}": high}))
    answers = [{f"value{limit}": value} for value in values]
    found = judged(questionnaire(item("q1", kind, *limits, repeats=True)), *answers)
    assert found == [("error", "minValue", "q1"), ("error", "maxValue", "q1")]


def test_a_smallest_value_above_the_largest_gives_both_errors() -> None:
    limits = (extension("minValue", valueInteger=20), extension("maxValue", valueInteger=2))
    found = judged(questionnaire(item("q1", "integer", *limits)), {"valueInteger": 5})
    assert [code for _severity, code, _at in found] == ["minValue", "maxValue"]


def test_counts_of_answers_are_checked() -> None:
    few = questionnaire(item("q1", "string", extension("questionnaire-minOccurs", valueInteger=2)))
    assert judged(few) == [("error", "minCount", "q1")]
    many = questionnaire(item("q1", "string", extension("questionnaire-maxOccurs", valueInteger=2), repeats=True))
    assert judged(many, *[{"valueString": text} for text in "abc"]) == [("error", "maxCount", "q1")]
    once = questionnaire(item("q1", required=True))
    assert judged(once, {"valueString": "a"}, {"valueString": "b"}) == [("error", "repeats", "q1")]


def test_a_string_is_one_line_and_a_text_may_be_more() -> None:
    for kind, expected in (("string", [("fatal", "invalidNewLine", "q1")]), ("text", [])):
        assert judged(questionnaire(item("q1", kind)), {"valueString": "a1\r\nsmile"}) == expected


def test_places_after_the_point_are_counted() -> None:
    definition = questionnaire(item("q1", "decimal", extension("maxDecimalPlaces", valueInteger=3)))
    assert judged(definition, {"valueDecimal": -5.1234}) == [("error", "maxDecimalPlaces", "q1")]
    assert judged(definition, {"valueDecimal": -5.12}) == []


def test_a_pattern_is_checked_for_each_answer() -> None:
    pattern = extension("regex", valueString=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
    definition = questionnaire(item("q1", "string", pattern, repeats=True))
    assert judged(definition, {"valueString": "a@test.com.au"}, {"valueString": "a@@test.com.au"}) == [
        ("error", "regex", "q1")
    ]


@pytest.mark.parametrize(
    ("kind", "options_", "right", "wrong"),
    [
        ("string", [{"valueString": "a"}], {"valueString": "a"}, {"valueString": "b"}),
        ("integer", [{"valueInteger": 1}], {"valueInteger": 1}, {"valueInteger": 2}),
        ("date", [{"valueDate": "2022-01-01"}], {"valueDate": "2022-01-01"}, {"valueDate": "2022-01-02"}),
        ("time", [{"valueTime": "10:00:00"}], {"valueTime": "10:00:00"}, {"valueTime": "09:00:00"}),
        ("choice", [{"valueString": "a"}], {"valueString": "a"}, {"valueString": "b"}),
        ("choice", [{"valueInteger": 1}], {"valueInteger": 1}, {"valueInteger": 2}),
        (
            "choice",
            [{"valueCoding": {"system": "s", "code": "a", "display": "A"}}],
            {"valueCoding": {"system": "s", "code": "a"}},
            {"valueCoding": {"code": "a"}},
        ),
        (
            "open-choice",
            [{"valueCoding": {"code": "a"}}],
            {"valueString": "anything"},
            {"valueCoding": {"code": "b"}},
        ),
    ],
)
def test_only_options_may_be_answered(kind: str, options_: list[Json], right: Json, wrong: Json) -> None:
    definition = questionnaire(item("q1", kind, answerOption=options_))
    assert judged(definition, right) == []
    assert judged(definition, wrong) == [("error", "invalidAnswerOption", "q1")]


def test_an_exclusive_option_stands_alone() -> None:
    definition = questionnaire(item("q1", "choice", repeats=True, answerOption=options("a", "none", exclusive="none")))
    both = [{"valueCoding": {"system": "urn:s", "code": code}} for code in ("a", "none")]
    assert judged(definition, *both) == [("error", "exclusiveAnswerOption", "q1")]
    assert judged(definition, both[1]) == []


def test_a_code_outside_a_contained_list_is_an_invalid_coding() -> None:
    concept = {
        "resourceType": "ValueSet",
        "id": "l",
        "compose": {"include": [{"system": "s", "concept": [{"code": "a"}]}]},
    }
    definition = questionnaire(item("q1", "choice", answerValueSet="#l"), contained=[concept])
    assert judged(definition, {"valueCoding": {"system": "s", "code": "a"}}) == []
    assert judged(definition, {"valueCoding": {"system": "s", "code": "b"}}) == [("error", "invalidCoding", "q1")]


@pytest.mark.parametrize(
    ("uri", "fine"),
    [
        ("Patient/1", True),
        ("c:\\temp\\example.txt", False),
        ("https://example.org/a?b=c#d", True),
        ("urn:uuid:c757873d-ec9a-4326-a141-556f43239520", True),
        ("urn:uuid:c757873d-ec9a-4326-a141-556f43239520asdf", False),
        ("https://example.org/a b", False),
    ],
)
def test_a_url_is_absolute_or_relative_and_a_uuid_is_one(uri: str, *, fine: bool) -> None:
    expected = [] if fine else [("error", "invalidUrlValue", "q1")]
    assert judged(questionnaire(item("q1", "url")), {"valueUri": uri}) == expected


def test_an_attachment_is_as_long_as_it_says_no_larger_than_allowed_and_of_an_allowed_kind() -> None:
    content = base64.b64encode(b"a" * 500).decode()
    limits = (extension("maxSize", valueDecimal=400), extension("mimeType", valueCode="image/gif"))

    def file(size: int, kind: str) -> Json:
        return {"valueAttachment": {"contentType": kind, "size": size, "data": content}}

    plain = questionnaire(item("q1", "attachment"))
    assert judged(plain, file(500, "application/pdf")) == []
    assert judged(plain, file(50200200, "application/pdf")) == [("fatal", "attachmentSizeInconsistent", "q1")]
    assert judged(questionnaire(item("q1", "attachment", limits[0])), file(500, "image/gif")) == [
        ("error", "maxAttachmentSize", "q1")
    ]
    assert judged(questionnaire(item("q1", "attachment", limits[1])), file(500, "application/pdf")) == [
        ("error", "invalidAttachmentType", "q1")
    ]


def test_a_note_has_no_answer_and_a_group_none_of_its_own() -> None:
    assert judged(questionnaire(item("q1", "display")), {"valueString": "a"}) == [("fatal", "displayAnswer", "q1")]
    nested = [{"linkId": "grp2", "answer": [{"item": [{"linkId": "q1", "answer": [{"valueString": "a"}]}]}]}]
    definition = questionnaire(group("grp1", item("q1", required=True), item("q2", required=True)))
    assert judged(definition, item=nested) == [("fatal", "invalidLinkId", "grp2")]


def test_a_question_in_the_wrong_place_is_an_unknown_link_id() -> None:
    definition = questionnaire(group("g", item("q1")), item("q2"))
    misplaced = [{"linkId": "q1", "answer": [{"valueString": "a"}]}]
    assert judged(definition, item=misplaced) == [("fatal", "invalidLinkId", "q1")]


@pytest.mark.parametrize(
    ("more", "authored", "expected"),
    [
        ({"status": "draft"}, "2026-11-24", "questionnaireDraft"),
        ({"status": "retired"}, "2026-11-24", "questionnaireRetired"),
        ({"effectivePeriod": {"end": "2021-12-11"}}, "2021-12-12T10:00:00Z", "questionnaireInactive"),
        ({"effectivePeriod": {"start": "2021-12"}}, "2021-11-30", "questionnaireInactive"),
    ],
)
def test_a_form_out_of_use_is_a_warning(more: Json, authored: str, expected: str) -> None:
    assert judged(questionnaire(item("q1"), **more), authored=authored) == [("warning", expected, "")]
    within = questionnaire(item("q1"), effectivePeriod={"start": "2021-12", "end": "2021-12-11"})
    assert judged(within, authored="2021-12-11T23:00:00Z") == []


def test_a_response_to_another_form_is_an_error() -> None:
    definition = questionnaire(item("q1"))
    assert judged(definition, questionnaire="https://example.org/other") == [("error", "questionnaireNotFound", "")]
    assert judged(definition, questionnaire=definition["url"] + "|2") == [("error", "questionnaireNotFound", "")]
    assert judged(definition, questionnaire=definition["url"] + "|1") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("answer.count() = 2", []),
        ("answer.count() = 3", ["invariant"]),
        ("answer.count() = %questionnaire.item.count()+1", []),
        ("answer.count() = 3 asdf aqwe", ["invariantExecution"]),
        ("answer.count() = %unknown", ["invariantExecution"]),
    ],
)
def test_a_rule_that_fails_or_cannot_be_read_is_a_warning_here(text: str, expected: list[str]) -> None:
    old = {
        "url": HL7 + "questionnaire-constraint",
        "extension": [
            {"url": "key", "valueId": "k1"},
            {"url": "requirements", "valueString": "Example"},
            {"url": "severity", "valueCode": "warning"},
            {"url": "expression", "valueString": text},
            {"url": "human", "valueString": "Count the answers"},
            {"url": "location", "valueString": "linkId='q1'"},
            {"url": "location", "valueString": "QuestionnaireResponse.author"},
        ],
    }
    found = judged(questionnaire(item("q1", "string", old, repeats=True)), {"valueString": "a"}, {"valueString": "b"})
    assert found == [("warning", code, "q1") for code in expected]


def test_everything_is_a_warning_while_the_response_is_in_progress() -> None:
    definition = questionnaire(item("q1", "integer", required=True), item("q2", required=True))
    found = judged(definition, {"valueString": "a"}, status="in-progress")
    assert found == [("warning", "invalidAnswerType", "q1"), ("warning", "required", "q2")]
