"""Words that several pages share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from desktop_portal.core.draft import ChildLabel

translate = QCoreApplication.translate


def child_words(child: ChildLabel) -> str:
    """Return what tells the children apart, or that nothing is known yet."""
    return ", ".join(part for part in (child.initials, child.born) if part) or translate("Told", "Not named yet")
