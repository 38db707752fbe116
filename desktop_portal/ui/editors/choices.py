"""Choices as radio buttons and check boxes, with "Other" where the form lets people write their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QCheckBox,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop_portal.forms.answers import Absent, Coding
from desktop_portal.forms.tree import ItemType, Note, Option
from desktop_portal.ui.editors.base import Editor, px
from desktop_portal.ui.editors.option_row import OptionRow, OptionSearch, OwnWords
from desktop_portal.ui.flow import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from desktop_portal.forms.answers import Value
    from desktop_portal.forms.tree import Question
    from desktop_portal.ui.editors.base import Values

BESIDE_EACH_OTHER = 3
LONGEST_BESIDE = 16
FILTER_FROM = 16


class ChoiceEditor(Editor):
    """What radio buttons and check boxes share: options in rows, and "Other" with a line to write in."""

    make: Callable[[QWidget], QAbstractButton]

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.rows: list[OptionRow] = []
        self.other: OptionRow | None = None
        self.words: OwnWords | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._absent: Values = ()
        options = [option for option in self._options() if not option.retired]
        self._fill(options)
        if question.type is ItemType.OPEN_CHOICE:
            self._add_other()
        self.parts = [(row.button, "") for row in self._all()]

    def describe(self, name: str, description: str) -> None:
        """Name the group by what is asked; the options keep their own names."""
        self.setAccessibleName(name)
        self.setAccessibleDescription(description)
        for row in self._all():
            said = ". ".join(part for part in (row.option.hint, name, description) if part)
            row.button.setAccessibleDescription(said)

    def focus_part(self) -> QWidget:
        """Return the chosen option, or the first."""
        return next((row.button for row in self._all() if row.button.isChecked()), self.parts[0][0])

    def values(self) -> Values:
        """Return the chosen options in the order of the list, then the person's own words."""
        chosen: list[Value] = [row.option.value for row in self.rows if row.button.isChecked()]
        if self.other and self.words and self.other.button.isChecked() and self.words.text().strip():
            chosen.append(self.words.text())
        return tuple(chosen)

    def show_values(self, values: Values) -> None:
        """Choose what is given; an option that is no longer offered is added, so that it is seen."""
        if self.values() == values and self._same_kinds(values):
            return
        own = next((v for v in values if isinstance(v, str) and not self._offered(v)), "")
        for value in values:
            if isinstance(value, Coding) and not self._offered(value):
                self._add(Option(value, value.display or value.code, retired=True))
        for row in self.rows:
            self._check(row.button, on=any(type(v) is type(row.option.value) and v == row.option.value for v in values))
        if self.other and self.words:
            self._check(self.other.button, on=bool(own))
            self.words.setText(own)
            self.words.setVisible(bool(own))

    def _options(self) -> Sequence[Option]:
        return self.question.options

    def _fill(self, options: Sequence[Option]) -> None:
        short = len(options) <= BESIDE_EACH_OTHER and all(
            len(o.label) <= LONGEST_BESIDE and not o.hint for o in options
        )
        line: FlowLayout | None = None
        if short and self.question.type is not ItemType.OPEN_CHOICE:
            beside = QWidget(self)
            policy = beside.sizePolicy()
            policy.setHeightForWidth(True)
            beside.setSizePolicy(policy)
            line = FlowLayout(beside, 32, 8)
            line.setContentsMargins(0, 0, 0, 0)
            self._column.addWidget(beside)
            self.stretches = False
        for option in options:
            self._add(option, line)

    def _add(self, option: Option, line: FlowLayout | None = None) -> OptionRow:
        row = OptionRow(option, type(self).make(self), self)
        (line if line is not None else self._column).addWidget(row)
        self.rows.append(row)
        row.button.clicked.connect(lambda: self._clicked(row))
        return row

    def _add_other(self) -> None:
        self.other = self._add(Option("", self.tr("Other")))
        self.rows.remove(self.other)
        self.words = OwnWords(self)
        self._column.addWidget(self.words)
        self.words.textEdited.connect(self._say)

    def _all(self) -> list[OptionRow]:
        return [*self.rows, self.other] if self.other else self.rows

    def _clicked(self, row: OptionRow) -> None:
        if self.other and self.words:
            self.words.setVisible(self.other.button.isChecked())
            if row is self.other and row.button.isChecked():
                self.words.setFocus()
        self._say()

    def _check(self, button: QAbstractButton, *, on: bool) -> None:
        button.setChecked(on)

    def _offered(self, value: Value) -> bool:
        return any(type(row.option.value) is type(value) and row.option.value == value for row in self.rows)

    def _same_kinds(self, values: Values) -> bool:
        if any(isinstance(value, Absent) for value in values):
            return False
        writing = bool(self.other and self.other.button.isChecked())
        return bool(values) or not writing


