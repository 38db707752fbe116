"""Builds the widgets of a section: each when it is first shown, in reading order, and never again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_portal.core.page_state import DANGER
from desktop_portal.forms.answers import Path
from desktop_portal.forms.tree import Group, ItemType, Note, Question
from desktop_portal.ui.flow import flow
from desktop_portal.ui.widgets import Text, heading, hint, literal, secondary, stack, subheading
from desktop_portal.ui.wizard.question import QuestionField
from desktop_portal.ui.wizard.rows import Rows
from desktop_portal.ui.wizard.wording import tr

if TYPE_CHECKING:
    from desktop_portal.forms.tree import Item
    from desktop_portal.ui.wizard.shelf import Shelf

SPACE = 24


class Blocks(QWidget):
    """The items below one group, for one row of it. `settle` shows and hides; what is hidden keeps what was typed."""

    def __init__(self, shelf: Shelf, items: tuple[Item, ...], rows: tuple[int, ...], depth: int = 0) -> None:
        super().__init__()
        self._shelf, self._items, self._rows, self._depth = shelf, items, rows, depth
        self._built: dict[str, QWidget] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE)

    def settle(self) -> None:
        """Build what is shown for the first time; show and hide the rest; go through what is below."""
        # Qt lays out every page above at each widget that appears: once for all of them is enough.
        self._column.setEnabled(False)
        self._settle()
        self._column.setEnabled(True)
        self._column.invalidate()
        if self.isVisible():
            self._column.activate()

    def _settle(self) -> None:
        place = 0
        for item in self._items:
            path = Path(item.link_id, self._rows)
            visible = not item.hidden and self._shelf.visible(item, path) and not _said_by_panel(item)
            widget = self._built.get(item.link_id)
            if widget is None and visible and self._shelf.may_build():
                widget = self._build(item, path)
                self._built[item.link_id] = widget
                self._column.insertWidget(place, widget)
            if widget is None:
                continue
            place += 1
            if visible:
                _settle(widget)
            if widget.isHidden() == visible:
                widget.setVisible(visible)

    def build_ahead(self) -> bool:
        """Build one question that is not shown yet, so that it can appear at once; False when there is none left."""
        place = 0
        for item in self._items:
            if item.link_id in self._built:
                place += 1
            elif isinstance(item, Question) and not item.hidden:
                widget = self._build(item, Path(item.link_id, self._rows))
                widget.hide()
                self._built[item.link_id] = widget
                self._column.insertWidget(place, widget)
                return True
        return False

    def open_row(self, path: Path) -> None:
        """Open the cards that the question at `path` lies in, however deep."""
        for widget in self._built.values():
            opener = getattr(widget, "open_row", None)
            if opener is not None:
                opener(path)

    def forget(self) -> None:
        """Take the fields of these blocks off the shelf, before they are deleted."""
        for path in [path for path, one in self._shelf.fields.items() if self.isAncestorOf(one)]:
            del self._shelf.fields[path]
            self._shelf.shown.pop(path, None)
        for path in [path for path, one in self._shelf.groups.items() if self.isAncestorOf(one)]:
            del self._shelf.groups[path]

    def _build(self, item: Item, path: Path) -> QWidget:
        if isinstance(item, Question):
            return self._question(item, path)
        if isinstance(item, Group) and item.repeats:
            rows = Rows(self._shelf, item, path, Blocks)
            self._shelf.groups[path] = rows
            return rows
        if isinstance(item, Group):
            return GroupBlock(self._shelf, item, self._rows, self._depth)
        return self._note(item)

    def _note(self, item: Item) -> QWidget:
        words = Text(item.text, "hint" if item.control == "help" else "body")
        url = item.go_on_as if isinstance(item, Note) else ""
        acts = self._shelf.acts
        title = acts.other_form(url) if url else ""
        if not title:
            return words
        offer = tr("Go on as: {form}").replace("{form}", title)
        return stack(words, flow(secondary(literal(offer), lambda: acts.go_on_as(url))), spacing=12)

    def _question(self, question: Question, path: Path) -> QWidget:
        one = QuestionField(question, path, self._shelf.acts)
        self._shelf.put(one)
        items = () if is_tick(question) else question.children
        if not items or question.repeats:
            return one
        return QuestionBlock(self._shelf, one, items, self._rows)


class GroupBlock(QWidget):
    """A group with its heading; without a text it is only its items."""

    def __init__(self, shelf: Shelf, group: Group, rows: tuple[int, ...], depth: int) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8 if group.text else 0, 0, 0)
        column.setSpacing(12)
        self.setAccessibleName(group.text)
        if group.text:
            column.addWidget(subheading(group.text) if depth else heading(group.text))
        if group.hint:
            column.addWidget(hint(group.hint))
        self._blocks = Blocks(shelf, group.children, rows, depth + 1)
        column.addWidget(self._blocks)

    def settle(self) -> None:
        """Show what is below."""
        self._blocks.settle()

    def open_row(self, path: Path) -> None:
        """Open the cards on the way to a question."""
        self._blocks.open_row(path)


class QuestionBlock(QWidget):
    """A question with the items under its answer; one tick box ("This is an estimate") stands beside a date."""

    def __init__(self, shelf: Shelf, one: QuestionField, items: tuple[Item, ...], rows: tuple[int, ...]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(one)
        self._blocks = Blocks(shelf, items, rows, 1)
        if one.question.type is ItemType.DATE and all(is_tick(item) for item in items):
            one.put_beside(self._blocks)
        else:
            column.addWidget(self._blocks)

    def settle(self) -> None:
        """Show what is below."""
        self._blocks.settle()


def _settle(widget: QWidget) -> None:
    settle = getattr(widget, "settle", None)
    if settle is not None:
        settle()


def _said_by_panel(item: Item) -> bool:
    """Whether a note says what the panel about immediate danger says already."""
    return isinstance(item, Note) and {one.question for one in item.conditions} == {DANGER.link_id}


def is_tick(item: Item) -> bool:
    """Whether an item is a choice of one option, shown as one check box."""
    return isinstance(item, Question) and item.type is ItemType.CHOICE and len(item.options) == 1 and not item.repeats
