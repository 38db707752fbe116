"""What is shared while the items of one definition are read, and how much one definition may hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_portal.forms.reading import Node, Problems
    from desktop_portal.forms.tree import Condition, Item, ItemType, Option
    from desktop_portal.forms.value_sets import ValueSets

MAX_DEPTH = 12
MAX_ITEMS = 5000
MAX_LINK_ID = 255
MAX_REGEXES = 300
MAX_BAD_REGEXES = 5


@dataclass(slots=True)
class Reader:
    """What is shared while the items of one definition are read: problems, lists, and where each item stands."""

    problems: Problems
    value_sets: ValueSets
    items: dict[str, Item] = field(default_factory=dict)
    places: dict[str, Node] = field(default_factory=dict)
    conditions: list[tuple[str, Condition, Node]] = field(default_factory=list)
    count: int = 0
    options: dict[tuple[ItemType, bytes], tuple[Option, ...]] = field(default_factory=dict)
    regexes: set[str] = field(default_factory=set)
    bad_regexes: int = 0
    renames: dict[str, str] = field(default_factory=dict)

    def may_try_regex(self, pattern: str) -> bool:
        """Whether one more pattern may be tried for time: trying hostile ones takes long."""
        self.regexes.add(pattern)
        return len(self.regexes) <= MAX_REGEXES and self.bad_regexes < MAX_BAD_REGEXES
