"""One form that can be chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_portal.core.draft import FormKey


@dataclass(frozen=True, slots=True)
class FormEntry:
    """A form in the list that a person chooses from (J07).

    `audience` is "professional" or "public"; `destination` "LCS" (social care) or "EHM" (early help); `safeguarding`
    forms carry the danger panel and the safety net of a telephone number.
    """

    name: str
    key: FormKey
    title: str
    summary: str
    audience: str
    destination: str
    safeguarding: bool
