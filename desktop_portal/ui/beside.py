"""A form as it was sent, in a window of its own beside the one that is being answered: to read, not to change (J21)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_portal.ui.pdf_viewer import PdfViewer
from desktop_portal.ui.widgets import fill

if TYPE_CHECKING:
    from desktop_portal.pdf.request import Printed

SIZE = (720, 820)


class BesideWindow(QWidget):
    """Closing it lets go of the document."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setProperty("ownRing", True)
        self.setWindowTitle(QCoreApplication.translate("Beside", "Previous form, as it was sent"))
        self._viewer = PdfViewer()
        self._viewer.closed.connect(self.shut)
        fill(QVBoxLayout(self), self._viewer, spacing=0)
        self.resize(*SIZE)

    def open(self, printed: Printed) -> None:
        """Show a document beside the main window."""
        self._viewer.open(printed)
        self.show()
        self.raise_()

    def shut(self) -> None:
        """Close it, and forget what it showed."""
        self._viewer.shut()
        self.hide()
