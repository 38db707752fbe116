"""Forms, answers and edits made by hypothesis: small, but with every shape the engine knows."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from desktop_portal.forms.answers import (
    Absent,
    Answers,
    Attachment,
    Coding,
    Date,
    DateTime,
    Path,
    Time,
    Unreadable,
    Value,
    with_answer,
    with_row_added,
    with_row_moved,
    with_row_removed,
)
from desktop_portal.forms.enabling import instances
from desktop_portal.forms.tree import Form, Group, ItemType, Question
from tests.forms.building import OURS, extension, form, item, options

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.forms.building import Json

CODES = ("a", "b", "none")
KINDS = ("boolean", "integer", "decimal", "date", "dateTime", "time", "string", "text", "url", "choice", "open-choice",
         "attachment")  # fmt: skip
_VALUES: dict[str, st.SearchStrategy[Value]] = {
    "boolean": st.booleans(),
    "integer": st.integers(-3, 12),
    "decimal": st.decimals(-3, 12, places=2),
    "date": st.sampled_from([Date("2019"), Date("2019-03"), Date("2026-11-24"), Date("2030-01-31")]),
    "dateTime": st.sampled_from([DateTime("2019-03"), DateTime("2026-11-24T10:00:00Z")]),
    "time": st.sampled_from([Time("09:00:00"), Time("23:59:59")]),
    "string": st.sampled_from(["a", "ab", "a long answer", "12", "2019-03-27"]),
    "text": st.sampled_from(["a", "two\nlines", "12"]),
    "url": st.sampled_from(["https://example.com/", "not a url"]),
    "choice": st.sampled_from([Coding(code, "urn:s", code.title()) for code in CODES]),
    "open-choice": st.sampled_from([Coding("a", "urn:s", "A"), "something else"]),
    "attachment": st.sampled_from([Attachment("text/plain", "a.txt", 3, "ab" * 32)]),
}
_ANSWER = {"boolean": "Boolean", "integer": "Integer", "choice": "Coding", "string": "String", "date": "Date"}
_SET: dict[str, Any] = {
    "boolean": True,
    "integer": 5,
    "choice": {"system": "urn:s", "code": "a"},
    "string": "a",
    "date": "2019-03",
}


@st.composite
def questions(draw: st.DrawFn, link_id: str, earlier: dict[str, str]) -> Json:
    """One question, hidden or shown by some that came before it."""
    kind = draw(st.sampled_from(KINDS))
    made = item(link_id, kind, required=draw(st.booleans()), repeats=draw(st.integers(0, 3)) == 0)
    if kind in ("choice", "open-choice"):
        made["answerOption"] = options(*CODES, exclusive="none")
    if draw(st.booleans()):
        made.setdefault("extension", []).append(
            extension(OURS + "absent-reasons", valueCode="asked-unknown"),
        )
    _condition(draw, made, earlier)
    if kind in _ANSWER:
        earlier[link_id] = kind
    return made


def _condition(draw: st.DrawFn, made: Json, earlier: dict[str, str]) -> None:
    if not earlier or draw(st.integers(0, 2)):
        return
    chosen = draw(st.lists(st.sampled_from(sorted(earlier)), min_size=1, max_size=2, unique=True))
    made["enableWhen"] = []
    for question in chosen:
        kind = earlier[question]
        operator = draw(st.sampled_from(["=", "!=", "exists"]))
        answer = (
            {"answerBoolean": draw(st.booleans())} if operator == "exists" else {f"answer{_ANSWER[kind]}": _SET[kind]}
        )
        made["enableWhen"].append({"question": question, "operator": operator, **answer})
    if len(chosen) > 1:
        made["enableBehavior"] = draw(st.sampled_from(["all", "any"]))


@st.composite
def definitions(draw: st.DrawFn) -> list[Json]:
    """The items of a form: sections with questions, rows, rows in rows, and questions under questions."""
    earlier: dict[str, str] = {}
    count = 0

    def some(depth: int, names: dict[str, str]) -> list[Json]:
        nonlocal count
        made: list[Json] = []
        for _ in range(draw(st.integers(1, 3))):
            count += 1
            link_id = f"i{count}"
            if depth < 3 and draw(st.integers(0, 2)) == 0:
                inner: Json = {"linkId": link_id, "type": "group", "text": link_id}
                inner["repeats"] = draw(st.booleans())
                inner["required"] = draw(st.integers(0, 3)) == 0
                _condition(draw, inner, names)
                inner["item"] = some(depth + 1, names)
                made.append(inner)
                continue
            question = draw(questions(link_id, names))
            if depth < 3 and draw(st.integers(0, 4)) == 0:
                question["item"] = some(depth + 1, names)
            made.append(question)
        return made

    return [
        {"linkId": f"s{number}", "type": "group", "text": f"Section {number}", "required": draw(st.booleans()),
         "item": some(1, earlier)}
        for number in range(draw(st.integers(1, 2)))
    ]  # fmt: skip


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """A compiled form."""
    return form(*draw(definitions()))


@st.composite
def values_for(draw: st.DrawFn, question: Question, *, readable: bool = False) -> tuple[Value, ...]:
    """Some answers to a question, or none."""
    kinds: st.SearchStrategy[Value] = _VALUES[question.type.value]
    if not readable:
        kinds = kinds | st.just(Unreadable("31 February"))
    if question.absent:
        kinds = kinds | st.just(Absent("asked-unknown"))
    return tuple(draw(st.lists(kinds, max_size=3 if question.repeats else 1)))


@st.composite
def edits(draw: st.DrawFn, made: Form, answers: Answers, *, readable: bool = False) -> tuple[Path | None, Any]:
    """One thing that a person does: an answer at a path, or (None, answers) after a change of rows."""
    groups = [link_id for link_id, each in made.items.items() if isinstance(each, Group) and each.repeats]
    if groups and draw(st.integers(0, 2)) == 0:
        group = draw(st.sampled_from(groups))
        places = instances(made, answers, group, ())
        if places:
            path = Path(group, draw(st.sampled_from(places)))
            count = answers.rows.get(path, 0)
            change = draw(st.sampled_from(_row_changes(made, answers, path, count)))
            return None, change()
    asked = [
        Path(link_id, rows)
        for link_id, each in made.items.items()
        if isinstance(each, Question)
        for rows in instances(made, answers, link_id, ())
    ]
    if not asked:
        return None, answers
    path = draw(st.sampled_from(asked))
    question = made.items[path.link_id]
    assert isinstance(question, Question)
    return path, draw(values_for(question, readable=readable))


def _row_changes(made: Form, answers: Answers, path: Path, count: int) -> list[Callable[[], Answers]]:
    changes: list[Callable[[], Answers]] = [lambda: with_row_added(made, answers, path)]
    if count:
        changes.append(lambda: with_row_removed(made, answers, path, 0))
    if count > 1:
        changes.append(lambda: with_row_moved(made, answers, path, 0, count - 1))
    return changes


@st.composite
def answered(draw: st.DrawFn, made: Form, *, readable: bool = False, most: int = 15) -> Answers:
    """Answers after some edits."""
    answers = Answers()
    for _ in range(draw(st.integers(0, most))):
        path, change = draw(edits(made, answers, readable=readable))
        answers = change if path is None else with_answer(answers, path, change)
    return answers


__all__ = ["Decimal", "ItemType", "answered", "definitions", "edits", "forms", "values_for"]
