"""Form (b): a member of the public is worried about a child."""

from __future__ import annotations

from typing import TYPE_CHECKING

from source.author import (
    KNOWN,
    agree,
    choice,
    choices,
    email,
    long,
    note,
    number,
    option,
    past_date,
    phone,
    rows,
    section,
    text,
    when,
    yes_no,
)
from source.block_closing import documents
from source.block_overview import danger
from source.nodes import Definition

if TYPE_CHECKING:
    from source.nodes import Node

NAMED = when("you.stay-anonymous", False)
MAY_CALL = when("you.may-contact", True)


def overview() -> Node:
    """Write the page about danger, and about the person's own safety."""
    return danger(
        1,
        "Is anyone in danger?",
        note(
            "overview.own-safety",
            "If someone must not see what you write, you can hide this window at once: press Ctrl+Shift+H. "
            "On a computer that others use too, sign out when you have finished.",
        ),
    )


def you() -> Node:
    """Ask who is writing; all of it may be left out."""
    return section(
        "you",
        2,
        "About you",
        yes_no(
            "you.stay-anonymous",
            "Do you want to stay anonymous?",
            must=True,
            ask="Select yes if you want to stay anonymous",
            hint="We act on what you tell us either way, but we cannot ask you more if you stay anonymous. "
            "You send this form from your account, so the council can see its name and e-mail address. To give no name "
            "at all, call the number at the top of this window.",
        ),
        text("you.name", "Your name", when=NAMED),
        phone("you.phone", "Your telephone", when=NAMED),
        email("you.email", "Your e-mail address", when=NAMED),
        long("you.address", "Your address", longest=400, when=NAMED),
        yes_no(
            "you.may-contact",
            "May we contact you?",
            must=True,
            ask="Select yes if we may contact you",
            when=NAMED,
        ),
        text(
            "you.safe-contact",
            "How and when is it safe to contact you?",
            short="how and when it is safe to contact you",
            hint="For example: by telephone, weekday mornings.",
            when=MAY_CALL,
        ),
        yes_no(
            "you.keep-identity",
            "Should we keep your name from the family?",
            must=True,
            ask="Select yes if we should keep your name from the family",
            hint="We do all we can. Sometimes a court orders us to say who told us, or the family guesses.",
            when=NAMED,
        ),
        *_relation(),
    )


def _relation() -> tuple[Node, ...]:
    return (
        choice(
            "you.relationship",
            "Who are you to the child?",
            option("parent", "Parent or carer"),
            option("self", "I am the young person myself"),
            option("relative", "Relative"),
            option("neighbour", "Neighbour"),
            option("friend", "Friend of the child or the family"),
            option("stranger", "I do not know the family"),
            option("other", "Someone else"),
            option("not-said", "I would rather not say"),
            must=True,
            short="who you are to the child",
        ),
        yes_no("you.under-18", "Are you under 18?", short="whether you are under 18"),
        note(
            "you.under-18-note",
            "Thank you for telling us. It is not your fault, and you do not have to do this alone: an adult you trust "
            "can sit with you, and Childline listens at any time, for free.",
            when=when("you.under-18", True),
        ),
    )


def child() -> Node:
    """Ask which child it is, and where."""
    return section(
        "child",
        3,
        "The child",
        number(
            "child.how-many",
            "How many children are you worried about?",
            1,
            30,
            short="the number of children",
            hint="Start with one of them. You can add the others below.",
        ),
        text("child.first-name", "First name", must=True, unknown=KNOWN, short="the child's first name", longest=120),
        text("child.last-name", "Last name", must=True, unknown=KNOWN, short="the child's last name", longest=120),
        past_date("child.dob", "Date of birth, if you know it", unknown=KNOWN, short="the child's date of birth"),
        text(
            "child.approximate-age",
            "About how old is the child?",
            must=True,
            unknown=KNOWN,
            longest=40,
            short="the child's age, as near as you know",
            hint="A guess is fine. For example: 4 to 6.",
        ),
        choice(
            "child.sex",
            "Is the child a boy or a girl?",
            option("M", "Boy"),
            option("F", "Girl"),
            must=True,
            unknown=KNOWN,
            of="dfe-sex",
            short="whether the child is a boy or a girl",
        ),
        long(
            "child.description",
            "What does the child look like?",
            longest=1000,
            short="what the child looks like",
            hint="If you do not know the name. Clothes, hair, a school uniform: anything that helps us find the child.",
        ),
        text("child.school", "School or nursery"),
        *_whereabouts(),
        _others(),
    )


def _whereabouts() -> tuple[Node, ...]:
    return (
        long(
            "child.address",
            "Where does the child live, or where can we find them?",
            must=True,
            unknown=KNOWN,
            longest=400,
            short="where the child lives or can be found",
            hint="An address is best. A street, a shop or a car number plate can help too.",
        ),
        long(
            "child.where-now",
            "Where is the child now?",
            must=True,
            unknown=KNOWN,
            longest=400,
            short="where the child is now",
        ),
    )


