from __future__ import annotations

from datetime import date

import pytest

from desktop_portal.core.finding import find
from desktop_portal.core.wizard import RowChange, Wizard, change_rows, edit, go_to, redo, start, undo
from desktop_portal.forms.answers import Coding, Path
from tests.support.wizard_desk import load_form

TODAY = date(2026, 11, 24)
LAST, DOB, WORRIED = Path("child.last-name"), Path("child.dob"), Path("concerns.worried")
PERSON = Path("household.person")


@pytest.fixture(scope="module")
def new() -> Wizard:
    return start(load_form("safeguarding-concern"), TODAY)


def typed(wizard: Wizard, path: Path, text: str) -> Wizard:
    """One key after the other."""
    before = "".join(str(value) for value in wizard.answers.values.get(path, ()))
    for end in range(len(before) + 1, len(before + text) + 1):
        wizard = edit(wizard, path, ((before + text)[:end],))
    return wizard


def test_one_undo_takes_back_some_words_of_a_long_account_never_the_whole_of_it(new: Wizard) -> None:
    account = "On Monday he came to school with a mark on his arm. He said that he fell. " * 20
    wizard = typed(new, WORRIED, account)
    steps = 0
    while wizard.answers.values.get(WORRIED):
        before = len(str(wizard.answers.values[WORRIED][0]))
        wizard = undo(wizard)
        now = wizard.answers.values.get(WORRIED, ("",))
        assert before - len(str(now[0])) < 80
        steps += 1
    assert steps > 15
    for _ in range(steps):
        wizard = redo(wizard)
    assert wizard.answers.values[WORRIED] == (account,)


def test_what_is_pasted_is_a_step_of_its_own(new: Wizard) -> None:
    wizard = typed(new, WORRIED, "He said ")
    wizard = edit(wizard, WORRIED, ("He said that he fell from the climbing frame.",))
    assert undo(wizard).answers.values[WORRIED] == ("He said ",)


def test_each_choice_is_a_step_of_its_own(new: Wizard) -> None:
    path = Path("child.sex")
    wizard = edit(edit(new, path, (Coding("M", "sex"),)), path, (Coding("F", "sex"),))
    assert undo(wizard).answers.values[path] == (Coding("M", "sex"),)


def test_undo_goes_to_the_field_whose_change_it_takes_back_in_whatever_section(new: Wizard) -> None:
    wizard = typed(go_to(new, "child"), LAST, "Begum")
    wizard = typed(go_to(wizard, "concerns"), WORRIED, "Bruises")
    wizard = undo(undo(go_to(wizard, "documents")))
    assert (wizard.page, wizard.focus) == ("child", LAST)
    assert not wizard.answers.values.get(LAST)
    wizard = redo(wizard)
    assert (wizard.page, wizard.focus, wizard.answers.values[LAST]) == ("child", LAST, ("Begum",))


def test_undo_of_a_removed_row_brings_back_all_that_was_in_it(new: Wizard) -> None:
    name = Path("household.person.first-name", (0,))
    wizard = typed(change_rows(new, RowChange.ADD, PERSON), name, "Sam")
    wizard = undo(change_rows(wizard, RowChange.REMOVE, PERSON, 0))
    assert wizard.answers.values[name] == ("Sam",)
    assert (wizard.page, wizard.focus) == ("household", PERSON)


def test_what_was_typed_after_an_undo_cannot_be_overwritten_by_a_redo(new: Wizard) -> None:
    wizard = typed(undo(typed(new, LAST, "Begum")), LAST, "Smith")
    assert redo(wizard).answers.values[LAST] == ("Smith",)


def test_words_are_found_in_questions_and_answers_without_regard_to_capitals_and_accents(new: Wizard) -> None:
    wizard = typed(change_rows(new, RowChange.ADD, PERSON), Path("household.person.first-name", (0,)), "Zoë")
    hits = find(wizard, "ZOE", TODAY)
    assert [(hit.page, hit.label, hit.said, hit.row) for hit in hits] == [
        ("household", "First name", "Zoë", "Zoë"),
    ]
    assert find(wizard, "date birth", TODAY)[0].path.link_id == "household.person.dob"
    assert not find(wizard, "  ", TODAY)
    assert not find(wizard, "zebra crossing", TODAY)


def test_what_is_not_asked_is_not_found(new: Wizard) -> None:
    assert not find(new, "when did you phone", TODAY)
    asked = edit(new, Path("overview.phoned"), (True,))
    assert [hit.path.link_id for hit in find(asked, "when did you phone", TODAY)] == ["overview.phoned-at"]
