"""Drafts across versions: forms-standard's rules, one by one, and what must hold for any two versions."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop_portal.forms.answers import (
    Absent,
    Answers,
    Coding,
    Date,
    Path,
    Unreadable,
    Value,
    with_answer,
    with_row_added,
)
from desktop_portal.forms.draft_file import read_values
from desktop_portal.forms.evaluate import evaluate
from desktop_portal.forms.extensions import GO_ON_AS, RENAMED_FROM
from desktop_portal.forms.migrate import Migration, form_changes, migrate
from desktop_portal.forms.publish import reused
from desktop_portal.forms.tree import Note
from tests.forms.building import TODAY, Json, code, form, group, item, options, refusal, wrong
from tests.forms.generated import answered, definitions

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop_portal.forms.tree import Form


def answers(**given: Value) -> Answers:
    found = Answers()
    for link_id, value in given.items():
        found = with_answer(found, Path(link_id), (value,))
    return found


def test_a_reworded_and_moved_question_keeps_its_answer() -> None:
    old = form(group("s", item("a", text="Old words")), group("t", item("b")))
    new = form(group("s", item("c")), group("t", item("a", text="New words"), item("b")))
    found = migrate(old, new, answers(a="kept"))
    assert found.answers.values == {Path("a"): ("kept",)}
    assert found.parked == ()
    assert [(change.kind, change.link_id) for change in form_changes(old, new)] == [
        ("added", "c"),
        ("reworded", "a"),
        ("moved", "a"),
    ]


def test_compatible_answers_are_converted() -> None:
    kinds: dict[str, tuple[str, str, Value, Value]] = {
        "a": ("string", "text", "x", "x"),
        "b": ("text", "string", "x", "x"),
        "c": ("integer", "decimal", 3, Decimal(3)),
        "d": ("choice", "open-choice", code("a"), code("a")),
        "e": ("integer", "string", 3, "3"),
        "f": ("date", "string", Date("2019-03"), "2019-03"),
    }
    old = form(group("s", *[item(link_id, kind[0]) for link_id, kind in kinds.items()]))
    new = form(group("s", *[item(link_id, kind[1]) for link_id, kind in kinds.items()]))
    found = migrate(old, new, answers(**{link_id: kind[2] for link_id, kind in kinds.items()}))
    assert found.parked == ()
    assert found.answers.values == {Path(link_id): (kind[3],) for link_id, kind in kinds.items()}


def test_what_does_not_fit_or_is_gone_is_parked_with_its_old_words() -> None:
    old = form(group("s", item("a", text="How many?"), item("b", "date", text="When?"), item("c", text="Who?")))
    new = form(group("s", item("a", "integer"), item("b", "boolean")))
    found = migrate(old, new, answers(a="about five", b=Date("2019-03-27"), c="Sam"))
    assert dict(found.answers.values) == {}
    assert [(each.question, each.words, each.reason) for each in found.parked] == [
        ("How many?", "about five", "type"),
        ("When?", "27 March 2019", "type"),
        ("Who?", "Sam", "removed"),
    ]


def test_several_lines_do_not_become_one_line() -> None:
    old, new = form(group("s", item("a", "text"))), form(group("s", item("a")))
    found = migrate(old, new, answers(a="one\ntwo"))
    assert [each.words for each in found.parked] == ["one\ntwo"]


def test_a_renamed_question_keeps_its_answer_and_a_swap_is_a_swap() -> None:
    old = form(group("s", item("a"), item("b")))
    found = migrate(old, old, answers(a="1", b="2"), renames={"a": "b", "b": "a"})
    assert found.answers.values == {Path("b"): ("1",), Path("a"): ("2",)}
    taken = migrate(old, old, answers(a="1", b="2"), renames={"a": "b"})
    assert taken.answers.values == {Path("b"): ("1",)}
    assert [(each.link_id, each.words) for each in taken.parked] == [("b", "2")]


def test_rows_keep_their_order_and_of_rows_that_become_one_the_first_is_kept() -> None:
    old = form(group("s", group("row", item("name"), repeats=True)))
    given_answers = Answers()
    for number, name in enumerate(("Ann", "Ben", "Cy")):
        given_answers = with_row_added(old, given_answers, Path("row"))
        given_answers = with_answer(given_answers, Path("name", (number,)), (name,))
    same = migrate(old, old, given_answers)
    assert same == Migration(given_answers, ())
    single = form(group("s", group("row", item("name"))))
    found = migrate(old, single, given_answers)
    assert found.answers.values == {Path("name"): ("Ann",)}
    assert [(each.words, each.reason, each.rows) for each in found.parked] == [
        ("Ben", "single", (1,)),
        ("Cy", "single", (2,)),
    ]
    back = migrate(single, old, found.answers, parked=found.parked)
    assert back.answers.values == {Path("name", (0,)): ("Ann",)}
    assert back.answers.rows == {Path("row"): 1}
    assert back.parked == found.parked


def test_several_answers_become_the_first_where_one_is_asked() -> None:
    old = form(group("s", item("a", repeats=True)))
    found = migrate(old, form(group("s", item("a"))), with_answer(Answers(), Path("a"), ("1", "2", "3")))
    assert found.answers.values == {Path("a"): ("1",)}
    assert [each.words for each in found.parked] == ["2; 3"]


def test_a_code_that_is_no_longer_in_the_list_is_kept_and_flagged() -> None:
    old = form(group("s", item("a", "choice", answerOption=options("x", "y"))))
    new = form(group("s", item("a", "choice", answerOption=options("x", "z"))))
    found = migrate(old, new, answers(a=code("y")))
    assert found.answers.values == {Path("a"): (code("y"),)}
    evaluation = evaluate(new, found.answers, TODAY, draft=True)
    assert wrong(evaluation) == [("a", "invalidAnswerOption")]
    assert evaluation.issues[Path("a")][0].message == "Select the a again: this list has changed"


def test_not_known_and_what_cannot_be_read_are_carried_over_too() -> None:
    old = form(group("s", item("a", "date"), item("b", "date"), item("c", "date")))
    new = form(group("s", item("a", "integer"), item("b", "date"), item("c", "text")))
    found = migrate(old, new, answers(a=Absent("not-asked"), b=Unreadable("31 Feb"), c=Unreadable("last May")))
    assert found.parked == ()
    assert found.answers.values[Path("c")] == ("last May",)


# --- any two versions ---

KINDS = ("string", "text", "integer", "decimal", "date", "choice", "open-choice", "boolean")


def _walk(items: list[Json]) -> Iterator[tuple[list[Json], Json]]:
    for each in items:
        yield items, each
        yield from _walk(each.get("item", []))


@st.composite
def next_versions(draw: st.DrawFn, items: list[Json]) -> list[Json]:
    """The same form after a few changes: types, repetition, removal, new questions, moves."""
    changed: list[Json] = deepcopy(items)
    for _ in range(draw(st.integers(1, 5))):
        where, each = draw(
            st.sampled_from(
                [found for found in _walk(changed) if found[1]["linkId"][0] == "i"] or [(changed, changed[0])]
            )
        )
        what = draw(st.sampled_from(["type", "repeats", "remove", "add", "move"]))
        if what == "type" and each["type"] != "group":
            each["type"] = draw(st.sampled_from(KINDS))
            each.pop("answerOption", None)
        elif what == "repeats":
            each["repeats"] = not each.get("repeats", False)
        elif what == "remove" and len(where) > 1:
            where.remove(each)
        elif what == "add":
            where.append(item(f"new{draw(st.integers(0, 10**9))}"))
        elif what == "move" and len(where) > 1 and each["type"] != "group":
            where.remove(each)
            changed[0]["item"].append(each)
    for _where, each in _walk(changed):
        each.pop("enableWhen", None)
        each.pop("enableBehavior", None)
    return changed


def _compiled(items: list[Json]) -> Form:
    seen: set[str] = set()

    def unique(found: list[Json]) -> list[Json]:
        kept = []
        for each in found:
            if each["linkId"] not in seen:
                seen.add(each["linkId"])
                kept.append({**each, **({"item": unique(each["item"])} if "item" in each else {})})
        return kept

    return form(*unique(items))


def _words(value: Value) -> str:
    """What a value says, whatever kind of question holds it."""
    if isinstance(value, Coding):
        return value.code
    if isinstance(value, Decimal):
        return str(value.normalize() + 0)
    return str(getattr(value, "text", value))


def _all(found: Migration) -> Counter[str]:
    kept = Counter(_words(value) for values in found.answers.values.values() for value in values)
    parked = Counter(_words(value) for each in found.parked for value in read_values(list(each.values)))
    return kept + parked


ANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@ANY
@given(st.data())
def test_what_is_kept_and_what_is_parked_is_what_there_was(data: st.DataObject) -> None:
    items = data.draw(definitions())
    old = form(*items)
    before = data.draw(answered(old))
    found = migrate(old, _compiled(data.draw(next_versions(items))), before)
    assert _all(found) == _all(Migration(before, ()))


@ANY
@given(st.data())
def test_there_and_back_returns_every_answer_that_was_not_parked(data: st.DataObject) -> None:
    items = data.draw(definitions())
    old = form(*items)
    new = _compiled(data.draw(next_versions(items)))
    before = data.draw(answered(old, readable=True))
    there = migrate(old, new, before)
    back = migrate(new, old, there.answers)
    parked = {(each.link_id, each.rows) for each in there.parked}
    lost_back = {each.link_id for each in back.parked}
    for path, values in before.values.items():
        if (path.link_id, path.rows) not in parked:
            assert path.link_id not in lost_back
            assert back.answers.values[path] == values


@ANY
@given(st.data())
def test_updating_twice_is_updating_once(data: st.DataObject) -> None:
    items = data.draw(definitions())
    old = form(*items)
    new = _compiled(data.draw(next_versions(items)))
    once = migrate(old, new, data.draw(answered(old)))
    assert migrate(new, new, once.answers, parked=once.parked) == once


def test_an_item_says_itself_what_it_was_called_before() -> None:
    renamed = {"url": RENAMED_FROM, "valueString": "a"}
    older = {"url": RENAMED_FROM, "valueString": "oldest"}
    old = form(group("s", item("a"), item("b")))
    new = form(group("s", item("c", "string", renamed, older, text="The a"), item("b")))
    assert new.renames == {"a": "c", "oldest": "c"}
    assert migrate(old, new, answers(a="1", b="2")).answers.values == {Path("c"): ("1",), Path("b"): ("2",)}
    oldest = form(group("s", item("oldest")))
    assert migrate(oldest, new, answers(oldest="1")).answers.values == {Path("c"): ("1",)}
    assert [change.kind for change in form_changes(old, new)] == []


def test_two_items_cannot_both_have_been_the_same_question() -> None:
    both = {"url": RENAMED_FROM, "valueString": "a"}
    problems = refusal(group("s", item("b", "string", both), item("c", "string", both)))
    assert any("says already that it was called 'a'" in problem for _place, problem in problems)


def test_a_note_may_offer_to_go_on_with_another_form_and_a_question_may_not() -> None:
    offer = {"url": GO_ON_AS, "valueCanonical": "https://forms.example.gov.uk/Questionnaire/other"}
    found = form(group("s", item("q"), item("n", "display", offer)))
    note = found.items["n"]
    assert isinstance(note, Note)
    assert note.go_on_as.endswith("/other")
    assert any("cannot have go-on-as" in problem for _place, problem in refusal(group("s", item("q", "string", offer))))


def test_a_link_id_that_a_published_version_uses_for_another_kind_of_question_is_found() -> None:
    published = form(group("s", item("a", "boolean"), item("b", "string"), item("c", "integer")))
    new = form(group("s", item("a", "date"), item("b", "text"), item("c", "decimal"), item("d", "boolean")))
    found = reused(new, [published, published])
    assert [(one.link_id, one.severity) for one in found] == [("a", "error")]
    assert "linkId of its own" in found[0].message
    assert reused(published, [published]) == ()
