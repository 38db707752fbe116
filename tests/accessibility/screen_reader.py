"""What a screen reader knows of the program: a tree of names and roles, read and used over AT-SPI.

Run by the system's own Python (packages python3-gi and gir1.2-atspi-2.0), inside a session bus of its own: it knows no
line of the program, and reaches nothing of it but by the accessibility bus.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 (the version has to be said first)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PROGRAM = "Children's Portal"
MOST_SECONDS = 60.0
STATES = {
    name: getattr(Atspi.StateType, name.upper()) for name in ("visible", "focusable", "focused", "checked", "enabled")
}


class NotThereError(AssertionError):
    """What was looked for is not on the bus."""


@dataclass(frozen=True)
class Node:
    """One thing on the bus, as it was when it was read."""

    at: Atspi.Accessible
    role: str
    name: str
    groups: tuple[str, ...] = ()

    @property
    def description(self) -> str:
        return self.at.get_description() or ""

    def is_(self, state: str) -> bool:
        return bool(self.at.get_state_set().contains(STATES[state]))

    def text(self) -> str:
        words = self.at.get_text_iface()
        return words.get_text(0, words.get_character_count()) if words else ""


class ScreenReader:
    """Finds by name and role only, and does what the bus offers: press, choose, write, focus."""

    def __init__(self) -> None:
        Atspi.init()
        self.said: list[str] = []
        self.focused: list[str] = []
        self._hear = Atspi.EventListener.new(lambda event: self.said.append(str(event.any_data)))
        self._hear.register("object:announcement")
        self._loop = GLib.MainContext.default()

    def wait(self, condition: Callable[[], object], sentence: str, seconds: float = MOST_SECONDS) -> object:
        """Let events come in until `condition` gives something; return it."""
        end = time.monotonic() + seconds
        while True:
            self.listen()
            try:
                found = condition()
            except GLib.Error:
                # The thing went away while it was being read.
                found = None
            if found:
                return found
            if time.monotonic() > end:
                raise NotThereError(f"After {seconds:g} s still not: {sentence}. There is: {self.sights()}")
            GLib.timeout_add(20, lambda: False)
            self._loop.iteration(True)

    def listen(self) -> None:
        """Take what the bus has brought."""
        while self._loop.iteration(False):
            pass

    def root(self) -> Atspi.Accessible | None:
        desktop = Atspi.get_desktop(0)
        found = [desktop.get_child_at_index(i) for i in range(desktop.get_child_count())]
        return next((one for one in found if one is not None and one.get_name() == PROGRAM), None)

    def nodes(self) -> Iterator[Node]:
        """All that is shown, in the order of the tree; in the dialog only while one is open."""
        root = self.root()
        if root is None:
            return
        windows = [root.get_child_at_index(i) for i in range(root.get_child_count())]
        shown = [one for one in windows if one is not None and one.get_state_set().contains(STATES["visible"])]
        modal = [one for one in shown if one.get_state_set().contains(Atspi.StateType.MODAL)]
        for window in modal[-1:] or shown:
            yield from self._below(window, ())

    def _below(self, at: Atspi.Accessible, groups: tuple[str, ...]) -> Iterator[Node]:
        role, name = at.get_role_name(), at.get_name() or ""
        yield Node(at, role, name, groups)
        inner = (*groups, name) if name else groups
        for number in range(at.get_child_count()):
            child = at.get_child_at_index(number)
            if child is not None and child.get_state_set().contains(STATES["visible"]):
                yield from self._below(child, inner)

    def find(self, name: str, *roles: str) -> Node:
        """The thing of one of the roles whose name is `name`, or begins with it and goes on after a comma."""

        def look() -> Node | None:
            begins = None
            for node in self.nodes():
                if roles and node.role not in roles:
                    continue
                if node.name == name:
                    return node
                if begins is None and node.name.startswith((f"{name},", f"{name}:")):
                    begins = node
            return begins

        found = self.wait(look, f"{' or '.join(roles)} '{name}'")
        assert isinstance(found, Node)
        return found

    def heard(self, words: str, since: int = 0) -> str:
        """What was announced with these words in it, after the first `since` announcements; "" when nothing was."""
        return next((one for one in self.said[since:] if words in one), "")

    def hears(self, words: str, since: int = 0) -> str:
        """Wait until the program has announced something with these words in it; return all that was said."""
        said = self.wait(lambda: self.heard(words, since), f"'{words}' is announced; announced was {self.said[-5:]}")
        return str(said)

    def reads(self, words: str) -> bool:
        return any(words in node.name for node in self.nodes())

    def sees(self, words: str, seconds: float = MOST_SECONDS) -> None:
        self.wait(lambda: self.reads(words), f"'{words}' can be read", seconds)

    def press(self, name: str, *roles: str) -> None:
        self.act(self.find(name, *(roles or ("push button", "button", "check box", "radio button", "menu item"))))

    def act(self, node: Node) -> None:
        """Do the first thing that the node offers: press, toggle, check."""
        acts = node.at.get_action_iface()
        names = [acts.get_action_name(i) for i in range(acts.get_n_actions())] if acts else []
        wanted = next((one for one in ("Press", "Toggle", "Check") if one in names), None)
        if wanted is None:
            raise NotThereError(f"{node.role} '{node.name}' offers only {names}")
        acts.do_action(names.index(wanted))
        self.listen()

    def choose(self, node: Node) -> None:
        """Tick or choose, and wait until it is so."""
        self.act(node)
        self.wait(lambda: node.is_("checked"), f"'{node.name}' is chosen")

    def write(self, name: str, words: str) -> None:
        """Put words into a field that is found by its name."""
        self.put(self.find(name, "text", "password text", "entry"), words)

    def put(self, node: Node, words: str) -> None:
        node.at.get_component_iface().grab_focus()
        node.at.get_editable_text_iface().set_text_contents(words)
        self.wait(lambda: node.role == "password text" or node.text() == words, f"'{node.name}' holds what was written")

    def sights(self) -> str:
        """What is shown, for the message when something is missing."""
        return " | ".join(f"{node.role} {node.name!r}" for node in self.nodes() if node.name)[:6000]
