"""EHC needs assessment: the request, the setting, the child, the parents, consent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from source.author import (
    KNOWN,
    choice,
    choices,
    email,
    formatted,
    listed,
    long,
    note,
    option,
    past_date,
    phone,
    postcode,
    rows,
    section,
    some_of,
    text,
    when,
    yes_no,
)
from source.block_child import ethnicity
from source.block_overview import danger
from source.dfe_lists import SEX
from source.portal_lists import LANGUAGE, LEGAL_STATUS, RELATIONSHIP, YEAR_GROUP

if TYPE_CHECKING:
    from source.nodes import Node

LOOKED_AFTER = when("child.looked-after", True)


def request() -> Node:
    """Ask which kind of request it is."""
    return danger(
        1,
        "Overview",
        choice(
            "overview.kind",
            "What do you ask for?",
            option("new", "A new assessment"),
            option("again", "An assessment again, after an earlier request"),
            option("advice", "Advice before a request"),
            must=True,
            short="what you ask for",
        ),
        past_date(
            "overview.earlier",
            "Date of the earlier request",
            unknown=KNOWN,
            when=when("overview.kind", "again"),
        ),
        note(
            "overview.clock",
            "The council decides within 6 weeks of receiving the request. A final plan is due within 20 weeks.",
        ),
        note(
            "overview.law",
            "The law asks only whether the child has or may have special educational needs, and may need a plan to "
            "meet them. You can send this form even if some of the evidence is not ready.",
        ),
    )


def setting() -> Node:
    """Ask who asks, and for which setting."""
    return section(
        "professional",
        2,
        "Setting and person",
        text("professional.organisation", "Name of the setting", must=True),
        formatted("urn", "professional.school-urn", "School URN", must=True, unknown=KNOWN, short="the school URN"),
        text(
            "professional.laestab",
            "LAESTAB number",
            longest=10,
            hint="3 digits for the council and 4 for the school. For example: 359 2010.",
        ),
        long(
            "professional.address", "Address and postcode", must=True, short="the address of the setting", longest=400
        ),
        phone("professional.work-phone", must=True, short="the setting's telephone number"),
        text("professional.name", "Your full name", must=True, longest=120),
        text("professional.role", "Your job role", must=True, longest=120),
        email("professional.email", "Your e-mail address", must=True),
        text(
            "professional.senco-name",
            "Special educational needs coordinator (SENCO)",
            must=True,
            short="the SENCO's name",
        ),
        email("professional.senco-email", "SENCO's e-mail address"),
        text("professional.head-name", "Headteacher or manager", must=True, short="the headteacher's name"),
        text("professional.funding-council", "Council that funds the place"),
    )


def child() -> Node:
    """Ask about the child, as the school's records have it."""
    return section("child", 3, "Child / young person's details", *_person(), *_school(), *_care(), *_home())


def _person() -> tuple[Node, ...]:
    return (
        text("child.first-name", "First name", must=True, short="the child's first name", longest=120),
        text("child.last-name", "Legal surname", must=True, short="the child's legal surname", longest=120),
        text("child.other-names", "Other names the child is known by"),
        past_date("child.dob", "Date of birth", must=True, unknown=KNOWN, short="the child's date of birth"),
        some_of("child.sex", "Sex", SEX, "M F", must=True, unknown=KNOWN, short="the child's sex"),
        *ethnicity(),
        listed(
            "child.first-language",
            "Home language",
            LANGUAGE,
            own_words=True,
            must=True,
            unknown=KNOWN,
            short="the home language",
        ),
    )


def _school() -> tuple[Node, ...]:
    return (
        formatted("upn", "child.upn", "Unique pupil number (UPN)", must=True, unknown=KNOWN, short="the UPN"),
        formatted("nhs-number", "child.nhs-number", "NHS number", unknown=KNOWN),
        past_date("child.admission", "Date of admission"),
        listed("child.year-group", "Year group", YEAR_GROUP, must=True, unknown=KNOWN, short="the year group"),
        yes_no(
            "child.chronological",
            "Is the child taught with their own age group?",
            unknown=KNOWN,
            short="whether the child is taught with their own age group",
        ),
        listed(
            "child.taught-in",
            "With which year group is the child taught?",
            YEAR_GROUP,
            short="the year group the child is taught with",
            when=when("child.chronological", False),
        ),
        choices(
            "child.funding",
            "Do any of these apply?",
            option("fsm", "Free school meals"),
            option("premium", "Pupil premium"),
            option("none", "Neither", exclusive=True),
            short="what applies",
        ),
    )


