"""A table as in the pictures: quiet lines, links and pills in cells, sorted by its headings, instant at any length."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop_portal.ui.focus import draw_ring
from desktop_portal.ui.models.rows import KIND_ROLE, Column, R, RowsModel
from desktop_portal.ui.widgets import Text, fill

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

MARGIN = 12
FEW = 8
TWO_LINES = 1.8
ROW_LINES, AIR = 2.3, 0.8
SHORT = 12
"""Links in columns narrower than so many letters are things to do, such as "View PDF": they stay on one line."""
LOOKED_OVER = 200
"""In a list of so many rows each is as high as its texts; in a longer one all are two lines high."""
_TEXT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
_NO_LIMIT = 16_777_215


class CellDelegate(QStyledItemDelegate):
    """Draws a cell by its kind, in the colours that the style sheet gives to labels of that kind."""

    def __init__(self, view: QTableView, rows: RowsModel[Any]) -> None:
        super().__init__(view)
        self._rows = rows
        self._inks: dict[str, tuple[QFont, QFontMetrics, QColor]] = {}
        kinds = ("body", "strong", "pill-ok", "pill-warn", "pill-bad", "pill-info")
        self._models = {kind: Text("", kind, wraps=False) for kind in kinds}
        for label in self._models.values():
            label.setParent(view)
            label.hide()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the ground, the text, the line below, and the focus."""
        rect: QRect = option.rect
        # Not by the index: each question through Qt and back takes as long as drawing the text.
        text, kind = self._rows.cell(index)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected and option.state & QStyle.StateFlag.State_Active:
            painter.fillRect(rect, option.palette.color(QPalette.ColorRole.Highlight))
        inner = rect.adjusted(MARGIN, 0, -MARGIN, 0)
        if kind.startswith("pill") and text:
            self._pill(painter, inner, text, self._models[kind])
        else:
            self._text(painter, inner, text, kind)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, option.palette.color(QPalette.ColorRole.Mid))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw_ring(painter, QRectF(rect).adjusted(1, 1, -1, -1), option.palette)
        painter.restore()

    def forget(self) -> None:
        """Take fonts and colours anew from the style sheet at the next cell."""
        self._inks.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:  # noqa: N802
        """As wide as the text, with margins."""
        wide = QFontMetrics(option.font).horizontalAdvance(str(index.data() or ""))
        return QSize(wide + 2 * MARGIN, QFontMetrics(option.font).height() * 2)

    def _text(self, painter: QPainter, rect: QRect, text: str, kind: str) -> None:
        font, metrics, colour = self._ink(kind)
        painter.setFont(font)
        painter.setPen(colour)
        if metrics.horizontalAdvance(text) > rect.width() and _height(metrics, text, rect.width()) > rect.height():
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, round(rect.width() * TWO_LINES))
        painter.setClipRect(rect)
        painter.drawText(rect, _TEXT, text)
        painter.setClipping(False)

    def _ink(self, kind: str) -> tuple[QFont, QFontMetrics, QColor]:
        ink = self._inks.get(kind)
        if ink is None:
            label = self._models["strong" if kind == "strong" else "body"]
            label.ensurePolished()
            font = QFont(label.font())
            font.setUnderline(kind == "link")
            role = QPalette.ColorRole.Link if kind == "link" else QPalette.ColorRole.WindowText
            ink = self._inks[kind] = (font, QFontMetrics(font), label.palette().color(role))
        return ink

    def pill_metrics(self) -> QFontMetrics:
        """Return what the words in a pill are measured with."""
        self._models["pill-info"].ensurePolished()
        return QFontMetrics(self._models["pill-info"].font())

    def _pill(self, painter: QPainter, rect: QRect, text: str, label: Text) -> None:
        label.ensurePolished()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = QFontMetrics(label.font())
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width() - 2 * MARGIN)
        height = metrics.height() + 8
        ground = QRectF(rect.left(), rect.center().y() - height / 2 + 1, metrics.horizontalAdvance(shown) + 22, height)
        tint, words = label.palette().window().color(), label.palette().windowText().color()
        plain = tint == QApplication.palette().color(QPalette.ColorRole.Window)  # high contrast: an edge, no tint
        painter.setPen(words if plain else QColor(0, 0, 0, 0))
        painter.setBrush(tint)
        painter.drawRoundedRect(ground, height / 2, height / 2)
        painter.setFont(label.font())
        painter.setPen(words)
        painter.drawText(ground, int(Qt.AlignmentFlag.AlignCenter), shown)


