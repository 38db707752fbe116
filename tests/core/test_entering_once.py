from __future__ import annotations

from datetime import date

import pytest

from desktop_portal.core.copying import CHILD, offers
from desktop_portal.core.siblings import for_sibling
from desktop_portal.core.wizard import RowChange, Wizard, change_rows, edit, start
from desktop_portal.forms.answers import Absent, Coding, Date, Path, Value
from tests.support.wizard_desk import load_form

TODAY = date(2026, 11, 24)
PERSON = Path("household.person")


@pytest.fixture(scope="module")
def new() -> Wizard:
    return start(load_form("safeguarding-concern"), TODAY)


def filled(wizard: Wizard, **answers: Value) -> Wizard:
    """Answer questions; `child_first_name` is `child.first-name`."""
    for name, value in answers.items():
        section, _, tail = name.partition("_")
        wizard = edit(wizard, Path(f"{section}.{tail.replace('_', '-')}"), (value,))
    return wizard


def with_person(wizard: Wizard, **answers: Value) -> Wizard:
    row = wizard.answers.rows.get(PERSON, 0)
    wizard = change_rows(wizard, RowChange.ADD, PERSON)
    for name, value in answers.items():
        wizard = edit(wizard, Path(f"household.person.{name.replace('_', '-')}", (row,)), (value,))
    return wizard


def offered(wizard: Wizard, tail: str, row: int) -> list[tuple[str, str]]:
    path = Path(f"household.person.{tail}", (row,))
    return [(one.origin, one.said) for one in offers(wizard.form, wizard.evaluation, path, TODAY)]


def test_the_childs_last_name_is_offered_for_a_person_of_the_household_until_there_is_one(new: Wizard) -> None:
    wizard = with_person(filled(new, child_last_name="Begum"))
    assert offered(wizard, "last-name", 0) == [(CHILD, "Begum")]
    answered = edit(wizard, Path("household.person.last-name", (0,)), ("Khan",))
    assert offered(answered, "last-name", 0) == []


def test_an_address_that_somebody_else_has_is_offered_with_the_name_of_that_person(new: Wizard) -> None:
    wizard = with_person(new, first_name="Sam", lives_with_child=False, address="2 Mill Lane\nWigan")
    wizard = with_person(wizard, first_name="Ali", lives_with_child=False)
    assert offered(wizard, "address", 1) == [("Sam", "2 Mill Lane Wigan")]


def test_the_childs_address_is_offered_with_its_postcode(new: Wizard) -> None:
    known = Coding("known", "https://forms.example.gov.uk/CodeSystem/child-address-known")
    wizard = filled(new, child_address_known=known, child_address="14 Mill Lane", child_postcode="WN1 1YN")
    wizard = with_person(wizard, lives_with_child=False)
    path = Path("household.person.address", (0,))
    assert [one.values for one in offers(wizard.form, wizard.evaluation, path, TODAY)] == [("14 Mill Lane\nWN1 1YN",)]


def test_what_is_hidden_or_not_known_is_not_offered(new: Wizard) -> None:
    assert offered(with_person(filled(new, child_address="14 Mill Lane")), "address", 0) == []
    assert offered(with_person(filled(new, child_last_name=Absent("asked-unknown"))), "last-name", 0) == []


def test_the_referrer_signs_with_the_name_that_was_given_at_the_beginning(new: Wizard) -> None:
    wizard = filled(new, professional_name="Sam Patel", professional_role="Class teacher")
    path = Path("declaration.name")
    assert [one.values for one in offers(wizard.form, wizard.evaluation, path, TODAY)] == [
        ("Sam Patel, Class teacher",),
    ]
    assert offers(new.form, new.evaluation, path, TODAY) == ()


def test_a_sister_gets_a_form_of_her_own_with_the_family_and_without_the_first_childs_troubles(new: Wizard) -> None:
    known = Coding("known", "https://forms.example.gov.uk/CodeSystem/child-address-known")
    wizard = filled(
        new,
        professional_name="Sam Patel",
        child_first_name="Amira",
        child_last_name="Begum",
        child_address_known=known,
        child_address="14 Mill Lane",
        concerns_worried="Bruises",
    )
    wizard = with_person(wizard, first_name="Nadia", last_name="Begum")
    wizard = with_person(
        wizard, first_name="Zara", last_name="Begum", dob=Date("2017-03-02"), lives_with_child=True, also_referred=True
    )
    answers = for_sibling(wizard.form, wizard.evaluation, 1)
    values = answers.values
    assert values[Path("child.first-name")] == ("Zara",)
    assert values[Path("child.dob")] == (Date("2017-03-02"),)
    assert values[Path("child.address")] == ("14 Mill Lane",)
    assert values[Path("professional.name")] == ("Sam Patel",)
    assert answers.rows[PERSON] == 2
    assert values[Path("household.person.first-name", (0,))] == ("Nadia",)
    assert values[Path("household.person.first-name", (1,))] == ("Amira",)
    (relationship,) = values[Path("household.person.relationship", (1,))]
    assert isinstance(relationship, Coding)
    assert relationship.code == "sibling"
    assert not [path for path in values if path.link_id.startswith(("concerns.", "consent.", "documents."))]
    assert Path("child.approximate-age") not in values


def test_a_brother_who_lives_elsewhere_does_not_get_the_childs_address(new: Wizard) -> None:
    known = Coding("known", "https://forms.example.gov.uk/CodeSystem/child-address-known")
    wizard = filled(new, child_address_known=known, child_address="14 Mill Lane")
    wizard = with_person(wizard, first_name="Omar", lives_with_child=False)
    assert Path("child.address") not in for_sibling(wizard.form, wizard.evaluation, 0).values
