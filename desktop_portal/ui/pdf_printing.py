"""A PDF on paper: its pages drawn for a printer, for the system's print dialog and its preview."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMarginsF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPaintEngine, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QDialog, QProgressDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

# Sharp on paper, and one page in memory at a time stays under 40 MB.
_DOTS_PER_INCH: Final = 300
_PREVIEW_DOTS_PER_INCH: Final = 100
_POINTS_PER_INCH: Final = 72


def _go_on(_done: int, _of: int) -> bool:
    return True


def a4_printer(name: str) -> QPrinter:
    """Return the default printer set to A4 with the paper's whole area; `name` is the job's, shown in the queue."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(_DOTS_PER_INCH)
    printer.setDocName(name)
    printer.setFullPage(True)
    page = QPageSize(QPageSize.PageSizeId.A4)
    printer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    return printer


def print_pages(document: QPdfDocument, printer: QPrinter, step: Callable[[int, int], bool] = _go_on) -> int:
    """Draw the pages that the printer asks for (all, or a range) and return how many; 0 when nothing is printed.

    `step` is told after each page how many of how many are drawn; when it says False, the job is taken back.
    """
    first, last = printer.fromPage() or 1, printer.toPage() or document.pageCount()
    numbers = list(range(first - 1, min(last, document.pageCount())))
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        numbers.reverse()
    painter = QPainter()
    if not numbers or not painter.begin(printer):
        return 0
    # A preview keeps every page in memory until it is closed; on paper there is one at a time.
    is_preview = painter.paintEngine().type() is QPaintEngine.Type.Picture
    for place, number in enumerate(numbers):
        if place:
            printer.newPage()
        image = _page(document, number, preview=is_preview)
        painter.drawImage(_fitted(image.size(), printer), image)
        if not step(place + 1, len(numbers)):
            printer.abort()
            painter.end()
            return 0
    painter.end()
    return len(numbers)


def _page(document: QPdfDocument, number: int, *, preview: bool) -> QImage:
    dots = _PREVIEW_DOTS_PER_INCH if preview else _DOTS_PER_INCH
    size = document.pagePointSize(number) * (dots / _POINTS_PER_INCH)
    pixels = QSize(round(size.width()), round(size.height()))
    image = document.render(number, pixels, QPdfDocumentRenderOptions())
    if not preview:
        return image
    on_white = QImage(pixels, QImage.Format.Format_RGB16)
    on_white.fill(Qt.GlobalColor.white)
    painter = QPainter(on_white)
    painter.drawImage(0, 0, image)
    painter.end()
    return on_white


def ask_and_print(document: QPdfDocument, name: str, parent: QWidget) -> bool:
    """Show the system's print dialog and print, with the way to stop it; whether anything was sent to a printer."""
    printer = a4_printer(name)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, document.pageCount())
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    progress = Printing(parent)
    printed = print_pages(document, printer, progress.step)
    progress.deleteLater()
    return printed > 0


class Printing(QProgressDialog):
    """How far the pages are drawn; it is shown when that takes longer than a moment, and can be stopped."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Printing"))
        self.setLabelText(self.tr("The pages are being made ready for the printer."))
        self.setCancelButtonText(self.tr("Stop"))
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setMinimumDuration(400)

    def step(self, done: int, of: int) -> bool:
        """Show how many pages are drawn; False once the person has pressed Stop."""
        self.setMaximum(of)
        self.setValue(done)
        return not self.wasCanceled()


class Preview(QPrintPreviewDialog):
    """What the printer will put on paper, from which it can be printed."""

    def __init__(self, document: QPdfDocument, name: str, parent: QWidget) -> None:
        # The dialog does not own the printer it is handed: kept here, or it would be gone before the first page.
        self._paper = a4_printer(name)
        super().__init__(self._paper, parent)
        self.paintRequested.connect(lambda target: print_pages(document, target))
        self.resize(900, 900)


def _fitted(image: QSize, printer: QPrinter) -> QRectF:
    """Return where on the paper the page goes: as large as it fits, in the middle."""
    paper = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
    scale = min(paper.width() / image.width(), paper.height() / image.height())
    width, height = image.width() * scale, image.height() * scale
    return QRectF((paper.width() - width) / 2, (paper.height() - height) / 2, width, height)
