"""What a screen reader is told of areas that scroll: their number of children never changes under its hands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QAccessibleInterface

AREAS = frozenset({"QScrollArea", "QAbstractScrollArea"})


def tell_areas_plainly() -> None:
    """Let areas that scroll be told as plain widgets; once a process.

    Qt counts only the scroll bars that are shown, and reads beyond the end of its list when a screen reader asks for
    one that has just gone: the program would end (decision 60).
    """
    QAccessible.installFactory(_told)


def _told(kind: str, told: QObject) -> QAccessibleInterface | None:
    if kind in AREAS and isinstance(told, QWidget):
        return QAccessibleWidget(told, QAccessible.Role.Pane)
    return None
