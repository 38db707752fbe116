"""The child or young person."""

from __future__ import annotations

from source.author import (
    KNOWN,
    answered,
    both,
    choice,
    date,
    email,
    estimated,
    formatted,
    listed,
    long,
    option,
    past_date,
    phone,
    postcode,
    section,
    some_of,
    text,
    tick_listed,
    when,
    yes_no,
)
from source.dfe_lists import DISABILITY, ETHNICITY, SEN_PROVISION, SEX, UPN_REASON
from source.nodes import Node, Rule, When
from source.portal_lists import IMMIGRATION, LANGUAGE, LEGAL_STATUS, RELIGION

ASKABLE = ("asked-unknown", "not-asked", "asked-declined")
BORN = when("child.born", "born")
DOB = "%resource.item.where(linkId='child').item.where(linkId='child.dob').answer.value"
AGE = "%resource.item.where(linkId='child').item.where(linkId='child.approximate-age').answer.value"

AGE_RULES = (
    Rule(
        "child-under-26",
        f"{DOB} >= today() - 26 years",
        "The date of birth makes this person 26 or older: check the year",
        "child.dob",
    ),
)


def child(number_of_section: int) -> Node:
    """Write the section of forms that are about one child."""
    return section(
        "child",
        number_of_section,
        "Child / young person's details",
        *names(),
        *birth(),
        *identity(),
        *language(),
        *numbers(),
        *disability(),
        *where(),
        *status(),
        hint="This form is about one child. Brothers and sisters go in the section about the family.",
    )


def names() -> tuple[Node, ...]:
    """Ask what the child is called."""
    return (
        text("child.first-name", "First name", must=True, unknown=KNOWN, short="the child's first name", longest=120),
        text("child.last-name", "Last name", must=True, unknown=KNOWN, short="the child's last name", longest=120),
        text(
            "child.other-names",
            "Other names the child is known by",
            hint="Include earlier surnames, and the name the child likes to be called.",
        ),
    )


def birth() -> tuple[Node, ...]:
    """Ask when the child was born, or will be."""
    return (
        choice(
            "child.born",
            "Is the child born yet?",
            option("born", "Yes"),
            option("expected", "No, expected"),
            must=True,
            ask="Select yes if the child is born",
        ),
        past_date(
            "child.dob",
            "Date of birth",
            must=True,
            unknown=KNOWN,
            short="the child's date of birth",
            hint="For example, 27 3 2019. A year alone is fine if that is all you know.",
            when=BORN,
            inside=(estimated("child.dob"),),
        ),
        text(
            "child.approximate-age",
            "Approximate age",
            longest=40,
            hint="If you do not know the date of birth. For example: about 7.",
            when=both(BORN, answered("child.dob", yes=False)),
        ),
        date(
            "child.due-date",
            "Expected date of birth",
            latest="today() + 40 weeks",
            must=True,
            unknown=KNOWN,
            short="the date the baby is expected",
            when=when("child.born", "expected"),
        ),
        some_of("child.sex", "Sex", SEX, "M F", must=True, unknown=KNOWN, short="the child's sex", when=BORN),
    )


def identity() -> tuple[Node, ...]:
    """Ask about gender, ethnicity (two steps, DfE's codes) and religion."""
    return (
        text(
            "child.gender-identity",
            "Gender identity and pronouns, if they differ",
            hint="We ask so that we can speak to the child in the way they prefer.",
            when=BORN,
        ),
        *ethnicity(),
        listed("child.religion", "Religion or belief", RELIGION, own_words=True, unknown=ASKABLE),
    )


def ethnicity() -> tuple[Node, ...]:
    """Ask for ethnicity in two steps."""
    return (
        choice(
            "child.ethnic-group",
            "Ethnic group",
            option("white", "White"),
            option("mixed", "Mixed or multiple ethnic groups"),
            option("asian", "Asian or Asian British"),
            option("black", "Black, African, Caribbean or Black British"),
            option("other", "Another ethnic group"),
            must=True,
            unknown=ASKABLE,
            short="the child's ethnic group",
        ),
        _ethnicity("white", "White background", "WBRI WIRI WIRT WROM WOTH"),
        _ethnicity("mixed", "Mixed background", "MWBC MWBA MWAS MOTH"),
        _ethnicity("asian", "Asian background", "AIND APKN ABAN CHNE AOTH"),
        _ethnicity("black", "Black background", "BCRB BAFR BOTH"),
    )


