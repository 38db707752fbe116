"""Rules, enabling expressions, calculations and variables in FHIRPath."""

from __future__ import annotations

import json
import subprocess
import sys
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from desktop_portal.forms import expressions, rules
from desktop_portal.forms.answers import Answers, Date, Path, with_row_added
from desktop_portal.forms.evaluate import evaluate, update
from desktop_portal.forms.fhirpath import BadExpression, TooManySteps, read, run
from desktop_portal.forms.questionnaire import compile_form
from tests.forms.building import (
    HL7,
    SDC,
    TODAY,
    expression,
    filled,
    form,
    group,
    item,
    questionnaire,
    rule,
    wrong,
)
from tests.forms.building import read as read_data

if TYPE_CHECKING:
    from desktop_portal.forms.tree import Form

ENABLE = SDC + "enableWhenExpression"
CALCULATE = SDC + "calculatedExpression"
IN_S = "%resource.item.where(linkId='s').item.where(linkId='{}').answer.value"


def a(link_id: str) -> str:
    return IN_S.format(link_id)


def test_the_example_forms_rules_hold_and_an_empty_operand_fails_nothing() -> None:
    made = compile_form(read_data("example-questionnaire.json"))
    known = [option.value for option in made.items["child.dob-known"].options]  # type: ignore[attr-defined]  # a question
    physical = made.items["concern.type"].options[0].value  # type: ignore[attr-defined]  # a question
    given = {"child.dob-known": known[0], "concern.type": physical, "concern.date": Date("2019-01-01")}
    assert ("concern.date", "invariant") not in wrong(filled(made, given))
    before = filled(made, {**given, "child.dob": Date("2020-01-01")})
    (issue,) = before.issues[Path("concern.date")]
    assert (issue.code, issue.key) == ("invariant", "incident-after-birth")
    assert issue.message == "Date it happened must be on or after the child's date of birth"
    assert ("household", "invariant") in wrong(before)


def test_a_rule_runs_only_when_something_it_names_has_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[str] = []

    def counting(*given: Any, **more: Any) -> Any:
        runs.append("run")
        return expressions.evaluate(*given, **more)

    monkeypatch.setattr(rules, "evaluate", counting)
    checked = rule(f"{a('x')} < {a('y')}", location="y")
    made = form(group("s", item("x", "integer"), item("y", "integer"), item("z")), extension=[checked])
    found = evaluate(made, Answers(), TODAY, draft=False)
    runs.clear()
    found = update(found, Path("z"), ("other",))
    assert runs == []
    found = update(update(found, Path("x"), (5,)), Path("y"), (3,))
    assert runs == ["run", "run"]
    assert wrong(found) == [("y", "invariant")]
    assert found.changed == {Path("y")}


def test_a_rule_on_rows_is_checked_in_each_row_and_not_where_it_is_hidden() -> None:
    later = rule("item.where(linkId='to').answer.value >= item.where(linkId='from').answer.value", location="to")
    row = group("row", item("from", "date"), item("to", "date"), repeats=True, extension=[later])
    made = form(item("gate", "boolean"), group("s", row, enableWhen=[
        {"question": "gate", "operator": "=", "answerBoolean": True}]))  # fmt: skip
    found = filled(made, {"gate": True})
    answers = with_row_added(made, with_row_added(made, found.answers, Path("row")), Path("row"))
    found = evaluate(made, answers, TODAY, draft=False)
    for place, value in (("from", "2026-01-02"), ("to", "2026-01-01")):
        found = update(found, Path(place, (1,)), (Date(value),))
    assert [issue.path for issue in found.in_order()] == [Path("to", (1,))]
    assert update(found, Path("gate"), (False,)).issues == {}


def test_a_rule_without_a_place_is_about_the_form_and_a_warning_does_not_stop_it() -> None:
    made = form(group("s", item("x")), extension=[rule(f"{a('x')} = 'yes'", severity="warning")])
    found = filled(made, {"x": "no"})
    assert [(issue.path, issue.severity, issue.message) for issue in found.in_order()] == [
        (Path(""), "warning", "Check this")
    ]
    assert found.can_be_sent


def test_an_enabling_expression_shows_only_when_it_is_true() -> None:
    made = form(
        group("s", item("x", "integer"), item("y", "string", expression(ENABLE, f"{a('x')} > 3"), required=True))
    )
    assert not filled(made, {}).enabled(Path("y"))
    assert not filled(made, {"x": 3}).enabled(Path("y"))
    shown = filled(made, {"x": 3, Path("x"): 4})
    assert shown.enabled(Path("y"))
    assert wrong(shown) == [("y", "required")]


def test_an_enabling_expression_in_a_row_begins_at_its_row() -> None:
    inner = item("y", "string", expression(ENABLE, "%context.item.where(linkId='x').answer.value > 3"))
    made = form(group("row", item("x", "integer"), inner, repeats=True))
    answers = with_row_added(made, with_row_added(made, Answers(), Path("row")), Path("row"))
    found = update(evaluate(made, answers, TODAY, draft=False), Path("x", (1,)), (4,))
    assert not found.enabled(Path("y", (0,)))
    assert found.enabled(Path("y", (1,)))


