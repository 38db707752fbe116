"""The place under what scrolls, where a page's foot stays in sight when bars and page scroll together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop_portal.ui.widgets import fill

if TYPE_CHECKING:
    from collections.abc import Callable


class Footed(Protocol):
    """A page with a foot: the bar with the way on. `take_foot_back` puts it where it stands when there is room."""

    foot: QWidget

    def take_foot_back(self) -> None:
        """Put the foot back under the page."""


class FootPlace(QWidget):
    """Holds the foot of at most one page; the keyboard stays on what it was on when the foot moves."""

    def __init__(self) -> None:
        super().__init__()
        self._page: Footed | None = None
        self._layout = QVBoxLayout(self)
        fill(self._layout, spacing=0)
        self.hide()

    def hold(self, page: QWidget | None) -> bool:
        """Hold this page's foot, if it has one, and give back the one of another. Returns whether a foot moved."""
        footed = cast("Footed", page) if hasattr(page, "take_foot_back") else None
        if footed is self._page:
            return False
        if self._page is not None:
            _move(self._page.foot, self._page.take_foot_back)
        self._page = footed
        if footed is not None:
            _move(footed.foot, lambda: self._layout.addWidget(footed.foot))
        self.setVisible(footed is not None)
        return True


def _move(foot: QWidget, act: Callable[[], object]) -> None:
    """Move the foot with what has the keyboard in it; Qt takes keyboard and sight from what gets another parent."""
    focused = QApplication.focusWidget()
    has_keyboard = focused is not None and foot.isAncestorOf(focused)
    hidden = foot.isHidden()
    act()
    foot.setVisible(not hidden)
    if focused is not None and has_keyboard:
        focused.setFocus(Qt.FocusReason.OtherFocusReason)
