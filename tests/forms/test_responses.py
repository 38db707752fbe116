"""The QuestionnaireResponse, the draft file, and what the server says of what is handed in."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from desktop_portal.forms.answers import Absent, Answers, Attachment, Coding, Path, Unreadable
from desktop_portal.forms.check import check_response
from desktop_portal.forms.compare import Change, compare
from desktop_portal.forms.draft_file import from_document, parked_in, to_document
from desktop_portal.forms.evaluate import evaluate, update
from desktop_portal.forms.parked import Parked
from desktop_portal.forms.questionnaire import compile_form
from desktop_portal.forms.response import from_response, to_response
from tests.forms.building import (
    HL7,
    OURS,
    TODAY,
    Json,
    code,
    extension,
    filled,
    form,
    group,
    item,
    options,
    read,
    when,
    wrong,
)

if TYPE_CHECKING:
    from desktop_portal.forms.tree import Form

AUTHORED = "2026-11-24T09:00:00Z"


def test_a_response_names_its_form_and_writes_every_kind_of_answer_as_fhir_has_it() -> None:
    reasons = extension(OURS + "absent-reasons", valueCode="asked-unknown")
    made = form(group("s", item("a", "choice", reasons, answerOption=options("x")), item("b", "url"),
                item("c", "attachment"), item("d", "decimal"), item("e", "date", reasons)))  # fmt: skip
    file = Attachment("application/pdf", "r.pdf", 10, "ab" * 32, "A report")
    found = filled(made, {"a": code("x"), "b": "https://x", "c": file, "d": 3, "e": Absent("asked-unknown")})
    response = to_response(found, status="completed", authored=AUTHORED)
    assert response["questionnaire"] == "https://forms.example.gov.uk/Questionnaire/small|1"
    assert (response["status"], response["authored"], response["language"]) == ("completed", AUTHORED, "en")
    answers = {entry["linkId"]: entry["answer"][0] for entry in response["item"][0]["item"]}
    assert answers["a"] == {"valueCoding": {"system": "urn:s", "code": "x"}}
    assert answers["b"] == {"valueUri": "https://x"}
    assert answers["c"]["valueAttachment"]["url"] == "urn:sha256:" + "ab" * 32
    assert answers["c"]["valueAttachment"]["size"] == 10
    assert answers["d"] == {"valueDecimal": 3}
    assert answers["e"] == {"extension": [{"url": HL7 + "data-absent-reason", "valueCode": "asked-unknown"}]}
    back, issues = from_response(made, json.loads(json.dumps(response)))
    assert issues == ()
    assert back.values[Path("c")] == (file,)
    assert back.values[Path("e")] == (Absent("asked-unknown"),)


def test_a_draft_keeps_what_is_hidden_what_cannot_be_read_and_what_was_parked() -> None:
    made = form(item("a", "boolean"), item("b", enableWhen=[when("a", "=", answerBoolean=True)]), item("c", "date"),
                group("row", item("d"), repeats=True, enableWhen=[when("a", "=", answerBoolean=True)]))  # fmt: skip
    found = filled(made, {"a": True, "b": "kept", "c": Unreadable("31 February"), Path("a"): False})
    parked = Parked("old", (1,), "Who?", "Sam", "removed", ({"valueString": "Sam"},), "u|1")
    document = json.loads(json.dumps(to_document(found, parked=(parked,), authored=AUTHORED)))
    assert [entry["linkId"] for entry in document["response"]["item"]] == ["a"]
    assert check_response(made, document["response"], TODAY) == ()
    assert from_document(made, document) == found.answers
    assert parked_in(document) == (parked,)
    assert document["typed"][0]["values"] == [{"typed": "31 February"}]


def test_a_damaged_draft_gives_what_can_still_be_read() -> None:
    made = form(item("a"))
    for damaged in (
        {},
        {"response": 3, "retained": [], "typed": {}, "parked": 1},
        {"retained": {"values": [{"linkId": 1}]}},
    ):
        assert from_document(made, damaged) == Answers()
        assert parked_in(damaged) == ()


def test_the_server_refuses_answers_to_hidden_questions() -> None:
    made = form(item("a", "boolean"), item("b", enableWhen=[when("a", "=", answerBoolean=True)]))
    given = [("a", {"valueBoolean": False}), ("b", {"valueString": "x"})]
    items = [{"linkId": link_id, "answer": [answer]} for link_id, answer in given]
    response: Json = {"status": "completed", "authored": AUTHORED, "item": items}
    (issue,) = check_response(made, response, TODAY)
    assert (issue.severity, issue.code, issue.path) == ("error", "notEnabled", Path("b"))


def test_a_form_written_the_day_before_is_checked_by_the_day_it_was_written() -> None:
    limit = {"extension": [{"url": HL7 + "cqf-expression", "valueExpression": {"expression": "today() - 18 years"}}]}
    made = form(item("a", "date", extension("minValue", _valueDate=limit)))
    response: Json = {"status": "completed", "authored": "2026-11-24T23:50:00Z",
                      "item": [{"linkId": "a", "answer": [{"valueDate": "2008-11-24"}]}]}  # fmt: skip
    assert check_response(made, response, date(2026, 11, 25)) == ()
    later = {**response, "authored": "2027-11-24T23:50:00Z"}
    assert [issue.code for issue in check_response(made, later, date(2026, 11, 25))] == ["minValue"]


def test_the_bench_response_is_valid_and_comes_back() -> None:
    made = compile_form(read("example-questionnaire.json"))
    found = evaluate(made, Answers(), TODAY, draft=True)
    found = update(found, Path("child.name"), ("Sam Jones",))
    response = to_response(found, status="in-progress", authored=AUTHORED)
    assert response["item"][0]["item"][0]["text"] == "Child's full name"
    assert from_response(made, response)[0] == found.answers


def test_a_group_twice_where_it_is_asked_once_is_said() -> None:
    made = form(group("g", item("a")))
    inside = [[{"linkId": "a", "answer": [{"valueString": text}]}] for text in "xy"]
    twice = {"status": "completed", "item": [{"linkId": "g", "item": each} for each in inside]}
    answers, issues = from_response(made, twice)
    assert [issue.code for issue in issues] == ["repeats"]
    assert [issue.code for issue in check_response(made, twice, TODAY)] == ["repeats"]
    assert answers.values


# --- what changed between two responses ---


def people(*rows: dict[str, str]) -> Answers:
    made = household()
    given: dict[str | Path, object] = {}
    for number, row in enumerate(rows):
        given.update({Path(link_id, (number,)): text for link_id, text in row.items()})
    found = filled(made, {})
    answers = Answers(dict(found.answers.values), {Path("row"): len(rows)})
    current = evaluate(made, answers, TODAY, draft=True)
    for path, value in given.items():
        assert isinstance(path, Path)
        current = update(current, path, (str(value),))
    return current.answers


def household() -> Form:
    return form(group("s", item("top"), group("row", item("name"), item("role"), item("note"), repeats=True)))


ANN = {"name": "Ann", "role": "mother", "note": "n1"}
BEN = {"name": "Ben", "role": "father", "note": "n2"}
CY = {"name": "Cy", "role": "brother", "note": "n3"}


def changes(before: Answers, after: Answers) -> list[tuple[str, str]]:
    made = household()
    return [(change.kind, change.link_id) for change in compare(made, before, after)]


def test_a_row_that_went_is_said_and_the_others_have_not_changed() -> None:
    assert changes(people(ANN, BEN, CY), people(BEN, CY)) == [("removed", link) for link in ("name", "role", "note")]
    assert changes(people(BEN, CY), people(ANN, BEN, CY)) == [("added", link) for link in ("name", "role", "note")]


def test_a_row_that_was_changed_is_matched_with_itself_wherever_it_is() -> None:
    found = compare(household(), people(ANN, BEN), people({**BEN, "role": "stepfather"}, ANN))
    assert Change("changed", "role", Path("role", (1,)), Path("role", (0,)), ("father",), ("stepfather",)) in found
    assert {change.kind for change in found} == {"changed", "moved"}


def test_a_moved_row_is_moved_and_nothing_else() -> None:
    assert changes(people(ANN, BEN, CY), people(CY, ANN, BEN)) == [("moved", "row")]


def test_a_row_with_one_answer_typed_anew_is_changed_and_not_replaced() -> None:
    assert changes(people({"name": "Sam"}), people({"name": "Samuel"})) == [("changed", "name")]


def test_codes_are_the_same_whatever_they_are_called() -> None:
    made = form(item("a", "choice", answerOption=options("x")))
    old, new = (filled(made, {"a": Coding("x", "urn:s", display)}).answers for display in ("Old", "New"))
    assert compare(made, old, new) == ()
    assert wrong(filled(made, {"a": code("x")})) == []
