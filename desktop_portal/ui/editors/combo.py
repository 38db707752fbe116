"""A choice out of a long list: typing finds an option by any part of its words, or by another word for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QCompleter, QVBoxLayout, QWidget

from desktop_portal.forms.answers import Absent, Coding, Unreadable
from desktop_portal.forms.tree import ItemType, Option
from desktop_portal.ui.editors.base import Editor, FormLine, keep_width, px

if TYPE_CHECKING:
    from PySide6.QtGui import QWheelEvent

    from desktop_portal.forms.answers import Value
    from desktop_portal.forms.tree import Question
    from desktop_portal.ui.editors.base import Values

WORDS = Qt.ItemDataRole.UserRole + 1
OPTION = Qt.ItemDataRole.UserRole + 2
WIDTH = 480


class StillCombo(QComboBox):
    """A combo box that the mouse wheel passes over: scrolling a page never changes an answer."""

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Stay as wide as the design says at this size of text."""
        super().changeEvent(event)
        keep_width(self, event, WIDTH)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 (Qt's name)
        """Leave the wheel to the page."""
        event.ignore()


class WordsCompleter(QCompleter):
    """Finds by label, hint and synonyms; completes to the label."""

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:  # noqa: N802 (Qt's name)
        """Return what is put into the line: the label, not the words that found it."""
        return str(index.data(Qt.ItemDataRole.DisplayRole))


class ComboEditor(Editor):
    """One out of many. What fits no option is kept as typed (and said to be so), or is an answer in an open choice."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.combo = StillCombo(self)
        self.combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._line = FormLine(self.combo)
        self.combo.setLineEdit(self._line)
        self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.combo.setMaxVisibleItems(12)
        self.combo.setMaximumWidth(px(self, WIDTH))
        self.combo.setMinimumContentsLength(4)
        self._model = QStandardItemModel(self)
        self._options: list[Option] = []
        for option in question.options:
            if not option.retired:
                self._add(option)
        self.combo.setModel(self._model)
        completer = WordsCompleter(self._model, self)
        completer.setCompletionRole(WORDS)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.combo.setCompleter(completer)
        self.combo.setCurrentIndex(-1)
        line = self._line
        line.setPlaceholderText(self.tr("Type to search, or choose from the list"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.combo)
        self.parts = [(self.combo, "")]
        line.textEdited.connect(self._say)
        self.combo.activated.connect(self._say)
        completer.activated.connect(self._say)

    def describe(self, name: str, description: str) -> None:
        """Name the line inside as well: it takes the focus."""
        super().describe(name, description)
        line = self._line
        line.setAccessibleName(name)
        line.setAccessibleDescription(description)

    def values(self) -> Values:
        """Return the option whose label or other word is typed; else what is typed."""
        text = self.combo.currentText().strip()
        if not text:
            return ()
        option = self._found(text)
        if option is not None:
            return (option.value,)
        return (text if self.question.type is ItemType.OPEN_CHOICE else Unreadable(text),)

    def show_values(self, values: Values) -> None:
        """Show the option, one that is no longer offered too, or what was typed."""
        if self.values() == values:
            return
        self._line.setText(self._text(values[0]) if values else "")

    def _text(self, value: Value) -> str:
        if isinstance(value, Absent):
            return ""
        if isinstance(value, Unreadable):
            return value.text
        known = next((o for o in self._options if type(o.value) is type(value) and o.value == value), None)
        if known is None and isinstance(value, Coding):
            known = next((o for o in self.question.options if o.value == value), None)
            known = known or Option(value, value.display or value.code)
            self._add(known)
        return known.label if known else str(value)

    def _found(self, text: str) -> Option | None:
        wanted = text.casefold()
        exact = next((o for o in self._options if o.label.casefold() == wanted), None)
        if exact:
            return exact
        by_word = [o for o in self._options if any(word.casefold() == wanted for word in o.synonyms)]
        return by_word[0] if len(by_word) == 1 else None

    def _add(self, option: Option) -> None:
        item = QStandardItem(option.label)
        item.setData(" · ".join((option.label, option.hint, *option.synonyms)), WORDS)
        if option.hint:
            item.setToolTip(option.hint)
        self._model.appendRow(item)
        self._options.append(option)
