"""A form on paper through a real CUPS queue: the window's own printing, CUPS's filters, and what comes out."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument

from desktop_portal.pdf.document import printed
from tests.pdf.conftest import make  # noqa: F401 (fixture)
from tests.support.print_server import NOBODY_KNOWN, QUEUE, PrintServer, why_not

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from desktop_portal.pdf.request import PdfRequest

pytestmark = pytest.mark.timeout(400)
SIZE = QSize(595, 842)


# In a process of its own: CUPS's library asks once for all which server it is to speak to.
PRINT = """
import sys
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QApplication
from desktop_portal.ui.pdf_printing import a4_printer, print_pages
app = QApplication([])
buffer = QBuffer()
buffer.setData(QByteArray(sys.stdin.buffer.read()))
buffer.open(QIODevice.OpenModeFlag.ReadOnly)
document = QPdfDocument()
document.load(buffer)
assert sys.argv[1] in QPrinterInfo.availablePrinterNames()
printer = a4_printer("Safeguarding concern LCS-26-00417")
printer.setPrinterName(sys.argv[1])
assert printer.outputFormat() is QPrinter.OutputFormat.NativeFormat
printer.setFromTo(1, 2)
print(print_pages(document, printer))
document.close()
"""


@pytest.fixture
def queue() -> Iterator[PrintServer]:
    reason = why_not()
    if reason and os.environ.get("CI") == "true":
        pytest.fail(f"printing must be tried in CI: {reason}")
    if reason:
        pytest.skip(f"PRINTING WAS NOT TRIED: {reason}")
    server = PrintServer()
    yield server
    server.stop()


def send(pdf: bytes, queue: PrintServer) -> str:
    """Print two pages as the window does; return how many it says it printed."""
    environment = {**os.environ, "CUPS_SERVER": queue.address, "CUPS_USER": NOBODY_KNOWN}
    command = [sys.executable, "-c", PRINT, QUEUE]
    done = subprocess.run(command, input=pdf, env=environment, capture_output=True, timeout=200, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().strip()


def document_of(pdf: bytes, parent: QBuffer) -> QPdfDocument:
    parent.setData(pdf)
    parent.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument(parent)
    document.load(parent)
    return document


def on_white(page: QImage) -> QImage:
    """What is not drawn on is paper: Qt leaves it clear."""
    paper = QImage(page.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, page)
    painter.end()
    return paper


def test_J24_a_form_sent_to_a_cups_queue_comes_out_page_by_page_as_it_was_seen(
    queue: PrintServer,
    make: Callable[..., PdfRequest],  # noqa: F811
    qtbot: QtBot,
) -> None:
    story = "\n".join(f"On day {day} she was late." for day in range(1, 70))
    shown_in, paper_in = QBuffer(), QBuffer()
    pdf = printed(make({"story": story}), "form.pdf").pdf
    shown = document_of(pdf, shown_in)
    assert send(pdf, queue) == "2"
    paper = document_of(queue.paper(), paper_in)
    assert paper.pageCount() == 2
    assert QPageSize(paper.pagePointSize(0).toSize()).id() is QPageSize.PageSizeId.A4
    for page in range(2):
        first, same = (on_white(one.render(page, SIZE)) for one in (shown, paper))
        places = [(x, y) for x in range(0, SIZE.width(), 3) for y in range(0, SIZE.height(), 3)]
        dark = [place for place in places if first.pixelColor(*place).lightness() < 100]
        assert len(dark) > 100
        unlike = sum(abs(first.pixelColor(*at).lightness() - same.pixelColor(*at).lightness()) > 110 for at in places)
        assert unlike < len(places) * 0.03
    shown.close()
    paper.close()
