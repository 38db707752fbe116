"""A draft whose form is not the one that the council offers now: what is different, and whether it may stay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from desktop_portal.core.draft import FormKey
    from desktop_portal.forms.migrate import FormChange


@dataclass(frozen=True, slots=True)
class FormChanged:
    """What a person is told before they choose (forms-standard, "Drafts across versions").

    `may_keep` says whether the council takes the draft under its own version: until `keep_until` (aware UTC), or
    without end where that is None.
    """

    draft_id: str
    form_title: str
    old: FormKey
    new: FormKey
    changes: tuple[FormChange, ...]
    may_keep: bool = True
    keep_until: datetime | None = None
