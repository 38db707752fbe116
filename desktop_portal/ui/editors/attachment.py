"""The files of one question: each with a small picture, a description and Remove, which can be taken back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_portal.forms.answers import Attachment
from desktop_portal.ui.editors.base import Editor, FormLine
from desktop_portal.ui.editors.file_zone import FileZone, size_words
from desktop_portal.ui.editors.thumbnail import Thumbnail
from desktop_portal.ui.fields import announce
from desktop_portal.ui.widgets import Text, link, row

if TYPE_CHECKING:
    from desktop_portal.forms.tree import Question
    from desktop_portal.ui.editors.base import Values
    from desktop_portal.ui.editors.file_zone import Files


class FileLine(QFrame):
    """One attached file: a small picture, its name and size, a line to describe it, and Remove."""

    removed = Signal()
    described = Signal(str)

    def __init__(self, attachment: Attachment, files: Files, parent: QWidget, *, describes: bool) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        name = attachment.title
        remove = link(self.tr("Remove"), self.removed.emit)
        remove.setAccessibleName(self.tr("Remove {name}").replace("{name}", name))
        self.words = FormLine(self)
        self.words.setText(attachment.description)
        self.words.setPlaceholderText(self.tr("What is it? For example: school report, March"))
        self.words.setAccessibleName(self.tr("Description of {name}").replace("{name}", name))
        self.words.textEdited.connect(self.described)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Text(name, "strong"), 1)
        head.addWidget(Text(size_words(attachment.size), "small", wraps=False))
        head.addWidget(remove)
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.words)
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 12, 16, 12)
        line.setSpacing(16)
        self.picture = Thumbnail(files)
        line.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        self.picture.show_file(attachment)
        line.addLayout(column, 1)
        self.words.setVisible(describes)


class AttachmentEditor(Editor):
    """The files of one question: those attached, and the place where more come in."""

    def __init__(self, question: Question, files: Files, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self._files: list[Attachment] = []
        self._kept = files
        self._gone: tuple[int, Attachment] | None = None
        self.zone = FileZone(question, files, self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._lines: list[FileLine] = []
        self._removed = Text("", "body")
        self.undo = link(self.tr("Undo"), self._take_back)
        self._undo_line = row(self._removed, self.undo)
        self._undo_line.hide()
        self._column.addWidget(self._undo_line)
        self._column.addWidget(self.zone)
        self.parts = [(self.zone.choose, "")]
        self.zone.accepted.connect(self._accept)

    def focus_part(self) -> QWidget:
        """Return the button that takes files, or the description of the file where there is room for one only."""
        return self._lines[0].words if self.zone.isHidden() and self._lines else self.zone.choose

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
        file = self._files.pop(at)
        self._gone = (at, file)
        self._show()
        self._removed.setText(self.tr("Removed: {title}").replace("{title}", file.title))
        self._undo_line.show()
        announce(self, self._removed.text())
        self.undo.setFocus()
        self._say()

    def _take_back(self) -> None:
        if self._gone is None:
            return
        at, file = self._gone
        self._files.insert(at, file)
        self._show()
        self.zone.choose.setFocus()
        self._say()

    def _describe(self, at: int, text: str) -> None:
        self._files[at] = replace(self._files[at], description=text)
        self._say()

    def _show(self) -> None:
        self._undo_line.hide()
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines = []
        for at, file in enumerate(self._files):
            line = FileLine(file, self._kept, self, describes=self.question.repeats)
            line.removed.connect(lambda at=at: self._remove(at))
            line.described.connect(lambda text, at=at: self._describe(at, text))
            self._column.insertWidget(at, line)
            self._lines.append(line)
        room = self.question.repeats or not self._files
        full = self.question.max_occurs is not None and len(self._files) >= self.question.max_occurs
        self.zone.setVisible(room and not full)