class RadioEditor(ChoiceEditor):
    """One of a few; nothing is chosen until the person chooses."""

    make = QRadioButton

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        self._buttons = QButtonGroup()
        self._showing = False
        super().__init__(question, parent)
        self._buttons.setParent(self)

    def _options(self) -> Sequence[Option]:
        if self.question.type is ItemType.BOOLEAN:
            return (Option(value=True, label=self.tr("Yes")), Option(value=False, label=self.tr("No")))
        return self.question.options

    def _add(self, option: Option, line: FlowLayout | None = None) -> OptionRow:
        row = super()._add(option, line)
        self._buttons.addButton(row.button)
        row.button.toggled.connect(lambda on: self._toggled(row, on=on))
        return row

    def _toggled(self, row: OptionRow, *, on: bool) -> None:
        """Hear a choice that came without a click: a screen reader's own action only toggles."""
        if on and not self._showing:
            self._clicked(row)

    def show_values(self, values: Values) -> None:
        """Show what is chosen without saying that it was."""
        self._showing = True
        super().show_values(values)
        self._showing = False

    def _check(self, button: QAbstractButton, *, on: bool) -> None:
        if button.isChecked() == on:
            return
        self._buttons.setExclusive(False)
        button.setChecked(on)
        self._buttons.setExclusive(True)


class CheckEditor(ChoiceEditor):
    """Any number of options; an exclusive one ("None of these") clears the others. Long lists can be searched."""

    make = QCheckBox
    narrowed = Signal(int)

    def _fill(self, options: Sequence[Option]) -> None:
        if len(options) >= FILTER_FROM:
            self.search = OptionSearch(self)
            self.search.setMaximumWidth(px(self, 480))
            self.search.setPlaceholderText(self.tr("Type to find an option"))
            self.search.setAccessibleName(self.tr("Find an option"))
            self.search.textChanged.connect(self._narrow)
            self._column.addWidget(self.search)
        super()._fill(options)

    def _clicked(self, row: OptionRow) -> None:
        if row.button.isChecked():
            for other in self._all():
                if other is not row and (row.option.exclusive or other.option.exclusive):
                    other.button.setChecked(False)
        super()._clicked(row)

    def _narrow(self, text: str) -> None:
        wanted = text.strip().casefold()
        seen = 0
        for row in self.rows:
            words = (row.option.label, row.option.hint, *row.option.synonyms)
            fits = not wanted or any(wanted in word.casefold() for word in words)
            row.setVisible(fits or row.button.isChecked())
            seen += int(fits)
        self.narrowed.emit(seen)


class SingleCheckEditor(Editor):
    """A choice of one option ("I confirm", "This is an estimate"): a real check box with the words beside it."""

    labels_itself = True

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(question, parent)
        self.option, self.words = question.options[0], ""
        words = next((c.text for c in question.children if isinstance(c, Note) and c.control == "legal"), "")
        words = words or max(question.text, self.option.label, key=len)
        self.words = words
        shown = Option(self.option.value, f"{words}\u00a0*" if question.required else words, self.option.hint)
        self.box = QCheckBox(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(OptionRow(shown, self.box, self))
        self.parts = [(self.box, "")]
        self.box.clicked.connect(self._say)

    def describe(self, name: str, description: str) -> None:
        """Name the box by the words beside it: whoever hears it has to know what is confirmed."""
        must = name.removeprefix(self.question.text)
        self.box.setAccessibleName(f"{self.words}{must}")
        self.box.setAccessibleDescription(". ".join(part for part in (self.option.hint, description) if part))

    def values(self) -> Values:
        """Return the option when ticked."""
        return (self.option.value,) if self.box.isChecked() else ()

    def show_values(self, values: Values) -> None:
        """Tick or clear the box."""
        self.box.setChecked(self.option.value in values)
