"""What the kinds of concern ask further: disclosure, injuries, persons, exploitation, domestic abuse, safety."""

from __future__ import annotations

from typing import TYPE_CHECKING

from source.author import (
    KNOWN,
    choice,
    choices,
    either,
    listed,
    long,
    note,
    option,
    past_date,
    rows,
    text,
    when,
    yes_no,
)
from source.portal_lists import BODY_SITE

if TYPE_CHECKING:
    from source.nodes import Node

ABUSE = when("concerns.harm", "physical", "emotional", "sexual", "faith", "honour", "peer", "hsb", "neglect", "fgm")
EXPLOITED = when("concerns.exploitation", "cse", "cce", "county-lines", "gangs", "trafficking")


def follow_ups() -> tuple[Node, ...]:
    """Ask what the kinds of concern that were ticked call for."""
    return (
        *_disclosure(),
        *_injury(),
        _persons(),
        *_exploitation(),
        *_domestic_abuse(),
        *_safety(),
    )


def _disclosure() -> tuple[Node, ...]:
    told = when("concerns.disclosure", True)
    return (
        yes_no(
            "concerns.disclosure",
            "Has the child told anyone about it?",
            must=True,
            unknown=KNOWN,
            ask="Select yes if the child has told anyone about it",
        ),
        long(
            "concerns.child-words",
            "What did the child say, in their own words?",
            must=True,
            unknown=KNOWN,
            short="what the child said",
            hint="Write it as the child said it, even if the words are childish or crude.",
            when=told,
        ),
        text(
            "concerns.child-heard",
            "Who heard it, when, and who else was there?",
            longest=500,
            short="who heard it and when",
            when=told,
        ),
    )


def _injury() -> tuple[Node, ...]:
    hurt = when("concerns.injury", True)
    return (
        yes_no(
            "concerns.injury",
            "Does the child have an injury or mark?",
            must=True,
            unknown=KNOWN,
            ask="Select yes if the child has an injury or mark",
        ),
        rows(
            "concerns.mark",
            "Injury or mark",
            *_mark(),
            when=hurt,
            hint="One entry for each. Do not undress a child to look.",
        ),
        choice(
            "concerns.medical",
            "Has the child had medical help for it?",
            option("seen", "Yes, the child has been seen"),
            option("needed", "No, and the child needs treatment now"),
            option("not-needed", "No, and none seems to be needed"),
            must=True,
            unknown=KNOWN,
            short="whether the child has had medical help",
            when=hurt,
        ),
        note(
            "concerns.medical-now",
            "Get medical help for the child first: call 999, or 111 if it is not an emergency. Then come back to "
            "this form.",
            when=when("concerns.medical", "needed"),
        ),
    )


def _mark() -> tuple[Node, ...]:
    return (
        listed(
            "concerns.mark.site",
            "Where on the body?",
            BODY_SITE,
            own_words=True,
            must=True,
            unknown=KNOWN,
            short="where on the body the mark is",
            hint="Left and right are the child's own.",
        ),
        choice(
            "concerns.mark.type",
            "What is it?",
            option("bruise", "Bruise"),
            option("cut", "Cut or graze"),
            option("burn", "Burn or scald"),
            option("bite", "Bite"),
            option("swelling", "Swelling or possible fracture"),
            option("other", "Another mark"),
            unknown=KNOWN,
            short="what the mark is",
        ),
        text(
            "concerns.mark.size",
            "Size",
            longest=100,
            short="the size of the mark",
            hint="In centimetres, or by comparison: as large as a 10p coin.",
        ),
        text("concerns.mark.colour", "Colour", longest=100, short="the colour of the mark"),
        text(
            "concerns.mark.description",
            "Shape, or anything else about it",
            longest=500,
            short="what else there is to say about the mark",
            hint="And how it is said to have happened, in the words of whoever said it.",
        ),
        past_date(
            "concerns.mark.seen-on",
            "When was it seen?",
            unknown=KNOWN,
            short="the date the mark was seen",
        ),
        text("concerns.mark.seen", "Who saw it?", short="who saw it"),
    )


