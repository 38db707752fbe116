"""What must hold for any form and any answers."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from desktop_portal.forms.answers import Answers, Unreadable
from desktop_portal.forms.check import check_response
from desktop_portal.forms.compare import compare
from desktop_portal.forms.draft_file import from_document, to_document
from desktop_portal.forms.evaluate import evaluate, update, with_answers
from desktop_portal.forms.plan import repeats_rows
from desktop_portal.forms.response import from_response, to_response
from tests.forms.building import TODAY, form, group, item
from tests.forms.generated import answered, edits, forms
from tests.forms.generated_expressions import forms_with_expressions

if TYPE_CHECKING:
    from desktop_portal.forms.answers import Path, Value
    from desktop_portal.forms.tree import Form

THOROUGH = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
AUTHORED = "2026-11-24T09:00:00Z"


@THOROUGH
@given(st.data())
def test_after_any_edits_a_changed_answer_finds_what_a_full_evaluation_finds(data: st.DataObject) -> None:
    _edit_and_compare(data, data.draw(forms()))


@settings(parent=THOROUGH, max_examples=60)
@given(st.data())
def test_after_any_edits_rules_and_calculations_are_what_a_full_evaluation_finds(data: st.DataObject) -> None:
    _edit_and_compare(data, data.draw(forms_with_expressions()))


def _edit_and_compare(data: st.DataObject, made: Form) -> None:
    current = evaluate(made, Answers(), TODAY, draft=True)
    for _ in range(data.draw(st.integers(1, 12))):
        path, change = data.draw(edits(made, current.answers))
        before = current
        current = with_answers(current, change) if path is None else update(current, path, change)
        full = evaluate(made, current.answers, TODAY, draft=True)
        assert dict(current.issues) == dict(full.issues)
        assert current.off == full.off
        assert current.answers == full.answers
        assert dict(current.filled) == dict(full.filled)
        differ = {at for at in {**before.issues, **full.issues} if before.issues.get(at) != full.issues.get(at)}
        assert differ <= current.changed
        shown = {at for at in current.answers.values if before.enabled(at) is not full.enabled(at)}
        assert path is None or shown <= current.changed


@THOROUGH
@given(st.data())
def test_a_response_that_is_read_and_written_again_is_the_same(data: st.DataObject) -> None:
    made = data.draw(forms())
    answers = data.draw(answered(made))
    # A repeating question with questions below it is left out whole while one of its answers cannot be read: rules
    # know its other answers, so that what they show could not be shown again. Nobody can send that.
    assume(not any(_left_out(made, path, values) for path, values in answers.values.items()))
    first = to_response(evaluate(made, answers, TODAY, draft=True), status="in-progress", authored=AUTHORED)
    read, issues = from_response(made, json.loads(json.dumps(first)))
    assert issues == ()
    again = to_response(evaluate(made, read, TODAY, draft=True), status="in-progress", authored=AUTHORED)
    assert again == first


def _left_out(made: Form, path: Path, values: tuple[Value, ...]) -> bool:
    return repeats_rows(made.items[path.link_id]) and any(isinstance(value, Unreadable) for value in values)


@THOROUGH
@given(st.data())
def test_a_draft_comes_back_whole_whatever_is_hidden_or_cannot_be_read(data: st.DataObject) -> None:
    made = data.draw(forms())
    evaluation = evaluate(made, data.draw(answered(made)), TODAY, draft=True)
    document = json.loads(json.dumps(to_document(evaluation, authored=AUTHORED)))
    again = from_document(made, document)
    assert dict(again.values) == dict(evaluation.answers.values)
    assert dict(again.rows) == dict(evaluation.answers.rows)


@THOROUGH
@given(st.data())
def test_client_and_server_find_the_same_in_a_response(data: st.DataObject) -> None:
    made = data.draw(forms())
    evaluation = evaluate(made, data.draw(answered(made, readable=True)), TODAY, draft=False)
    response = to_response(evaluation, status="completed", authored="2026-11-24")
    server = [(issue.path, issue.code) for issue in check_response(made, json.loads(json.dumps(response)), TODAY)]
    assert server == [(issue.path, issue.code) for issue in evaluation.in_order() if evaluation.enabled(issue.path)]


@THOROUGH
@given(st.data())
def test_answers_compared_with_themselves_have_not_changed(data: st.DataObject) -> None:
    made = data.draw(forms())
    answers = data.draw(answered(made))
    assert compare(made, answers, answers) == ()
    other = data.draw(answered(made))
    there = {change.before_path for change in compare(made, answers, other) if change.before}
    here = {change.after_path for change in compare(made, answers, other) if change.after}
    assert there <= set(answers.values)
    assert here <= set(other.values)
    same_before = Counter((path.link_id, values) for path, values in answers.values.items() if path not in there)
    same_after = Counter((path.link_id, values) for path, values in other.values.items() if path not in here)
    assert same_before == same_after


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
        lambda inner: (
            st.lists(inner) | st.dictionaries(st.sampled_from(["linkId", "item", "answer", "valueString"]), inner)
        ),
        max_leaves=30,
    )
)
def test_any_json_at_all_can_be_read_as_a_response(raw: Any) -> None:
    made = form(group("s", item("q1"), item("q2", "attachment")))
    response = raw if isinstance(raw, dict) else {"item": raw}
    check_response(made, response, TODAY)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_damaged_response_is_judged_and_never_crashes(data: st.DataObject) -> None:
    made = data.draw(forms())
    evaluation = evaluate(made, data.draw(answered(made, readable=True)), TODAY, draft=False)
    response: dict[str, Any] = to_response(evaluation, status="completed", authored=AUTHORED)

    def places(node: Any) -> list[tuple[Any, Any]]:
        keys = list(node) if isinstance(node, dict) else list(range(len(node))) if isinstance(node, list) else []
        return [(node, key) for key in keys] + [found for key in keys for found in places(node[key])]

    node, key = data.draw(st.sampled_from(places(response)))
    node[key] = data.draw(st.none() | st.booleans() | st.integers() | st.floats() | st.just([[]]) | st.just({"": []}))
    for issue in check_response(made, response, TODAY):
        assert issue.message
