"""The people around the child, and the agencies that know the family."""

from __future__ import annotations

from source.author import (
    KNOWN,
    choices,
    email,
    formatted,
    listed,
    long,
    option,
    past_date,
    phone,
    rows,
    section,
    text,
    when,
    yes_no,
)
from source.dfe_lists import ETHNICITY, SEX
from source.nodes import Node, Rule
from source.portal_lists import AGENCY, LANGUAGE, RELATIONSHIP

SOMEBODY = Rule(
    "someone-around-the-child",
    "%resource.item.where(linkId='household').item.where(linkId='household.person').item.exists()",
    "You have not added anyone in the child's family or household",
    "household",
)


def household(number_of_section: int, *, early_help: bool = False) -> Node:
    """Write the section; for early help with National Insurance numbers, and without questions about harm."""
    return section(
        "household",
        number_of_section,
        "Family and household",
        rows(
            "household.person",
            "Person",
            *_who(),
            *_where(),
            *_reach(),
            *_facts(benefits=early_help),
            *(_role()[:1] if early_help else _role()),
            hint="Add parents and carers, everyone in the home, regular visitors and other adults who matter. "
            "A name and a relationship are enough.",
        ),
    )


def _who() -> tuple[Node, ...]:
    return (
        text("household.person.first-name", "First name", must=True, unknown=KNOWN, short="the person's first name"),
        text("household.person.last-name", "Last name", must=True, unknown=KNOWN, short="the person's last name"),
        text("household.person.other-names", "Other names"),
        listed(
            "household.person.relationship",
            "Relationship to the child",
            RELATIONSHIP,
            own_words=True,
            must=True,
            unknown=KNOWN,
            short="the relationship to the child",
        ),
        past_date(
            "household.person.dob",
            "Date of birth",
            unknown=KNOWN,
            hint="A year alone is fine.",
        ),
        listed("household.person.sex", "Sex", SEX),
        listed("household.person.ethnicity", "Ethnicity", ETHNICITY),
    )


def _where() -> tuple[Node, ...]:
    return (
        yes_no(
            "household.person.lives-with-child",
            "Does this person live at the child's address?",
            unknown=KNOWN,
            short="whether this person lives at the child's address",
        ),
        long(
            "household.person.address",
            "Their address",
            longest=400,
            when=when("household.person.lives-with-child", False),
        ),
    )


def _reach() -> tuple[Node, ...]:
    return (
        phone("household.person.phone"),
        email("household.person.email"),
        yes_no(
            "household.person.safe-to-contact",
            "Is it safe for us to contact this person?",
            unknown=KNOWN,
            short="whether it is safe to contact this person",
        ),
        text(
            "household.person.safe-contact",
            "How and when is it safe?",
            hint="For example: mobile only, during school hours, no messages.",
            short="how and when contact is safe",
            when=when("household.person.safe-to-contact", True),
        ),
    )


def _facts(*, benefits: bool) -> tuple[Node, ...]:
    number = formatted(
        "ni-number", "household.person.ni-number", "National Insurance number", hint="For example: QQ 12 34 56 C."
    )
    return (
        yes_no(
            "household.person.parental-responsibility",
            "Does this person have parental responsibility?",
            unknown=KNOWN,
            short="whether this person has parental responsibility",
        ),
        yes_no(
            "household.person.main-carer",
            "Is this person a main carer of the child?",
            short="whether this person is a main carer",
        ),
        listed("household.person.language", "First language", LANGUAGE, own_words=True),
        yes_no(
            "household.person.interpreter",
            "Does this person need an interpreter?",
            unknown=KNOWN,
            short="whether this person needs an interpreter",
        ),
        long("household.person.health", "Disability, health or other needs", longest=1000),
        text("household.person.school", "School or nursery, if under 18"),
        formatted("nhs-number", "household.person.nhs-number", "NHS number"),
        *((number,) if benefits else ()),
    )


def _role() -> tuple[Node, ...]:
    return (
        yes_no(
            "household.person.also-referred",
            "Are you also worried about this person as a child in need of help?",
            hint="Each child needs a form of their own. You can start one for a brother or sister from here.",
            short="whether you are also worried about this person",
        ),
        yes_no(
            "household.person.responsible",
            "Do you believe this person may be responsible for harm?",
            unknown=KNOWN,
            short="whether this person may be responsible for harm",
        ),
        yes_no(
            "household.person.risk",
            "Could this person be a risk to staff who visit?",
            unknown=KNOWN,
            short="whether this person could be a risk to staff",
        ),
        text(
            "household.person.risk-detail",
            "What is the risk?",
            short="what the risk is",
            when=when("household.person.risk", True),
        ),
    )


def agencies(number_of_section: int) -> Node:
    """Write the section about agencies that work with the family, or did."""
    return section(
        "agencies",
        number_of_section,
        "Agencies involved",
        rows("agencies.agency", "Agency", *_agency(), hint="Those you know of, now or in the past."),
        choices(
            "agencies.previous",
            "Which of these have helped the family before?",
            option("social-care", "Children's social care"),
            option("camhs", "CAMHS"),
            option("send", "Special educational needs service"),
            option("education-welfare", "Education welfare"),
            option("specialist-health", "Specialist health service"),
            option("adult", "Adult services: health, substance misuse, disability"),
            option("youth-justice", "Youth justice"),
            option("police", "Police or probation"),
            option("housing", "Housing"),
            option("other", "Another service"),
            option("none", "None that I know of", exclusive=True),
            must=True,
            unknown=KNOWN,
            short="the services that have helped before",
            hint="Tick all that you know of.",
        ),
        yes_no(
            "agencies.early-help",
            "Has an early help assessment been done?",
            must=True,
            unknown=KNOWN,
            ask="Select yes if an early help assessment has been done",
            hint="If you have it, add it to the supporting documentation.",
        ),
    )


def _agency() -> tuple[Node, ...]:
    return (
        listed("agencies.agency.agency", "Agency", AGENCY, own_words=True, must=True, short="the agency"),
        text("agencies.agency.worker", "Worker's name and role"),
        phone("agencies.agency.phone"),
        past_date(
            "agencies.agency.last-involved",
            "Last involved",
            short="the date the agency was last involved",
            hint="Leave this out if they work with the family now.",
        ),
        yes_no(
            "agencies.agency.knows",
            "Do they know about this form?",
            unknown=KNOWN,
            short="whether they know about this form",
        ),
        yes_no(
            "agencies.agency.may-contact", "May we contact them?", unknown=KNOWN, short="whether we may contact them"
        ),
    )
