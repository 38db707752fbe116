"""The early help assessment: each part of family life, what goes well, what worries, how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from source.author import choice, group, long, option, section

if TYPE_CHECKING:
    from source.nodes import Node

DOMAINS = (
    ("family", "Family and relationships"),
    ("parenting", "Parenting"),
    ("home", "Home and housing"),
    ("money", "Money and work"),
    ("education", "Education"),
    ("health", "Physical health"),
    ("wellbeing", "Emotional wellbeing"),
    ("safety", "Safety"),
    ("community", "Community and people who support the family"),
)


def assessment(number_of_section: int) -> Node:
    """Write the section; nothing in it has to be answered."""
    return section(
        "assessment",
        number_of_section,
        "Assessment",
        *(_domain(name, title) for name, title in DOMAINS),
        hint="Fill in what you have talked about with the family. Leave out what you have not.",
    )


def _domain(name: str, title: str) -> Node:
    base = f"assessment.{name}"
    lower = title[0].lower() + title[1:]
    return group(
        base,
        title,
        long(f"{base}.well", "What is going well?", longest=2000, short=f"what is going well: {lower}"),
        long(
            f"{base}.worried", "What are we worried about?", longest=2000, short=f"what we are worried about: {lower}"
        ),
        choice(
            f"{base}.score",
            "How does it stand now?",
            option("1", "1: needs help at once"),
            option("2", "2: many problems"),
            option("3", "3: some problems"),
            option("4", "4: mostly fine"),
            option("5", "5: no problems"),
            of="early-help-score",
            short=f"how it stands now: {lower}",
        ),
    )
