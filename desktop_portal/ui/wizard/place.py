"""Where a person is on a page, without a word of what they wrote: question, box, caret and scroll position."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktop_portal.ui.wizard.question import QuestionField

if TYPE_CHECKING:
    from desktop_portal.forms.answers import Path


@dataclass(frozen=True, slots=True)
class Place:
    """A place on a page of the wizard.

    `box` is the number of the input in its question (day, month, year), `caret` and `anchor` the two ends of what is
    marked, counted in UTF-16 units as Qt does, `scroll` the page's position in pixels.
    """

    page: str
    path: Path | None = None
    box: int = 0
    caret: int = 0
    anchor: int = 0
    scroll: int = 0


def place_of(page: str, scroll: int, focused: QWidget | None) -> Place:
    """Return the place of the widget that has, or had last, the keyboard."""
    field = _field_around(focused)
    if field is None or focused is None:
        return Place(page, scroll=scroll)
    boxes = [widget for widget, _name in field.answer.parts]
    box = next((at for at, one in enumerate(boxes) if one is focused or one.isAncestorOf(focused)), 0)
    caret, anchor = _caret(boxes[box])
    return Place(page, field.path, box, caret, anchor, scroll)


def put_back(field: QuestionField, place: Place) -> None:
    """Give the keyboard to the box it was taken from, the caret where it stood."""
    boxes = [widget for widget, _name in field.answer.parts]
    box = boxes[min(place.box, len(boxes) - 1)]
    box.setFocus(Qt.FocusReason.OtherFocusReason)
    if isinstance(box, QLineEdit):
        box.setCursorPosition(place.anchor)
        if place.caret != place.anchor:
            box.setSelection(place.anchor, place.caret - place.anchor)
    elif isinstance(box, QPlainTextEdit):
        cursor = box.textCursor()
        last = max(box.document().characterCount() - 1, 0)
        cursor.setPosition(min(place.anchor, last))
        cursor.setPosition(min(place.caret, last), QTextCursor.MoveMode.KeepAnchor)
        box.setTextCursor(cursor)


def _caret(box: QWidget) -> tuple[int, int]:
    if isinstance(box, QLineEdit):
        caret = box.cursorPosition()
        start, end = box.selectionStart(), box.selectionEnd()
        return (caret, caret) if start < 0 else (caret, end if caret == start else start)
    if isinstance(box, QPlainTextEdit):
        cursor = box.textCursor()
        return cursor.position(), cursor.anchor()
    return 0, 0


def _field_around(widget: QWidget | None) -> QuestionField | None:
    while widget is not None and not isinstance(widget, QuestionField):
        widget = widget.parentWidget()
    return widget