class Table(QTableView, Generic[R]):
    """Rows of plain values. `opened` tells a row's id and the column of the link that was clicked or entered."""

    opened = Signal(str, int)

    def __init__(self, name: str, columns: Sequence[Column[R]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: RowsModel[R] = RowsModel(columns, self)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self._cells = CellDelegate(self, self.rows)
        self.setItemDelegate(self._cells)
        self.setProperty("ownFocus", True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.sortIndicatorChanged.connect(self.rows.sort)
        self._widest: tuple[int, ...] = ()
        self.rows.modelReset.connect(self._measure)
        self._measure()

    def show_rows(self, rows: Sequence[R]) -> None:
        """Show other rows; the one that the keyboard was on keeps it."""
        current = self.rows.row_at(self.currentIndex())
        column = self.currentIndex().column()
        self.rows.show_rows(rows)
        if current is not None and (at := self.rows.position(current.id)) >= 0:
            self.setCurrentIndex(self.rows.index(at, column))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        """Follow the link under the keyboard with Enter or Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self._follow(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Follow the link that was clicked."""
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton:
            self._follow(self.indexAt(event.position().toPoint()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802
        """Show a hand over links."""
        super().mouseMoveEvent(event)
        over = self.indexAt(event.position().toPoint())
        link = over.isValid() and over.data(KIND_ROLE) == "link" and bool(over.data())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if link else Qt.CursorShape.ArrowCursor)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802
        """Begin at the first link when the keyboard comes for the first time."""
        if not self.currentIndex().isValid() and self.rows.rowCount():
            kinds = [str(self.rows.index(0, at).data(KIND_ROLE)) for at in range(self.rows.columnCount())]
            self.setCurrentIndex(self.rows.index(0, kinds.index("link") if "link" in kinds else 0))
        super().focusInEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Share the width among the columns."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802
        """Grow and shrink with the text."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange}:
            self._cells.forget()
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._measure()

    def pill_metrics(self) -> QFontMetrics:
        """Return what the words in a pill are measured with."""
        return self._cells.pill_metrics()

    def _follow(self, index: QModelIndex | QPersistentModelIndex) -> None:
        row = self.rows.row_at(index)
        if row is not None and index.data(KIND_ROLE) == "link" and index.data():
            self.opened.emit(row.id, index.column())

    def _measure(self) -> None:
        """Look over the states once for all times that the width is shared: at each other width it took the longest."""
        self._widest = self._widest_kept_whole()
        self._fit()

    def _fit(self) -> None:
        """Be exactly as high as a few rows; many get a scroll bar of their own."""
        row = round(self.fontMetrics().height() * ROW_LINES)
        self.verticalHeader().setDefaultSectionSize(row)
        self._share()
        count = self.rows.rowCount()
        high = self._heights(row) if count <= LOOKED_OVER else {}
        for at, height in high.items():
            self.verticalHeader().resizeSection(at, height)
        bar = self.horizontalScrollBar().sizeHint().height() if self._needed() > self.viewport().width() else 0
        tall = sum(high.get(at, row) for at in range(min(count, FEW)))
        height = self.horizontalHeader().sizeHint().height() + tall + bar + 2
        self.setMinimumHeight(height)
        self.setMaximumHeight(height if count <= FEW else _NO_LIMIT)

    def _heights(self, usual: int) -> dict[int, int]:
        """Return the height of each row, as much as the texts in it need at the width of their columns."""
        metrics = self.fontMetrics()
        found = {}
        for at in range(self.rows.rowCount()):
            cells = [
                (self.rows.index(at, column), self.columnWidth(column)) for column in range(len(self.rows.columns))
            ]
            texts = [(str(cell.data() or ""), wide) for cell, wide in cells if not _is_pill(cell)]
            tallest = max((_height(metrics, text, wide - 2 * MARGIN) for text, wide in texts), default=0)
            found[at] = max(usual, tallest + round(metrics.height() * AIR))
        return found

    def _widths(self) -> list[int]:
        letter = self.fontMetrics().averageCharWidth()
        widths = [column.letters * letter + 2 * MARGIN for column in self.rows.columns]
        return [max(pair) for pair in zip(widths, self._widest, strict=True)]

    def _widest_kept_whole(self) -> tuple[int, ...]:
        """Return what the longest pill and the longest thing to do need: neither is shortened or broken."""
        top = self.rows.first(LOOKED_OVER)
        return tuple(_kept_whole(one, top, self.pill_metrics(), self.fontMetrics()) for one in self.rows.columns)

    def _needed(self) -> int:
        return sum(self._widths())

    def _share(self) -> None:
        widths = self._widths()
        spare = max(self.viewport().width() - sum(widths), 0)
        for at, width in enumerate(widths):
            self.setColumnWidth(at, width + spare * width // sum(widths))


def _kept_whole(column: Column[R], rows: Sequence[R], pills: QFontMetrics, links: QFontMetrics) -> int:
    stays = ("pill", "link") if column.letters < SHORT else ("pill",)
    found = {(kind == "link", column.text(one)) for one in rows if (kind := column.kind(one)).startswith(stays)}
    measured = ((text, links, 2) if is_link else (text, pills, 4) for is_link, text in found if text)
    return max((metrics.horizontalAdvance(text) + around * MARGIN + 2 for text, metrics, around in measured), default=0)


def _is_pill(cell: QModelIndex | QPersistentModelIndex) -> bool:
    return str(cell.data(KIND_ROLE)).startswith("pill")


def _height(metrics: QFontMetrics, text: str, width: int) -> int:
    """Return how high a text is in lines of a width."""
    return metrics.boundingRect(QRect(0, 0, max(width, 1), _NO_LIMIT), _TEXT, text).height()


def point_in(table: Table[Any], row: int, column: int) -> QPoint:
    """Return the middle of a cell, in the coordinates of the table's viewport."""
    return table.visualRect(table.rows.index(row, column)).center()


def table_stack(table: Table[Any], below: QWidget, above: QWidget | None = None) -> QWidget:
    """Put a table between two widgets; many rows take all the height there is, few leave it empty below."""
    box = QWidget()
    layout = QVBoxLayout(box)
    fill(layout, *([above] if above is not None else []), table, below, spacing=8)
    layout.setStretchFactor(table, 1)
    layout.addStretch(0)
    return box
