"""Check your answers: section by section, with a way back to each question, and what is left before sending."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop_portal.ui.flow import Halves, upright
from desktop_portal.ui.widgets import Text, body, heading, hint, line, link, literal, pill, row, title
from desktop_portal.ui.wizard.wording import tr

if TYPE_CHECKING:
    from desktop_portal.core.page_state import CheckLine, CheckSection, PageState
    from desktop_portal.core.wizard import Left
    from desktop_portal.forms.answers import Path

WIDTH = 760
MOST_LEFT = 12
LINE_LETTERS = 46
"""Narrower than so many letters, what is asked stands above what was answered."""


class WhatIsLeft(QFrame):
    """Everything that stops the form from being sent, each a way to its question."""

    wanted = Signal(str, object)

    def __init__(self, left: tuple[Left, ...]) -> None:
        super().__init__()
        self.setProperty("kind", "card-warn")
        self.setAccessibleName(tr("What is left"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(6)
        column.addWidget(Text(tr("What is left:"), "strong"))
        for one in left[:MOST_LEFT]:
            go = link(literal(one.text), partial(self.wanted.emit, one.page, one.path))
            column.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)
        if len(left) > MOST_LEFT:
            more = tr("and {count} more, named in their sections").replace("{count}", str(len(left) - MOST_LEFT))
            column.addWidget(hint(more))


class CheckAnswers(QWidget):
    """The whole page, built anew each time it is opened. `wanted` carries the page and the question to change."""

    wanted = Signal(str, object)

    def __init__(self, state: PageState) -> None:
        super().__init__()
        self.page = state.page
        self.title = title(tr("Check your answers"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.title)
        column.addWidget(hint(_left_words(len(state.left))))
        if state.left:
            left = WhatIsLeft(state.left)
            left.wanted.connect(self.wanted)
            column.addWidget(left)
        for section in state.check:
            column.addWidget(self._section(section))
        column.addStretch(1)

    def show_state(self, state: PageState) -> None:
        """Nothing changes on this page while it is open."""

    def _section(self, section: CheckSection) -> QWidget:
        part = QWidget()
        part.setAccessibleName(section.title)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 16, 0, 0)
        column.setSpacing(8)
        column.addWidget(heading(f"{section.number} {section.title}"))
        for one in section.lines:
            column.addWidget(self._line(section.page, one))
            column.addWidget(line())
        if not section.lines:
            column.addWidget(body(tr("Nothing is filled in here.")))
        if section.open_labels:
            column.addWidget(self._open(section))
        return part

    def _line(self, page: str, one: CheckLine) -> QWidget:
        asked = body(one.label)
        asked.setAlignment(Qt.AlignmentFlag.AlignTop)
        words = tr("Change") if one.answered else tr("Answer")
        change = link(words, lambda: self.wanted.emit(page, one.path))
        change.setAccessibleName(f"{words}, {one.label}")
        part = Halves(asked, self._said(one), upright(change), shares=(5, 8, 0), letters=LINE_LETTERS)
        part.setContentsMargins(12, 6, 12, 6)
        return part

    @staticmethod
    def _said(one: CheckLine) -> QWidget:
        said = QWidget()
        answers = QVBoxLayout(said)
        answers.setContentsMargins(0, 0, 0, 0)
        answers.setSpacing(2)
        if one.said:
            answers.addWidget(body(one.said))
        elif not one.details:
            kind = "warn" if one.needed else "info"
            answers.addWidget(row(pill(tr("Not answered"), kind)))
        for label, text in one.details:
            answers.addWidget(hint(f"{label}: {text or tr('Not answered')}"))
        if one.needed and one.said:
            answers.addWidget(row(pill(tr("Something is left here"), "warn")))
        answers.addStretch(1)
        return said

    def _open(self, section: CheckSection) -> QWidget:
        path: Path | None = section.first_open
        words = link(tr("Answer"), lambda: self.wanted.emit(section.page, path))
        words.setAccessibleName(f"{tr('Answer')}, {section.open_labels[0]}")
        labels = "; ".join(label.rstrip("?") for label in section.open_labels)
        names = hint(f"{tr('Not answered, and not needed:')} {labels}")
        names.setAlignment(Qt.AlignmentFlag.AlignTop)
        part = Halves(names, upright(words), shares=(1, 0), letters=LINE_LETTERS)
        part.setContentsMargins(12, 0, 12, 0)
        return part


def _left_words(count: int) -> str:
    if not count:
        return tr("Everything that must be answered is answered. Read it through, then go on to the declaration.")
    if count == 1:
        return tr("1 question still needs an answer. If you do not know, say so: it never stops you sending this form.")
    text = tr(
        "{count} questions still need an answer. If you do not know, say so: it never stops you sending this form."
    )
    return text.replace("{count}", str(count))