def _ethnicity(name: str, label: str, codes: str) -> Node:
    return some_of(
        f"child.ethnicity-{name}",
        label,
        ETHNICITY,
        codes,
        must=True,
        unknown=ASKABLE,
        short="the child's ethnic background",
        when=when("child.ethnic-group", name),
    )


def language() -> tuple[Node, ...]:
    """Ask how to talk with the child and the family."""
    return (
        listed(
            "child.first-language",
            "First language",
            LANGUAGE,
            own_words=True,
            must=True,
            unknown=("asked-unknown", "not-asked"),
            short="the child's first language",
        ),
        yes_no(
            "child.interpreter",
            "Does the child or the family need an interpreter or help to communicate?",
            must=True,
            unknown=KNOWN,
            ask="Select yes if an interpreter or help to communicate is needed",
        ),
        text(
            "child.communication",
            "Which language, signer or communication aid?",
            must=True,
            unknown=KNOWN,
            short="the language, signer or communication aid",
            when=when("child.interpreter", True),
        ),
        listed("child.immigration-status", "Immigration status", IMMIGRATION, unknown=ASKABLE),
        text("child.nationality", "Nationality", longest=80),
    )


def numbers() -> tuple[Node, ...]:
    """Ask for the numbers that tell one child from another."""
    no_upn = both(when("professional.agency", "school"), answered("child.upn", yes=False))
    return (
        formatted(
            "nhs-number",
            "child.nhs-number",
            "NHS number",
            unknown=("asked-unknown", "not-asked"),
            hint="10 digits, for example 999 000 0018. Spaces are fine.",
        ),
        formatted(
            "upn",
            "child.upn",
            "Unique pupil number (UPN)",
            unknown=KNOWN,
            hint="13 characters that start with a letter. Schools have it in their records.",
        ),
        listed("child.upn-reason", "Why is there no UPN?", UPN_REASON, short="why there is no UPN", when=no_upn),
        text("child.own-reference", "Your agency's reference for the child", longest=60),
    )


def disability() -> tuple[Node, ...]:
    """Ask about disability, diagnosis and special educational needs."""
    yes = when("child.disabled", True)
    return (
        yes_no(
            "child.disabled",
            "Does the child have a disability?",
            must=True,
            unknown=("asked-unknown", "not-asked"),
            ask="Select yes if the child has a disability",
        ),
        tick_listed(
            "child.disabilities",
            "What does it affect?",
            DISABILITY,
            must=True,
            unknown=KNOWN,
            short="what the disability affects",
            hint="Tick all that apply.",
            when=yes,
        ),
        long("child.diagnosis", "Diagnosis, and what it means for the child", longest=2000, when=yes),
        listed("child.sen-status", "Special educational needs", SEN_PROVISION, unknown=KNOWN),
    )


def where() -> tuple[Node, ...]:
    """Ask where the child lives and where the child is now."""
    known: When = when("child.address-known", "known")
    return (
        choice(
            "child.address-known",
            "Where does the child live?",
            option("known", "I know the address"),
            option("no-fixed", "The child has no fixed address"),
            option("unknown", "I do not know the address"),
            must=True,
            ask="Select whether you know where the child lives",
        ),
        long("child.address", "Address", must=True, short="the child's address", longest=400, when=known),
        postcode("child.postcode", must=True, unknown=KNOWN, short="the child's postcode", when=known),
        yes_no(
            "child.address-confidential",
            "Must this address be kept from anyone?",
            short="whether the address must be kept from anyone",
            hint="For example from a parent after domestic abuse. We mark the record.",
            when=known,
        ),
        long("child.previous-address", "Earlier address, and when the child moved", longest=400),
        long(
            "child.where-now",
            "Where is the child now, and are they safe there?",
            must=True,
            unknown=KNOWN,
            short="where the child is now and whether they are safe",
            longest=1000,
        ),
        phone("child.phone", "Child's telephone", hint="Only if it is safe for us to use."),
        email("child.email", "Child's e-mail address"),
    )


def status() -> tuple[Node, ...]:
    """Ask about plans and orders."""
    others = tuple(concept.code for concept in LEGAL_STATUS.concepts if concept.code != "none")
    return (
        tick_listed(
            "child.legal-status",
            "Plans and orders",
            LEGAL_STATUS,
            must=True,
            unknown=KNOWN,
            short="the plans and orders you know of",
            hint="Tick all that apply.",
        ),
        text("child.allocated-worker", "Social worker's name and team", when=when("child.legal-status", *others)),
    )
