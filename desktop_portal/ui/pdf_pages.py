"""The pages of a PDF that is only in memory: shown, enlarged, searched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from unicodedata import bidirectional

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QPointF, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtPdf import QPdfDocument, QPdfSearchModel
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_portal.ui.widgets import fill

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent

_STEPS: Final = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0, 4.0, 6.0)


class _View(QPdfView):
    """Qt's view on the theme's ground; with Ctrl the wheel enlarges, as everywhere."""

    enlarged = Signal(int)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._ground()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 (Qt's name)
        """Enlarge with Ctrl, scroll without."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.enlarged.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Stand on the new theme's ground."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ApplicationPaletteChange:
            self._ground()

    def _ground(self) -> None:
        """Let the pages lie on the window's own colour: Qt takes the palette's Dark, which is the edges' here."""
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Dark, palette.color(QPalette.ColorRole.Window))
        self.setPalette(palette)


class PdfPages(QWidget):
    """All pages below each other. The bytes stay in memory: no file is made for them.

    `moved` tells the number of the page shown (from 1), `zoomed` the size in per cent, `found` how many places match.
    """

    moved = Signal(int)
    zoomed = Signal(int)
    found = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        # Qt deletes children in the order they were made, and its view reaches for its document even while it goes:
        # the view first, then what it reads from, or closing the program ends in a crash.
        self._view = _View(self)
        self._search = QPdfSearchModel(self)
        self._document = QPdfDocument(self)
        self._buffer = QBuffer(self)
        self._view.setDocument(self._document)
        self._search.setDocument(self._document)
        self._view.setSearchModel(self._search)
        fill(QVBoxLayout(self), self._view, spacing=0)
        self._view.enlarged.connect(self.zoom)
        self._view.pageNavigator().currentPageChanged.connect(lambda page: self.moved.emit(page + 1))
        self._view.zoomFactorChanged.connect(lambda _factor: self.zoomed.emit(self.percent))
        self._search.countChanged.connect(lambda: self.found.emit(self.matches))

    def take_focus(self) -> None:
        """Give the keyboard to the pages."""
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, name: str, description: str) -> None:
        """Name the pages for a screen reader."""
        self._view.setAccessibleName(name)
        self._view.setAccessibleDescription(description)

    @property
    def pdf(self) -> QPdfDocument:
        """The document being shown."""
        return self._document

    @property
    def matches(self) -> int:
        """How many places hold what is looked for, as far as has been searched."""
        return self._search.rowCount(self._search.index(-1, -1))

    @property
    def percent(self) -> int:
        """The size: 100 is paper's."""
        return round(self._factor() * 100)

    @property
    def page(self) -> int:
        """The number of the page that is shown, from 1."""
        return self._view.pageNavigator().currentPage() + 1

    def show_bytes(self, pdf: bytes) -> bool:
        """Show a PDF; False when it cannot be read."""
        self.forget()
        self._buffer.setData(pdf)
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._buffer)
        return self._document.status() is QPdfDocument.Status.Ready

    def forget(self) -> None:
        """Let go of the document: nothing of it stays in memory with this view."""
        self._search.setSearchString("")
        self._document.close()
        self._buffer.close()
        self._buffer.setData(b"")

    def zoom(self, direction: int) -> None:
        """Show larger (1), smaller (-1), as wide as the window (0), or a whole page (2)."""
        fits = {0: QPdfView.ZoomMode.FitToWidth, 2: QPdfView.ZoomMode.FitInView}
        if direction in fits:
            self._view.setZoomMode(fits[direction])
            self.zoomed.emit(self.percent)
            return
        now = self._factor()
        steps = [step for step in _STEPS if (step > now * 1.01 if direction > 0 else step < now * 0.99)]
        if steps:
            self._view.setZoomMode(QPdfView.ZoomMode.Custom)
            self._view.setZoomFactor(steps[0] if direction > 0 else steps[-1])

    def turn(self, pages: int) -> None:
        """Go so many pages on (or back) to the top of one; stays within the document."""
        self.go_to(self._view.pageNavigator().currentPage() + 1 + pages)

    def go_to(self, page: int) -> None:
        """Go to the top of a page, from 1; stays within the document."""
        navigator = self._view.pageNavigator()
        index = min(max(page - 1, 0), self._document.pageCount() - 1)
        navigator.jump(index, QPointF(), navigator.currentZoom())

    def look_for(self, text: str) -> None:
        """Mark every place that holds the text; `found` tells how many."""
        # Qt's reader takes right-to-left words from the page in the order that they are seen in.
        seen = text[::-1] if text and all(bidirectional(char) in {"R", "AL", "NSM"} for char in text) else text
        self._search.setSearchString(seen)
        self._view.setCurrentSearchResultIndex(-1)

    def next_match(self, direction: int = 1) -> int:
        """Go to the next place (or the one before) and return its number from 1; 0 when there is none."""
        if not self.matches:
            return 0
        index = (self._view.currentSearchResultIndex() + direction) % self.matches
        self._view.setCurrentSearchResultIndex(index)
        link = self._search.resultAtIndex(index)
        self._view.pageNavigator().jump(link.page(), link.location(), self._view.pageNavigator().currentZoom())
        return index + 1

    def _factor(self) -> float:
        if self._view.zoomMode() is QPdfView.ZoomMode.Custom or not self._document.pageCount():
            return self._view.zoomFactor()
        margins, port = self._view.documentMargins(), self._view.viewport()
        points = self._document.pagePointSize(0) * (self._view.logicalDpiX() / 72)
        wide = max(port.width() - margins.left() - margins.right(), 1) / points.width()
        if self._view.zoomMode() is QPdfView.ZoomMode.FitToWidth:
            return wide
        return min(wide, max(port.height() - self._view.pageSpacing(), 1) / points.height())
