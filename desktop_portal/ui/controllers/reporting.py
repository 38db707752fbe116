"""A report for IT support: what the doctor finds and the log, in a file where the person wants it."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog

from desktop_portal.app import surroundings
from desktop_portal.services.doctoring.report import examine, write_bundle
from desktop_portal.ui.dialogs import tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from desktop_portal.paths import Paths
    from desktop_portal.ui.controllers.ground import Ground

NAME = "childrens-portal-report"
translate = QCoreApplication.translate


def ask_for_place(parent: QWidget, suggested: str) -> str:
    """Ask in the system's own dialog where the report goes; "" when the person changed their mind."""
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    title = translate("Reporting", "Save the report for IT support")
    path, _kind = QFileDialog.getSaveFileName(parent, title, str(Path(folder) / suggested), "ZIP (*.zip)")
    return path


class Reporting(QObject):
    """`ask_place` is the system's dialog; a test gives its own answer."""

    def __init__(self, ground: Ground) -> None:
        super().__init__(ground.window)
        self._ground = ground
        self.ask_place: Callable[[QWidget, str], str] = ask_for_place

    def ask(self) -> None:
        """Ask where to, look and write on the lane (the server may take long to answer), and tell."""
        app = self._ground.app
        suggested = f"{NAME}-{app.clock():%Y-%m-%d}.zip"
        path = self.ask_place(self._ground.window, suggested)
        if path:
            file = Path(path)
            work = partial(_write, file, app.paths, app.portal.base_url)
            self._ground.lane.run(work, partial(self._tell, file), self._failed)

    def _tell(self, file: Path, _done: None) -> None:
        said = translate("Reporting", "The report is saved as {}.").format(file.name)
        what = translate(
            "Reporting",
            "Send it to your IT support. It holds the program's version, its settings, what works on this computer and "
            "the log. It holds nothing that anybody wrote in a form.",
        )
        tell(self._ground.window, said, what, title=translate("Reporting", "Report for IT support"))

    def _failed(self, trouble: Exception) -> None:
        if not isinstance(trouble, OSError):
            self._ground.bug(trouble)
            return
        said = translate("Reporting", "The report could not be saved there. Choose another folder.")
        tell(self._ground.window, said, title=translate("Reporting", "Report for IT support"))


def _write(file: Path, paths: Paths, server: str) -> None:
    place = surroundings(paths, server)
    found = examine(place)
    # The system's dialog has asked whether a file that is there may be replaced.
    beside = file.with_name(f"{file.name}.new")
    beside.unlink(missing_ok=True)
    write_bundle(beside, place, found)
    beside.replace(file)