def _care() -> tuple[Node, ...]:
    return (
        yes_no(
            "child.looked-after",
            "Is the child looked after by a council?",
            must=True,
            unknown=KNOWN,
            ask="Select yes if the child is looked after by a council",
        ),
        text("child.care-council", "Which council?", short="the council", when=LOOKED_AFTER),
        choice(
            "child.care-order",
            "On which basis?",
            option("s20", "By agreement (section 20)"),
            option("s31", "Care order (section 31)"),
            unknown=KNOWN,
            short="on which basis",
            when=LOOKED_AFTER,
        ),
        text("child.allocated-worker", "Social worker's name and team"),
        some_of("child.legal-status", "Social care plan", LEGAL_STATUS, "none cin cp", many=True, unknown=KNOWN),
        yes_no(
            "child.court-order",
            "Is there a court order about the child?",
            unknown=KNOWN,
            short="whether there is a court order",
        ),
        text(
            "child.court-detail",
            "What does the order say?",
            longest=1000,
            short="what the order says",
            when=when("child.court-order", True),
        ),
    )


def _home() -> tuple[Node, ...]:
    return (
        long("child.address", "Address", must=True, unknown=KNOWN, short="the child's address", longest=400),
        postcode("child.postcode", must=True, unknown=KNOWN, short="the child's postcode"),
    )


def parents() -> Node:
    """Ask for everybody with parental responsibility."""
    return section(
        "parents",
        4,
        "Parents and carers",
        rows(
            "parents.person",
            "Parent or carer",
            text("parents.person.name", "Full name", must=True, unknown=KNOWN, short="the person's full name"),
            listed("parents.person.relationship", "Relationship to the child", RELATIONSHIP, own_words=True),
            yes_no(
                "parents.person.responsibility",
                "Does this person have parental responsibility?",
                unknown=KNOWN,
                short="whether this person has parental responsibility",
            ),
            long("parents.person.address", "Address, if it differs from the child's", longest=400),
            phone("parents.person.phone"),
            email("parents.person.email"),
            listed("parents.person.language", "First language", LANGUAGE, own_words=True),
            yes_no(
                "parents.person.interpreter",
                "Does this person need an interpreter?",
                unknown=KNOWN,
                short="whether this person needs an interpreter",
            ),
            hint="Everybody with parental responsibility has rights in this process, so name them all if you can.",
        ),
    )


def consent() -> Node:
    """Ask who knows and who agreed."""
    return section(
        "consent",
        5,
        "Consent",
        yes_no(
            "consent.informed",
            "Do the parents know about this request?",
            must=True,
            unknown=KNOWN,
            ask="Select yes if the parents know about this request",
        ),
        yes_no(
            "consent.young-person",
            "Does the young person know, if they are 16 or older?",
            unknown=("asked-unknown", "not-applicable"),
            short="whether the young person knows",
        ),
        long(
            "consent.views", "What do they think of the request?", longest=2000, short="what they think of the request"
        ),
        choices(
            "consent.agencies",
            "With whom may information be shared?",
            option("education", "Education"),
            option("health", "Health"),
            option("social-care", "Social care"),
            option("none", "With nobody", exclusive=True),
            must=True,
            unknown=("not-asked",),
            short="with whom information may be shared",
            hint="Tick all that they agreed to.",
        ),
        text("consent.by", "Who agreed?", short="who agreed"),
        choice(
            "consent.how",
            "How did they agree?",
            option("verbal", "They told me"),
            option("written", "In writing"),
            short="how they agreed",
        ),
        past_date("consent.date", "When did they agree?", short="the date they agreed"),
    )
