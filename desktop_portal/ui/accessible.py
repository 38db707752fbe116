"""What a screen reader is told where Qt says too little: of areas that scroll, and of what is drawn by hand."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QAccessibleInterface

DRAWN = frozenset({"BodyPicture"})
AREAS = frozenset({"QScrollArea", "QAbstractScrollArea"})


@cache
def tell_screen_readers() -> None:
    """Let areas that scroll be told as plain widgets, and pictures as pictures; again does nothing.

    Qt counts only the scroll bars that are shown, and reads beyond the end of its list when a screen reader asks for
    one that has just gone: the program would end (decision 60).
    """
    QAccessible.installFactory(_told)


def _told(kind: str, told: QObject) -> QAccessibleInterface | None:
    if kind in AREAS and isinstance(told, QWidget):
        return QAccessibleWidget(told, QAccessible.Role.Pane)
    if kind in DRAWN and isinstance(told, QWidget):
        return QAccessibleWidget(told, QAccessible.Role.Graphic)
    return None
