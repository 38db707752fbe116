"""A form being filled in, as it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class FormKey:
    """Which definition: the canonical `url` and its `version`."""

    url: str
    version: str

    @property
    def reference(self) -> str:
        """`url|version`, FHIR's canonical reference."""
        return f"{self.url}|{self.version}"


@dataclass(frozen=True, slots=True)
class ChildLabel:
    """Just enough to tell children apart in a list (J20): initials such as "A.B.", and a date, year or age in words."""

    initials: str = ""
    born: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as the store keeps it.

    `id` is a UUIDv7 made at the first save, never reused, and becomes the submission's id. `document` is the draft
    file ({response, retained, parked, typed}), JSON-able. `page` is the linkId of the section last open (or "check" or
    "declaration"), `checked` the sections whose problems are shown. Times are aware UTC.
    """

    id: str
    form: FormKey
    form_title: str
    child: ChildLabel
    document: Mapping[str, Any]
    created_at: datetime
    saved_at: datetime
    page: str = ""
    checked: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class DraftSummary:
    """One line of "Recover a Form": enough for the list, without the answers. `expires_at` is when it is deleted."""

    id: str
    form: FormKey
    form_title: str
    child: ChildLabel
    saved_at: datetime
    expires_at: datetime
