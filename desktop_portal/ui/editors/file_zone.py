"""Where files come in: chosen, dropped or pasted. Reading them is handed in; refusals are told in words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid

from desktop_portal.core.problems import Problem
from desktop_portal.ui.fields import announce
from desktop_portal.ui.flow import flow
from desktop_portal.ui.messages import sentence
from desktop_portal.ui.widgets import Button, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from desktop_portal.forms.answers import Attachment
    from desktop_portal.forms.tree import Question

KIB = 1024


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that a person wants to attach: on the disk at `path`, or `data` out of the clipboard."""

    name: str
    path: Path | None = None
    data: bytes = b""


@dataclass(frozen=True, slots=True)
class Files:
    """What a form does with files: `attach` reads, checks and keeps one; `read` gives its bytes.

    `attach` calls one of the two with what became of it, on the window's thread, maybe before it returns: the first
    with the file, the second with a Problem (or a bug).
    """

    attach: Callable[[NewFile, Callable[[Attachment], None], Callable[[Exception], None]], None]
    read: Callable[[Attachment], bytes] = lambda _file: b""


def size_words(size: int) -> str:
    """Return a size as people say it: "4 KB", "1.2 MB"."""
    if size < KIB:
        return f"{size} bytes"
    if size < KIB * KIB:
        return f"{round(size / KIB)} KB"
    return f"{size / KIB / KIB:.1f} MB".replace(".0 ", " ")


def _is_a_bug(trouble: Exception) -> None:
    raise trouble


class FileZone(QFrame):
    """Where files come in: a button, a place to drop them, and Paste. Emits each file that was accepted.

    Several files are taken one after the other, so that the rest can be called off.
    """

    accepted = Signal(object)

    def __init__(self, question: Question, files: Files, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = files
        self._waiting: list[NewFile] = []
        self._busy = self._going = False
        self._done = 0
        self._sentences: list[str] = []
        self.setProperty("kind", "card")
        self.setAcceptDrops(True)
        self.choose = Button(self.tr("Choose files…"), "secondary", self._choose)
        self.paste = Button(self.tr("Paste a picture"), "link", self._paste)
        self.stop = Button(self.tr("Stop"), "link", self._stop)
        self.limits = Text(self._limits(question), "hint")
        self.refused = Text("", "error")
        self._drop = self.tr("Drop files here, or choose them.")
        self._told = Text(self._drop, "body")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        for widget in (self._told, flow(self.choose, self.paste, self.stop, gap=24), self.limits, self.refused):
            column.addWidget(widget)
        self.refused.hide()
        self.stop.hide()
        QShortcut(
            QKeySequence.StandardKey.Paste, self, self._paste, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        )

    def take(self, files: list[NewFile]) -> None:
        """Read each file; what is refused is told by name, the others are attached all the same."""
        if not self._waiting and not self._busy:
            self._done, self._sentences = 0, []
        self._waiting += files
        self._go_on()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 (Qt's name)
        """Take files and pictures."""
        if self._files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 (Qt's name)
        """Attach what was dropped."""
        files = self._files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.take(files)

    def _go_on(self) -> None:
        """Give one file at a time to be kept; where that is done at once, this goes on with the next."""
        if self._going:
            return
        self._going = True
        while self._waiting and not self._busy:
            self._busy = True
            file = self._waiting.pop(0)
            self._tell()
            self._kept.attach(file, self._added, self._not_added)
        self._going = False

    def _added(self, attachment: Attachment) -> None:
        if isValid(self):
            self._busy = False
            self._done += 1
            self.accepted.emit(attachment)
            self._tell()
            self._go_on()

    def _not_added(self, trouble: Exception) -> None:
        if isValid(self):
            self._busy = False
            self._done += 1
            if isinstance(trouble, Problem):
                self._sentences.append(sentence(trouble))
            self._tell()
            self._go_on()
        if not isinstance(trouble, Problem):
            # Not here: whoever waits for the file must come to an end, and the crash window comes after that.
            QTimer.singleShot(0, partial(_is_a_bug, trouble))

    def _stop(self) -> None:
        left = len(self._waiting)
        self._waiting.clear()
        self._sentences.append(self.tr("Stopped: {count} not added.").replace("{count}", str(left)))
        self._tell()

    def _tell(self) -> None:
        left = len(self._waiting) + self._busy
        more = self.tr("Adding files: {done} of {count} done.")
        more = more.replace("{done}", str(self._done)).replace("{count}", str(self._done + left))
        self._told.setText(more if left else self._drop)
        self.stop.setVisible(bool(self._waiting))
        self.refused.setText("\n".join(self._sentences))
        self.refused.setVisible(bool(self._sentences))
        if self._sentences and not left:
            announce(self, self.refused.text())

    def _choose(self) -> None:
        # Opened, not run: whoever presses the button through a screen reader gets an answer at once.
        dialog = QFileDialog(self, self.tr("Choose files"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.take([NewFile(Path(name).name, Path(name)) for name in names]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _paste(self) -> None:
        files = self._files(QGuiApplication.clipboard().mimeData())
        if files:
            self.take(files)
            return
        self.refused.setText(self.tr("There is no picture and no file in the clipboard. Copy one, then paste it here."))
        self.refused.setVisible(True)

    def _files(self, data: QMimeData | None) -> list[NewFile]:
        if data is None:
            return []
        local = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if local:
            return [NewFile(path.name, path) for path in local]
        picture = data.imageData() if data.hasImage() else None
        if not isinstance(picture, QImage):
            return []
        stored = QByteArray()
        buffer = QBuffer(stored)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        QImageWriter(buffer, QByteArray(b"png")).write(picture)
        return [NewFile(self.tr("Pasted picture.png"), data=bytes(stored.data()))]

    def _limits(self, question: Question) -> str:
        size = size_words(question.max_size) if question.max_size else ""
        kinds = self.tr("Word documents, PDF and pictures are accepted. Spreadsheets are not.")
        return f"{kinds} {self.tr('Each file may be up to {size}.').replace('{size}', size)}" if size else kinds
