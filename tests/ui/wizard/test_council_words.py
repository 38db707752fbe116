"""The council's own words for levels and services stand in its forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.wizard_desk import load_form

if TYPE_CHECKING:
    from tests.support.wizard_desk import Desks


def test_J08_services_and_levels_have_the_councils_names_and_the_others_those_of_the_form(desks: Desks) -> None:
    form = load_form("early-help")
    desk = desks.open(form, page="services")
    desk.hands.sees("Groups for parents and children, in five places.")
    assert desk.hands.reads("Example Family Hubs")
    assert not desk.hands.reads("Family hub or children's centre group")
    assert desk.hands.reads("Debt advice")
    desk.window.close()
    desk = desks.open(form, page="overview")
    desk.hands.sees("One agency, usually yours, can give it.")
