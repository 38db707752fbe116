"""Every version of a form that was ever published stands in `published/`; drafts begun with it lose nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from desktop_portal.forms.answers import Answers, Path, with_answer
from desktop_portal.forms.migrate import migrate
from desktop_portal.forms.publish import reused
from desktop_portal.forms.questionnaire import compile_form
from desktop_portal.forms.tree import Question
from tests.content.reading import CATALOGUE, TESTS, read
from tests.content.test_filling import least

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop_portal.forms.tree import Form
    from tests.content.reading import Json

PUBLISHED = sorted((TESTS / "published").glob("*.json"))


def pairs() -> list[tuple[Json, Json]]:
    current = {one["url"]: one for one in (read(f"forms/{entry['file']}") for entry in CATALOGUE)}
    old = [json.loads(file.read_text("utf-8")) for file in PUBLISHED]
    return [(one, current[one["url"]]) for one in old]


def filled(form: Form) -> Answers:
    found = Answers()
    for link_id, item in form.items.items():
        if isinstance(item, Question):
            rows = tuple(0 for _ in form.scopes[link_id])
            found = with_answer(found, Path(link_id, rows), (least(item),))
    return found


@pytest.mark.parametrize(("old", "new"), pairs(), ids=[file.stem for file in PUBLISHED])
def test_J27_a_draft_of_an_earlier_version_keeps_every_answer_there_and_back(
    old: Json, new: Json, value_sets: Mapping[str, Json]
) -> None:
    before, after = (compile_form(one, value_sets=value_sets) for one in (old, new))
    assert old["version"] != new["version"]
    assert reused(after, [before]) == ()
    answers = filled(before)
    there = migrate(before, after, answers)
    assert len(there.answers.values) + len(there.parked) == len(answers.values)
    back = migrate(after, before, there.answers)
    assert {**back.answers.values} == {path: one for path, one in answers.values.items() if path in back.answers.values}
    assert len(back.answers.values) == len(there.answers.values)
    assert len(answers.values) > 30
