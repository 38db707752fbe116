"""What is built of the section that is open, by path."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from desktop_portal.core.page_state import FieldState
from desktop_portal.forms.tree import Group, Question

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from desktop_portal.core.page_state import PageState
    from desktop_portal.forms.answers import Path
    from desktop_portal.forms.tree import Item
    from desktop_portal.ui.wizard.acts import Acts
    from desktop_portal.ui.wizard.question import QuestionField

AT_ONCE = 8


@dataclass(slots=True)
class Shelf:
    """The fields built so far, what each shows, and the blocks of rows; `state` is what the page shows now.

    `budget` is how many items may still be built before the page is painted: long pages are built in several turns.
    """

    acts: Acts
    state: PageState
    fields: dict[Path, QuestionField] = field(default_factory=dict)
    shown: dict[Path, FieldState] = field(default_factory=dict)
    groups: dict[Path, QWidget] = field(default_factory=dict)
    wait: Callable[[], object] = bool
    budget: int = AT_ONCE

    def may_build(self) -> bool:
        """Whether one more item may be built in this turn of the loop; when not, `wait` sees to it that it is later."""
        if self.budget > 0:
            self.budget -= 1
            return True
        self.wait()
        return False

    def visible(self, item: Item, path: Path) -> bool:
        """Whether an item is shown just now."""
        if isinstance(item, Question):
            return path in self.state.fields
        if isinstance(item, Group) and item.repeats:
            return path in self.state.rows
        return path in self.state.blocks

    def put(self, one: QuestionField) -> None:
        """Take in a field that was built now."""
        state = self.state.fields.get(one.path) or FieldState(one.path)
        one.show_state(state)
        self.fields[one.path] = one
        self.shown[one.path] = state
