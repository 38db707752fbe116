"""Which editor a question gets: a new kind of question is a new line here."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from desktop_portal.core.copying import is_signature
from desktop_portal.forms.tree import ItemType
from desktop_portal.ui.editors.attachment import AttachmentEditor
from desktop_portal.ui.editors.choices import CheckEditor, RadioEditor, SingleCheckEditor
from desktop_portal.ui.editors.combo import ComboEditor
from desktop_portal.ui.editors.dates import DateEditor, DateTimeEditor
from desktop_portal.ui.editors.several import SeveralEditor
from desktop_portal.ui.editors.signature import SignatureEditor
from desktop_portal.ui.editors.text import DecimalEditor, LineEditor, LongTextEditor, NumberEditor, TimeEditor

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop_portal.forms.tree import Question
    from desktop_portal.ui.editors.base import Editor
    from desktop_portal.ui.editors.file_zone import Files

MOST_RADIOS = 7

EDITORS: MappingProxyType[ItemType, type[Editor]] = MappingProxyType(
    {
        ItemType.STRING: LineEditor,
        ItemType.URL: LineEditor,
        ItemType.TEXT: LongTextEditor,
        ItemType.BOOLEAN: RadioEditor,
        ItemType.INTEGER: NumberEditor,
        ItemType.DECIMAL: DecimalEditor,
        ItemType.DATE: DateEditor,
        ItemType.DATE_TIME: DateTimeEditor,
        ItemType.TIME: TimeEditor,
    }
)


def editor_for(question: Question, files: Files, parent: QWidget | None = None) -> Editor:
    """Build the editor that fits a question."""
    if question.type is ItemType.ATTACHMENT:
        return AttachmentEditor(question, files, parent)
    if is_signature(question.link_id) and question.type is ItemType.STRING and not question.repeats:
        return SignatureEditor(question, parent)
    kind = EDITORS.get(question.type) or _choice(question)
    if question.repeats and kind is not CheckEditor:
        return SeveralEditor(question, kind, parent)
    return kind(question, parent)


def _choice(question: Question) -> type[Editor]:
    """Return what suits a choice, by how many options there are and how many of them may be chosen."""
    if question.repeats:
        return CheckEditor
    if question.type is ItemType.CHOICE and len(question.options) == 1:
        return SingleCheckEditor
    if question.control in ("drop-down", "autocomplete"):
        return ComboEditor
    return RadioEditor if len(question.options) <= MOST_RADIOS else ComboEditor
