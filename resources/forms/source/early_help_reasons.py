"""Early help: at which level, why, and which services the family hopes for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from source.author import choice, choices, long, option, section, text, when

if TYPE_CHECKING:
    from source.nodes import Node


def level() -> Node:
    """Ask for the level; early help is for levels 2 and 3."""
    return choice(
        "overview.level",
        "Which level of need do you think applies?",
        option("level-2", "Level 2"),
        option("level-3", "Level 3"),
        option("not-sure", "I am not sure"),
        must=True,
        short="the level of need, or that you are not sure",
        hint="For level 4, raise a safeguarding concern instead.",
    )


def reason(number_of_section: int) -> Node:
    """Write the section about the reasons."""
    return section(
        "needs",
        number_of_section,
        "Why help is needed",
        choices(
            "needs.reasons",
            "Why does the family need help?",
            option("parenting", "Parenting and routines"),
            option("behaviour-home", "Behaviour at home"),
            option("behaviour-school", "Behaviour at school"),
            option("attendance", "Attendance or exclusion"),
            option("wellbeing", "Emotional wellbeing"),
            option("send", "Neurodevelopmental or special educational needs"),
            option("speech", "Speech and language"),
            option("readiness", "Getting ready for school"),
            option("child-violence", "Violence by the child towards a parent"),
            option("domestic-abuse", "Recovery from domestic abuse"),
            option("parent-mental-health", "A parent's mental health"),
            option("parent-substances", "A parent's use of alcohol or drugs"),
            option("conflict", "Conflict between parents, or separation"),
            option("young-carer", "Young carer"),
            option("bereavement", "Bereavement"),
            option("housing", "Housing or homelessness"),
            option("money", "Debt, benefits or work"),
            option("isolation", "Isolation"),
            option("teenage-pregnancy", "Teenage pregnancy"),
            option("offending", "Offending or anti-social behaviour"),
            option("exploitation", "Risk of exploitation"),
            option("health", "Physical health or disability"),
            option("home-safety", "Safety at home"),
            option("transition", "A change ahead, such as a new school"),
            option("other", "Something else"),
            must=True,
            short="why the family needs help",
            hint="Tick all that apply.",
        ),
        long(
            "needs.summary",
            "Tell us in a few sentences what is happening",
            must=True,
            short="what is happening",
            longest=4000,
        ),
    )


def services(number_of_section: int) -> Node:
    """Write the section about the services wanted."""
    return section(
        "services",
        number_of_section,
        "Services wanted",
        choices(
            "services.wanted",
            "Which services would help?",
            option("family-support", "Family support worker"),
            option("parenting", "Parenting programme"),
            option("0-19", "Health visiting or school nursing (0 to 19)"),
            option("speech", "Speech and language therapy"),
            option("camhs", "CAMHS or mental health support team"),
            option("young-carers", "Young carers' service"),
            option("domestic-abuse", "Domestic abuse service"),
            option("housing", "Housing"),
            option("debt", "Debt advice"),
            option("youth", "Youth service"),
            option("hub", "Family hub or children's centre group"),
            option("ep", "Educational psychology"),
            option("other", "Another service"),
            option("not-sure", "I am not sure: advise us", exclusive=True),
            must=True,
            short="the services that would help",
            hint="Tick all that apply.",
        ),
        text(
            "services.other",
            "Which other service?",
            must=True,
            short="the other service",
            when=when("services.wanted", "other"),
        ),
    )