def _others() -> Node:
    return rows(
        "child.other",
        "Another child",
        text("child.other.name", "Name", must=True, unknown=KNOWN, short="the other child's name"),
        text("child.other.age", "Age, as near as you know", longest=40),
    )


def family() -> Node:
    """Ask who else belongs to the family."""
    return section(
        "family",
        4,
        "The family",
        rows(
            "family.person",
            "Person",
            text("family.person.name", "Name", must=True, unknown=KNOWN, short="the person's name"),
            text("family.person.relationship", "Who are they to the child?", short="who they are to the child"),
            text("family.person.more", "Anything else we should know about them", longest=1000),
            hint="Adults and other children in the home, as far as you know.",
        ),
        yes_no(
            "family.interpreter",
            "Does the family need an interpreter?",
            unknown=KNOWN,
            short="whether the family needs an interpreter",
        ),
    )


def concern() -> Node:
    """Ask what has been seen, heard or been told."""
    return section(
        "concerns",
        5,
        "What worries you",
        long(
            "concerns.worried",
            "What have you seen, heard or been told?",
            must=True,
            short="what you have seen, heard or been told",
            hint="Your own words are best. You do not need proof.",
        ),
        choices(
            "concerns.source",
            "How do you know about it?",
            option("seen", "I saw or heard it myself"),
            option("child", "The child told me"),
            option("told", "Someone else told me"),
            option("not-said", "I would rather not say", exclusive=True),
            must=True,
            short="how you know about it",
            hint="Tick all that apply.",
        ),
        text(
            "concerns.when",
            "When did it happen, and how often?",
            longest=500,
            short="when it happened and how often",
            hint="For example: since the summer, most weekends.",
        ),
        _kinds(),
        note(
            "concerns.online",
            "Never copy or send indecent pictures of a child, not even to us. Tell the police.",
            when=when("concerns.kinds", "sexual"),
        ),
        long(
            "concerns.visit-danger",
            "Is there any danger to people who visit the home, such as dogs or violence?",
            must=True,
            unknown=KNOWN,
            longest=1000,
            short="whether there is any danger to people who visit",
        ),
    )


def _kinds() -> Node:
    return choices(
        "concerns.kinds",
        "What is it about?",
        option("hurt", "A child is hurt or hit"),
        option("neglect", "Not looked after: hungry, dirty or left alone"),
        option("sexual", "Sexual harm, or grooming online"),
        option("emotional", "Shouted at, humiliated or frightened"),
        option("domestic-abuse", "Violence between adults"),
        option("adult-substances", "An adult's drinking or drugs"),
        option("exploitation", "Gangs, running drugs or weapons"),
        option("missing", "Missing from home"),
        option("self-harm", "Self-harm"),
        option("absence", "Not at school"),
        option("other", "Something else"),
        option("not-sure", "I am not sure"),
        of="lay-concern",
        short="what it is about",
        hint="Tick all that apply.",
    )


def done() -> Node:
    """Ask who knows already."""
    return section(
        "done",
        6,
        "What has been done",
        choices(
            "done.told",
            "Who else have you told?",
            option("police", "The police"),
            option("school", "The school or nursery"),
            option("health", "A doctor, nurse or health visitor"),
            option("council", "The council, before now"),
            option("other", "Someone else"),
            option("nobody", "Nobody", exclusive=True),
            option("not-said", "I would rather not say", exclusive=True),
            must=True,
            short="who else you have told",
            hint="Tick all that apply.",
        ),
        yes_no(
            "done.family-knows",
            "Does the family know that you are contacting us?",
            must=True,
            unknown=KNOWN,
            ask="Select yes if the family knows that you are contacting us",
        ),
    )


def send() -> Node:
    """Write the short declaration, and what happens next."""
    return section(
        "declaration",
        8,
        "Send",
        agree(
            "declaration.true",
            "I confirm",
            "What I have written is true as far as I know.",
            ask="Confirm that what you have written is true as far as you know",
        ),
        note(
            "declaration.next",
            "What happens next: a social worker reads what you wrote, looks at what is known about the family, and "
            "decides how to help. You get a reference number. We often cannot tell you what we did, because we protect "
            "the child's privacy, but nothing that you send goes unread.",
        ),
    )


PUBLIC = Definition(
    name="PublicConcern",
    file="public-concern",
    title="Concern about a child: member of the public",
    description="For anyone who is worried about a child. About 5 minutes; only your concern has to be told.",
    audience="public",
    destination="LCS",
    safeguarding=True,
    summary="You are worried about a child you know or have seen.",
    version="2026.11.1",
    date="2026-11-24",
    sections=(
        overview(),
        you(),
        child(),
        family(),
        concern(),
        done(),
        documents(
            7,
            "Photos and files",
            note(
                "documents.warning",
                "You can add photos or screenshots. Do not send indecent pictures of a child: tell the police instead.",
            ),
        ),
        send(),
    ),
    welsh=("lists", "safeguarding", "public"),
)
