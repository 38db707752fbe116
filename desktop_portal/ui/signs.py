"""Signs inside a line (search, clear) as tall as its text: Qt's own stay at 16 pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QProxyStyle, QStyle

if TYPE_CHECKING:
    from PySide6.QtWidgets import QLineEdit, QStyleOption, QWidget

SHARE = 0.9


class GrowingSigns(QProxyStyle):
    """The style of one line, with signs that grow with the size of its text."""

    def __init__(self, line: QLineEdit) -> None:
        super().__init__("fusion")
        self.setParent(line)

    def pixelMetric(  # noqa: N802 (Qt's name)
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        """Return the size of a sign by the text, all else as it is."""
        if metric is QStyle.PixelMetric.PM_LineEditIconSize and widget is not None:
            return round(widget.fontMetrics().height() * SHARE)
        return super().pixelMetric(metric, option, widget)


def grow_signs(line: QLineEdit) -> None:
    """Let the signs of a line grow with its text."""
    line.setStyle(GrowingSigns(line))


def fit_signs(line: QLineEdit, event: QEvent) -> None:
    """Fit the signs when the event brings another size of text: Qt does so only when the line gets another size."""
    if event.type() is QEvent.Type.FontChange:
        QCoreApplication.sendEvent(line, QResizeEvent(line.size(), line.size()))
