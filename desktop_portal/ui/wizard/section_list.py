"""The numbered list of sections at the left: where one is, how each section stands, and the way to any of them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from desktop_portal.core.wizard import State
from desktop_portal.ui.icons import pixmap
from desktop_portal.ui.widgets import MOST_WIDTHS, Text
from desktop_portal.ui.wizard.wording import STATES, page_title, state_words, tr

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent

    from desktop_portal.core.page_state import PageRow

WIDTH = 304
WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
ICONS = MappingProxyType({State.NOT_STARTED: "circle-dashed", State.COMPLETED: "check", State.PROBLEM: "circle-alert"})


class SectionRow(QAbstractButton):
    """One section: number, title, state in words, and its icon. The current one is tinted, with a bar at its left."""

    def __init__(self, row: PageRow, colours: Colours, parent: QWidget) -> None:
        super().__init__(parent)
        self._row = row
        self._colours = colours
        self._placed: dict[int, tuple[QRect, QRect]] = {}
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_row(row)

    @property
    def page(self) -> str:
        """The page that this row opens."""
        return self._row.page

    def show_row(self, row: PageRow) -> None:
        """Show another state, where it differs; names it for screen readers."""
        if row == self._row and self.accessibleName():
            return
        self._row = row
        self._placed.clear()
        parts = [f"{row.number} {page_title(row.page, row.title)}", tr(STATES[row.state]), row.count]
        if row.current:
            parts.append(tr("this page"))
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if row.current else Qt.FocusPolicy.ClickFocus)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """As high as the title needs."""
        return QSize(WIDTH, self.heightForWidth(self.width()))

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the title's lines, and one for the state."""
        title, words = self._places(width)
        return max(words.bottom(), title.bottom()) + 9

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        """Up and down walk through the list, Enter opens like Space."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            around = self.parentWidget()
            rows = around.findChildren(SectionRow) if around is not None else [self]
            at = rows.index(self) + (1 if event.key() == Qt.Key.Key_Down else -1)
            rows[at % len(rows)].setFocus(Qt.FocusReason.TabFocusReason)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Another width breaks the title elsewhere."""
        super().resizeEvent(event)
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Be as high as another size of text needs."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._placed.clear()
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802
        """Draw the row."""
        painter = QPainter(self)
        palette = self.palette()
        brand = palette.color(QPalette.ColorRole.Link)
        if self._row.current or self.underMouse():
            painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.AlternateBase))
        if self._row.current:
            painter.fillRect(0, 0, 4, self.height(), brand)
        title, words = self._places(self.width())
        painter.setPen(palette.color(QPalette.ColorRole.WindowText))
        painter.setFont(self._font())
        painter.drawText(QRect(24, title.top(), self._em() * 3, title.height()), WRAP, str(self._row.number))
        painter.drawText(title, WRAP, page_title(self._row.page, self._row.title))
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        painter.setFont(self._small())
        painter.drawText(words, WRAP, state_words(self._row))
        self._draw_icon(painter, title.top() + 3)

    def _draw_icon(self, painter: QPainter, top: int) -> None:
        size = round(QFontMetrics(self.font()).height() * 0.75)
        left = self.width() - 20 - size
        colour = self._colours.of(self._row.state)
        if self._row.state is State.IN_PROGRESS:
            circle = QRectF(left + 2, top + 2, size - 4, size - 4)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour, 1.2))
            painter.drawEllipse(circle)
            painter.setBrush(colour)
            painter.drawPie(circle, 90 * 16, 180 * 16)
            return
        painter.drawPixmap(left, top, pixmap(ICONS[self._row.state], colour, size, self.devicePixelRatioF()))

    def _places(self, width: int) -> tuple[QRect, QRect]:
        placed = self._placed.get(width)
        if placed is None:
            if len(self._placed) > MOST_WIDTHS:
                self._placed.clear()
            placed = self._placed[width] = self._place(width)
        return placed

    def _place(self, width: int) -> tuple[QRect, QRect]:
        left = 24 + round(self._em() * 3.6)
        room = max(width - left - 20 - QFontMetrics(self.font()).height() - 8, 40)
        title = QFontMetrics(self._font()).boundingRect(
            QRect(left, 9, room, 10_000), WRAP, page_title(self._row.page, self._row.title)
        )
        title.setWidth(room)
        below = QRect(left, title.bottom() + 1, room, 10_000)
        words = QFontMetrics(self._small()).boundingRect(below, WRAP, state_words(self._row))
        words.setWidth(room)
        return title, words

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if self._row.current else QFont.Weight.Normal)
        return font

    def _small(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(round(font.pixelSize() * 14 / 16))
        return font

    def _em(self) -> int:
        return self.fontMetrics().horizontalAdvance("0")


class Colours(QWidget):
    """The colours of the states, as the style sheet has them for labels of the same kinds."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._bad, self._ok = Text("", "error"), Text("", "pill-ok")
        for label in (self._bad, self._ok):
            label.setParent(self)
        self.hide()

    def of(self, state: State) -> QColor:
        """Return the colour of a state's icon."""
        if state is State.IN_PROGRESS:
            return self.palette().color(QPalette.ColorRole.Link)
        if state is State.NOT_STARTED:
            return self.palette().color(QPalette.ColorRole.PlaceholderText)
        label = self._bad if state is State.PROBLEM else self._ok
        label.ensurePolished()
        return label.palette().color(QPalette.ColorRole.WindowText)
