"""The body map: where a child's injuries are, front and back, by mouse or keyboard; the list below is the real record.

Each mark is a row of the repeating group below it, in which everything can be entered without seeing or pointing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPalette, QPen, QTransform
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from desktop_portal.forms.tree import Question
from desktop_portal.ui.editors.base import px
from desktop_portal.ui.editors.body_shapes import drawing
from desktop_portal.ui.fields import announce
from desktop_portal.ui.theme import LIGHT
from desktop_portal.ui.widgets import hint

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPaintEvent

    from desktop_portal.forms.tree import Item
    from desktop_portal.ui.editors.body_shapes import Place

LIST = "/ValueSet/body-site"
FIRST = "forehead"
FOCUS = LIGHT.focus
HEIGHT, HEADING, DOT, NARROWEST = 520, 28, 9.5, 240
ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}


def is_site(item: Item) -> bool:
    """Whether an item asks for a place on the body: then the rows that it stands in can be shown on the map."""
    return isinstance(item, Question) and item.value_set.partition("|")[0].endswith(LIST)


class BodyPicture(QWidget):
    """The drawing. `chosen` carries the code of a place where a mark is to be added, `opened` the number of a row."""

    chosen = Signal(str)
    opened = Signal(int)
    looked_at = Signal(str)

    def __init__(self, labels: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self._labels = labels
        self._marks: tuple[tuple[int, str], ...] = ()
        self._here: Place | None = drawing().place(FIRST)
        self._under: Place | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Body map, front and back"))
        self._describe()

    def show_marks(self, marks: tuple[tuple[int, str], ...]) -> None:
        """Show rows of the list, by number from 0, at the places with their codes."""
        if marks != self._marks:
            self._marks = marks
            self._describe()
            self.update()

    def words(self, place: Place) -> str:
        """Say a place and the marks in it: "Belly: marks 1 and 3"."""
        numbers = [str(row + 1) for row, code in self._marks if code == place.code]
        label = self._labels.get(place.code, place.code)
        if not numbers:
            return label
        marks = self.tr("mark {numbers}") if len(numbers) == 1 else self.tr("marks {numbers}")
        return f"{label}: {marks.replace('{numbers}', ', '.join(numbers))}"

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """As high as the design says at this size of text; where it is narrow the drawing is smaller."""
        size = drawing().size
        high = px(self, HEIGHT)
        return QSize(round(high * size.width() / size.height()), high + px(self, HEADING))

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """Give way to what still can be pressed."""
        return QSize(NARROWEST, self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Be as large as the text."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Arrows walk over the body, Space adds a mark, Enter opens the mark that is there or adds one."""
        key = Qt.Key(event.key())
        if self._here is None:
            super().keyPressEvent(event)
        elif key in ARROWS:
            self._go(drawing().beside(self._here, *ARROWS[key]))
        elif key == Qt.Key.Key_Space:
            self.chosen.emit(self._here.code)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_or_add(self._here)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Say where the keyboard is on the body."""
        super().focusInEvent(event)
        if self._here is not None:
            self.looked_at.emit(self.words(self._here))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Say what is under the mouse."""
        place = drawing().at(self._inverted(event.position()))
        if place is not self._under:
            self._under = place
            self.setCursor(Qt.CursorShape.PointingHandCursor if place else Qt.CursorShape.ArrowCursor)
            self.looked_at.emit(self.words(place) if place else "")
            self.update()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802
        """Forget the mouse."""
        super().leaveEvent(event)
        self._under = None
        self.looked_at.emit("")
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Open the mark that was pressed, or add one where the body was."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        point = self._inverted(event.position())
        for row, middle in self._dots():
            if QRectF(middle.x() - DOT, middle.y() - DOT, 2 * DOT, 2 * DOT).contains(point):
                self.opened.emit(row)
                return
        place = drawing().at(point)
        if place is not None:
            self._here = place
            self.chosen.emit(place.code)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the body, the place that is looked at, and the marks."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(self._fit(), combine=True)
        palette = self.palette()
        edge, brand = palette.color(QPalette.ColorRole.Dark), palette.color(QPalette.ColorRole.Link)
        marked = {code for _, code in self._marks}
        for place in drawing().places:
            tinted = place.code in marked or (place is self._under and place.code)
            painter.setBrush(palette.color(QPalette.ColorRole.AlternateBase if tinted else QPalette.ColorRole.Base))
            painter.setPen(QPen(brand if place is self._under else edge, 1.4))
            if not place.code:
                painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPath(place.shape)
        if self.hasFocus() and self._here is not None:
            self._draw_focus(painter, self._here.shape)
        self._draw_dots(painter)
        self._draw_headings(painter)

    def _draw_focus(self, painter: QPainter, shape: QPainterPath) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.WindowText), 6))
        painter.drawPath(shape)
        painter.setPen(QPen(QColor(FOCUS), 3.5))
        painter.drawPath(shape)

    def _draw_dots(self, painter: QPainter) -> None:
        font = QFont(self.font())
        font.setPixelSize(13)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        for row, middle in self._dots():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.palette().color(QPalette.ColorRole.Link))
            painter.drawEllipse(middle, DOT, DOT)
            painter.setPen(self.palette().color(QPalette.ColorRole.BrightText))
            box = QRectF(middle.x() - DOT, middle.y() - DOT, 2 * DOT, 2 * DOT)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(row + 1))

    def _draw_headings(self, painter: QPainter) -> None:
        painter.resetTransform()
        painter.setFont(self.font())
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        half = drawing().size.width() * self._scale() / 2
        for at, words in enumerate((self.tr("Front"), self.tr("Back"))):
            box = QRectF(at * half, 0, half, px(self, HEADING))
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, words)

    def _dots(self) -> list[tuple[int, QPointF]]:
        """Return the middle of each mark; several in one place stand beside each other."""
        found: list[tuple[int, QPointF]] = []
        for row, code in self._marks:
            place = drawing().place(code)
            if place is None:
                continue
            together = [other for other, its in self._marks if its == code]
            shift = (together.index(row) - (len(together) - 1) / 2) * 2 * DOT
            found.append((row, QPointF(place.middle.x() + shift, place.middle.y())))
        return found

    def _open_or_add(self, place: Place) -> None:
        row = next((row for row, code in self._marks if code == place.code), None)
        if row is None:
            self.chosen.emit(place.code)
        else:
            self.opened.emit(row)

    def _go(self, place: Place) -> None:
        self._here = place
        self._describe()
        self.looked_at.emit(self.words(place))
        announce(self, self.words(place))
        self.update()

    def _describe(self) -> None:
        here = self.words(self._here) if self._here is not None else ""
        how = self.tr("Arrow keys walk over the body, Space adds a mark. All of it can be entered in the list below.")
        self.setAccessibleDescription(f"{here}. {how}")

    def _scale(self) -> float:
        size = drawing().size
        room = self.height() - px(self, HEADING)
        return max(min(self.width() / size.width(), room / size.height()), 0.01)

    def _fit(self) -> QTransform:
        fit = QTransform()
        fit.translate(0, px(self, HEADING))
        fit.scale(self._scale(), self._scale())
        return fit

    def _inverted(self, point: QPointF) -> QPointF:
        return self._fit().inverted()[0].map(point)


class BodyMap(QWidget):
    """The drawing with how to use it, and the name of the place that is looked at."""

    def __init__(self, labels: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = BodyPicture(labels, self)
        how = self.tr("Press the place where the mark is, or add it in the list below. Left and right are the child's.")
        self._said = hint(how)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._said)
        column.addWidget(self.picture)
        press = self.tr("{place}. Press to add a mark here.")
        self.picture.looked_at.connect(
            lambda words: self._said.setText(press.replace("{place}", words) if words else how)
        )
