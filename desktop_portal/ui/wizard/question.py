"""One question on the page: its label, hint and problem, its editor, and the reasons why there may be no answer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from desktop_portal.forms.answers import Absent, Coding
from desktop_portal.ui.editors.choices import RadioEditor
from desktop_portal.ui.editors.table import editor_for
from desktop_portal.ui.fields import Around, Field
from desktop_portal.ui.flow import FlowLayout
from desktop_portal.ui.widgets import Text
from desktop_portal.ui.wizard.reasons import Reasons
from desktop_portal.ui.wizard.ways import Ways, copied_words

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from desktop_portal.core.council import Level
    from desktop_portal.core.page_state import FieldState
    from desktop_portal.forms.answers import Path
    from desktop_portal.forms.tree import Question
    from desktop_portal.ui.editors.base import Editor, Values
    from desktop_portal.ui.wizard.acts import Acts


def in_council_words(question: Question, levels: tuple[Level, ...]) -> Question:
    """Return the question with the council's own words at its options; where it has none the form's stay."""
    known = {level.code: level for level in levels}
    if not any(isinstance(o.value, Coding) and o.value.code in known for o in question.options):
        return question
    options = []
    for option in question.options:
        level = known.get(option.value.code) if isinstance(option.value, Coding) else None
        options.append(
            replace(option, label=level.title or option.label, hint=level.text or option.hint) if level else option
        )
    return replace(question, options=tuple(options))


class AnswerRow(Around):
    """An editor, and beside it the reasons why there may be no answer; for screen readers it is the editor."""

    def __init__(self, editor: Editor, reasons: Reasons | None) -> None:
        super().__init__()
        self.answer, self.reasons = editor, reasons
        beside: list[QWidget] = [] if editor.stretches else [editor]
        self._below = QVBoxLayout(self)
        self._below.setContentsMargins(0, 0, 0, 0)
        self._below.setSpacing(8)
        line = Upright(self)
        self._flow = FlowLayout(line, 28, 4, at_foot=editor.is_low)
        self._flow.setContentsMargins(0, 0, 0, 0)
        if editor.stretches:
            self._below.addWidget(editor)
        if reasons is not None:
            beside.append(reasons)
        for widget in beside:
            self._flow.addWidget(widget)
        if beside:
            self._below.addWidget(line)
        self.takes = editor.parts[0][0]

    def put_beside(self, widget: QWidget) -> None:
        """Put one more widget beside the editor, before the reasons."""
        reasons = self._flow.takeAt(1) if self.reasons is not None else None
        self._flow.addWidget(widget)
        if reasons is not None:
            self._flow.addItem(reasons)

    def put_below(self, widget: QWidget) -> None:
        """Put one more widget below all."""
        self._below.addWidget(widget)


class Upright(QWidget):
    """Holds what flows: its height follows from its width."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)


class QuestionField(Field):
    """A question that is shown. `show_state` sets only what differs from what stands there."""

    def __init__(self, question: Question, path: Path, acts: Acts) -> None:
        self.question, self.path = question, path
        self._acts = acts
        self._state: FieldState | None = None
        self._notes: dict[str, Text] = {}
        self._ways: Ways | None = None
        editor = editor_for(in_council_words(question, acts.words_for(question.link_id)), acts.files)
        clears = isinstance(editor, RadioEditor) and not question.required
        reasons = Reasons(question, clears=clears) if question.absent or clears else None
        self.answer, self.reasons = editor, reasons
        self._row = AnswerRow(editor, reasons)
        super().__init__(question.text, self._row, question.hint, mandatory=question.required)
        if editor.labels_itself:
            self._label.hide()
        editor.edited.connect(self._edited)
        if reasons is not None:
            reasons.chosen.connect(self._no_answer)

    def show_state(self, state: FieldState) -> None:
        """Show the values, the problem and the advice, each only where it differs."""
        before = self._state
        self._state = state
        if before is None or state.values != before.values:
            self._show_values(state.values)
        if before is None or state.problem != self.problem:
            self._change_problem(state.problem)
        if before is None or (state.changed, state.before) != (before.changed, before.before):
            self._show_note("changed", _changed_words(state), "small")
        if before is None or (state.advice, state.copied) != (before.advice, before.copied):
            self._show_note("advice", state.advice, "pill-warn")
            self._show_note("copied", copied_words(state.copied), "small")
        if self._ways is not None or state.offers or state.linked:
            self._show_ways(state)

    def show_problem(self, text: str) -> None:
        """Show what is wrong, at the edges of the boxes too."""
        super().show_problem(text)
        self.answer.mark_problem(problem=bool(text))

    def put_beside(self, widget: QWidget) -> None:
        """Put what belongs to the answer beside the editor."""
        self._row.put_beside(widget)

    def put_below(self, widget: QWidget) -> None:
        """Put what follows from the answer right below it."""
        self._row.put_below(widget)

    def take_focus(self) -> None:
        """Give the keyboard to the box that comes first, or to the option that is chosen."""
        self.answer.focus_part().setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        """Take a mended problem away once the person has left the field: nothing moves under the hands."""
        if event.type() is QEvent.Type.FocusOut and self._state is not None and not self._state.problem:
            self.show_problem("")
        return False

    def _change_problem(self, text: str) -> None:
        here = QApplication.focusWidget()
        if not text and here is not None and self.isAncestorOf(here):
            here.installEventFilter(self)
            return
        self.show_problem(text)

    def _show_values(self, values: Values) -> None:
        self.answer.show_values(values)
        if self.reasons is not None:
            first = values[0] if values else None
            self.reasons.show_reason(first.reason if isinstance(first, Absent) else "", answered=first is not None)

    def _show_ways(self, state: FieldState) -> None:
        if self._ways is None:
            self._ways = Ways(self.path, self.question.text, self._acts)
            self._layout.addWidget(self._ways)
        self._ways.show_state(state)

    def _show_note(self, name: str, text: str, kind: str) -> None:
        if not text and name not in self._notes:
            return
        if name not in self._notes:
            self._notes[name] = Text(text, kind)
            self._layout.addWidget(self._notes[name])
        self._notes[name].setText(text)
        self._notes[name].setVisible(bool(text))

    def _edited(self, values: Values) -> None:
        self._acts.edit(self.path, values)

    def _no_answer(self, reason: str) -> None:
        self._acts.edit(self.path, (Absent(reason),) if reason else ())

    def _tell(self) -> None:
        must = QCoreApplication.translate("Field", "must be answered")
        name = f"{self._label_text}, {must}" if self._mandatory else self._label_text
        wrong = QCoreApplication.translate("Field", "Problem: {}").format(self.problem) if self.problem else ""
        self.answer.describe(name, " ".join(part for part in (wrong, self._hint_text) if part))


def _changed_words(state: FieldState) -> str:
    if not state.changed:
        return ""
    if not state.before:
        return QCoreApplication.translate("Question", "Changed since it was sent. It was not answered then.")
    words = QCoreApplication.translate("Question", "Changed since it was sent. Sent was: {answer}")
    return words.replace("{answer}", state.before)
