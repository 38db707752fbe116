"""Form (c): a professional asks for early help for a family that has agreed to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from source.author import (
    KNOWN,
    agree,
    choice,
    choices,
    date,
    formatted,
    listed,
    long,
    note,
    option,
    past_date,
    postcode,
    rows,
    section,
    text,
    when,
    yes_no,
)
from source.block_child import AGE_RULES, birth, disability, ethnicity, names
from source.block_closing import documents
from source.block_domains import assessment
from source.block_family import household
from source.block_overview import danger
from source.block_professional import professional
from source.early_help_reasons import level, reason, services
from source.nodes import Definition, Rule
from source.portal_lists import LANGUAGE, YEAR_GROUP

if TYPE_CHECKING:
    from source.nodes import Node

GIVEN = when("consent.given", True)
WITHOUT_CONSENT = Rule(
    "consent-is-needed",
    "(%resource.item.where(linkId='consent').item.where(linkId='consent.given').answer.value = false).not()",
    "Early help needs the family's consent: ask them first, or go on as a safeguarding concern",
    "consent.given",
    severity="error",
)


def overview() -> Node:
    """Ask about danger, and whether early help is open already."""
    return danger(
        1,
        "Overview",
        yes_no(
            "overview.open-already",
            "Is early help open for this family already?",
            must=True,
            unknown=KNOWN,
            ask="Select yes if early help is open already",
            hint="If it is, speak to the lead professional first: a second form may not be needed.",
        ),
        text(
            "overview.lead-professional",
            "Who is the lead professional?",
            short="who the lead professional is",
            when=when("overview.open-already", True),
        ),
        level(),
    )


def consent() -> Node:
    """Write the gate: without consent there is no early help."""
    return section(
        "consent",
        2,
        "Consent",
        yes_no(
            "consent.given",
            "Has the family agreed to early help, and to agencies sharing information for it?",
            must=True,
            ask="Select yes if the family has agreed",
        ),
        note(
            "consent.needed",
            "Early help is the family's choice, so it cannot begin without their consent. You can save this form, ask "
            "them, and come back. If you are worried that the child is being harmed, go on as a safeguarding concern "
            "instead: your answers are kept.",
            when=when("consent.given", False),
            other_form="safeguarding-concern",
        ),
        *_given(),
    )


def _given() -> tuple[Node, ...]:
    return (
        text(
            "consent.by",
            "Who agreed?",
            must=True,
            short="who agreed",
            hint="Name, and relationship to the child. Someone with parental responsibility, or a young person who "
            "understands.",
            when=GIVEN,
        ),
        choice(
            "consent.how",
            "How did they agree?",
            option("verbal", "They told me"),
            option("written", "In writing"),
            must=True,
            short="how they agreed",
            when=GIVEN,
        ),
        past_date("consent.date", "When did they agree?", must=True, short="the date they agreed", when=GIVEN),
        text(
            "consent.recorded-by",
            "Consent gained and recorded by",
            must=True,
            short="who recorded the consent",
            hint="Your name is enough. If you have a signed form, add it to the documents.",
            when=GIVEN,
        ),
        choices(
            "consent.agencies",
            "With whom may information be shared?",
            option("education", "Education"),
            option("health", "Health"),
            option("social-care", "Social care"),
            option("police", "Police"),
            option("voluntary", "Voluntary organisations"),
            must=True,
            short="with whom information may be shared",
            hint="Tick all that they agreed to.",
            when=GIVEN,
        ),
        text("consent.copy", "Who should get a copy?", short="who should get a copy", when=GIVEN),
        text("consent.not-to", "Who must not see this form?", short="who must not see this form", when=GIVEN),
    )


def child() -> Node:
    """Ask about the child that the form is mainly about, and the other children."""
    return section(
        "child",
        4,
        "Children",
        *names(),
        *birth(),
        *ethnicity(),
        listed("child.first-language", "First language", LANGUAGE, own_words=True, unknown=KNOWN),
        yes_no(
            "child.interpreter",
            "Does the family need an interpreter?",
            unknown=KNOWN,
            short="whether the family needs an interpreter",
        ),
        formatted("nhs-number", "child.nhs-number", "NHS number", unknown=KNOWN),
        formatted("upn", "child.upn", "Unique pupil number (UPN)", unknown=KNOWN),
        *disability(),
        long("child.address", "Address", must=True, unknown=KNOWN, short="the child's address", longest=400),
        postcode("child.postcode", must=True, unknown=KNOWN, short="the child's postcode"),
        text(
            "child.school",
            "School, nursery or college",
            must=True,
            unknown=("asked-unknown", "not-applicable"),
            short="the school, nursery or college",
        ),
        listed("child.year-group", "Year group", YEAR_GROUP),
        _others(),
        hint="Begin with the child whom this is mainly about. Each child who needs an assessment gets a form of their "
        "own.",
    )


def _others() -> Node:
    return rows(
        "child.other",
        "Another child in the family",
        text("child.other.name", "Name", must=True, unknown=KNOWN, short="the other child's name"),
        past_date("child.other.dob", "Date of birth", unknown=KNOWN, hint="A year alone is fine."),
        text("child.other.school", "School, nursery or college"),
        yes_no(
            "child.other.needs-help",
            "Should this child get help too?",
            unknown=KNOWN,
            short="whether this child should get help too",
        ),
    )


def voices() -> Node:
    """Ask what the child and the parents say."""
    return section(
        "voices",
        8,
        "What the family says",
        long(
            "voices.child",
            "What does the child say?",
            must=True,
            unknown=("asked-unknown", "not-asked"),
            short="what the child says",
            hint="In their own words. For a baby: what do you see?",
            longest=4000,
        ),
        long(
            "voices.parents",
            "What do the parents or carers say?",
            must=True,
            unknown=("asked-unknown", "not-asked"),
            short="what the parents or carers say",
            longest=4000,
        ),
        long(
            "voices.wanted",
            "What does the family want to achieve?",
            must=True,
            unknown=("not-asked",),
            short="what the family wants to achieve",
            longest=4000,
        ),
        yes_no(
            "voices.accepts-help",
            "Is the family willing to accept help?",
            must=True,
            unknown=KNOWN,
            ask="Select yes if the family is willing to accept help",
        ),
    )


def tried() -> Node:
    """Ask what help there has been."""
    return section(
        "tried",
        9,
        "What has been tried",
        yes_no(
            "tried.any",
            "Has the family had help before?",
            must=True,
            unknown=KNOWN,
            ask="Select yes if the family has had help before",
        ),
        rows(
            "tried.support",
            "Help",
            text("tried.support.what", "What was done?", must=True, short="what was done"),
            text("tried.support.by", "By whom?", short="by whom it was done"),
            text("tried.support.period", "From when to when?", short="from when to when"),
            text("tried.support.outcome", "Did it help?", longest=1000, short="whether it helped"),
            when=when("tried.any", True),
        ),
    )


def plan() -> Node:
    """Write the plan, where there is one yet."""
    return section(
        "plan",
        11,
        "Plan",
        rows(
            "plan.step",
            "Step",
            text("plan.step.need", "What is needed", must=True, short="what is needed"),
            text("plan.step.action", "What will be done"),
            text("plan.step.who", "Who will do it"),
            date("plan.step.by", "By when?", short="the date it will be done by"),
            text("plan.step.outcome", "How will you know that it helped?", short="how you will know that it helped"),
        ),
        date("plan.meeting", "Team around the family: next meeting"),
        date("plan.review", "Review", hint="Six to eight weeks from now is usual."),
        hint="Leave this out if there is no plan yet.",
    )


def declaration() -> Node:
    """Write the last section."""
    return section(
        "declaration",
        13,
        "Declaration & Submit",
        agree(
            "declaration.true",
            "I confirm",
            "What I have written is true to the best of my knowledge, and the family has seen it or knows what it "
            "says.",
            ask="Confirm that what you have written is true and known to the family",
        ),
        agree(
            "declaration.consent",
            "I confirm",
            "The family has agreed, knows that they may change their mind at any time, and knows what happens then.",
            ask="Confirm that the family knows that they may change their mind",
        ),
        text(
            "declaration.name",
            "Your full name and job role",
            must=True,
            hint="Typing your name signs this form. Date and time are added when you send it.",
        ),
        note(
            "declaration.next",
            "What happens next: the early help team reads the form, and tells you and the family what they can offer. "
            "You stay in touch with the family until then.",
        ),
    )


EARLY_HELP = Definition(
    name="EarlyHelp",
    file="early-help",
    title="Early help and family support request",
    description="For professionals, when a family needs support and has agreed to it. About 25 minutes; you can save "
    "at any point.",
    audience="professional",
    destination="EHM",
    safeguarding=False,
    summary="A family needs support and has agreed to it.",
    version="2026.11.2",
    date="2026-11-24",
    sections=(
        overview(),
        consent(),
        professional(3, lead=True, title="You and the lead professional"),
        child(),
        household(5, early_help=True),
        reason(6),
        assessment(7),
        voices(),
        tried(),
        services(10),
        plan(),
        documents(12),
        declaration(),
    ),
    rules=(*AGE_RULES, WITHOUT_CONSENT),
)
