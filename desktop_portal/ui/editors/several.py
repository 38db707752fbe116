"""A question that may have several answers of a kind that is typed: one line each, and "Add another"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_portal.ui.editors.base import Editor

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_portal.forms.tree import Question
    from desktop_portal.ui.editors.base import Values


class SeveralEditor(Editor):
    """Lines of one kind of editor; empty lines count as no answer."""

    def __init__(self, question: Question, make: Callable[[Question, QWidget], Editor], parent: QWidget | None) -> None:
        super().__init__(question, parent)
        self._make = make
        self._name, self._description = "", ""
        self.editors: list[Editor] = []
        self._lines: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.add = QPushButton(self.tr("Add another"), self)
        self.add.setProperty("kind", "link")
        self.add.clicked.connect(self._add_another)
        self._column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self._line()

    def values(self) -> Values:
        """All answers in order."""
        return tuple(value for editor in self.editors for value in editor.values())

    def show_values(self, values: Values) -> None:
        """One line for each answer, at least one."""
        if self.values() == values:
            return
        while len(self.editors) < max(len(values), 1):
            self._line()
        for at, editor in enumerate(self.editors):
            editor.show_values(values[at : at + 1])

    def describe(self, name: str, description: str) -> None:
        """Name all lines, numbered after the first."""
        self._name, self._description = name, description
        for at, editor in enumerate(self.editors, 1):
            editor.describe(name if at == 1 else f"{name} {at}", description)
        self.add.setAccessibleName(f"{self.tr('Add another')}, {name}")

    def _line(self) -> Editor:
        line = QWidget(self)
        editor = self._make(self.question, line)
        remove = QPushButton(self.tr("Remove"), line)
        remove.setProperty("kind", "link")
        box = QHBoxLayout(line)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(16)
        box.addWidget(editor, 1)
        box.addWidget(remove)
        remove.setVisible(bool(self.editors))
        remove.clicked.connect(lambda: self._remove(line, editor))
        editor.edited.connect(lambda _: self._say())
        self.editors.append(editor)
        self.parts += editor.parts
        self._column.insertWidget(self._column.count() - 1, line)
        if self._name:
            self.describe(self._name, self._description)
        return editor

    def _add_another(self) -> None:
        self._line().focus_part().setFocus()

    def _remove(self, line: QWidget, editor: Editor) -> None:
        self.editors.remove(editor)
        self.parts = [part for one in self.editors for part in one.parts]
        line.hide()
        line.deleteLater()
        self.editors[-1].focus_part().setFocus()
        self._say()
