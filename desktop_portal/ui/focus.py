"""The focus ring: 3 pixels of yellow with an inner line of ink, around whatever has the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QKeySequenceEdit,
    QLineEdit,
    QWidget,
)
from shiboken6 import isValid

from desktop_portal.ui.theme import LIGHT

REACH = 4
_FOLLOWED = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.ParentChange}


class FocusRings(QObject):
    """Puts a ring into the main window, and into each other one of ours (`ownRing`) once the keyboard is there."""

    def __init__(self, window: QWidget, app: QApplication) -> None:
        super().__init__(window)
        self._app = app
        FocusRing(window, app)
        app.focusChanged.connect(self._look)

    def _look(self, _old: QWidget | None, now: QWidget | None) -> None:
        window = now.window() if now is not None else None
        if window is not None and window.property("ownRing") and window.findChild(FocusRing) is None:
            FocusRing(window, self._app).follow(None, now)


class FocusRing(QWidget):
    """Drawn over one window, outside the edges of the widget that has the focus; never in the way of the mouse."""

    # Of the class: Qt still moves what is followed when Python has forgotten all that belongs to the ring alone.
    _target: QWidget | None = None

    def __init__(self, window: QWidget, app: QApplication) -> None:
        super().__init__(window)
        self._followed: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app.focusChanged.connect(self.follow)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Move with the widget, and with all that it lies in."""
        if event.type() in _FOLLOWED:
            self._place()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw yellow outside, ink inside."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_ring(painter, QRectF(self.rect()), self.palette())

    def follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Go to the widget that has the keyboard now, if it is in this window; else go away."""
        for widget in self._followed:
            if isValid(widget):
                widget.removeEventFilter(self)
        inside = now is not None and now.window() is self.window() and now is not self.window()
        self._target = _drawn_around(now) if now is not None and inside and not now.property("ownFocus") else None
        self._followed = _line_up(self._target)
        for widget in self._followed:
            widget.installEventFilter(self)
        self._place()

    def _place(self) -> None:
        target = self._target
        if target is None or not isValid(target) or not target.isVisible():
            self.hide()
            return
        shown = _seen_part(target, self.window())
        if shown.isEmpty():
            self.hide()
            return
        self.setGeometry(shown.adjusted(-REACH, -REACH, REACH, REACH))
        self.raise_()
        self.show()


def draw_ring(painter: QPainter, edge: QRectF, palette: QPalette) -> None:
    """Draw yellow outside, ink inside, just within `edge`."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for inset, width, colour in (
        (1.5, 3.0, QColor(LIGHT.focus)),
        (3.5, 1.5, palette.color(QPalette.ColorRole.WindowText)),
    ):
        painter.setPen(QPen(colour, width))
        painter.drawRoundedRect(edge.adjusted(inset, inset, -inset, -inset), 7 - inset, 7 - inset)


def _drawn_around(widget: QWidget) -> QWidget:
    """Return the widget that a person takes for the one in focus: a combo box, not the line inside it."""
    parent = widget.parentWidget()
    whole = (QComboBox, QAbstractSpinBox, QKeySequenceEdit)
    return parent if isinstance(widget, QLineEdit) and isinstance(parent, whole) else widget


def _line_up(widget: QWidget | None) -> list[QWidget]:
    found = []
    while widget is not None:
        found.append(widget)
        widget = None if widget.isWindow() else widget.parentWidget()
    return found


def _seen_part(target: QWidget, window: QWidget) -> QRect:
    """Return the part of the widget that is not scrolled away, in the window's coordinates."""
    seen = QRect(target.mapTo(window, QPoint(0, 0)), target.size())
    widget = target.parentWidget()
    while widget is not None and widget is not window:
        above = widget.parentWidget()
        if isinstance(above, QAbstractScrollArea) and above.viewport() is widget:
            seen &= QRect(widget.mapTo(window, QPoint(0, 0)), widget.size())
        widget = above
    return seen
