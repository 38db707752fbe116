"""The rows of a repeating group as cards: add, change, move, duplicate, remove and undo, all by keyboard."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from desktop_portal.core.sections import plural_title
from desktop_portal.core.wizard import RowChange
from desktop_portal.forms.answers import Attachment, Coding, Path
from desktop_portal.forms.tree import ItemType, Question
from desktop_portal.ui.editors.body_map import BodyMap, is_site
from desktop_portal.ui.editors.file_zone import FileZone
from desktop_portal.ui.editors.thumbnail import Thumbnail
from desktop_portal.ui.fields import announce
from desktop_portal.ui.flow import Halves, flow, upright
from desktop_portal.ui.widgets import Button, Text, error, heading, hint, link, literal, row, secondary
from desktop_portal.ui.wizard.shelf import AT_ONCE

if TYPE_CHECKING:
    from collections.abc import Callable

    from desktop_portal.forms.answers import Value
    from desktop_portal.forms.tree import Group, Item
    from desktop_portal.ui.wizard.shelf import Shelf

EVERYTHING = 10_000
NOUN_WORDS = 5
HEAD_LETTERS = 44


class Below(Protocol):
    """The items of one row."""

    def settle(self) -> None:
        """Show what is shown now."""

    def forget(self) -> None:
        """Leave the shelf."""


class Card(QFrame):
    """One row: its title, and when it is open its questions. The buttons say which row they are about."""

    toggled = Signal()
    asked = Signal(str, int)

    def __init__(self, build: Callable[[], QWidget], parent: QWidget, picture: Thumbnail | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self._build = build
        self.picture = picture
        self.body: QWidget | None = None
        self.title = Text("", "strong")
        self.change = link("", self.toggled.emit)
        self.remove = link(self.tr("Remove"), lambda: self.asked.emit(RowChange.REMOVE, 0))
        self.up = link(self.tr("Move up"), lambda: self.asked.emit(RowChange.MOVE, -1))
        self.down = link(self.tr("Move down"), lambda: self.asked.emit(RowChange.MOVE, 1))
        self.copy = link(self.tr("Duplicate"), lambda: self.asked.emit(RowChange.DUPLICATE, 0))
        self.title.setAlignment(Qt.AlignmentFlag.AlignTop)
        # Beside each other while title and buttons have room for it: large text goes on below.
        sides = Halves(self.title, upright(flow(self.change, self.remove, gap=20)), shares=(1, 0), letters=HEAD_LETTERS)
        head = QHBoxLayout()
        head.setSpacing(20)
        if picture is not None:
            head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(sides, 1)
        self._foot = flow(self.up, self.down, self.copy, gap=20)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(20, 12, 20, 12)
        self._column.setSpacing(16)
        self._column.addLayout(head)
        self._column.addWidget(self._foot)

    def show_row(self, title: str, at: int, count: int, *, is_open: bool, can_add: bool) -> None:
        """Name the row and its buttons; build its questions when it is opened for the first time."""
        if self.title.text() != title:
            self.title.setText(title)
        self._name(self.change, self.tr("Done") if is_open else self.tr("Change"), title)
        for button in (self.remove, self.up, self.down, self.copy):
            self._name(button, button.text(), title)
        self.up.setVisible(at > 0)
        self.down.setVisible(at < count - 1)
        self.copy.setVisible(can_add)
        if is_open and self.body is None:
            self.body = self._build()
            self._column.insertWidget(1, self.body)
        if self.body is not None:
            self.body.setVisible(is_open)
        self._foot.setVisible(is_open)

    @staticmethod
    def _name(button: Button, words: str, title: str) -> None:
        if button.text() != words:
            button.setText(words)
        button.setAccessibleName(f"{words}, {title}")


class Rows(QWidget):
    """All rows of one group. A group that holds a file takes files in place of "Add another": each becomes a row."""

    def __init__(
        self,
        shelf: Shelf,
        group: Group,
        path: Path,
        below: Callable[[Shelf, tuple[Item, ...], tuple[int, ...]], QWidget],
    ) -> None:
        super().__init__()
        self._shelf, self._group, self._path, self._below = shelf, group, path, below
        self._cards: list[Card] = []
        self._open: list[bool] = []
        self._problem: Text | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 0)
        self._column.setSpacing(12)
        self._column.addWidget(heading(plural_title(group.text, shelf.acts.form.language)))
        if group.hint:
            self._column.addWidget(hint(group.hint))
        self._site = next((i for i in group.children if is_site(i)), None)
        self._map: BodyMap | None = self._body_map() if self._site is not None else None
        self._top = self._column.count()
        self._undo = link(self.tr("Undo"), self._take_back)
        self._removed = Text("", "body")
        self._undo_line = row(self._removed, self._undo)
        self._undo_line.hide()
        self._column.addWidget(self._undo_line)
        self._file = next(
            (i for i in group.children if isinstance(i, Question) and i.type is ItemType.ATTACHMENT), None
        )
        self._add = self._adder()
        self.setAccessibleName(group.text)

    def settle(self) -> None:
        """Show the rows there are now."""
        state = self._shelf.state.rows[self._path]
        count = len(state.titles)
        first_time = not self._cards and not self._open
        while len(self._open) < count:
            self._open.append(first_time and count == 1)
        del self._open[count:]
        self._match(count)
        self._open_wrong()
        for at, card in enumerate(self._cards):
            card.show_row(
                state.titles[at], at, count, is_open=self._open[at], can_add=state.can_add and self._file is None
            )
            if card.picture is not None:
                card.picture.show_file(self._file_of(at))
            if card.body is not None:
                card.body.settle()  # type: ignore[attr-defined]  # a Below, as `below` makes them
        self._add.setVisible(state.can_add)
        self._show_marks()
        self._name_adder(count)
        self._tell(state.problem)

    def open_row(self, path: Path) -> None:
        """Open the card that the question at `path` lies in."""
        scopes = self._shelf.acts.form.scopes.get(path.link_id, ())
        depth = len(self._path.rows)
        if self._group.link_id not in scopes or path.rows[:depth] != self._path.rows:
            return
        at = path.rows[depth]
        if at < len(self._open) and not self._open[at]:
            self._open[at] = True
            self._shelf.budget = EVERYTHING
            self.settle()
        body = self._cards[at].body if at < len(self._cards) else None
        if body is not None:
            body.open_row(path)  # type: ignore[attr-defined]  # a Below, as `below` makes them

    def take_focus(self) -> None:
        """Put the keyboard where rows are added, or on the last row where there is room for no more."""
        add = self._add.choose if isinstance(self._add, FileZone) else self._add
        place = add if add.isVisible() or not self._cards else self._cards[-1].change
        place.setFocus(Qt.FocusReason.OtherFocusReason)

    def _match(self, count: int) -> None:
        while len(self._cards) > count:
            gone = self._cards.pop()
            if gone.body is not None:
                gone.body.forget()  # type: ignore[attr-defined]  # a Below, as `below` makes them
            gone.hide()
            gone.deleteLater()
        while len(self._cards) < count:
            at = len(self._cards)
            rows = (*self._path.rows, at)
            picture = Thumbnail(self._shelf.acts.files) if self._file is not None else None
            card = Card(partial(self._below, self._shelf, self._group.children, rows), self, picture)
            card.toggled.connect(lambda at=at: self._toggle(at))
            card.asked.connect(lambda change, by, at=at: self._ask(RowChange(change), at, by))
            self._column.insertWidget(self._column.indexOf(self._cards[-1]) + 1 if at else self._top, card)
            self._cards.append(card)

    def _open_wrong(self) -> None:
        depth = len(self._path.rows)
        for path, one in self._shelf.state.fields.items():
            inside = one.problem and self._group.link_id in self._shelf.acts.form.scopes.get(path.link_id, ())
            if inside and path.rows[:depth] == self._path.rows and path not in self._shelf.fields:
                self._open[path.rows[depth]] = True

    def _toggle(self, at: int) -> None:
        self._open[at] = not self._open[at]
        self._shelf.budget = AT_ONCE
        self.settle()
        if self._open[at]:
            self._focus_row(at)

    def _ask(self, change: RowChange, at: int, by: int) -> None:
        title = self._cards[at].title.text()
        to = at + by
        if change is RowChange.REMOVE:
            self._open.pop(at)
        elif change is RowChange.MOVE:
            self._open.insert(to, self._open.pop(at))
        elif change is RowChange.DUPLICATE:
            self._open[at] = False
            self._open.insert(at + 1, True)
        self._shelf.acts.change_rows(change, self._path, at, to)
        if change is RowChange.REMOVE:
            self._undo_line.show()
            self._column.insertWidget(self._top + at, self._undo_line)
            self._removed.setText(self.tr("Removed: {title}").replace("{title}", title))
            announce(self, self._removed.text())
            self._undo.setFocus()
        elif change is RowChange.MOVE:
            card = self._cards[to]
            upwards = (by < 0 and to > 0) or to == len(self._cards) - 1
            (card.up if upwards else card.down).setFocus()
        else:
            self._focus_row(at + 1)

    def _take_back(self) -> None:
        self._undo_line.hide()
        self._shelf.acts.undo()

    @property
    def offers_undo(self) -> bool:
        """Whether a removal can be taken back right here."""
        return not self._undo_line.isHidden()

    def offer_undo(self, *, on: bool) -> None:
        """Offer to take back a removal, until something else has changed: Undo would take that back instead."""
        self._undo_line.setVisible(on)

    def _new_row(self) -> None:
        self._open = [False] * len(self._open)
        self._open.append(True)
        self._shelf.acts.change_rows(RowChange.ADD, self._path, 0, 0)
        self._focus_row(len(self._cards) - 1)

    def _take_file(self, attachment: Attachment) -> None:
        if self._file is None:
            return
        at = len(self._cards)
        self._shelf.acts.add_row(self._path, {self._file.link_id: (attachment,)})
        self._open[at:] = [False]
        announce(self, self.tr("Added: {name}").replace("{name}", attachment.title))
        self.settle()

    def _file_of(self, at: int) -> Attachment | None:
        value = self._value_in(at, self._file)
        return value if isinstance(value, Attachment) else None

    def _value_in(self, at: int, item: Item | None) -> Value | None:
        """Return the first answer to this item of the group in one row."""
        if item is None:
            return None
        one = self._shelf.state.fields.get(Path(item.link_id, (*self._path.rows, at)))
        return one.values[0] if one is not None and one.values else None

    def _focus_row(self, at: int, after: str = "") -> None:
        paths = [p for p in self._shelf.fields if p.rows == (*self._path.rows, at)]
        past = [p.link_id for p in paths].index(after) + 1 if after in {p.link_id for p in paths} else 0
        first = next(iter(paths[past:] or paths), None)
        if first is not None:
            # The new card has no place on the screen before the layout has run once.
            QTimer.singleShot(0, self, self._shelf.fields[first].take_focus)

    def _body_map(self) -> BodyMap:
        site = self._site
        options = site.options if isinstance(site, Question) else ()
        shown = BodyMap({o.value.code: o.label for o in options if isinstance(o.value, Coding)}, self)
        shown.picture.chosen.connect(self._mark)
        shown.picture.opened.connect(self._open_only)
        self._column.addWidget(shown)
        return shown

    def _mark(self, code: str) -> None:
        """Add a row for a place on the body, and go on to say what is there."""
        site = self._site
        if not isinstance(site, Question) or not self._shelf.state.rows[self._path].can_add:
            return
        value = next(o.value for o in site.options if isinstance(o.value, Coding) and o.value.code == code)
        self._open = [*([False] * len(self._open)), True]
        self._shelf.acts.add_row(self._path, {site.link_id: (value,)})
        announce(self, self.tr("Added: {name}").replace("{name}", self._cards[-1].title.text()))
        self._focus_row(len(self._cards) - 1, after=site.link_id)

    def _open_only(self, row: int) -> None:
        self._open = [at == row for at in range(len(self._open))]
        self._shelf.budget = AT_ONCE
        self.settle()
        self._focus_row(row)

    def _show_marks(self) -> None:
        if self._map is not None:
            values = ((at, self._value_in(at, self._site)) for at in range(len(self._cards)))
            self._map.picture.show_marks(tuple((at, one.code) for at, one in values if isinstance(one, Coding)))

    def _adder(self) -> QWidget:
        if self._file is not None:
            zone = FileZone(self._file, self._shelf.acts.files, self)
            zone.choose.setAccessibleName(f"{self.tr('Choose files')}, {self._group.text}")
            zone.accepted.connect(self._take_file)
            self._column.addWidget(zone)
            return zone
        button = secondary("", self._new_row)
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return button

    def _name_adder(self, count: int) -> None:
        if not isinstance(self._add, Button):
            return
        noun = self._group.text[:1].lower() + self._group.text[1:]
        if len(noun.split()) > NOUN_WORDS:
            words = self.tr("Add another") if count else self.tr("Add")
        else:
            words = (self.tr("Add another {noun}") if count else self.tr("Add {noun}")).replace("{noun}", noun)
        self._add.setText(literal(words))
        self._add.setAccessibleName(words if noun in words else f"{words}, {self._group.text}")

    def _tell(self, problem: str) -> None:
        if self._problem is None and problem:
            self._problem = error(problem)
            self._column.insertWidget(self._top - 1, self._problem)
            self._top += 1
        if self._problem is not None:
            self._problem.setText(problem)
            self._problem.setVisible(bool(problem))
