from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from desktop_portal.forms.answers import Absent, Answers, Coding, Date, Path, with_answer
from desktop_portal.forms.check import check_response
from desktop_portal.forms.evaluate import evaluate, update
from desktop_portal.forms.questionnaire import compile_form
from desktop_portal.forms.response import to_response
from desktop_portal.forms.tree import ItemType, Question
from tests.content.reading import Json, read

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop_portal.forms.answers import Value
    from desktop_portal.forms.evaluate import Evaluation

TODAY = date(2026, 11, 24)
# A professional knows their own facts; the concern has to be told; all else may be "I do not know".
OWN = ("overview.", "professional.", "declaration.", "you.", "done.")


def least(question: Question) -> Value:
    """Answer as somebody does who knows nothing about the child: the way out where there is one."""
    if question.absent and not question.link_id.startswith(OWN):
        return Absent(question.absent[0])
    if question.options:
        return question.options[0].value
    if question.type is ItemType.BOOLEAN:
        return question.link_id == "consent.given"
    if question.type is ItemType.DATE:
        return Date(TODAY.isoformat())
    return {
        "uk-phone": "01632 960 123",
        "email": "sam.patel@example.com",
        "urn": "123456",
    }.get(question.named_format, "Not sure, but worried")


def filled_by_someone_who_knows_nothing(evaluation: Evaluation) -> Evaluation:
    for _ in range(500):
        stopping = [issue for issues in evaluation.issues.values() for issue in issues if issue.stops]
        if not stopping:
            return evaluation
        question = evaluation.form.items[stopping[0].path.link_id]
        assert stopping[0].code == "required", stopping[0]
        assert isinstance(question, Question), stopping[0]
        value: tuple[Value, ...] = (least(question),)
        evaluation = update(evaluation, stopping[0].path, value)
    raise AssertionError("the form never ends")


def test_somebody_who_knows_nothing_about_the_child_can_send_the_form(
    form: Json, value_sets: Mapping[str, Json]
) -> None:
    compiled = compile_form(form, value_sets=value_sets)
    begun = evaluate(compiled, Answers(), TODAY, draft=False)
    assert any(issue.stops for issues in begun.issues.values() for issue in issues)
    done = filled_by_someone_who_knows_nothing(begun)
    response = to_response(done, status="completed", authored="2026-11-24T15:10:00Z")
    assert [issue for issue in check_response(compiled, response, TODAY) if issue.stops] == []


def test_every_message_of_an_empty_form_tells_what_to_do(form: Json, value_sets: Mapping[str, Json]) -> None:
    for language, verbs in {
        "en": ("Enter ", "Select ", "Choose ", "Confirm "),
        "cy": ("Rhowch ", "Dewiswch ", "Cadarnhewch "),
    }.items():
        compiled = compile_form(form, language=language, value_sets=value_sets)
        if language == "cy" and compiled.title == form["title"]:
            continue
        empty = evaluate(compiled, Answers(), TODAY, draft=False)
        for issues in empty.issues.values():
            for issue in issues:
                assert issue.severity == "warning" or issue.message.startswith(verbs), issue.message


def with_dates(value_sets: Mapping[str, Json], **dates: str) -> set[tuple[str, str]]:
    """Give (place, severity) of what is said about dates in the safeguarding form."""
    compiled = compile_form(read("forms/safeguarding-concern.json"), value_sets=value_sets)
    born = Coding("born", "https://forms.example.gov.uk/CodeSystem/child-born")
    answers = with_answer(Answers(), Path("child.born"), (born,))
    for place, text in dates.items():
        answers = with_answer(answers, Path(place), (Date(text),))
    evaluation = evaluate(compiled, answers, TODAY, draft=False)
    return {
        (path.link_id, issue.severity)
        for path, issues in evaluation.issues.items()
        for issue in issues
        if issue.code != "required"
    }


def test_somebody_of_26_is_asked_about_and_not_refused(value_sets: Mapping[str, Json]) -> None:
    place = {"child.dob": "2000-11-23"}
    assert ("child.dob", "warning") in with_dates(value_sets, **place)
    place = {"child.dob": "2000-11-25"}
    assert ("child.dob", "warning") not in with_dates(value_sets, **place)


def test_an_incident_before_the_birth_is_asked_about(value_sets: Mapping[str, Json]) -> None:
    dates = {"child.dob": "2019-03-27", "concerns.incident-date": "2018-01-05"}
    assert ("concerns.incident-date", "warning") in with_dates(value_sets, **dates)
    dates["concerns.incident-date"] = "2026-11-20"
    assert ("concerns.incident-date", "warning") not in with_dates(value_sets, **dates)


def test_a_child_cannot_be_born_tomorrow(value_sets: Mapping[str, Json]) -> None:
    assert ("child.dob", "error") in with_dates(value_sets, **{"child.dob": "2026-11-25"})
    assert ("child.dob", "error") not in with_dates(value_sets, **{"child.dob": "2026"})


def test_a_family_without_anybody_is_asked_about(value_sets: Mapping[str, Json]) -> None:
    assert ("household", "warning") in with_dates(value_sets)
