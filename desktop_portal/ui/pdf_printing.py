"""A PDF on paper: its pages drawn for a printer, for the system's print dialog and its preview."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMarginsF, QRectF, QSize
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QDialog

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

# Sharp on paper, and one page in memory at a time stays under 40 MB.
_DOTS_PER_INCH: Final = 300
_POINTS_PER_INCH: Final = 72


def a4_printer(name: str) -> QPrinter:
    """Return the default printer set to A4 with the paper's whole area; `name` is the job's, shown in the queue."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(_DOTS_PER_INCH)
    printer.setDocName(name)
    printer.setFullPage(True)
    page = QPageSize(QPageSize.PageSizeId.A4)
    printer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    return printer


def print_pages(document: QPdfDocument, printer: QPrinter) -> int:
    """Draw the pages that the printer asks for (all, or a range) and return how many; 0 when it cannot be begun."""
    first, last = printer.fromPage() or 1, printer.toPage() or document.pageCount()
    numbers = list(range(first - 1, min(last, document.pageCount())))
    if printer.pageOrder() is QPrinter.PageOrder.LastPageFirst:
        numbers.reverse()
    painter = QPainter()
    if not numbers or not painter.begin(printer):
        return 0
    options = QPdfDocumentRenderOptions()
    for place, number in enumerate(numbers):
        if place:
            printer.newPage()
        size = document.pagePointSize(number) * (_DOTS_PER_INCH / _POINTS_PER_INCH)
        image = document.render(number, QSize(round(size.width()), round(size.height())), options)
        painter.drawImage(_fitted(image.size(), printer), image)
    painter.end()
    return len(numbers)


def ask_and_print(document: QPdfDocument, name: str, parent: QWidget) -> bool:
    """Show the system's print dialog and print; whether anything was sent to a printer."""
    printer = a4_printer(name)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, document.pageCount())
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    return print_pages(document, printer) > 0


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
