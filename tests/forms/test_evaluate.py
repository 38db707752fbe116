"""What is shown and what is wrong: the standard's own sentences, one test each."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_portal.forms.answers import (
    Absent,
    Answers,
    Date,
    Path,
    Unreadable,
    with_answer,
    with_row_added,
    with_row_duplicated,
    with_row_moved,
    with_row_removed,
)
from desktop_portal.forms.evaluate import evaluate, update, with_answers
from desktop_portal.forms.response import to_response
from tests.forms.building import (
    HL7,
    OURS,
    TODAY,
    code,
    extension,
    filled,
    form,
    group,
    item,
    options,
    said,
    when,
    wrong,
)

YES = {"answerCoding": {"system": "urn:s", "code": "yes"}}


def test_required_counts_only_while_the_question_is_shown() -> None:
    made = form(group("s", item("a", "choice", answerOption=options("yes", "no")), item("b", required=True,
                enableWhen=[when("a", "=", **YES)]), required=True))  # fmt: skip
    assert wrong(filled(made, {"a": code("no")})) == []
    shown = filled(made, {"a": code("yes")})
    assert wrong(shown) == [("b", "required")]
    assert Path("b") in shown.changed


def test_a_rule_that_points_at_a_hidden_question_sees_it_as_unanswered() -> None:
    made = form(item("a", "boolean"), item("b", enableWhen=[when("a", "=", answerBoolean=True)]),
                item("c", enableWhen=[when("b")]))  # fmt: skip
    found = filled(made, {"a": True, "b": "x"})
    assert found.enabled(Path("c"))
    found = update(found, Path("a"), (False,))
    assert not found.enabled(Path("c"))
    assert found.changed >= {Path("b"), Path("c")}
    assert found.answers.values[Path("b")] == ("x",)
    again = update(found, Path("a"), (True,))
    assert again.enabled(Path("c"))


def test_a_group_takes_all_that_is_in_it_along() -> None:
    made = form(item("a", "boolean"), group("g", group("h", item("b", required=True), required=True), required=True,
                enableWhen=[when("a", "=", answerBoolean=True)]))  # fmt: skip
    assert wrong(filled(made, {"a": False})) == []
    assert wrong(filled(made, {"a": True})) == [("b", "required")]


def test_a_condition_looks_in_its_own_row() -> None:
    ruled = item("b", required=True, enableWhen=[when("a", "=", answerBoolean=True)])
    made = form(group("row", item("a", "boolean"), ruled, repeats=True))
    answers = with_row_added(made, with_row_added(made, Answers(), Path("row")), Path("row"))
    found = evaluate(made, answers, TODAY, draft=False)
    found = update(found, Path("a", (1,)), (True,))
    assert not found.enabled(Path("b", (0,)))
    assert found.enabled(Path("b", (1,)))
    assert [issue.path for issue in found.in_order()] == [Path("b", (1,))]


def test_a_condition_from_outside_the_rows_is_true_when_any_row_fits() -> None:
    made = form(
        group("row", item("a", "boolean"), repeats=True), item("b", enableWhen=[when("a", "=", answerBoolean=True)])
    )
    answers = with_row_added(made, with_row_added(made, Answers(), Path("row")), Path("row"))
    found = evaluate(made, answers, TODAY, draft=False)
    assert not found.enabled(Path("b"))
    assert update(found, Path("a", (1,)), (True,)).enabled(Path("b"))


def test_rows_in_rows_look_in_the_nearest_shared_row() -> None:
    inner = group("inner", item("b", enableWhen=[when("a", "=", answerBoolean=True)]), repeats=True)
    made = form(group("outer", item("a", "boolean"), inner, repeats=True))
    answers = Answers()
    for outer in range(2):
        answers = with_row_added(made, answers, Path("outer"))
        answers = with_row_added(made, answers, Path("inner", (outer,)))
    found = update(evaluate(made, answers, TODAY, draft=False), Path("a", (1,)), (True,))
    assert not found.enabled(Path("b", (0, 0)))
    assert found.enabled(Path("b", (1, 0)))


@pytest.mark.parametrize(
    ("operator", "answer", "value", "shown"),
    [
        ("=", {"answerDate": "2019"}, Date("2019-03-01"), True),
        (">", {"answerDate": "2019-03"}, Date("2019-04-01"), True),
        (">=", {"answerDate": "2019-03-02"}, Date("2019-03"), True),
        ("<", {"answerDate": "2019-03-02"}, Date("2018"), True),
        ("<=", {"answerDate": "2019-03-02"}, Date("2020"), False),
        ("!=", {"answerDate": "2019"}, Date("2020"), True),
        ("exists", {"answerBoolean": True}, Absent("asked-unknown"), False),
        ("exists", {"answerBoolean": False}, Absent("asked-unknown"), True),
        ("exists", {"answerBoolean": True}, Unreadable("31 Feb"), False),
    ],
)
def test_dates_are_compared_on_what_they_share_and_not_known_is_no_answer(
    operator: str, answer: dict[str, object], value: Date | Absent | Unreadable, *, shown: bool
) -> None:
    reasons = extension(OURS + "absent-reasons", valueCode="asked-unknown")
    made = form(item("a", "date", reasons), item("b", enableWhen=[when("a", operator, **answer)]))
    assert filled(made, {"a": value}).enabled(Path("b")) is shown


def test_not_known_satisfies_required_where_it_is_offered() -> None:
    offered = form(item("a", "date", extension(OURS + "absent-reasons", valueCode="asked-unknown"), required=True))
    assert wrong(filled(offered, {"a": Absent("asked-unknown")})) == []
    assert wrong(filled(offered, {"a": Absent("not-asked")})) == [("a", "invalidAnswerOption")]
    assert wrong(filled(form(item("a", required=True)), {"a": Absent("asked-unknown")})) == [
        ("a", "invalidAnswerOption")
    ]


def test_an_absent_optional_group_is_not_checked_inside_and_a_required_one_is() -> None:
    inside = (item("a", required=True), item("b"))
    assert wrong(filled(form(group("g", *inside)), {})) == []
    assert wrong(filled(form(group("g", *inside)), {"b": "x"})) == [("a", "required")]
    assert wrong(filled(form(group("g", *inside, required=True)), {})) == [("a", "required")]
    assert wrong(filled(form(group("g", item("b"), required=True)), {})) == [("g", "required")]


def test_an_empty_repeating_group_asks_for_nobodys_name_and_an_added_row_does() -> None:
    made = form(group("row", item("name", required=True), repeats=True))
    assert wrong(filled(made, {})) == []
    one = with_row_added(made, Answers(), Path("row"))
    assert wrong(evaluate(made, one, TODAY, draft=False)) == [("name", "required")]


def test_rows_are_counted() -> None:
    bounds = [
        extension("questionnaire-minOccurs", valueInteger=2),
        extension("questionnaire-maxOccurs", valueInteger=3),
    ]
    made = form(group("row", item("a"), repeats=True, required=True, extension=bounds))
    answers, codes = Answers(), []
    for _ in range(5):
        codes.append([found for _link, found in wrong(evaluate(made, answers, TODAY, draft=False))])
        answers = with_row_added(made, answers, Path("row"))
    assert codes == [["minCount"], ["minCount"], [], [], ["maxCount"]]


def test_missing_answers_are_warnings_in_a_draft_and_wrong_ones_are_not() -> None:
    made = form(item("a", required=True), item("b", "integer", extension("maxValue", valueInteger=3)))
    found = filled(made, {"b": 5}, draft=True)
    assert [(issue.code, issue.severity) for issue in found.in_order()] == [
        ("required", "warning"),
        ("maxValue", "error"),
    ]
    assert not found.can_be_sent


def test_questions_under_a_question_are_asked_for_each_answer() -> None:
    made = form(item("a", repeats=True, item=[item("b", required=True)]))
    found = filled(made, {"a": ("x", "y")})
    assert [issue.path for issue in found.in_order()] == [Path("b", (0,)), Path("b", (1,))]
    assert not found.enabled(Path("b", (2,)))
    found = update(found, Path("b", (1,)), ("z",))
    response = to_response(found, status="in-progress", authored="2026-11-24")
    assert response["item"][0]["answer"][1]["item"][0]["answer"] == [{"valueString": "z"}]
    assert wrong(filled(form(item("a", item=[item("b", required=True)])), {})) == []


def test_a_limit_of_today_moves_at_midnight() -> None:
    relative = {"extension": [{"url": HL7 + "cqf-expression", "valueExpression": {"language": "text/fhirpath",
                "expression": "today() - 18 years"}}]}  # fmt: skip
    made = form(item("a", "date", extension("minValue", _valueDate=relative)))
    answers = with_answer(Answers(), Path("a"), (Date("2008-11-24"),))
    on_the_day, a_day_later = (evaluate(made, answers, date(2026, 11, day), draft=False) for day in (24, 25))
    assert wrong(on_the_day) == []
    assert said(a_day_later) == ["The a must be on or after 25 November 2008"]


def test_a_month_too_short_ends_at_its_last_day() -> None:
    relative = {"extension": [{"url": HL7 + "cqf-calculatedValue", "valueString": "today() + 1 month"}]}
    made = form(item("a", "date", extension("maxValue", _valueDate=relative)))
    for day, expected in (("2026-02-28", []), ("2026-03-01", [("a", "maxValue")])):
        answers = with_answer(Answers(), Path("a"), (Date(day),))
        assert wrong(evaluate(made, answers, date(2026, 1, 31), draft=False)) == expected


def test_a_full_date_can_be_asked_for_by_a_pattern() -> None:
    made = form(item("a", "date", extension("regex", valueString=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")))
    assert wrong(filled(made, {"a": Date("2019-03")})) == [("a", "regex")]
    assert wrong(filled(made, {"a": Date("2019-03-27")})) == []


def test_hiding_keeps_the_answer_and_does_not_send_it() -> None:
    made = form(item("a", "boolean"), item("b", enableWhen=[when("a", "=", answerBoolean=True)]))
    hidden = filled(made, {"a": True, "b": "kept", Path("a"): False})
    response = to_response(hidden, status="completed", authored="2026-11-24")
    assert [entry["linkId"] for entry in response["item"]] == ["a"]
    shown = update(hidden, Path("a"), (True,))
    assert to_response(shown, status="completed", authored="2026-11-24")["item"][1]["answer"] == [
        {"valueString": "kept"}
    ]


# --- rows ---


def test_rows_are_added_removed_moved_and_doubled_with_all_that_is_in_them() -> None:
    made = form(group("row", item("name"), group("phone", item("number"), repeats=True), repeats=True))
    answers = Answers()
    for number, name in enumerate("abc"):
        answers = with_answer(with_row_added(made, answers, Path("row")), Path("name", (number,)), (name,))
    answers = with_row_added(made, answers, Path("phone", (2,)))
    answers = with_answer(answers, Path("number", (2, 0)), ("01632 960 001",))

    def names(found: Answers) -> list[str]:
        count = found.rows.get(Path("row"), 0)
        return [str(found.values.get(Path("name", (row,)), ("-",))[0]) for row in range(count)]

    assert names(answers) == ["a", "b", "c"]
    assert names(with_row_added(made, answers, Path("row"), at=1)) == ["a", "-", "b", "c"]
    removed = with_row_removed(made, answers, Path("row"), 0)
    assert names(removed) == ["b", "c"]
    assert removed.values[Path("number", (1, 0))] == ("01632 960 001",)
    assert removed.rows[Path("phone", (1,))] == 1
    moved = with_row_moved(made, answers, Path("row"), 2, 0)
    assert names(moved) == ["c", "a", "b"]
    assert moved.values[Path("number", (0, 0))] == ("01632 960 001",)
    assert with_row_moved(made, moved, Path("row"), 0, 2) == answers
    doubled = with_row_duplicated(made, answers, Path("row"), 2)
    assert names(doubled) == ["a", "b", "c", "c"]
    assert doubled.values[Path("number", (3, 0))] == ("01632 960 001",)
    assert with_row_removed(made, doubled, Path("row"), 3) == answers
    assert with_row_removed(made, answers, Path("row"), 7) == answers


def test_removing_an_answer_takes_what_stands_under_it_along() -> None:
    made = form(item("a", repeats=True, item=[item("b")]))
    found = filled(made, {"a": ("x", "y"), Path("b", (1,)): "under y"})
    removed = with_row_removed(made, found.answers, Path("a"), 0)
    assert removed.values == {Path("a"): ("y",), Path("b", (0,)): ("under y",)}


def test_what_changed_is_said_after_a_row_was_removed() -> None:
    made = form(group("row", item("name", required=True), repeats=True))
    two = with_row_added(made, with_row_added(made, Answers(), Path("row")), Path("row"))
    found = evaluate(made, two, TODAY, draft=True)
    after = with_answers(found, with_row_removed(made, two, Path("row"), 1))
    assert after.changed == {Path("row"), Path("name", (1,))}
