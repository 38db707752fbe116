"""Names to suggest for files: never the child's name, for a name of a file is seen by many."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from desktop_portal.core.draft import ChildLabel

if TYPE_CHECKING:
    from datetime import datetime

_REFUSED: Final = re.compile(r'[<>:"/\\|?*\x00-\x1f]+')
_NOBODY: Final = ChildLabel()


def suggested_name(
    form_title: str,
    *,
    child: ChildLabel = _NOBODY,
    saved_at: datetime | None = None,
    reference: str = "",
    version: int = 0,
    what: str = "",
) -> str:
    """Return a file name without the child's name: the reference once there is one, else initials, state and day.

    "Safeguarding concern LCS-26-00417.pdf", "Safeguarding concern A.B. draft 2026-11-23.pdf". Version 0 is a draft;
    `what` says which paper of the form it is, and comes last.
    """
    if reference:
        parts = [form_title, reference, f"version {version}" if version > 1 else "", what]
    elif saved_at is None:
        parts = [form_title, what]
    else:
        state = "waiting to be sent" if version else "draft"
        parts = [form_title, child.initials, state, f"{saved_at:%Y-%m-%d}", what]
    name = " ".join(part for part in parts if part)
    return _REFUSED.sub("-", name).strip(" .") + ".pdf"
