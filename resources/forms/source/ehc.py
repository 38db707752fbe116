"""Form (d): a school or setting asks for an EHC needs assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from source.author import agree, note, section, text
from source.block_child import AGE_RULES
from source.block_closing import documents
from source.ehc_needs import (
    ENOUGH_CYCLES,
    attendance,
    health_social,
    needs,
    professionals,
    progress,
    support,
    views,
    why,
)
from source.ehc_setting import child, consent, parents, request, setting
from source.nodes import Definition

if TYPE_CHECKING:
    from source.nodes import Node


def declaration() -> Node:
    """Write the last section, signed by SENCO and headteacher."""
    return section(
        "declaration",
        15,
        "Declaration & Submit",
        agree(
            "declaration.true",
            "I confirm",
            "What I have written is true to the best of my knowledge.",
            ask="Confirm that what you have written is true to the best of your knowledge",
        ),
        agree(
            "declaration.shared",
            "I confirm",
            "The parents, or the young person, have been told about this request and may see it.",
            ask="Confirm that the parents or the young person have been told",
        ),
        text("declaration.senco", "SENCO's full name", must=True, hint="Typing the name signs this form."),
        text("declaration.head", "Headteacher's or manager's full name", must=True),
        text("declaration.parent", "Parent's full name, if they sign too"),
        note(
            "declaration.next",
            "What happens next: the council tells you and the parents within 6 weeks whether it will assess.",
        ),
    )


EHC = Definition(
    name="EhcNeedsAssessment",
    file="ehc-needs-assessment",
    title="Education, health and care (EHC) needs assessment request",
    description="For schools, colleges and early years settings. About 60 minutes; you can save at any point.",
    audience="professional",
    destination="EHM",
    safeguarding=False,
    summary="A child may need an education, health and care plan.",
    version="2026.11.1",
    date="2026-11-24",
    sections=(
        request(),
        setting(),
        child(),
        parents(),
        consent(),
        needs(6),
        progress(7),
        attendance(8),
        support(9),
        professionals(10),
        views(11),
        health_social(12),
        why(13),
        documents(
            14,
            "Evidence",
            note(
                "documents.checklist",
                "What helps most: the last two reviewed support plans, the provision map, reports by professionals, "
                "the views of the child and the parents, and an attendance print. Nothing of it stops you sending the "
                "form.",
            ),
        ),
        declaration(),
    ),
    rules=(*AGE_RULES, ENOUGH_CYCLES),
)
