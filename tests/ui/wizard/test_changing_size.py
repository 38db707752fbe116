from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea

from desktop_portal.ui.theme import Theme, apply_theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from desktop_portal.forms.tree import Form
    from tests.support.wizard_desk import Desks


@pytest.fixture
def _back_to_normal(themed: QApplication) -> Iterator[None]:
    yield
    apply_theme(themed, Theme())


@pytest.mark.usefixtures("_back_to_normal")
def test_a_form_that_is_open_follows_another_size_of_text_and_loses_nothing(
    desks: Desks, safeguarding: Form, qtbot: QtBot, qapp: QApplication
) -> None:
    desk = desks.open(safeguarding, page="child")
    desk.write("First name", "Amira")
    for scale in (4.0, 2.0, 1.0):
        apply_theme(qapp, Theme(scale=scale))
        compact = scale > 1
        qtbot.waitUntil(lambda compact=compact: desk.hands.reads("Section 3 of 12") == compact)
        field = desk.field("First name")
        assert field.answer.parts[0][0].property("text") == "Amira"
        area = field.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        assert isinstance(area, QScrollArea)
        qtbot.waitUntil(lambda area=area: area.horizontalScrollBar().maximum() == 0)
