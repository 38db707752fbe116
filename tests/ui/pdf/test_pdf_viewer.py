"""A form as a document inside the window: seen, read, searched, saved and printed, and nowhere else left behind."""

from __future__ import annotations

import os
import pathlib
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageSize
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewWidget
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from desktop_portal.pdf.document import printed
from desktop_portal.ui.pdf_printing import Preview, Printing, a4_printer, print_pages
from desktop_portal.ui.pdf_viewer import PdfViewer
from tests.pdf.conftest import make, received  # noqa: F401 (fixtures)

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from desktop_portal.pdf.request import PdfRequest, Printed

    Maker = Callable[..., PdfRequest]

CANARY = "Canary-7f3a-child"


@pytest.fixture
def document(make: Maker) -> Printed:  # noqa: F811
    story = "\n".join(f"On day {day} she was late. {CANARY}" for day in range(1, 120))
    return printed(make({"story": story}), "Safeguarding concern A.B. draft 2026-11-23.pdf")


@pytest.fixture
def viewer(qtbot: QtBot, themed: QApplication, document: Printed) -> PdfViewer:
    viewer = PdfViewer(ask_path=lambda _parent, _name: "")
    qtbot.addWidget(viewer, before_close_func=PdfViewer.shut)
    viewer.resize(1100, 800)
    viewer.show()
    qtbot.waitExposed(viewer)
    viewer.open(document)
    return viewer


def button(viewer: PdfViewer, name: str) -> QPushButton:
    return next(one for one in viewer.findChildren(QPushButton) if one.accessibleName() == name)


def shown(viewer: PdfViewer) -> QPdfView:
    (view,) = viewer.findChildren(QPdfView)
    return view


def said(viewer: PdfViewer, text: str) -> bool:
    return any(label.text() == text and label.isVisible() for label in viewer.findChildren(QLabel))


def more(viewer: PdfViewer, words: str) -> None:
    actions = button(viewer, "More").menu().actions()
    next(one for one in actions if one.text().replace("&", "").startswith(words)).trigger()


def page_box(viewer: PdfViewer) -> QLineEdit:
    return next(one for one in viewer.findChildren(QLineEdit) if one.accessibleName() == "Go to page")


def page_told(viewer: PdfViewer) -> str:
    return f"Page {page_box(viewer).text()} {viewer.bar._of.text()}"


def test_J23_the_form_is_shown_with_its_pages(viewer: PdfViewer) -> None:
    assert viewer.pages.pdf.pageCount() > 3
    assert page_told(viewer) == f"Page 1 of {viewer.pages.pdf.pageCount()}"
    image = viewer.pages.pdf.render(0, viewer.size())
    colours = {image.pixelColor(x, y).name() for x in range(0, image.width(), 7) for y in range(0, image.height(), 7)}
    assert len(colours) > 3


