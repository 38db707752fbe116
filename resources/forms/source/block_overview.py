"""Overview: is anyone in danger now, have you phoned, what kind of help is this about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from source.author import (
    KNOWN,
    choice,
    moment,
    note,
    option,
    phone,
    section,
    text,
    when,
    yes_no,
)

if TYPE_CHECKING:
    from source.nodes import Node


def danger(number_of_section: int, title: str, *more: Node) -> Node:
    """Begin a form with the question that matters most."""
    return section(
        "overview",
        number_of_section,
        title,
        yes_no(
            "overview.danger-now",
            "Is the child in immediate danger, or in need of urgent medical help?",
            must=True,
            ask="Select yes if the child is in immediate danger or needs urgent medical help",
        ),
        note(
            "overview.call-999",
            "Call 999 now. Then call the council on the number at the top of this window. "
            "You can come back to this form afterwards: everything you have entered is kept, and the form follows up "
            "your call.",
            when=when("overview.danger-now", True),
        ),
        *more,
    )


def overview() -> Node:
    """Write section 1 of the safeguarding form."""
    return danger(
        1,
        "Overview",
        note(
            "overview.hours",
            "Forms are read in office hours. When something cannot wait until then, call the number at the top of this "
            "window, day or night.",
        ),
        yes_no(
            "overview.phoned",
            "Have you already phoned the council about this?",
            must=True,
            ask="Select yes if you have already phoned the council",
            hint="If you have, this form confirms your call in writing.",
        ),
        moment(
            "overview.phoned-at",
            "When did you phone?",
            latest="today() + 1 days",
            must=True,
            unknown=KNOWN,
            short="when you phoned",
            when=when("overview.phoned", True),
            messages={"maxValue": "The time you phoned must be in the past"},
        ),
        text(
            "overview.phoned-to", "Who did you speak to?", short="who you spoke to", when=when("overview.phoned", True)
        ),
        text(
            "overview.police-log",
            "Police log or incident number",
            hint="If you have also called the police.",
            longest=60,
        ),
        choice(
            "overview.request",
            "What is this form about?",
            option("safeguarding", "I am worried that a child is being harmed, or may be"),
            option("support", "A family needs support, and has agreed to it"),
            must=True,
            short="what this form is about",
        ),
        note(
            "overview.request-support",
            "For support that the family has agreed to, the early help form is the better one. If you are in "
            "doubt, go on "
            "here: the council passes your form to the right team.",
            when=when("overview.request", "support"),
        ),
        choice(
            "overview.level",
            "Which level of need do you think applies?",
            option("level-1", "Level 1"),
            option("level-2", "Level 2"),
            option("level-3", "Level 3"),
            option("level-4", "Level 4"),
            option("not-sure", "I am not sure"),
            must=True,
            short="the level of need, or that you are not sure",
            hint="Your best judgement is enough. It does not decide what happens next.",
        ),
        yes_no(
            "overview.dsl",
            "Have you discussed this with your designated safeguarding lead?",
            must=True,
            unknown=("not-applicable",),
            ask="Select yes if you have discussed this with your safeguarding lead",
            hint="Do not wait for them if waiting could put the child at risk.",
        ),
        text("overview.dsl-name", "Safeguarding lead's name", when=when("overview.dsl", True)),
        phone("overview.dsl-phone", "Safeguarding lead's telephone", when=when("overview.dsl", True)),
    )
