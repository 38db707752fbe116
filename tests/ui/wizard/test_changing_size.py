from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from desktop_portal.ui.demo.hands import wait_until
from desktop_portal.ui.theme import Theme, apply_theme
from desktop_portal.ui.wizard.question import QuestionField

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from desktop_portal.forms.tree import Form
    from tests.support.wizard_desk import Desks


@pytest.fixture
def _back_to_normal(themed: QApplication) -> Iterator[None]:
    yield
    apply_theme(themed, Theme())


def area_around(field: QuestionField) -> QScrollArea:
    area = field.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    assert isinstance(area, QScrollArea)
    return area


def too_wide(area: QScrollArea) -> list[str]:
    """Name what is shown and does not fit beside the edges of the page; empty once all of it does."""
    if area.horizontalScrollBar().maximum() == 0:
        return []
    room = area.viewport().width()
    shown = (one for one in area.widget().findChildren(QWidget) if one.isVisible())
    return [f"{type(one).__name__} {one.accessibleName()}" for one in shown if one.minimumSizeHint().width() > room]


@pytest.mark.usefixtures("_back_to_normal")
@pytest.mark.parametrize("page", ["child", "concerns", "school-health", "professional"])
def test_a_form_that_is_open_follows_another_size_of_text_and_loses_nothing(
    desks: Desks, safeguarding: Form, qtbot: QtBot, qapp: QApplication, page: str
) -> None:
    desk = desks.open(safeguarding, page=page)
    state = desk.session.state
    # All of the page has to be there before the size changes: what is built later has the new size anyhow.
    qtbot.waitUntil(lambda: len(desk.window.findChildren(QuestionField)) >= len(state.fields), timeout=20_000)
    area = area_around(desk.window.findChildren(QuestionField)[0])
    for scale in (4.0, 2.0, 1.0):
        apply_theme(qapp, Theme(scale=scale))
        compact = scale > 1
        qtbot.waitUntil(lambda compact=compact: desk.hands.reads(" of 12") == compact)
        wait_until(lambda: area.horizontalScrollBar().maximum() == 0, lambda: f"all fits: {too_wide(area)}")


@pytest.mark.usefixtures("_back_to_normal")
def test_what_was_written_stays_where_it_is_at_another_size_of_text(
    desks: Desks, safeguarding: Form, qapp: QApplication
) -> None:
    desk = desks.open(safeguarding, page="child")
    desk.write("First name", "Amira")
    for scale in (4.0, 2.0, 1.0):
        apply_theme(qapp, Theme(scale=scale))
        assert desk.field("First name").answer.parts[0][0].property("text") == "Amira"
