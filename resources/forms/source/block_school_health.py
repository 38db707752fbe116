"""School, nursery or college, and health services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from source.author import KNOWN, choices, formatted, listed, number, option, section, text
from source.portal_lists import YEAR_GROUP

if TYPE_CHECKING:
    from source.nodes import Node


def school_health(number_of_section: int) -> Node:
    """Write the section."""
    return section(
        "school-health",
        number_of_section,
        "School and health",
        text(
            "school-health.school",
            "School, nursery or college",
            must=True,
            unknown=("asked-unknown", "not-applicable"),
            short="the school, nursery or college",
        ),
        formatted("urn", "school-health.urn", "School URN", hint="6 digits, if you have it at hand."),
        listed("school-health.year-group", "Year group", YEAR_GROUP),
        number(
            "school-health.attendance",
            "Attendance in per cent",
            0,
            100,
            hint="This school year, as a whole number. For example: 87.",
        ),
        choices(
            "school-health.arrangements",
            "Do any of these apply?",
            option("part-time", "Part-time timetable"),
            option("suspended", "Suspended"),
            option("excluded", "Permanently excluded"),
            option("home-educated", "Educated at home by choice"),
            option("missing", "Missing education"),
            option("none", "None of these", exclusive=True),
            short="what applies at school",
        ),
        text(
            "school-health.gp",
            "GP practice, and the GP's name",
            must=True,
            unknown=KNOWN,
            short="the GP practice",
        ),
        text("school-health.nurse", "Health visitor, school nurse or midwife"),
        text("school-health.hospital", "Hospital, consultant or dentist"),
    )
