"""EHC needs assessment: needs, progress, attendance, support so far, views, and why a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from source.author import (
    KNOWN,
    choice,
    group,
    listed,
    long,
    money,
    number,
    option,
    past_date,
    rows,
    section,
    text,
    when,
    yes_no,
)
from source.dfe_lists import SEN_TYPE
from source.fhir import calculated
from source.nodes import Rule
from source.portal_lists import YEAR_GROUP

if TYPE_CHECKING:
    from source.nodes import Node

AREAS = (
    ("communication", "Communication and interaction"),
    ("learning", "Cognition and learning"),
    ("wellbeing", "Social, emotional and mental health"),
    ("physical", "Sensory and physical needs"),
)
OLDER = tuple(
    concept.code for concept in YEAR_GROUP.concepts if concept.code in ["9", "10", "11", "12", "13", "college"]
)
CYCLES = "%resource.item.where(linkId='support').item.where(linkId='support.cycle')"
TOTAL = f"{CYCLES}.item.where(linkId='support.cycle.cost').answer.value.sum()"
ENOUGH_CYCLES = Rule(
    "two-cycles",
    f"{CYCLES}.count() >= 2",
    "Two reviewed cycles of support help the council to decide, but you can send the request without",
    "support",
)
RECENT_REPORT = Rule(
    "report-recent",
    "answer.value >= today() - 12 months",
    "This report is older than 12 months: say what still holds, or ask for a new one",
    "",
)


def needs(number_of_section: int) -> Node:
    """Write the section about the needs, by the four broad areas."""
    return section(
        "needs",
        number_of_section,
        "Needs",
        listed("needs.primary", "Main type of need", SEN_TYPE, must=True, unknown=KNOWN, short="the main type of need"),
        listed("needs.secondary", "Second type of need", SEN_TYPE),
        *(_area(name, title) for name, title in AREAS),
        long(
            "needs.adulthood",
            "Preparing for adulthood: work, home, health, friends",
            longest=4000,
            when=when("child.year-group", *OLDER),
        ),
        rows(
            "needs.diagnosis",
            "Diagnosis",
            text("needs.diagnosis.name", "Diagnosis", must=True, short="the diagnosis"),
            text("needs.diagnosis.by", "By whom?", short="who made the diagnosis"),
            past_date("needs.diagnosis.date", "Date", short="the date of the diagnosis"),
        ),
    )


def _area(name: str, title: str) -> Node:
    base = f"needs.{name}"
    lower = title[0].lower() + title[1:]
    return group(
        base,
        title,
        long(f"{base}.strengths", "What the child can do", longest=4000, short=f"what the child can do: {lower}"),
        long(f"{base}.difficulties", "What is hard for the child", longest=4000, short=f"what is hard: {lower}"),
        text(f"{base}.evidence", "What shows this?", longest=1000, short=f"what shows this: {lower}"),
    )


def progress(number_of_section: int) -> Node:
    """Write the section about attainment and tests."""
    return section(
        "progress",
        number_of_section,
        "Attainment and progress",
        rows(
            "progress.subject",
            "Subject",
            text("progress.subject.name", "Subject", must=True, short="the subject"),
            text("progress.subject.baseline", "Level at the start"),
            past_date("progress.subject.baseline-date", "Date of the first level"),
            text("progress.subject.current", "Level now"),
            past_date("progress.subject.current-date", "Date of this level"),
            text("progress.subject.gap", "What would be expected, and the gap"),
        ),
        text("progress.key-stage", "Early years or key stage results", longest=1000),
        text("progress.reading-age", "Reading age", longest=60, hint="For example: 6 years 4 months, in October 2026."),
        rows(
            "progress.test",
            "Test",
            text("progress.test.name", "Test", must=True, short="the test"),
            text("progress.test.score", "Score"),
            past_date("progress.test.date", "Date", short="the date of the test"),
        ),
    )


def attendance(number_of_section: int) -> Node:
    """Write the section about attendance and exclusion."""
    return section(
        "attendance",
        number_of_section,
        "Attendance and exclusion",
        number("attendance.percent", "Attendance in the last 12 months, in per cent", 0, 100),
        number("attendance.missed", "Sessions missed", 0, 1000, short="the number of sessions missed"),
        number("attendance.suspensions", "Suspensions", 0, 200, short="the number of suspensions"),
        number("attendance.suspended-days", "Days suspended", 0, 400, short="the number of days suspended"),
        yes_no(
            "attendance.reduced",
            "Is the timetable reduced?",
            unknown=KNOWN,
            short="whether the timetable is reduced",
        ),
        text(
            "attendance.reduced-detail",
            "How, and why?",
            short="how and why the timetable is reduced",
            when=when("attendance.reduced", True),
        ),
        rows(
            "attendance.school",
            "Earlier school or setting",
            text("attendance.school.name", "Name", must=True, short="the name of the school"),
            text("attendance.school.period", "From when to when?", short="from when to when"),
        ),
    )


def support(number_of_section: int) -> Node:
    """Write the section about assess, plan, do, review."""
    return section(
        "support",
        number_of_section,
        "Support so far",
        past_date("support.since", "SEN support since"),
        rows("support.cycle", "Cycle: assess, plan, do, review", *_cycle(), hint="One entry for each thing you tried."),
        money(
            "support.total",
            "Cost of all this in a year, in pounds",
            extra=(calculated(TOTAL),),
            short="the cost of all support in a year",
        ),
        money("support.top-up", "Top-up funding received in a year, in pounds"),
    )


def _cycle() -> tuple[Node, ...]:
    return (
        text("support.cycle.period", "From when to when?", must=True, short="from when to when"),
        text(
            "support.cycle.outcome", "What was it meant to achieve?", longest=1000, short="what it was meant to achieve"
        ),
        text("support.cycle.provision", "What was provided?", must=True, longest=1000, short="what was provided"),
        text("support.cycle.frequency", "How often, and for how long?", short="how often and for how long"),
        text("support.cycle.size", "Size of the group, and staff"),
        money("support.cycle.cost", "Cost in a year, in pounds"),
        past_date("support.cycle.reviewed", "Reviewed on"),
        choice(
            "support.cycle.impact",
            "Did it help?",
            option("yes", "Yes"),
            option("partly", "In part"),
            option("no", "No"),
            unknown=KNOWN,
            short="whether it helped",
        ),
        text("support.cycle.evidence", "How do you know?", longest=1000, short="how you know"),
    )


def professionals(number_of_section: int) -> Node:
    """Write the section about the professionals who know the child."""
    return section(
        "professionals",
        number_of_section,
        "Professionals involved",
        rows(
            "professionals.person",
            "Professional",
            choice(
                "professionals.person.service",
                "Service",
                option("ep", "Educational psychology"),
                option("salt", "Speech and language therapy"),
                option("ot", "Occupational therapy"),
                option("physio", "Physiotherapy"),
                option("paediatrics", "Paediatrics"),
                option("camhs", "CAMHS"),
                option("teacher", "Specialist teacher"),
                option("social-care", "Social care"),
                option("other", "Another service"),
                must=True,
                short="the service",
            ),
            text("professionals.person.name", "Name"),
            text("professionals.person.contact", "Telephone or e-mail address"),
            past_date("professionals.person.last-involved", "Last involved"),
            past_date(
                "professionals.person.report",
                "Date of the last report",
                rules=(RECENT_REPORT,),
            ),
            yes_no(
                "professionals.person.attached",
                "Is the report among the documents?",
                short="whether the report is among the documents",
            ),
        ),
    )


def views(number_of_section: int) -> Node:
    """Write the section about what the child and the parents say."""
    return section(
        "views",
        number_of_section,
        "Views",
        long(
            "views.child",
            "What does the child say?",
            must=True,
            unknown=("asked-unknown", "not-asked"),
            short="what the child says",
            longest=4000,
        ),
        text("views.child-how", "How did you find out?", short="how you found out", longest=500),
        long(
            "views.parents",
            "What do the parents say, and what do they hope for?",
            must=True,
            unknown=("asked-unknown", "not-asked"),
            short="what the parents say",
            longest=4000,
        ),
        long("views.portrait", "A short portrait of the child", longest=4000),
    )


def health_social(number_of_section: int) -> Node:
    """Write the section about health and social care needs."""
    return section(
        "health-social",
        number_of_section,
        "Health and social care",
        long("health-social.health", "Health needs", longest=4000),
        text("health-social.health-known", "Known to which health services?", short="the health services"),
        long("health-social.social", "Social care needs", longest=4000),
        text("health-social.social-known", "Known to which social care services?", short="the social care services"),
    )


def why(number_of_section: int) -> Node:
    """Write the section that says why a plan is needed."""
    return section(
        "why",
        number_of_section,
        "Why a plan",
        long(
            "why.needed",
            "What does the child need beyond what is ordinarily available?",
            must=True,
            short="what the child needs beyond what is ordinarily available",
        ),
        rows(
            "why.outcome",
            "Outcome",
            text(
                "why.outcome.what", "What should the child achieve?", must=True, short="what the child should achieve"
            ),
            text("why.outcome.by", "By when?", short="the time by which it should be achieved"),
        ),
    )
