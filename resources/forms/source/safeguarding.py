"""Form (a): a professional's safeguarding concern about a child or young person."""

from __future__ import annotations

from source.block_child import AGE_RULES, child
from source.block_closing import consent, declaration, documents, strengths
from source.block_concerns import AFTER_BIRTH, concerns
from source.block_family import SOMEBODY, agencies, household
from source.block_overview import overview
from source.block_professional import professional
from source.block_school_health import school_health
from source.nodes import Definition

SAFEGUARDING = Definition(
    name="SafeguardingConcern",
    file="safeguarding-concern",
    title="Child/Young Person Safeguarding Concern",
    description="For professionals who are worried that a child is being harmed, or may be. About 20 minutes; "
    "you can save "
    "at any point.",
    audience="professional",
    destination="LCS",
    safeguarding=True,
    summary="You work with a child and are worried that they are being harmed, or may be.",
    version="2026.11.2",
    date="2026-11-24",
    sections=(
        overview(),
        professional(2),
        child(3),
        school_health(4),
        household(5),
        agencies(6),
        concerns(7),
        strengths(8),
        consent(9),
        documents(10),
        declaration(11),
    ),
    welsh=("lists", "safeguarding"),
    rules=(*AGE_RULES, SOMEBODY, AFTER_BIRTH),
)
