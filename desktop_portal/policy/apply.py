"""What a policy changes in what the council or the person chose; pure."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from desktop_portal.policy.checks import hours

if TYPE_CHECKING:
    from desktop_portal.core.council import Council
    from desktop_portal.policy.settings import Settings
    from desktop_portal.policy.values import Policy


def council_as_set(policy: Policy, council: Council) -> Council:
    """Return the council with the name, numbers and hours that the organisation set."""
    day = policy.council_telephone or council.telephone
    # Whoever sets one number alone means it for day and night.
    night = policy.council_night_telephone or policy.council_telephone or council.night_telephone
    changed = replace(council, name=policy.council_name or council.name, telephone=day, night_telephone=night)
    if policy.council_hours:
        changed = replace(changed, hours=MappingProxyType(hours(policy.council_hours)))
    return changed


def language_of(policy: Policy, settings: Settings) -> str:
    """Return the language that the person reads: their choice where the organisation allows it."""
    return settings.language if settings.language in policy.languages else policy.languages[0]
