"""Files: chosen, dropped or pasted. Reading and checking them is handed in; what is refused is told in a sentence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_portal.core.problems import Problem
from desktop_portal.forms.answers import Attachment
from desktop_portal.ui.editors.base import Editor, FormLine
from desktop_portal.ui.messages import sentence

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QMimeData
    from PySide6.QtGui import QDragEnterEvent, QDropEvent

    from desktop_portal.forms.tree import Question
    from desktop_portal.ui.editors.base import Values

KIB = 1024


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that a person wants to attach: on the disk at `path`, or `data` out of the clipboard."""

    name: str
    path: Path | None = None
    data: bytes = b""


if TYPE_CHECKING:
    Attach = Callable[[NewFile], Attachment]


def size_words(size: int) -> str:
    """Return a size as people say it: "4 KB", "1.2 MB"."""
    if size < KIB:
        return f"{size} bytes"
    if size < KIB * KIB:
        return f"{round(size / KIB)} KB"
    return f"{size / KIB / KIB:.1f} MB".replace(".0 ", " ")


class FileZone(QFrame):
    """Where files come in: a button, a place to drop them, and Paste. Emits each file that was accepted."""

    accepted = Signal(object)

    def __init__(self, question: Question, attach: Attach, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._attach = attach
        self.setProperty("kind", "card")
        self.setAcceptDrops(True)
        self.choose = QPushButton(self.tr("Choose files…"), self)
        self.choose.setProperty("kind", "secondary")
        self.choose.setCursor(Qt.CursorShape.PointingHandCursor)
        self.choose.clicked.connect(self._choose)
        self.paste = QPushButton(self.tr("Paste a picture"), self)
        self.paste.setProperty("kind", "link")
        self.paste.setCursor(Qt.CursorShape.PointingHandCursor)
        self.paste.clicked.connect(self._paste)
        QShortcut(
            QKeySequence.StandardKey.Paste, self, self._paste, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        self.limits = _plain(self._limits(question), "hint", self)
        self.refused = _plain("", "error", self)
        self.refused.setVisible(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        line = QHBoxLayout()
        line.setSpacing(24)
        line.addWidget(self.choose)
        line.addWidget(self.paste)
        line.addStretch(1)
        column.addWidget(_plain(self.tr("Drop files here, or choose them."), "body", self))
        column.addLayout(line)
        column.addWidget(self.limits)
        column.addWidget(self.refused)

    def take(self, files: list[NewFile]) -> None:
        """Read each file; what is refused is told by name, the others are attached all the same."""
        sentences: list[str] = []
        for file in files:
            try:
                attachment = self._attach(file)
            except Problem as problem:
                sentences.append(sentence(problem))
            else:
                self.accepted.emit(attachment)
        self.refused.setText("\n".join(sentences))
        self.refused.setVisible(bool(sentences))

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

    def _choose(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, self.tr("Choose files"))
        self.take([NewFile(Path(name).name, Path(name)) for name in names])

    def _paste(self) -> None:
        files = self._files(QGuiApplication.clipboard().mimeData())
        if files:
            self.take(files)
            return
        self.refused.setText(self.tr("There is no picture and no file in the clipboard. Copy one, then paste it here."))
        self.refused.setVisible(True)

    def _files(self, data: QMimeData) -> list[NewFile]:
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


class FileLine(QFrame):
    """One attached file: its name and size, a line to describe it, and Remove."""

    removed = Signal()
    described = Signal(str)

    def __init__(self, attachment: Attachment, parent: QWidget, *, describes: bool) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        name = attachment.title
        remove = QPushButton(self.tr("Remove"), self)
        remove.setProperty("kind", "link")
        remove.setAccessibleName(self.tr("Remove {name}").replace("{name}", name))
        remove.clicked.connect(self.removed)
        self.words = FormLine(attachment.description, self)
        self.words.setPlaceholderText(self.tr("What is it? For example: school report, March"))
        self.words.setAccessibleName(self.tr("Description of {name}").replace("{name}", name))
        self.words.textEdited.connect(self.described)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(_plain(name, "strong", self), 1)
        head.addWidget(_plain(size_words(attachment.size), "small", self, wrap=False))
        head.addWidget(remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.words)
        self.words.setVisible(describes)


class AttachmentEditor(Editor):
    """The files of one question: those attached, and the place where more come in."""

    def __init__(self, question: Question, attach: Attach, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self._files: list[Attachment] = []
        self.zone = FileZone(question, attach, self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._lines: list[FileLine] = []
        self._column.addWidget(self.zone)
        self.parts = [(self.zone.choose, "")]
        self.zone.accepted.connect(self._accept)

    def describe(self, name: str, description: str) -> None:
        """Have the button say what it is for."""
        self.zone.choose.setAccessibleName(f"{self.tr('Choose files')}, {name}")
        self.zone.choose.setAccessibleDescription(f"{self.zone.limits.text()} {description}".strip())

    def values(self) -> Values:
        """Return the attached files in the order in which they came."""
        return tuple(self._files)

    def show_values(self, values: Values) -> None:
        """List the files."""
        files = [value for value in values if isinstance(value, Attachment)]
        if files != self._files:
            self._files = files
            self._show()

    def _accept(self, attachment: Attachment) -> None:
        if attachment.digest in {file.digest for file in self._files}:
            return
        self._files = [*self._files, attachment] if self.question.repeats else [attachment]
        self._show()
        self._say()

    def _remove(self, at: int) -> None:
        del self._files[at]
        self._show()
        self.zone.choose.setFocus()
        self._say()

    def _describe(self, at: int, text: str) -> None:
        self._files[at] = replace(self._files[at], description=text)
        self._say()

    def _show(self) -> None:
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = []
        for at, file in enumerate(self._files):
            line = FileLine(file, self, describes=self.question.repeats)
            line.removed.connect(lambda at=at: self._remove(at))
            line.described.connect(lambda text, at=at: self._describe(at, text))
            self._column.insertWidget(at, line)
            self._lines.append(line)
        room = self.question.repeats or not self._files
        full = self.question.max_occurs is not None and len(self._files) >= self.question.max_occurs
        self.zone.setVisible(room and not full)


def _plain(text: str, kind: str, parent: QWidget, *, wrap: bool = True) -> QLabel:
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("kind", kind)
    label.setWordWrap(wrap)
    return label
