"""Tab goes through a window in the order in which it is read, also where parts of it were made later."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QStackedLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Iterator


TAB = Qt.FocusPolicy.TabFocus.value


def order_tabs(root: QWidget) -> None:
    """Set the order of Tab for all in `root` to the order of its layouts."""
    before: QWidget | None = None
    for widget in _in_order(root):
        if before is not None:
            QWidget.setTabOrder(before, widget)
        before = widget


@contextmanager
def kept_focus(root: QWidget) -> Iterator[None]:
    """Give the keyboard back to what has the same name, when what had it is made anew inside.

    Also while another window is in front: the person comes back to the same place.
    """
    focused = cast("QWidget | None", root.window().focusWidget())  # there may be none, whatever the stubs say
    name = focused.accessibleName() if focused is not None and root.isAncestorOf(focused) else ""
    yield
    if not name:
        return
    same = next((one for one in _in_order(root) if one.accessibleName() == name), None)
    if same is not None:
        same.setFocus(Qt.FocusReason.OtherFocusReason)


def _in_order(root: QWidget) -> Iterator[QWidget]:
    # As numbers: Python's flags take ten times as long, and a page has hundreds of widgets.
    if root.focusPolicy().value & TAB and root.focusProxy() is None:
        yield root
    if isinstance(root, QScrollArea):
        inside = root.widget()
        if inside is not None:
            yield from _in_order(inside)
    elif (layout := root.layout()) is not None:
        yield from _in_layout(layout, root)


def _in_layout(layout: QLayout, host: QWidget) -> Iterator[QWidget]:
    """Go through a layout without touching its items: Python would keep names for them after their end (0050)."""
    if isinstance(layout, QStackedLayout):
        # Of pages in one place only the one that is shown can be reached.
        if (page := layout.currentWidget()) is not None:
            yield from _in_order(page)
        return
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    widgets = [(layout.indexOf(one), one) for one in host.findChildren(QWidget, options=direct)]
    inner = [(layout.indexOf(one), one) for one in layout.findChildren(QLayout, options=direct)]
    for at, one in sorted([*widgets, *inner], key=lambda pair: pair[0]):
        if at < 0:
            continue
        if isinstance(one, QWidget):
            yield from _in_order(one)
        elif isinstance(one, QLayout):
            yield from _in_layout(one, host)
