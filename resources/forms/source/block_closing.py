"""Strengths and the child's voice, consent, documents, declaration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from source.author import (
    KNOWN,
    agree,
    choice,
    choices,
    either,
    file,
    listed,
    long,
    note,
    number,
    option,
    past_date,
    rows,
    section,
    text,
    when,
    yes_no,
)
from source.portal_lists import DOCUMENT

if TYPE_CHECKING:
    from source.nodes import Node

WITHOUT_CONSENT = either(
    when("consent.parent-aware", "no", "not-known"), when("consent.parent-consent", "no", "not-asked")
)


def strengths(number_of_section: int) -> Node:
    """Write the section about what goes well and what the child wants."""
    return section(
        "strengths",
        number_of_section,
        "Strengths and the child's voice",
        long(
            "strengths.going-well",
            "What is going well for the child and the family?",
            must=True,
            unknown=KNOWN,
            short="what is going well",
            hint="Who helps? What keeps the child safe?",
            longest=4000,
        ),
        long("strengths.development", "Health, development and learning of the child", longest=4000),
        long("strengths.parenting", "How the parents or carers look after the child", longest=4000),
        long("strengths.environment", "Housing, money and support around the family", longest=4000),
        long(
            "strengths.wishes",
            "What does the child say they want, in their own words?",
            must=True,
            unknown=("asked-unknown", "not-asked"),
            short="what the child wants",
            hint="For a baby or a child who does not speak: what do you see?",
            longest=4000,
        ),
        long(
            "strengths.support-given",
            "What has your agency done so far, and did it help?",
            must=True,
            unknown=("asked-unknown", "not-applicable"),
            short="what your agency has done so far",
            longest=4000,
        ),
        long(
            "strengths.previous",
            "Earlier concerns or forms about this child",
            must=True,
            unknown=KNOWN,
            short="earlier concerns or forms",
            longest=4000,
        ),
        long(
            "strengths.wanted",
            "What do you want to happen?",
            must=True,
            unknown=KNOWN,
            short="what you want to happen",
            longest=2000,
        ),
        number(
            "strengths.safety-scale",
            "How safe is the child, from 0 to 10?",
            0,
            10,
            hint="0: the child will be harmed again unless something changes today. 10: the child is safe, and "
            "this form can be closed.",
            short="how safe the child is, from 0 to 10",
            messages={
                "minValue": "How safe the child is must be between 0 and 10",
                "maxValue": "How safe the child is must be between 0 and 10",
            },
        ),
    )


def consent(number_of_section: int) -> Node:
    """Write the section about who knows, who agreed, and why not."""
    return section(
        "consent",
        number_of_section,
        "Consent",
        note(
            "consent.basis",
            "Tell the parents and ask for their agreement where it is safe. You do not need consent to share "
            "information "
            "that protects a child: data protection law allows it, and a record of your reasons is enough.",
            legal=True,
        ),
        choice(
            "consent.parent-aware",
            "Does a parent or carer with parental responsibility know about this form?",
            option("yes", "Yes"),
            option("no", "No"),
            option("not-known", "I do not know"),
            must=True,
            ask="Select whether a parent or carer knows about this form",
        ),
        choice(
            "consent.parent-consent",
            "Have they agreed to it, and to agencies sharing information?",
            option("yes", "Yes"),
            option("no", "No"),
            option("not-asked", "Not asked"),
            must=True,
            ask="Select whether they have agreed",
        ),
        *_given(),
        *_reasons(),
        *_child(),
    )


def _given() -> tuple[Node, ...]:
    yes = when("consent.parent-consent", "yes")
    return (
        text(
            "consent.by",
            "Who agreed?",
            must=True,
            unknown=KNOWN,
            short="who agreed",
            hint="Name, and relationship to the child.",
            when=yes,
        ),
        choice(
            "consent.how",
            "How did they agree?",
            option("verbal", "They told me"),
            option("written", "In writing"),
            must=True,
            unknown=KNOWN,
            short="how they agreed",
            when=yes,
        ),
        past_date(
            "consent.date",
            "When did they agree?",
            must=True,
            unknown=KNOWN,
            short="the date they agreed",
            when=yes,
        ),
    )


def _reasons() -> tuple[Node, ...]:
    return (
        choices(
            "consent.reasons",
            "Why is there no agreement, or why do they not know?",
            option("risk-child", "It would put the child at greater risk of significant harm"),
            option("risk-other", "It would put someone else at risk"),
            option("police", "It might get in the way of a police investigation"),
            option("delay", "It would cause a delay that cannot be justified"),
            option("not-reached", "The parent could not be reached"),
            option("refused", "The parent refused"),
            option("young-person", "The young person asked us not to tell"),
            option("other", "Another reason"),
            must=True,
            short="why there is no agreement",
            hint="Tick all that apply.",
            when=WITHOUT_CONSENT,
        ),
        long(
            "consent.reasons-detail",
            "Explain the reason",
            must=True,
            short="the reason",
            hint="One or two sentences are enough. They show that you weighed it up.",
            longest=2000,
            when=WITHOUT_CONSENT,
        ),
    )


def _child() -> tuple[Node, ...]:
    return (
        yes_no(
            "consent.child-aware",
            "Does the child know about this form?",
            must=True,
            unknown=("asked-unknown", "not-applicable"),
            ask="Select yes if the child knows about this form",
        ),
        long(
            "consent.child-view",
            "What does the child think about it?",
            must=True,
            unknown=("asked-unknown", "not-asked"),
            short="what the child thinks about it",
            longest=2000,
            when=when("consent.child-aware", True),
        ),
        yes_no(
            "consent.young-person",
            "Has the young person agreed themselves?",
            unknown=("not-asked", "not-applicable"),
            short="whether the young person has agreed themselves",
            hint="If they are 16 or older, or understand well enough what this form is about.",
        ),
    )


def documents(number_of_section: int, title: str = "Supporting documentation", *before: Node) -> Node:
    """Write the section with the files; `before` stands above them."""
    return section(
        "documents",
        number_of_section,
        title,
        *before,
        rows(
            "documents.item",
            "Document",
            file(
                "documents.item.file",
                "File",
                must=True,
                short="the file",
                hint="PDF, Word document or picture, up to 25 MB.",
                messages={
                    "invalidAttachmentType": "The file must be a PDF, a Word document, a JPEG, a PNG or a HEIC picture",
                    "maxAttachmentSize": "The file must be 25 MB or smaller",
                },
            ),
            listed("documents.item.category", "What kind of document is it?", DOCUMENT, short="the kind of document"),
            text("documents.item.description", "Description"),
            past_date(
                "documents.item.date",
                "Date of the document",
            ),
            most=30,
            hint="Only what helps to understand the concern. You can send the form without any document.",
        ),
    )


def declaration(number_of_section: int) -> Node:
    """Write the last section of the safeguarding form."""
    return section(
        "declaration",
        number_of_section,
        "Declaration & Submit",
        agree(
            "declaration.true",
            "I confirm",
            "What I have written is true to the best of my knowledge, and I have kept facts and opinion apart.",
            ask="Confirm that what you have written is true to the best of your knowledge",
        ),
        agree(
            "declaration.family",
            "I understand",
            "I have told the parents or the young person about this form, or have recorded why not. The family "
            "may be shown "
            "what I wrote and my name: a professional cannot stay anonymous.",
            ask="Confirm that you understand what the family may be shown",
        ),
        agree(
            "declaration.lawful",
            "I confirm",
            "I have a lawful basis for sharing this information, and my agency keeps its own record of it.",
            ask="Confirm that you have a lawful basis for sharing this information",
        ),
        agree(
            "declaration.not-emergency",
            "I understand",
            "This form is not an emergency service. If the matter is urgent, I have called the council, or 999.",
            ask="Confirm that you have called if the matter is urgent",
        ),
        *confirmation(),
        note(
            "declaration.next",
            "What happens next: the council decides within one working day what to do, and tells you. Someone "
            "may call you to "
            "ask more. How long the council keeps this form is in its privacy notice.",
        ),
    )


def confirmation() -> tuple[Node, ...]:
    """Ask for the name under the form, and for a second one where the agency wants it."""
    return (
        text(
            "declaration.name",
            "Your full name and job role",
            must=True,
            hint="Typing your name signs this form. Date and time are added when you send it.",
        ),
        text("declaration.cosigner", "Manager or safeguarding lead who has agreed to this form"),
    )
