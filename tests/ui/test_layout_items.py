"""No name in Python outlives the layout item it stands for: that ended the program after some eighty locks (0050)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_portal.ui.flow import FlowLayout, Halves
from desktop_portal.ui.reading import order_tabs

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication


def names_of_items() -> int:
    found = [one for one in shiboken6.getAllValidWrappers() if isinstance(one, QLayoutItem)]
    return sum(not isinstance(one, QLayout) for one in found)


def end(qapp: QApplication, widget: QWidget) -> None:
    widget.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def after(field: QWidget) -> QWidget:
    """Return the line that Tab leads to."""
    following = field.nextInFocusChain()
    while not isinstance(following, QLineEdit):
        following = following.nextInFocusChain()
    return following


def test_J12_what_flows_leaves_nothing_behind_when_it_goes(qapp: QApplication) -> None:
    before = names_of_items()
    box = QWidget()
    layout = FlowLayout(box)
    for word in ("one", "two", "three", "four"):
        layout.addWidget(QPushButton(word))
    box.resize(120, 200)
    box.show()
    qapp.processEvents()
    assert names_of_items() == before + 4
    end(qapp, box.findChildren(QPushButton)[0])
    assert (layout.count(), names_of_items()) == (3, before + 3)
    layout.removeWidget(box.findChildren(QPushButton)[0])
    assert (layout.count(), names_of_items()) == (2, before + 2)
    del layout
    end(qapp, box)
    assert names_of_items() == before


def test_J12_ordering_tabs_and_measuring_halves_names_no_items(qapp: QApplication) -> None:
    before = names_of_items()
    pages, page = QStackedWidget(), QWidget()
    inner = QHBoxLayout()
    second, third, first = QLineEdit(), QLineEdit(), QLineEdit()
    column = QVBoxLayout(page)
    column.addWidget(first)
    column.addLayout(inner)
    inner.addWidget(second)
    column.addWidget(Halves(third, QWidget(), shares=(1, 1), letters=20))
    pages.addWidget(page)
    pages.show()
    order_tabs(pages)
    assert [after(first), after(second)] == [second, third]
    pages.removeWidget(page)
    assert names_of_items() == before
    page.deleteLater()
    end(qapp, pages)