def _persons() -> Node:
    return rows(
        "concerns.person",
        "Person who may be responsible",
        text(
            "concerns.person.name",
            "Name",
            must=True,
            unknown=KNOWN,
            short="the person's name",
            hint="If the person is in the household section, the name is enough.",
        ),
        text("concerns.person.relationship", "Relationship to the child"),
        text("concerns.person.address", "Address and occupation", longest=400),
        text(
            "concerns.person.access",
            "Contact with this and other children",
            hint="For example: lives with the child, coaches a team.",
        ),
        yes_no(
            "concerns.person.knows",
            "Does this person know about this form?",
            unknown=KNOWN,
            short="whether this person knows about this form",
        ),
        most=10,
        when=either(ABUSE, EXPLOITED),
        hint="Only if you know. It is not your task to find out.",
    )


def _exploitation() -> tuple[Node, ...]:
    return (
        choices(
            "concerns.exploitation-signs",
            "Which signs are there?",
            option("missing", "Missing from home, care or school"),
            option("peers", "Older or controlling friends"),
            option("money", "Money or things they cannot explain"),
            option("substances", "Use of alcohol or drugs"),
            option("behaviour", "Changed behaviour"),
            option("phones", "More than one phone, or secrecy about it"),
            option("travel", "Travel out of the area"),
            short="the signs there are",
            hint="Tick all that apply.",
            when=EXPLOITED,
        ),
        yes_no(
            "concerns.screening",
            "Has a screening tool been filled in?",
            unknown=KNOWN,
            hint="If so, add it to the supporting documentation.",
            short="whether a screening tool has been filled in",
            when=EXPLOITED,
        ),
        yes_no(
            "concerns.nrm",
            "Has a National Referral Mechanism (NRM) referral been made?",
            unknown=KNOWN,
            short="whether an NRM referral has been made",
            when=EXPLOITED,
        ),
        rows(
            "concerns.missing",
            "Time the child was missing",
            past_date(
                "concerns.missing.from",
                "Missing from",
                short="the date the child went missing",
                unknown=KNOWN,
            ),
            text("concerns.missing.length", "How long, and where the child was found"),
            text(
                "concerns.missing.reported",
                "Was it reported to the police, and was there a return interview?",
                short="whether it was reported and talked about",
            ),
            when=when("concerns.exploitation", "missing"),
        ),
    )


def _domestic_abuse() -> tuple[Node, ...]:
    abuse = when("concerns.parent", "domestic-abuse")
    return (
        yes_no(
            "concerns.abuser-at-home",
            "Is the person who is abusive living in the home?",
            unknown=KNOWN,
            short="whether the abusive person lives in the home",
            when=abuse,
        ),
        text("concerns.dash", "DASH risk score, if one was done", longest=60, when=abuse),
        yes_no(
            "concerns.marac",
            "Has it gone to a MARAC?",
            unknown=KNOWN,
            short="whether it has gone to a MARAC",
            hint="MARAC is the meeting about people at high risk of domestic abuse.",
            when=abuse,
        ),
        text(
            "concerns.safe-contact",
            "A safe way to reach the parent who is being abused",
            when=abuse,
            hint="Say what must not be done, for example no letters or voicemail.",
        ),
    )


def _safety() -> tuple[Node, ...]:
    return (
        yes_no(
            "concerns.police-told",
            "Have the police been told?",
            must=True,
            unknown=KNOWN,
            ask="Select yes if the police have been told",
        ),
        text("concerns.police-reference", "Police reference", longest=60, when=when("concerns.police-told", True)),
        long(
            "concerns.safety-plan",
            "What is already in place to keep the child safe?",
            longest=2000,
            short="what is in place to keep the child safe",
        ),
        yes_no(
            "concerns.worker-risk",
            "Is there any risk to staff who visit?",
            must=True,
            unknown=KNOWN,
            ask="Select yes if there is any risk to staff who visit",
        ),
        choices(
            "concerns.worker-risks",
            "What kind of risk?",
            option("violence", "Violence or threats"),
            option("weapons", "Weapons"),
            option("dogs", "Dogs or other animals"),
            option("substances", "Alcohol or drugs"),
            option("other", "Another risk"),
            must=True,
            short="the kind of risk",
            hint="Tick all that apply.",
            when=when("concerns.worker-risk", True),
        ),
        text(
            "concerns.worker-risk-detail",
            "What should visitors know?",
            longest=1000,
            short="what visitors should know",
            when=when("concerns.worker-risk", True),
        ),
    )
