"""Layouts that give way when text is large or the window is small."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QLayout, QLayoutItem, QVBoxLayout, QWidget, QWidgetItem

from desktop_portal.ui.widgets import fill

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class FlowLayout(QLayout):
    """Widgets from left to right, then on the next line; those after `push` stand at the right edge.

    Lower ones stand in the middle of their line, or at its foot with `at_foot`. Its items are made here, not by Qt:
    Qt tells Python of the end of its own items only, and a name for memory that is gone ends the program (0050).
    """

    def __init__(self, parent: QWidget, gap: int = 12, line_gap: int = 8, *, at_foot: bool = False) -> None:
        super().__init__(parent)
        self._at_foot = at_foot
        self._heights: dict[int, int] = {}
        self._broken: dict[int, list[list[tuple[QLayoutItem, QSize]]]] = {}
        self._hint: QSize | None = None
        self._least: QSize | None = None
        self._items: list[QLayoutItem] = []
        self._gap, self._line_gap = gap, line_gap
        self._pushed_from: int | None = None

    def push(self) -> None:
        """Put all that is added from here on at the right edge, where the line has room."""
        self._pushed_from = len(self._items)

    def addWidget(self, widget: QWidget) -> None:  # noqa: N802 (Qt's name)
        """Add a widget at the end."""
        self.addChildWidget(widget)
        self.addItem(QWidgetItem(widget))
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802
        """Add at the end."""
        self._items.append(item)
        self._forget()

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem:  # noqa: N802
        """Return one item, or None beyond the end."""
        return self._items[index] if 0 <= index < len(self._items) else None  # type: ignore[return-value]  # Qt's rule

    def takeAt(self, index: int) -> QLayoutItem:  # noqa: N802
        """Take one item out, or None beyond the end."""
        self._forget()
        return self._items.pop(index) if 0 <= index < len(self._items) else None  # type: ignore[return-value]  # Qt's

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802
        """Take no more room than needed."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802
        """Narrower means higher."""
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802
        """Return the height of all lines at `width`; Qt asks many times before anything changes."""
        if width not in self._heights:
            self._heights[width] = self._place(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def invalidate(self) -> None:
        """Forget what was measured: something inside has changed."""
        self._forget()
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802
        """Place every item."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:  # noqa: N802
        """All on one line."""
        if self._hint is None:
            self._hint = self._on_one_line()
        return self._hint

    def minimumSize(self) -> QSize:  # noqa: N802
        """As wide as the widest item."""
        if self._least is None:
            self._least = self._narrowest()
        return self._least

    def _forget(self) -> None:
        self._heights.clear()
        self._broken.clear()
        self._hint = self._least = None

    def _on_one_line(self) -> QSize:
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + self._gap * max(len(sizes) - 1, 0)
        return _grown(QSize(width, max((size.height() for size in sizes), default=0)), self.contentsMargins())

    def _narrowest(self) -> QSize:
        sizes = [item.minimumSize() for item in self._shown()]
        widest = QSize(max((s.width() for s in sizes), default=0), max((s.height() for s in sizes), default=0))
        return _grown(widest, self.contentsMargins())

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _place(self, rect: QRect, *, move: bool) -> int:
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        top = inner.top()
        width = inner.width()
        if width not in self._broken:
            self._broken[width] = self._rows(width)
        for row in self._broken[width]:
            height = max(size.height() for _, size in row)
            if move:
                self._place_row(row, QRect(inner.left(), top, inner.width(), height))
            top += height + self._line_gap
        bottom = top - self._line_gap if top > inner.top() else top
        return bottom - inner.top() + margins.top() + margins.bottom()

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        rows: list[list[tuple[QLayoutItem, QSize]]] = []
        used = 0
        for item in self._shown():
            size = _size_in(item, width)
            if rows and used + self._gap + size.width() <= width:
                rows[-1].append((item, size))
                used += self._gap + size.width()
            else:
                rows.append([(item, size)])
                used = size.width()
        return rows

    def _place_row(self, row: list[tuple[QLayoutItem, QSize]], line: QRect) -> None:
        spare = line.width() - sum(size.width() for _, size in row) - self._gap * (len(row) - 1)
        pushed = self._items[self._pushed_from :] if self._pushed_from is not None else []
        left, moved = line.left(), False
        for item, size in row:
            if item in pushed and not moved and item is not row[0][0]:
                left, moved = left + spare, True
            spare_height = line.height() - size.height()
            top = line.top() + (spare_height if self._at_foot else spare_height // 2)
            item.setGeometry(QRect(left, top, size.width(), size.height()))
            left += size.width() + self._gap


def _size_in(item: QLayoutItem, width: int) -> QSize:
    hint = item.sizeHint()
    narrow = min(hint.width(), width)
    return QSize(narrow, item.heightForWidth(narrow) if item.hasHeightForWidth() else hint.height())


def _grown(size: QSize, margins: QMargins) -> QSize:
    return size.grownBy(margins)


def flow(*widgets: QWidget, gap: int = 12, line_gap: int = 8) -> QWidget:
    """Put widgets beside each other, going on below where there is no room."""
    box = QWidget()
    layout = FlowLayout(box, gap, line_gap)
    layout.setContentsMargins(0, 0, 0, 0)
    for widget in widgets:
        layout.addWidget(widget)
    policy = box.sizePolicy()
    policy.setHeightForWidth(True)
    policy.setVerticalPolicy(policy.Policy.Minimum)
    box.setSizePolicy(policy)
    return box


def upright(widget: QWidget) -> QWidget:
    """Keep a widget at the top of the place it is given, however high that is."""
    box = QWidget()
    layout = QVBoxLayout(box)
    fill(layout, widget, spacing=0)
    layout.addStretch(1)
    return box


class Halves(QWidget):
    """Two or more parts beside each other, or below each other where there is no room for so many of its letters."""

    def __init__(self, *parts: QWidget, shares: tuple[int, ...], letters: int, spacing: int = 20) -> None:
        super().__init__()
        self._letters, self._parts = letters, parts
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        fill(self._row, *parts, spacing=spacing)
        for at, share in enumerate(shares):
            self._row.setStretch(at, share)
            self._row.setAlignment(parts[at], Qt.AlignmentFlag(0))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Choose beside or below for the new width."""
        super().resizeEvent(event)
        wide = event.size().width() >= self.fontMetrics().averageCharWidth() * self._letters
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != direction:
            self._row.setDirection(direction)

    def minimumSizeHint(self) -> QSize:  # noqa: N802
        """As narrow as the widest part: the parts can go below each other."""
        widths = [_least_width(part) for part in self._parts if not part.isHidden()]
        around = self.contentsMargins()
        return QSize(max(widths, default=0) + around.left() + around.right(), super().minimumSizeHint().height())


def _least_width(widget: QWidget) -> int:
    """Return what a layout would ask for, without asking it: see `FlowLayout` on items."""
    return widget.minimumWidth() or max(widget.minimumSizeHint().width(), 0)
