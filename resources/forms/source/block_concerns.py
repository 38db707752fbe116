"""What the worry is: kinds of concern, what happened, and what the kinds ask further."""

from __future__ import annotations

from source.author import (
    KNOWN,
    choice,
    choices,
    estimated,
    long,
    note,
    option,
    past_date,
    rows,
    section,
    some_of,
    text,
    when,
    yes_no,
)
from source.block_follow_ups import follow_ups
from source.nodes import Node, Rule
from source.portal_lists import CONCERN

AREAS = {
    "harm": "Select the kinds of harm or abuse",
    "exploitation": "Select the kinds of exploitation",
    "child": "Select what applies to the child",
    "parent": "Select what applies to the parent or other person",
    "family": "Select what applies to the family",
}
HARM = when("concerns.areas", "harm")

INCIDENT = "%resource.item.where(linkId='concerns').item.where(linkId='concerns.incident-date').answer.value"
BIRTH = "%resource.item.where(linkId='child').item.where(linkId='child.dob').answer.value"
AFTER_BIRTH = Rule(
    "incident-after-birth",
    f"{INCIDENT} >= {BIRTH}",
    "The date it happened is before the child's date of birth: check both dates",
    "concerns.incident-date",
)


def concerns(number_of_section: int) -> Node:
    """Write the section."""
    return section(
        "concerns",
        number_of_section,
        "Your concerns",
        *_what(),
        *_kinds(),
        *_incident(),
        *follow_ups(),
    )


def _what() -> tuple[Node, ...]:
    return (
        long(
            "concerns.worried",
            "What are you worried about, and what is the effect on the child?",
            must=True,
            short="what you are worried about",
            hint="Say what was seen or said, by whom and when. Keep facts and your own opinion apart. "
            "A few clear sentences are better than none.",
        ),
        long(
            "concerns.why-now",
            "What happened or changed that made you write today?",
            must=True,
            short="what made you write today",
            longest=4000,
        ),
    )


def _kinds() -> tuple[Node, ...]:
    return (
        choices(
            "concerns.areas",
            "What is the concern about?",
            option("harm", "Harm or abuse of the child"),
            option("exploitation", "Exploitation, or going missing"),
            option("child", "The child's own health, needs or behaviour"),
            option("parent", "A parent or another person in the home"),
            option("family", "The family's situation, or something else"),
            must=True,
            short="what the concern is about",
            hint="Tick all that apply. Each tick opens a short list.",
        ),
        _area("harm", "Harm or abuse"),
        long(
            "concerns.harm-detail",
            "For what you ticked: what exactly, how often, and since when?",
            longest=2000,
            short="what exactly, how often and since when",
            when=HARM,
        ),
        note(
            "concerns.fgm-duty",
            "Health and social care professionals and teachers in England and Wales must report known cases of "
            "FGM in girls "
            "under 18 to the police themselves, on 101. Sending this form does not do that for you.",
            when=when("concerns.harm", "fgm"),
        ),
        note(
            "concerns.honour-safety",
            "Do not speak to the family or the community about this before you have talked to the council: it "
            "could put the "
            "young person in danger.",
            when=when("concerns.harm", "honour"),
        ),
        _area("exploitation", "Exploitation or going missing"),
        _area("child", "The child's own health, needs or behaviour"),
        yes_no(
            "concerns.suicidal-now",
            "Has the child spoken of ending their life, or tried to?",
            must=True,
            unknown=KNOWN,
            ask="Select yes if the child has spoken of ending their life, or tried to",
            hint="If the child is in danger now, call 999.",
            when=when("concerns.child", "self-harm", "child-mental-health"),
        ),
        _area("parent", "A parent or another person in the home"),
        text(
            "concerns.parent-who",
            "Which person, and how does it affect the child?",
            must=True,
            unknown=KNOWN,
            longest=1000,
            short="which person, and how it affects the child",
            when=when("concerns.areas", "parent"),
        ),
        _area("family", "The family's situation, or something else"),
        note(
            "concerns.lado-note",
            "Concerns about a person who works with children also go to the council's designated officer (LADO). "
            "Name the "
            "person and their employer, and do not tell them about this form yet.",
            when=when("concerns.family", "lado"),
        ),
        _main(),
    )


def _area(area: str, label: str) -> Node:
    codes = " ".join(concept.code for concept in CONCERN.concepts if concept.group == area)
    return some_of(
        f"concerns.{area}",
        label,
        CONCERN,
        codes,
        many=True,
        must=True,
        unknown=KNOWN,
        ask=AREAS[area],
        when=when("concerns.areas", area),
    )


def _main() -> Node:
    return choice(
        "concerns.main",
        "Which one worries you most?",
        option("neglect", "Neglect"),
        option("physical", "Physical abuse"),
        option("emotional", "Emotional abuse"),
        option("sexual", "Sexual abuse"),
        option("exploitation", "Exploitation"),
        option("missing", "Going missing"),
        option("domestic-abuse", "Domestic abuse"),
        option("child-needs", "The child's own health, needs or behaviour"),
        option("parent", "A parent's health or substance misuse"),
        option("family", "The family's situation"),
        option("other", "Something else"),
        must=True,
        short="what worries you most",
    )


def _incident() -> tuple[Node, ...]:
    return (
        past_date(
            "concerns.incident-date",
            "When did it happen?",
            must=True,
            unknown=("asked-unknown", "not-applicable"),
            short="the date it happened",
            hint="A month or a year is fine. If it goes on all the time, give the latest date.",
            inside=(estimated("concerns.incident-date"),),
        ),
        text(
            "concerns.incident-place",
            "Where did it happen?",
            must=True,
            unknown=("asked-unknown", "not-applicable"),
            short="where it happened",
        ),
        rows(
            "concerns.incident",
            "Earlier incident",
            past_date(
                "concerns.incident.date",
                "Date",
                short="the date of the incident",
                unknown=KNOWN,
                hint="As near as you know.",
            ),
            long("concerns.incident.what", "What happened", must=True, short="what happened", longest=2000),
            text(
                "concerns.incident.source",
                "How do you know, and what was done about it?",
                short="how you know and what was done",
                longest=1000,
            ),
            most=40,
            hint="Earlier events that help to see the whole picture, oldest first. You can also add a chronology "
            "as a document.",
        ),
        choices(
            "concerns.source",
            "How do you know about this?",
            option("seen", "I saw it myself"),
            option("child", "The child told me"),
            option("told", "Someone else told me"),
            option("record", "From a record"),
            option("other", "In another way"),
            must=True,
            short="how you know about this",
            hint="Tick all that apply.",
        ),
    )
