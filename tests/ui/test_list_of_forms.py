"""The list to tick forms in: boxes as large as all others, and every word of a form's line, at any size of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from desktop_portal.ui.several_dialog import SeveralDialog
from desktop_portal.ui.theme import LIGHT, Theme, apply_theme
from tests.ui.gallery import SEVERAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot


@pytest.fixture(params=[1.0, 2.0, 4.0])
def scale(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[float]:
    apply_theme(qapp, Theme(LIGHT, request.param))
    yield request.param
    apply_theme(qapp, Theme())


def test_J24_forms_to_save_are_ticked_in_boxes_of_a_size_to_hit_with_every_word_beside_them(
    scale: float, qtbot: QtBot
) -> None:
    dialog = SeveralDialog(None, SEVERAL)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    view = dialog.findChild(QListWidget)
    assert isinstance(view, QListWidget)
    delegate = view.itemDelegate()
    assert isinstance(delegate, QStyledItemDelegate)
    option = QStyleOptionViewItem()
    view.initViewItemOption(option)
    index = view.model().index(0, 0)
    delegate.initStyleOption(option, index)
    option.rect = view.visualRect(index)
    part = QStyle.SubElement
    box = view.style().subElementRect(part.SE_ItemViewItemCheckIndicator, option, view)
    assert min(box.width(), box.height()) >= 20 * scale, "a box like all others"
    assert option.rect.height() >= 24 * scale
    place = view.style().subElementRect(part.SE_ItemViewItemText, option, view)
    room = place.adjusted(4, 0, -4, 0)
    lines = option.fontMetrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), SEVERAL[0].line)
    assert lines.height() <= place.height(), "no word is cut"
