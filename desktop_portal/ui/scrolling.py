"""Areas that scroll, one inside the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent


AIR = 12
"""Room above and below what is scrolled into view: for the ring of the focus, and to see that it goes on."""


class AsHighAsItsTexts(QWidget):
    """What is scrolled: as high as its texts are at the width there is, not as they would be in a narrow column."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Give the least width; the height follows from the width."""
        return QSize(super().minimumSizeHint().width(), 0)


class Scrolled(QScrollArea):
    """An area inside another gives way to it on the way down: bars go first, and what stands at the foot is seen."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 (Qt's name)
        """Scroll what is around it first; on the way up the area comes first, as Qt has it."""
        around = self.parentWidget()
        while around is not None and not isinstance(around, Scrolled):
            around = around.parentWidget()
        bar = around.verticalScrollBar() if around is not None else None
        if around is not None and bar is not None and event.angleDelta().y() < 0 and bar.value() < bar.maximum():
            around.wheelEvent(event)
        else:
            super().wheelEvent(event)


def bring_into_view(widget: QWidget | None) -> None:
    """Scroll all areas around a widget so far that it is seen, from the innermost to the outermost."""
    around = widget.parentWidget() if widget is not None else None
    while widget is not None and around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget, 0, AIR)
        around = around.parentWidget()


def scrolled(inside: QWidget) -> QScrollArea:
    """Return an area that scrolls a widget and takes no focus of its own.

    Its viewport is made here: for one that Qt made, PySide would look through all kinds of widgets there are (30 ms).
    """
    area = Scrolled()
    area.setViewport(QWidget())
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
    return area
