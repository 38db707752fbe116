"""A form as a document inside the window: its pages, or the same as text; save, print, find words (J23, J24).

Everything is in memory. The one file that is ever written is the one the person asks for by Save.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QIODevice, QSaveFile, QStandardPaths, Qt, Signal
from PySide6.QtGui import QAccessible, QGuiApplication, QKeySequence, QShortcut, QTextCursor, QTextDocument
from PySide6.QtWidgets import QFileDialog, QFrame, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from desktop_portal.ui.fields import announce
from desktop_portal.ui.pdf_bar import PdfBar
from desktop_portal.ui.pdf_find import FindBar
from desktop_portal.ui.pdf_pages import PdfPages
from desktop_portal.ui.pdf_printing import Preview, ask_and_print
from desktop_portal.ui.widgets import Text, fill, restyle

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop_portal.pdf.request import Printed
    from desktop_portal.ui.pdf_bar import Offer


def ask_for_path(parent: QWidget, suggested: str) -> str:
    """Ask where to save, in the system's own dialog; "" when the person changed their mind."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    title, kinds = parent.tr("Save as PDF"), parent.tr("PDF documents (*.pdf)")
    path, _kind = QFileDialog.getSaveFileName(parent, title, str(Path(folder) / suggested), kinds)
    return path if not path or path.lower().endswith(".pdf") else f"{path}.pdf"


