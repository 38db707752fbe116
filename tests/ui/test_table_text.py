"""No text in a table is shortened, at any size of text, as long as the list can be looked over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from desktop_portal.ui.demo.hands import wait_until
from desktop_portal.ui.models.rows import KIND_ROLE, Column
from desktop_portal.ui.table import MARGIN, Table
from desktop_portal.ui.theme import DARK, LIGHT, Theme, apply_theme, high_contrast
from desktop_portal.ui.widgets import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

WRAPPED = int(Qt.TextFlag.TextWordWrap)


@dataclass(frozen=True)
class Row:
    id: str
    title: str
    state: str


ROWS = [
    Row("1", "Child/Young Person Safeguarding Concern, with everything that was added afterwards", "Received"),
    Row("2", "Early help", "More information needed by 27 November"),
]


@pytest.fixture
def table(qtbot: QtBot, themed: QApplication) -> Iterator[Table[Row]]:
    window = QWidget()
    columns: list[Column[Row]] = [
        Column("Form", lambda one: one.title, 12, kind=lambda _one: "link"),
        Column("State", lambda one: one.state, 10, kind=lambda _one: "pill-warn"),
    ]
    found: Table[Row] = Table("Forms", columns)
    layout = QVBoxLayout(window)
    layout.addWidget(found)
    layout.addStretch(1)
    found.show_rows(ROWS)
    qtbot.addWidget(window)
    window.resize(700, 600)
    with qtbot.waitExposed(window):
        window.show()
    yield found
    apply_theme(themed, Theme())


def shortened(table: Table[Row]) -> list[str]:
    found = []
    for row in range(table.rows.rowCount()):
        for column in range(table.rows.columnCount()):
            index = table.rows.index(row, column)
            room: QRect = table.visualRect(index).adjusted(MARGIN, 0, -MARGIN, 0)
            pill = str(index.data(KIND_ROLE)).startswith("pill")
            metrics = QFontMetrics(table.fontMetrics()) if not pill else table.pill_metrics()
            text = str(index.data())
            needed = metrics.boundingRect(QRect(0, 0, room.width(), 100_000), 0 if pill else WRAPPED, text)
            if needed.height() > room.height() or (pill and needed.width() > room.width() - 2 * MARGIN):
                found.append(text)
    return found


@pytest.mark.parametrize("scale", [1.0, 2.0, 4.0])
def test_every_word_of_a_cell_can_be_read(table: Table[Row], qapp: QApplication, scale: float) -> None:
    apply_theme(qapp, Theme(LIGHT, scale))
    wait_until(lambda: shortened(table) == [], lambda: f"nothing is shortened: {shortened(table)}", 10)
    assert table.rowHeight(0) > table.rowHeight(1)


def test_J01_the_links_of_a_list_follow_the_system_to_dark_and_to_larger_text(
    table: Table[Row], themed: QApplication
) -> None:
    """What a cell is drawn with is kept between frames, but never over a change of theme."""
    before = colours_of_links(table)
    assert LIGHT.brand.casefold() in before
    apply_theme(themed, Theme(DARK))
    after = colours_of_links(table)
    assert DARK.brand.casefold() in after
    assert LIGHT.brand.casefold() not in after
    small = table._cells._ink("link")[0].pixelSize()
    apply_theme(themed, Theme(DARK, 2.0))
    assert table._cells._ink("link")[0].pixelSize() > 1.9 * small


def colours_of_links(table: Table[Row]) -> set[str]:
    picture = table.viewport().grab(table.visualRect(table.rows.index(0, 0))).toImage()
    return {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}


def test_J23_what_can_be_done_with_a_form_stands_on_one_line_and_titles_have_air(
    qtbot: QtBot, themed: QApplication
) -> None:
    columns: list[Column[Row]] = [
        Column("Ffurflen", lambda one: one.title, 22),
        Column("Manylion", lambda _one: "Gweld y PDF", 8, kind=lambda _one: "link"),
    ]
    table: Table[Row] = Table("Ffurflenni", columns)
    qtbot.addWidget(table)
    table.resize(500, 400)
    table.show_rows(ROWS)
    with qtbot.waitExposed(table):
        table.show()
    line = table.fontMetrics().horizontalAdvance("Gweld y PDF")
    assert table.columnWidth(1) - 2 * MARGIN >= line, "in Welsh too"
    room = table.columnWidth(0) - 2 * MARGIN
    high = table.fontMetrics().boundingRect(QRect(0, 0, room, 9999), WRAPPED, ROWS[0].title).height()
    assert high > table.fontMetrics().height() * 2, "a title of several lines"
    assert table.rowHeight(0) - high >= table.fontMetrics().height() * 0.7, "and room between it and the next"


@pytest.mark.parametrize("contrast", [False, True])
def test_in_high_contrast_a_state_has_an_edge_in_place_of_its_tint(
    *, contrast: bool, table: Table[Row], themed: QApplication
) -> None:
    palette = QPalette(QColor("#000000"), QColor("#000000"))
    palette.setColor(QPalette.ColorRole.WindowText, QColor("#FFFFFF"))
    apply_theme(themed, Theme(high_contrast(palette) if contrast else LIGHT))
    wait_until(lambda: table.palette().color(QPalette.ColorRole.WindowText).isValid(), "it wears the colours")
    cell = table.visualRect(table.rows.index(0, 1))
    shown = table.viewport().grab().toImage()
    middle = cell.center().y() + 1
    row = [shown.pixelColor(x, middle).lightness() for x in range(cell.left(), cell.left() + MARGIN + 6)]
    assert max(row) - min(row) > (100 if contrast else 0), row
    assert (min(row) == 0) is contrast
    pill = Text("Received", "pill-ok", wraps=False)
    pill.setParent(table)
    pill.ensurePolished()
    pill.adjustSize()
    edge = pill.grab().toImage().pixelColor(0, pill.height() // 2).name()
    assert (edge == "#ffffff") is contrast
