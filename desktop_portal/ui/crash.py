"""What a bug looks like to a person: a sentence, the assurance that nothing is lost, and a report to copy."""

from __future__ import annotations

import platform
import traceback
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from desktop_portal.ui.dialogs import Dialog
from desktop_portal.ui.widgets import Text, primary, secondary

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

LINES = 8


@dataclass(frozen=True, slots=True)
class Report:
    """What IT support needs: the version, the kind of error, and where in the program. Never a value or an answer."""

    version: str
    kind: str
    places: str

    def text(self) -> str:
        """Return the report as it is copied."""
        system = f"Python {platform.python_version()}, Qt {qVersion()}, {platform.system()} {platform.release()}"
        return f"Children's Portal {self.version}\n{system}\n{self.kind}\n{self.places}"


def report_of(version: str, kind: type[BaseException], trace: TracebackType | None) -> Report:
    """Return the report of an exception: its class and its places, without its message, which may hold an answer."""
    frames = traceback.extract_tb(trace)
    places = "\n".join(f"  {_short(frame.filename)}, line {frame.lineno}, in {frame.name}" for frame in frames)
    return Report(version, kind.__name__, places)


class CrashWindow(Dialog):
    """Shown for a bug. The program goes on: what was written is saved."""

    def __init__(
        self, report: Report, parent: QWidget | None = None, copy: Callable[[str], None] | None = None
    ) -> None:
        said = self.tr("That was our mistake, not yours. What you have written is saved on this computer.")
        what = self.tr(
            "You can go on. If it happens again, copy this report and send it to your IT support. It holds nothing "
            "that you have written."
        )
        super().__init__(parent, self.tr("Something went wrong in the program"), (said, what))
        self._report = report
        self._copy = copy or QGuiApplication.clipboard().setText
        self._text = QPlainTextEdit(report.text())
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName(self.tr("Report"))
        self._text.setFixedHeight(self._text.fontMetrics().lineSpacing() * LINES)
        self._copied = Text("", "strong")
        self._copied.hide()
        self.add_parts(self._text, self._copied)
        self.add_buttons(
            primary(self.tr("Go on"), self.accept), secondary(self.tr("Copy the report"), self._copy_it), first=0
        )

    def _copy_it(self) -> None:
        self._copy(self._report.text())
        self._copied.setText(self.tr("Copied."))
        self._copied.show()


def _short(path: str) -> str:
    """Return a file's path from the package on: the folders above tell who the person is."""
    parts = path.replace("\\", "/").split("/")
    start = next((at for at, part in enumerate(parts) if part in {"desktop_portal", "site-packages"}), len(parts) - 1)
    return "/".join(parts[start:])
