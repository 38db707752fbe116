"""Lets a person choose a PDF and says whether it is what was submitted from here."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog

from desktop_portal.ui.dialogs import tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from desktop_portal.services.exporting import Exporting
    from desktop_portal.services.verifying import Finding
    from desktop_portal.ui.controllers.ground import Ground

MOST_BYTES: Final = 256 * 1024 * 1024
translate = QCoreApplication.translate


def ask_for_pdf(parent: QWidget) -> str:
    """Ask for a PDF in the system's own dialog; "" when the person changed their mind."""
    start = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    kinds = translate("CheckingPdf", "PDF documents (*.pdf)")
    path, _kind = QFileDialog.getOpenFileName(parent, translate("CheckingPdf", "PDF to check"), start, kinds)
    return path


class CheckingPdf(QObject):
    """`ask_file` is the system's dialog; a test gives its own answer."""

    def __init__(self, ground: Ground, exporting: Callable[[], Exporting | None]) -> None:
        super().__init__(ground.window)
        self._ground, self._exporting = ground, exporting
        self.ask_file: Callable[[QWidget], str] = ask_for_pdf

    def ask(self) -> None:
        """Ask for a file, compare it on the lane, and tell."""
        exporting = self._exporting()
        path = self.ask_file(self._ground.window) if exporting is not None else ""
        if exporting is not None and path:
            self._ground.lane.run(partial(_look, Path(path), exporting), self._tell, self._failed)

    def _tell(self, finding: Finding) -> None:
        from desktop_portal.services.verifying_words import sentence_of  # noqa: PLC0415 (loads reportlab)

        record = finding.record
        words = translate("Verify", sentence_of(finding)).format(program=record.program if record else "")
        more = (
            (translate("CheckingPdf", "Reference {}, version {}").format(record.reference or "-", record.version),)
            if record
            else ()
        )
        tell(self._ground.window, words, *more, title=translate("CheckingPdf", "Is this what was submitted?"))

    def _failed(self, trouble: Exception) -> None:
        if isinstance(trouble, OSError):
            tell(self._ground.window, translate("CheckingPdf", "The file cannot be read. Choose another one."))
        elif self._exporting() is not None:
            self._ground.bug(trouble)


def _look(path: Path, exporting: Exporting) -> Finding:
    from desktop_portal.services.verifying import verify  # noqa: PLC0415 (loads reportlab)

    with path.open("rb") as file:
        return verify(file.read(MOST_BYTES), exporting.form, exporting)