def costs() -> Form:
    total = expression(CALCULATE, "%resource.item.where(linkId='s').item.where(linkId='row').item.where(linkId='cost')"
                                  ".answer.value.sum()")  # fmt: skip
    double = expression(CALCULATE, f"{a('total')} * 2")
    shown = expression(ENABLE, f"{a('double')} > 9")
    return form(
        group(
            "s",
            item("double", "decimal", double),
            item("total", "decimal", total),
            group("row", item("cost", "decimal"), repeats=True),
            item("why", "string", shown),
        )
    )


def test_calculated_answers_follow_what_they_are_calculated_from() -> None:
    made = costs()
    answers = with_row_added(made, with_row_added(made, Answers(), Path("row")), Path("row"))
    found = evaluate(made, answers, TODAY, draft=False)
    found = update(found, Path("cost", (0,)), (Decimal("2.5"),))
    found = update(found, Path("cost", (1,)), (Decimal("2.25"),))
    assert found.answers.values[Path("total")] == (Decimal("4.75"),)
    assert found.answers.values[Path("double")] == (Decimal("9.50"),)
    assert found.enabled(Path("why"))
    assert found.changed >= {Path("total"), Path("double"), Path("why")}
    full = evaluate(made, found.answers, TODAY, draft=False)
    assert (full.answers, full.off, dict(full.issues)) == (found.answers, found.off, dict(found.issues))
    typed_over = update(found, Path("total"), (Decimal(1),))
    assert typed_over.answers.values[Path("total")] == (Decimal("4.75"),)


def test_today_in_an_expression_is_the_day_handed_in() -> None:
    made = form(group("s", item("born", "date"), item("due", "date", expression(CALCULATE, "today() + 14 days"))),
                extension=[rule(f"{a('born')} > today() - 18 years", location="born")])  # fmt: skip
    found = filled(made, {"born": Date("2008-11-24")})
    assert wrong(found) == [("born", "invariant")]
    assert found.answers.values[Path("due")] == (Date("2026-12-08"),)


def test_variables_are_seen_below_where_they_stand() -> None:
    section = expression(HL7 + "variable", "%resource.item.where(linkId='s')", "section")
    age = expression(HL7 + "variable", "%section.item.where(linkId='x').answer.value", "age")
    y = item("y", "string", expression(ENABLE, "%age > 3"))
    made = form(group("s", item("x", "integer"), y, extension=[age]), extension=[section])
    assert filled(made, {"x": 4}).enabled(Path("y"))
    assert not filled(made, {"x": 2}).enabled(Path("y"))


def test_forms_without_expressions_never_load_fhirpath() -> None:
    definition = json.dumps(questionnaire(item("q1")))
    script = (
        "import sys, json; from datetime import date; from desktop_portal.forms.questionnaire import compile_form;"
        "from desktop_portal.forms.evaluate import evaluate; from desktop_portal.forms.answers import Answers;"
        f"f = compile_form(json.loads({definition!r}));"
        "evaluate(f, Answers(), date(2026, 1, 1), draft=True);"
        "heavy = {'fhirpathpy', 'antlr4', 'phonenumbers', 'stdnum'} & set(sys.modules);"
        "sys.exit(str(heavy) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1 +", "cannot be read"),
        ("a b", 'from "b" on'),
        ("item.where(", "cannot be read"),
        ("'open", "cannot be read"),
        ("item.repeat(item)", "repeat()"),
        ("now() > today()", "now()"),
        ("'aaa'.matches('(a+)+$')", "50 ms"),
        ("'aaa'.matches(linkId)", "written down"),
        ("(" * 300 + "1" + ")" * 300, "deep"),
        ("1 = 1" + " and 1 = 1" * 1000, "at most 2000"),
    ],
)
def test_an_expression_that_cannot_be_read_or_could_run_away_is_refused(text: str, words: str) -> None:
    with pytest.raises(BadExpression) as refused:
        read(text)
    assert words in str(refused.value)


def test_an_expression_is_stopped_after_many_steps() -> None:
    many = {"resourceType": "QuestionnaireResponse", "item": [{"linkId": str(number)} for number in range(400)]}
    everything = read("item.where(%resource.item.where(%resource.item.where(linkId = '1').exists()).exists()).exists()")
    with pytest.raises(TooManySteps):
        run(everything, many, {"resource": many}, TODAY)


@pytest.mark.parametrize(
    ("text", "links", "whole", "context"),
    [
        (a("x"), {"x"}, False, False),
        ("%resource.item.where(linkId='s').item.exists()", {"s"}, False, False),
        ("%resource.item.count() > 1", set(), True, False),
        ("item.where(linkId='x').answer.value > 1", {"x"}, False, False),
        ("answer.value > 1", set(), False, True),
        ("%resource.item.where('s' = linkId).item.where(linkId='a' or linkId='b').exists()", {"s"}, False, False),
        ("%resource.item.where(linkId='a').answer.item.where(linkId='b').answer.empty()", {"b"}, False, False),
    ],
)
def test_what_an_expression_looks_at_is_known_without_running_it(
    text: str, links: set[str], *, whole: bool, context: bool
) -> None:
    needs = read(text).needs
    assert (needs.links, needs.whole, needs.context) == (links, whole, context)
