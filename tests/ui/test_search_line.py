"""The signs in lines that search are as tall as the text at any size, and have the colour of the theme."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLineEdit, QToolButton, QVBoxLayout, QWidget

from desktop_portal.ui.demo.hands import wait_until
from desktop_portal.ui.editors.option_row import OptionSearch
from desktop_portal.ui.search import SearchLine
from desktop_portal.ui.theme import DARK, LIGHT, Theme, apply_theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def lines(qtbot: QtBot, themed: QApplication) -> Iterator[list[QLineEdit]]:
    """Return a search above a table and one in a list of options, each with something typed."""
    window = QWidget()
    found: list[QLineEdit] = [SearchLine("Search saved forms"), OptionSearch(window)]
    layout = QVBoxLayout(window)
    for line in found:
        layout.addWidget(line)
        line.setText("neglect")
    qtbot.addWidget(window)
    window.resize(900, 400)
    with qtbot.waitExposed(window):
        window.show()
    yield found
    apply_theme(themed, Theme())


def signs(line: QLineEdit) -> list[QToolButton]:
    return [one for one in line.findChildren(QToolButton) if one.isVisible()]


@pytest.mark.parametrize("scale", [1.0, 2.0, 4.0])
def test_the_signs_grow_with_the_text(lines: list[QLineEdit], qapp: QApplication, scale: float) -> None:
    apply_theme(qapp, Theme(LIGHT, scale))
    for line in lines:
        text = line.fontMetrics().height()
        wait_until(lambda line=line, text=text: all(s.height() >= 0.8 * text for s in signs(line)), "the signs grow")
        assert signs(line)
        assert all(min(sign.width(), sign.height()) >= 19 * scale for sign in signs(line))
        assert all(sign.height() <= line.height() for sign in signs(line))


def test_the_sign_of_the_search_takes_the_colour_of_another_theme(lines: list[QLineEdit], qapp: QApplication) -> None:
    line = lines[0]
    for tokens in (DARK, LIGHT):
        apply_theme(qapp, Theme(tokens))
        drawn = line.actions()[0].icon().pixmap(48, 48).toImage()
        colours = {
            drawn.pixelColor(x, y).name() for x in range(48) for y in range(48) if drawn.pixelColor(x, y).alpha() == 255
        }
        assert colours == {line.palette().color(QPalette.ColorRole.PlaceholderText).name()}
        assert QColor(tokens.muted).name() in colours
