"""The professional's own details; the program fills them in from the account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from source.author import email, formatted, listed, long, note, phone, rows, section, text, when, yes_no
from source.portal_lists import AGENCY

if TYPE_CHECKING:
    from source.nodes import Node


def professional(number_of_section: int, *, lead: bool = False, title: str = "Professional's details") -> Node:
    """Write the section; `lead` asks whether this person is the family's lead professional."""
    return section(
        "professional",
        number_of_section,
        title,
        *((_lead(),) if lead else ()),
        *_person(),
        *_place(),
        *_reach(),
        text(
            "professional.relationship",
            "How do you know the child?",
            must=True,
            short="how you know the child",
            hint="For example: class teacher since September 2025.",
        ),
        rows(
            "professional.copy-to",
            "Colleagues who should know that this was sent",
            email("professional.copy-to.email", must=True, short="the colleague's e-mail address"),
            most=10,
            hint="They are told the reference, never what the form says.",
        ),
        note("professional.date", "The date of this form is recorded when you send it."),
    )


def _lead() -> Node:
    return yes_no(
        "professional.lead",
        "Are you the lead professional for this family?",
        must=True,
        unknown=("asked-unknown",),
        ask="Select yes if you are the lead professional",
        hint="The lead professional brings the people who help the family together.",
    )


def _person() -> tuple[Node, ...]:
    return (
        text("professional.name", "Your full name", must=True, longest=120),
        text("professional.role", "Your job role", must=True, longest=120),
        listed("professional.agency", "Your agency", AGENCY, own_words=True, must=True),
        formatted(
            "urn",
            "professional.school-urn",
            "School URN",
            when=when("professional.agency", "school", "college"),
            hint="6 digits. You can leave it out if you do not have it at hand.",
        ),
    )


def _place() -> tuple[Node, ...]:
    return (
        text(
            "professional.organisation",
            "Organisation",
            must=True,
            short="the name of your organisation",
            hint="The name of your school, practice, force or service.",
        ),
        text("professional.team", "Team"),
        long("professional.address", "Work address and postcode", longest=400),
    )


def _reach() -> tuple[Node, ...]:
    return (
        phone("professional.work-phone", "Work telephone", must=True, short="your work telephone number"),
        phone("professional.mobile", "Mobile"),
        email("professional.email", "Work e-mail address", must=True, short="your work e-mail address"),
        text(
            "professional.best-contact",
            "Best way and times to reach you",
            short="the best way to reach you",
            hint="If we need to ask you something, we try this first.",
        ),
    )
