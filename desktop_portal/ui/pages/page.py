"""What every page of the main window is: a title, one scrolled column, and a state to show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop_portal.ui.fields import ErrorSummary, Field, FieldError
from desktop_portal.ui.reading import order_tabs
from desktop_portal.ui.widgets import fill

if TYPE_CHECKING:
    from collections.abc import Sequence


class Page(QWidget):
    """A page. A subclass builds its widgets in `compose` and fills them in `show_state`.

    After a change of language the page is composed again and shown its last state. `titled` says the window's title,
    with "Error: " before it while the page shows problems.
    """

    titled = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Field] = {}
        self.summary = ErrorSummary()
        self._state: Any = None
        self._title = ""
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        fill(QVBoxLayout(self), self._scroll, spacing=0)
        self._start()

    def compose(self, layout: QVBoxLayout) -> None:
        """Put the page's widgets into the layout."""
        raise NotImplementedError

    def show_state(self, state: Any) -> None:
        """Show the state given. What it leaves out of a page's fields stays as it was typed."""
        raise NotImplementedError

    @property
    def title(self) -> str:
        """The window's title while this page is shown."""
        prefix = self.tr("Error: ") if any(field.problem for field in self.fields.values()) else ""
        return prefix + self._title

    def set_title(self, title: str) -> None:
        """Name the page; the name is the window's title and what a screen reader says on arriving."""
        self._title = title
        self.setAccessibleName(title)
        self._content.setAccessibleName(title)
        self.titled.emit(self.title)

    def add_field(self, name: str, field: Field) -> Field:
        """Keep a field under the name that problems are given for."""
        self.fields[name] = field
        return field

    def show_errors(self, errors: Sequence[FieldError]) -> None:
        """Show each problem beside its field and all of them in the summary, which takes the focus."""
        by_field = {one.field: one.text for one in errors}
        for name, field in self.fields.items():
            field.show_problem(by_field.get(name, ""))
        self.summary.show_errors(errors)
        order_tabs(self)
        if errors:
            self._scroll.ensureWidgetVisible(self.summary)
        self.titled.emit(self.title)

    def first_focus(self) -> None:
        """Put the keyboard into the first field, else before the first link: the page is read from its beginning."""
        if self.summary.isVisibleTo(self):
            self.summary.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        for widget in (field.editor for field in self.fields.values()):
            if isinstance(widget, QLineEdit) and widget.isEnabled():
                widget.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        self._content.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        """Compose the page again in the new language."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.LanguageChange:
            at = next((name for name, field in self.fields.items() if _has_keyboard(field)), "")
            self._start()
            if self._state is not None:
                self.show_state(self._state)
            if at in self.fields:
                self.fields[at].take_focus()

    def _start(self) -> None:
        self._content = content = _Content()
        content.setProperty("kind", "content")
        content.setProperty("ownFocus", True)
        content.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        layout = QVBoxLayout(content)
        fill(layout, margins=(40, 32, 40, 48), spacing=16)
        self.fields.clear()
        self.summary = ErrorSummary()
        self.summary.jump.connect(lambda name: self.fields[name].take_focus() if name in self.fields else None)
        self.compose(layout)
        old = self._scroll.takeWidget()
        if old is not None:
            old.deleteLater()
        self._scroll.setWidget(content)


def _has_keyboard(field: Field) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and field.isAncestorOf(focused)


class _Content(QWidget):
    """What is scrolled: as high as its texts are at the width there is, not as they would be in a narrow column."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        """Return the least width; the height follows from the width."""
        return QSize(super().minimumSizeHint().width(), 0)
