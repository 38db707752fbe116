"""Saves several forms as PDFs, one after the other on the lane; nothing is written but what the person asked for."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths
from PySide6.QtWidgets import QFileDialog

from desktop_portal.core.problems import Problem
from desktop_portal.services.saving import save_new
from desktop_portal.ui.controllers.words_of import child_words
from desktop_portal.ui.messages import moment, sentence
from desktop_portal.ui.several_dialog import OneOfSeveral, SeveralDialog

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from desktop_portal.services.exporting import Exporting
    from desktop_portal.ui.controllers.ground import Ground

translate = QCoreApplication.translate


def ask_for_folder(parent: QWidget) -> str:
    """Ask for a folder in the system's own dialog; "" when the person changed their mind."""
    start = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return QFileDialog.getExistingDirectory(parent, translate("SavingSeveral", "Folder for the forms"), start)


class SavingSeveral(QObject):
    """`ask_folder` is the system's dialog; a test gives its own answer."""

    def __init__(
        self,
        ground: Ground,
        exporting: Callable[[], Exporting | None],
        ask_folder: Callable[[QWidget], str] = ask_for_folder,
    ) -> None:
        super().__init__(ground.window)
        self._ground, self._exporting = ground, exporting
        self.ask_folder = ask_folder
        self._dialog: SeveralDialog | None = None
        self._waiting: list[OneOfSeveral] = []
        self._saved = 0

    def ask(self) -> None:
        """Show the submitted forms to choose from, every version, the newest first."""
        exporting = self._exporting()
        if exporting is None:
            return
        now = self._ground.app.clock()
        forms = [
            OneOfSeveral(one.id, one.version, line)
            for one in exporting.store.submissions.list()
            for line in [
                ", ".join(
                    part
                    for part in (
                        one.form_title,
                        child_words(one.child),
                        one.receipt.reference if one.receipt else translate("SavingSeveral", "not received yet"),
                        translate("SavingSeveral", "version {}").format(one.version) if one.version > 1 else "",
                        moment(one.submitted_at, now),
                    )
                    if part
                )
            ]
        ]
        dialog = SeveralDialog(self._ground.window, forms)
        dialog.chosen.connect(self._start)
        dialog.stopped.connect(self.stop)
        dialog.finished.connect(self._closed)
        self._dialog = dialog
        dialog.open()

    def stop(self) -> None:
        """Save no more; what is being written now is still finished, for a half document helps nobody."""
        self._waiting = []

    def shut(self) -> None:
        """Close the list as well: the window locks, and the list tells children apart."""
        self.stop()
        if self._dialog is not None:
            self._dialog.reject()

    def _closed(self) -> None:
        self._dialog = None
        self.stop()

    def _start(self, forms: list[OneOfSeveral]) -> None:
        exporting, dialog = self._exporting(), self._dialog
        folder = self.ask_folder(self._ground.window)
        if not folder or exporting is None or dialog is None:
            return
        self._waiting, self._saved = list(forms), 0
        dialog.begin(len(forms))
        self._next(exporting, Path(folder), len(forms))

    def _next(self, exporting: Exporting, folder: Path, of: int) -> None:
        if not self._waiting:
            self._end(folder, of)
            return
        one = self._waiting.pop(0)

        def make() -> Path:
            printed = exporting.submission(one.id, one.version)
            return save_new(folder, printed.file_name, printed.pdf)

        self._ground.lane.run(make, partial(self._one_saved, exporting, folder, of), self._failed)

    def _one_saved(self, exporting: Exporting, folder: Path, of: int, _place: Path) -> None:
        self._saved += 1
        if self._dialog is not None:
            self._dialog.show_progress(self._saved, of)
            self._next(exporting, folder, of)

    def _end(self, folder: Path, of: int) -> None:
        if self._dialog is None:
            return
        words = translate("SavingSeveral", "{} of {} forms are saved in {}.").format(self._saved, of, folder)
        self._dialog.show_end(words)

    def _failed(self, trouble: Exception) -> None:
        self.stop()
        if self._dialog is None:
            return  # stopped on purpose, perhaps because the store was locked meanwhile
        done = translate("SavingSeveral", "{} forms were saved before.").format(self._saved)
        self._dialog.show_end(f"{sentence(trouble)} {done}")
        if not isinstance(trouble, Problem):
            self._ground.bug(trouble)
