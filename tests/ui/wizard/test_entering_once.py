from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_portal.core.wizard import RowChange
from desktop_portal.forms.answers import Path

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from desktop_portal.forms.tree import Form
    from tests.support.wizard_desk import Desks

PERSON = Path("household.person")


def test_a_name_taken_over_from_the_child_says_so_and_can_be_changed(
    desks: Desks, safeguarding: Form, qtbot: QtBot
) -> None:
    desk = desks.open(safeguarding, page="child")
    desk.write("Last name", "Begum & Khan")
    desk.open("5 Family and household")
    desk.hands.press("Add person")
    desk.hands.press("Same as the child: Begum & Khan, Last name")
    line = desk.field("Last name").answer.parts[0][0]
    assert line.property("text") == "Begum & Khan"
    desk.hands.sees("Copied from what you wrote about the child. You can change it.")
    qtbot.waitUntil(lambda: not desk.hands.reads("Same as the child"))
    desk.write("Last name", "Khan")
    assert not desk.hands.reads("Copied from what you wrote")


def test_a_form_about_a_sister_begins_from_here_and_what_was_written_is_saved_first(
    desks: Desks, safeguarding: Form
) -> None:
    desk = desks.open(safeguarding, page="household")
    desk.session.change_rows(RowChange.ADD, PERSON)
    desk.session.edit(Path("household.person.first-name", (0,)), ("Zara",))
    desk.session.edit(Path("household.person.also-referred", (0,)), (True,))
    desk.open("5 Family and household")
    desk.hands.press("Start a form about Zara")
    assert desk.siblings == [0]
    assert desk.store.drafts.load(desk.session.id) is not None


def test_J15_a_form_is_signed_by_typing_a_name_or_by_one_press(desks: Desks, safeguarding: Form) -> None:
    desk = desks.open(safeguarding, page="professional")
    desk.write("Your full name", "Sam Patel")
    desk.session.go_to("declaration")
    desk.open("12 Declaration & Submit")
    assert not desk.hands.reads("Signed by")
    desk.hands.press("Sign as Sam Patel, Your full name and job role")
    desk.hands.sees("Signed by Sam Patel")
    desk.write("Your full name and job role", "S. Patel, teacher ")
    assert desk.session.state.fields[Path("declaration.name")].values == ("S. Patel, teacher",)
    desk.hands.sees("Signed by S. Patel, teacher")
    assert (
        "Typing your name signs" in desk.field("Your full name and job role").answer.parts[0][0].accessibleDescription()
    )
