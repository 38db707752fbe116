"""What is seen at a glance is what the whole check finds, for any form and any response."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_portal.forms.check import read_and_check
from desktop_portal.forms.evaluate import evaluate
from desktop_portal.forms.glance import Glance
from desktop_portal.forms.questionnaire import compile_form
from desktop_portal.forms.response import to_response
from tests.forms.building import TODAY, form, group, item, options
from tests.forms.generated import KINDS, answered, forms
from tests.forms.generated_expressions import forms_with_expressions
from tests.forms.test_properties import AUTHORED, THOROUGH

if TYPE_CHECKING:
    from desktop_portal.forms.tree import Form

BENCH = Path(__file__).parents[1] / "bench" / "data"


def _same(made: Form, response: dict[str, Any]) -> bool:
    """Check both ways; returns whether the glance sufficed."""
    glance = Glance(made)
    answers, found = read_and_check(made, response, TODAY)
    quick, quickly_found = read_and_check(made, response, TODAY, glance)
    assert quickly_found == found
    assert list(quick.values.items()) == list(answers.values.items())
    assert dict(quick.rows) == dict(answers.rows)
    return glance.answers(response, TODAY) is not None


@THOROUGH
@given(st.data())
def test_J28_the_server_finds_at_a_glance_what_the_whole_check_finds(data: st.DataObject) -> None:
    made = data.draw(forms())
    response = _response(data, made)
    _same(made, response)

    def places(node: Any) -> list[tuple[Any, Any]]:
        keys = list(node) if isinstance(node, dict) else list(range(len(node))) if isinstance(node, list) else []
        return [(node, key) for key in keys] + [found for key in keys for found in places(node[key])]

    other: Any = data.draw(st.none() | st.booleans() | st.integers() | st.text() | st.just([[]]) | st.just({"": []}))
    node, key = data.draw(st.sampled_from(places(response)))
    kind = data.draw(st.sampled_from(["changed", "gone", "twice"]))
    if kind == "twice" and isinstance(node, list):
        node.insert(key, node[key])
    elif kind == "gone":
        del node[key]
    else:
        node[key] = other
    _same(made, response)


@settings(parent=THOROUGH, max_examples=60)
@given(st.data())
def test_J28_rules_and_calculations_are_looked_at_as_well(data: st.DataObject) -> None:
    made = data.draw(forms_with_expressions())
    _same(made, _response(data, made))


def _response(data: st.DataObject, made: Form) -> dict[str, Any]:
    evaluation = evaluate(made, data.draw(answered(made, readable=True)), TODAY, draft=False)
    response: dict[str, Any] = json.loads(json.dumps(to_response(evaluation, status="completed", authored=AUTHORED)))
    return response


@pytest.mark.parametrize("size", [50, 150, 500])
def test_J28_a_long_form_that_is_right_needs_no_second_look(size: int) -> None:
    made = compile_form(json.loads((BENCH / f"fhir-{size}.json").read_text(encoding="utf-8")))
    response = json.loads((BENCH / f"fhir-{size}-full.json").read_text(encoding="utf-8"))
    assert _same(made, {**response, "status": "completed"})


def test_J28_what_is_answered_behind_a_hidden_question_is_never_plainly_right() -> None:
    rule = [{"question": "q1", "operator": "=", "answerBoolean": True}]
    made = form(group("s", item("q1", "boolean"), item("q2", enableWhen=rule)))
    shown = _answers(q1={"valueBoolean": True}, q2={"valueString": "words"})
    hidden = _answers(q1={"valueBoolean": False}, q2={"valueString": "words"})
    assert _same(made, shown)
    assert not _same(made, hidden)
    assert [issue.code for issue in read_and_check(made, hidden, TODAY, Glance(made))[1]] == ["notEnabled"]


@pytest.mark.parametrize("kind", KINDS)
def test_J28_whatever_stands_in_the_place_of_an_answer_is_judged(kind: str) -> None:
    made = form(group("s", item("q1", kind, **({"answerOption": options("a")} if "choice" in kind else {}))))
    odd: tuple[Any, ...] = ([], [[]], {}, "", "words", 0, 1.5, True, None, {"": []})
    values: list[Any] = [
        {f"value{name}": one} for name in ("Coding", "String", "Boolean", "Date", "Integer") for one in odd
    ]
    for one in (*odd, *values, {"valueCoding": {"code": [], "system": {}, "display": None}}):
        for answers in ([one], one, [one, one]):
            _same(made, {**_answers(), "item": [{"linkId": "s", "item": [{"linkId": "q1", "answer": answers}]}]})
        _same(made, {**_answers(), "item": one})
        _same(made, {**_answers(), "item": [one]})
        _same(made, {**_answers(), "item": [{"linkId": one}]})
        _same(made, {**_answers(), "item": [{"linkId": "s", "item": one}]})


def test_J28_a_date_is_compared_with_the_day_of_each_response() -> None:
    limit = [{"url": "http://hl7.org/fhir/StructureDefinition/maxValue", "valueDate": "2026-11-24"}]
    made = form(group("s", item("q1", "date", extension=limit)))
    assert _same(made, _answers(q1={"valueDate": "2026-11-24"}))
    assert not _same(made, _answers(q1={"valueDate": "2026-11-25"}))
    assert _same(made, _answers(q1={"valueDate": "2026-11"}))
    assert Glance(made).answers(_answers(q1={"valueDate": "2027"}), date(2028, 1, 1)) is None


def _answers(**given_to: dict[str, Any]) -> dict[str, Any]:
    items = [{"linkId": link_id, "answer": [answer]} for link_id, answer in given_to.items()]
    return {"status": "completed", "authored": AUTHORED, "item": [{"linkId": "s", "item": items}]}