def test_pages_turn_and_grow_by_keyboard(qtbot: QtBot, viewer: PdfViewer) -> None:
    QTest.keyClick(shown(viewer), Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page_told(viewer) == f"Page 2 of {viewer.pages.pdf.pageCount()}")
    before = viewer.pages.percent
    QTest.keyClick(shown(viewer), Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert viewer.pages.percent < before
    QTest.keyClick(shown(viewer), Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    button(viewer, "Fit width").click()
    assert viewer.pages.percent == before


def test_a_page_can_be_named_and_a_whole_page_seen_at_once(qtbot: QtBot, viewer: PdfViewer) -> None:
    box = page_box(viewer)
    box.setFocus()
    box.selectAll()
    QTest.keyClicks(box, "3")
    QTest.keyClick(box, Qt.Key.Key_Return)
    last = viewer.pages.pdf.pageCount()
    qtbot.waitUntil(lambda: page_told(viewer) == f"Page 3 of {last}")
    for wrong, page in (("x", 3), ("0", 1), ("999", last)):
        box.setText(wrong)
        QTest.keyClick(box, Qt.Key.Key_Return)
        assert viewer.pages.page == page
    wide = viewer.pages.percent
    more(viewer, "Fit page")
    assert viewer.pages.percent < wide
    QTest.keyClick(shown(viewer), Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page_told(viewer) == f"Page {last} of {last}")
    QTest.keyClick(shown(viewer), Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page_told(viewer) == f"Page 1 of {last}")


def test_the_text_of_the_pages_can_be_copied_whole_or_in_part(
    viewer: PdfViewer, document: Printed, qapp: QApplication
) -> None:
    more(viewer, "Copy text")
    assert qapp.clipboard().text().strip() == document.text.strip()
    assert said(viewer, "The text of the document is copied.")
    button(viewer, "Show as text").click()
    assert viewer.text.find("On day 77 she was late.")
    more(viewer, "Copy text")
    assert qapp.clipboard().text() == "On day 77 she was late."
    qapp.clipboard().clear()


def test_words_are_found_in_the_pages_and_in_the_text(qtbot: QtBot, viewer: PdfViewer) -> None:
    QTest.keyClick(shown(viewer), Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    field = next(one for one in viewer.findChildren(QLineEdit) if one.accessibleName() == "Find in this document")
    assert field.hasFocus()
    field.insert("day 77 ")
    qtbot.waitUntil(lambda: viewer.pages.matches == 1)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert said(viewer, "1 of 1")
    button(viewer, "Show as text").click()
    field.setText("DAY 11")
    assert said(viewer, "1 of 11")
    button(viewer, "Previous").click()
    assert said(viewer, "11 of 11")
    field.setText("nowhere")
    assert said(viewer, "Not found")


def test_a_name_in_arabic_is_found(qtbot: QtBot, viewer: PdfViewer, make: Maker) -> None:  # noqa: F811
    viewer.open(printed(make({"story": "His name is محمد بن سلمان"}), "form.pdf"))
    viewer.find_bar.open()
    viewer.find_bar.words.setText("سلمان")
    qtbot.waitUntil(lambda: viewer.pages.matches == 1)


def test_esc_closes_the_search_first_and_then_the_document(qtbot: QtBot, viewer: PdfViewer) -> None:
    viewer.find_bar.open()
    with qtbot.assertNotEmitted(viewer.closed):
        QTest.keyClick(viewer.find_bar.words, Qt.Key.Key_Escape)
    assert not viewer.find_bar.isVisible()
    with qtbot.waitSignal(viewer.closed):
        QTest.keyClick(shown(viewer), Qt.Key.Key_Escape)


def test_the_text_view_holds_every_answer_and_can_be_copied(
    viewer: PdfViewer, document: Printed, qapp: QApplication
) -> None:
    button(viewer, "Show as text").click()
    assert viewer.text.isVisible()
    assert viewer.text.toPlainText() == document.text.removesuffix("\n") + "\n"
    assert f"On day 119 she was late. {CANARY}" in viewer.text.toPlainText()
    viewer.text.selectAll()
    viewer.text.copy()
    assert CANARY in qapp.clipboard().text()
    qapp.clipboard().clear()


def test_J24_save_writes_the_document_where_the_person_says_and_nowhere_else(
    qtbot: QtBot, viewer: PdfViewer, document: Printed, tmp_path: pathlib.Path
) -> None:
    asked: list[str] = []

    def answer(_parent: object, name: str) -> str:
        asked.append(name)
        return str(tmp_path / name)

    viewer._ask_path = answer
    with qtbot.waitSignal(viewer.saved):
        QTest.keyClick(shown(viewer), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert asked == [document.file_name]
    assert [file.name for file in tmp_path.iterdir()] == [document.file_name]
    assert (tmp_path / document.file_name).read_bytes() == document.pdf
    assert said(viewer, f"Saved as {tmp_path / document.file_name}")


def test_a_folder_that_cannot_be_written_is_told_and_the_old_file_stays(
    viewer: PdfViewer, tmp_path: pathlib.Path
) -> None:
    target = tmp_path / "gone" / "form.pdf"
    viewer._ask_path = lambda _parent, _name: str(target)
    viewer.save()
    told = [label.text() for label in viewer.findChildren(QLabel) if label.text().startswith("The document was not")]
    assert told
    assert not target.exists()


def test_J24_a_form_comes_out_of_the_printer_page_by_page(
    viewer: PdfViewer, qtbot: QtBot, tmp_path: pathlib.Path
) -> None:
    paper = tmp_path / "paper.pdf"
    printer = a4_printer("form")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(paper))
    assert print_pages(viewer.pages.pdf, printer) == viewer.pages.pdf.pageCount()
    again = QPdfDocument()
    assert again.load(str(paper)) is QPdfDocument.Error.None_
    assert again.pageCount() == viewer.pages.pdf.pageCount()
    assert QPageSize(again.pagePointSize(0).toSize()).id() is QPageSize.PageSizeId.A4
    first, same = (one.render(0, viewer.size()) for one in (viewer.pages.pdf, again))
    samples = [(x, y) for x in range(0, first.width(), 5) for y in range(0, first.height(), 5)]
    unlike = sum(abs(first.pixelColor(x, y).lightness() - same.pixelColor(x, y).lightness()) > 100 for x, y in samples)
    assert unlike < len(samples) * 0.03
    again.close()


def test_only_the_pages_asked_for_are_printed(viewer: PdfViewer, tmp_path: pathlib.Path) -> None:
    printer = a4_printer("form")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "range.pdf"))
    printer.setFromTo(2, 3)
    assert print_pages(viewer.pages.pdf, printer) == 2


def test_printing_that_is_stopped_is_taken_back(viewer: PdfViewer, tmp_path: pathlib.Path) -> None:
    printer = a4_printer("form")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "stopped.pdf"))
    drawn: list[tuple[int, int]] = []

    def stop_after_two(done: int, of: int) -> bool:
        drawn.append((done, of))
        return done < 2

    assert print_pages(viewer.pages.pdf, printer, stop_after_two) == 0
    last = viewer.pages.pdf.pageCount()
    assert drawn == [(1, last), (2, last)]
    progress = Printing(viewer)
    assert progress.step(1, 9)
    progress.cancel()
    assert not progress.step(2, 9)
    progress.deleteLater()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the figure is read from /proc")
