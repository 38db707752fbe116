"""What stands at a field beside its line: a count where there is a limit, and the ways to say that it is not known."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from desktop_portal.forms.answers import Absent, Path
from desktop_portal.forms.questionnaire import compile_form
from tests.forms.building import group, item, questionnaire

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop_portal.forms.tree import Form
    from tests.support.wizard_desk import Desks

NUMBER = Path("child.nhs-number")


@pytest.mark.parametrize(("reason", "words"), [("asked-unknown", "I do not know"), ("not-asked", "Not asked yet")])
def test_J10_a_fact_that_is_lacking_is_said_so_with_one_press_and_is_kept_as_that(
    reason: str, words: str, desks: Desks, safeguarding: Form
) -> None:
    desk = desks.open(safeguarding, page="child")
    desk.hands.press(f"{words}, NHS number")
    [kept] = desk.session.state.fields[NUMBER].values
    assert isinstance(kept, Absent)
    assert kept.reason == reason
    assert desk.window.save_now()
    again = desks.open(safeguarding, desk.store.drafts.load(desk.session.id), page="child")
    assert again.session.state.fields[NUMBER].values == (kept,)
    again.hands.sees(f"✓ {words}")


def test_J10_a_text_is_counted_only_where_there_is_a_limit_and_what_is_too_long_stays_and_is_told(
    desks: Desks,
) -> None:
    texts = (item("short", "text", text="What next?", maxLength=40), item("free", "text", text="What else?"))
    desk = desks.open(compile_form(questionnaire(group("facts", *texts), group("more", item("words")))))
    desk.hands.sees("You have 40 characters left")
    desk.write("What else?", "x" * 5000)
    desk.write("What next?", "y" * 39)
    desk.hands.sees("You have 1 character left")
    desk.write("What next?", "y" * 42)
    desk.hands.sees("You have 2 characters too many")
    desk.hands.press("Next")
    desk.hands.sees("There is a problem")
    assert desk.field("What next?").problem
    assert not desk.field("What else?").problem
    assert desk.session.state.fields[Path("short")].values == ("y" * 42,), "nothing of it is cut off"


def test_J10_a_name_in_any_letters_is_taken_and_kept_as_it_was_typed(desks: Desks, safeguarding: Form) -> None:
    desk = desks.open(safeguarding, page="child")
    for name in ("Zoë-Łucja O'Brien", "李小龙", "محمد", "Ngāti"):
        desk.write("First name", name)
        desk.hands.press("Next")
        desk.open("3 Child / young person's details")
        assert desk.field("First name").problem == ""
        assert desk.window.save_now()
        kept = desk.store.drafts.load(desk.session.id)
        assert kept is not None
        assert name in json.dumps(kept.document, ensure_ascii=False)


def test_J11_a_code_is_taken_in_any_usual_spelling_and_kept_as_it_was_typed(
    desks: Desks, safeguarding: Form, qtbot: QtBot
) -> None:
    desk = desks.open(safeguarding, page="child")
    qtbot.waitUntil(lambda: desk.shows("NHS number"))
    for typed in ("9990000018", "999 000 0018", "999-000-0018"):
        desk.write("NHS number", typed)
        desk.hands.press("Next")
        desk.open("3 Child / young person's details")
        assert desk.field("NHS number").problem == "", typed
        assert desk.session.state.fields[NUMBER].values == (typed,)
    desk.write("NHS number", "999 000 0019")
    desk.hands.press("Next")
    assert desk.field("NHS number").problem, "one that cannot be right is told"