class PdfViewer(QWidget):
    """Shows one document at a time.

    `closed` says that the person is done; `saved` tells where a copy was written; `chosen` is the key of another
    document of the same form.
    """

    closed = Signal()
    saved = Signal(str)
    chosen = Signal(str)

    def __init__(
        self, parent: QWidget | None = None, *, ask_path: Callable[[QWidget, str], str] = ask_for_path
    ) -> None:
        super().__init__(parent)
        self._ask_path = ask_path
        self._printed: Printed | None = None
        self.bar = PdfBar()
        self.find_bar = FindBar()
        self.pages = PdfPages()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.text.setAccessibleName(self.tr("Text of the document"))
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.document().setDocumentMargin(24)
        self._told = Text("", "error")
        self._views = QStackedWidget()
        self._views.addWidget(self.pages)
        self._views.addWidget(self.text)
        layout = QVBoxLayout(self)
        fill(layout, self.bar, self.find_bar, self._told, self._views, spacing=0)
        layout.setStretch(3, 1)
        self._told.setContentsMargins(24, 8, 24, 8)
        self._connect()
        self.shut()

    @property
    def shown_pdf(self) -> bytes:
        """The bytes of the document that is shown; none when there is none."""
        return self._printed.pdf if self._printed else b""

    def open(self, printed: Printed, offers: Sequence[Offer] = ()) -> None:
        """Show the document; as text where a screen reader is in use, for pages say nothing to it."""
        self._printed = printed
        self._tell("")
        self.bar.show_offers(offers)
        self.pages.show_bytes(printed.pdf)
        self.pages.tell(
            self.tr("Pages of {title}").format(title=printed.title),
            self.tr("Use Show as text to read the document with a screen reader."),
        )
        self.text.setPlainText(printed.text)
        self.setAccessibleName(printed.title)
        self.setWindowTitle(printed.title)
        self.bar.show_page(1, self.pages.pdf.pageCount())
        self.bar.show_size(self.pages.percent)
        self._show_text(wanted=QAccessible.isActive())

    def shut(self) -> None:
        """Let go of the document: neither its bytes nor its words stay in these widgets."""
        self._printed = None
        self.pages.forget()
        self.text.clear()
        self.find_bar.words.clear()
        self.find_bar.hide()
        self._tell("")

    def save(self) -> None:
        """Ask for a place and write the document there, whole or not at all."""
        if self._printed is None:
            return
        path = self._ask_path(self, self._printed.file_name)
        if not path:
            return
        file = QSaveFile(path)
        whole = file.open(QIODevice.OpenModeFlag.WriteOnly) and file.write(self._printed.pdf) == len(self._printed.pdf)
        if not (whole and file.commit()):
            reason = file.errorString()
            self._tell(self.tr("The document was not saved. Choose another folder. ({reason})").format(reason=reason))
            return
        self._tell(self.tr("Saved as {path}").format(path=path), kind="hint")
        self.saved.emit(path)

    def look_for(self, text: str) -> None:
        """Look for words in the view that is shown."""
        self.pages.look_for(text)
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        if self._as_text:
            self._step(1)

    @property
    def _as_text(self) -> bool:
        return self._views.currentWidget() is self.text

    def _step(self, direction: int) -> None:
        words = self.find_bar.words.text()
        if not self._as_text:
            self.find_bar.tell(self.pages.next_match(direction), self.pages.matches)
            return
        back = QTextDocument.FindFlag.FindBackward
        found = self.text.find(words, back) if direction < 0 else self.text.find(words)
        if not found:
            end = QTextCursor.MoveOperation.End if direction < 0 else QTextCursor.MoveOperation.Start
            self.text.moveCursor(end)
            found = self.text.find(words, back) if direction < 0 else self.text.find(words)
        count = self.text.toPlainText().lower().count(words.lower()) if words else 0
        before = self.text.toPlainText()[: self.text.textCursor().selectionEnd()].lower().count(words.lower())
        self.find_bar.tell(before if found and count else 0, count)

    def _show_text(self, *, wanted: bool) -> None:
        self._views.setCurrentWidget(self.text if wanted else self.pages)
        self.bar.show_mode(as_text=wanted)
        self._take_focus()

    def _go_to(self, page: int) -> None:
        self.pages.go_to(page)
        self.bar.show_page(self.pages.page, self.pages.pdf.pageCount())
        self._take_focus()

    def _take_focus(self) -> None:
        if self._as_text:
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.pages.take_focus()

    def _close_find(self) -> None:
        self.find_bar.hide()
        self._take_focus()

    def _found(self, count: int) -> None:
        if not self._as_text:
            self.find_bar.tell(0, count)

    def _copy(self) -> None:
        """Copy what is marked in the text, else all of it: as it was typed, in every script."""
        marked = self.text.textCursor().selectedText().replace("\u2029", "\n") if self._as_text else ""
        QGuiApplication.clipboard().setText(marked or self.text.toPlainText())
        said = self.tr("The marked text is copied.") if marked else self.tr("The text of the document is copied.")
        self._tell(said, kind="hint")

    def _preview(self) -> None:
        if self._printed:
            dialog = Preview(self.pages.pdf, self._printed.file_name, self)
            dialog.exec()
            dialog.deleteLater()

    def _tell(self, text: str, kind: str = "error") -> None:
        restyle(self._told, "kind", kind)
        self._told.setText(text)
        self._told.setVisible(bool(text))
        if text:
            announce(self._told, text)

    def _print(self) -> None:
        if self._printed and ask_and_print(self.pages.pdf, self._printed.file_name, self):
            self._tell(self.tr("Sent to the printer."), kind="hint")

    def _connect(self) -> None:
        pages, bar = self.pages, self.bar
        pages.moved.connect(lambda page: bar.show_page(page, pages.pdf.pageCount()))
        pages.zoomed.connect(bar.show_size)
        pages.found.connect(self._found)
        bar.zoom.connect(pages.zoom)
        bar.page.connect(self._go_to)
        bar.copy.connect(self._copy)
        bar.chosen.connect(self.chosen)
        bar.look.connect(self.find_bar.open)
        bar.text.connect(lambda: self._show_text(wanted=not self._as_text))
        bar.save.connect(self.save)
        bar.on_paper.connect(self._print)
        bar.preview.connect(self._preview)
        bar.back.connect(self.closed)
        self.find_bar.changed.connect(self.look_for)
        self.find_bar.stepped.connect(self._step)
        self.find_bar.closed.connect(self._close_find)
        for keys, act in (
            (QKeySequence.StandardKey.Save, self.save),
            (QKeySequence.StandardKey.Print, self._print),
            (QKeySequence.StandardKey.Find, self.find_bar.open),
            (QKeySequence.StandardKey.FindNext, lambda: self._step(1)),
            (QKeySequence.StandardKey.FindPrevious, lambda: self._step(-1)),
            (QKeySequence.StandardKey.ZoomIn, lambda: pages.zoom(1)),
            (QKeySequence("Ctrl+="), lambda: pages.zoom(1)),
            (QKeySequence.StandardKey.ZoomOut, lambda: pages.zoom(-1)),
            (QKeySequence("Ctrl+0"), lambda: pages.zoom(0)),
            (QKeySequence("Ctrl+9"), lambda: pages.zoom(2)),
            (QKeySequence("Ctrl+Home"), lambda: pages.go_to(1)),
            (QKeySequence("Ctrl+End"), lambda: pages.go_to(pages.pdf.pageCount())),
            (QKeySequence("Ctrl+PgDown"), lambda: pages.turn(1)),
            (QKeySequence("Ctrl+PgUp"), lambda: pages.turn(-1)),
            (QKeySequence("Esc"), self.closed.emit),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)