def test_a_preview_of_many_pages_keeps_them_small(viewer: PdfViewer, make: Maker) -> None:  # noqa: F811
    """Forty pages as sharp as paper would be more than a gigabyte; Qt keeps all of them while a preview is open."""
    viewer.open(printed(make({"story": "\n".join(f"Line {number}" for number in range(1700))}), "form.pdf"))
    assert viewer.pages.pdf.pageCount() > 35
    before = resident()
    dialog = Preview(viewer.pages.pdf, "form", viewer)
    dialog.show()
    (paper,) = dialog.findChildren(QPrintPreviewWidget)
    paper.updatePreview()
    assert paper.pageCount() == viewer.pages.pdf.pageCount()
    assert resident() - before < 300
    dialog.close()
    dialog.deleteLater()


def resident() -> float:
    """MB that this process holds now."""
    status = pathlib.Path("/proc/self/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1]) / 1024


def test_the_preview_draws_what_will_be_printed(viewer: PdfViewer, qtbot: QtBot) -> None:
    dialog = Preview(viewer.pages.pdf, "form", viewer)
    drawn: list[bool] = []
    dialog.paintRequested.connect(lambda _printer: drawn.append(True))
    dialog.show()
    qtbot.waitUntil(lambda: bool(drawn))
    (paper,) = dialog.findChildren(QPrintPreviewWidget)
    assert paper.pageCount() == viewer.pages.pdf.pageCount()
    dialog.close()
    dialog.deleteLater()


def test_nothing_of_the_form_stays_in_the_window_when_it_is_shut(viewer: PdfViewer) -> None:
    viewer.shut()
    assert viewer.pages.pdf.pageCount() == 0
    assert not viewer.text.toPlainText()
    assert viewer._printed is None


VIEW = """
import resource, signal, sys
from PySide6.QtWidgets import QApplication
from desktop_portal.pdf.request import Printed
from desktop_portal.ui.pdf_viewer import PdfViewer
app = QApplication([])
viewer = PdfViewer(ask_path=lambda *_: "")
viewer.resize(900, 700)
viewer.show()
signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
if len(sys.argv) > 1:
    open(sys.argv[1], "wb").write(b"x")
viewer.open(Printed(sys.stdin.buffer.read(), "name.pdf", "title", "text"))
viewer.grab()
viewer.pages.look_for("Canary")
viewer.grab()
print(viewer.pages.pdf.pageCount())
"""


def test_looking_at_a_form_writes_nothing_to_the_disk(document: Printed, tmp_path: pathlib.Path) -> None:
    """The kernel ends a process that writes a single byte to any file: the viewer's lives, and closes in order."""

    def look(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-c", VIEW, *arguments]
        env = {**os.environ, "HOME": str(tmp_path), "TMPDIR": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
        return subprocess.run(command, input=document.pdf, capture_output=True, env=env, timeout=120, check=False)

    seen = look()
    assert seen.returncode == 0, seen.stderr
    assert int(seen.stdout) > 3
    assert not [one for one in tmp_path.rglob("*") if one.is_file()]
    assert look(str(tmp_path / "forbidden")).returncode != 0
