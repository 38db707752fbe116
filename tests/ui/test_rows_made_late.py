"""A list of very many saved forms puts into words only what is looked at, and is searched and sorted all the same."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt

from desktop_portal.core.draft import ChildLabel, Draft, FormKey
from desktop_portal.store.database import open_store
from desktop_portal.ui.controllers.told import draft_line
from desktop_portal.ui.demo.hands import wait_until
from desktop_portal.ui.models.rows import PIECE, RowsModel
from desktop_portal.ui.pages.home import draft_columns
from desktop_portal.ui.pages.recover import RecoverPage, RecoverState

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from desktop_portal.core.draft import DraftSummary
    from desktop_portal.core.lines import Lines
    from desktop_portal.store.database import Store
    from desktop_portal.ui.pages.home import DraftLine

NOW = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)
FORMS = 3 * PIECE
KEY = FormKey("https://forms.example.gov.uk/Questionnaire/small", "1")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    one = open_store(tmp_path / "store.db", bytes(range(32)), clock=lambda: NOW)
    with one._connection.writing():
        for number in range(FORMS):
            child, saved = (
                ChildLabel(f"{chr(65 + number % 26)}.B.", str(2000 + number)),
                NOW - timedelta(minutes=number),
            )
            one.drafts.save(Draft(f"d-{number:04}", KEY, "Early help request", child, {}, saved, saved))
    yield one
    one.close()


def looked_at(store: Store) -> tuple[Lines[DraftLine], list[str]]:
    """Return the lines of the list, and the ids of those that were put into words."""
    made: list[str] = []

    def line(draft: DraftSummary) -> DraftLine:
        made.append(draft.id)
        return draft_line(draft, NOW)

    return store.drafts.lines().told_as(line), made


def test_J17_a_long_list_of_saved_forms_opens_without_putting_all_of_them_into_words(
    store: Store, qtbot: QtBot, themed: QApplication
) -> None:
    page = RecoverPage()
    qtbot.addWidget(page)
    page.resize(1000, 600)
    lines, made = looked_at(store)
    page.show_state(RecoverState(lines))
    with qtbot.waitExposed(page):
        page.show()
    page.grab()
    model = page._table.rows
    assert model.rowCount() == FORMS
    wait_until(model.read_ahead, "all of it is put into words while nobody wants anything else")
    assert made[0] == "d-0000"
    assert sorted(made) == [f"d-{number:04}" for number in range(FORMS)], "each once"


def test_J17_only_what_is_looked_at_is_put_into_words(store: Store, themed: QApplication) -> None:
    lines, made = looked_at(store)
    model: RowsModel[DraftLine] = RowsModel(draft_columns())
    model.show_rows(lines)
    assert made == []
    assert model.index(7, 1).data() == "H.B., 2007"
    assert model.position("d-0250") == 250, "found by its id alone"
    assert made == ["d-0007"]


def test_J17_a_list_that_is_searched_and_sorted_at_once_holds_what_it_holds_later(
    store: Store, themed: QApplication
) -> None:
    at_once, later = RowsModel(draft_columns()), RowsModel(draft_columns())
    later.show_rows(looked_at(store)[0])
    wait_until(later.read_ahead, "put into words ahead")
    at_once.show_rows(looked_at(store)[0])
    for model in (at_once, later):
        model.search("c.b.")
        model.sort(1, Qt.SortOrder.DescendingOrder)
    shown = [model.first(FORMS) for model in (at_once, later)]
    assert shown[0] == shown[1]
    years = [2000 + number for number in range(FORMS) if number % 26 == 2]
    assert [one.child for one in shown[0]] == [f"C.B., {year}" for year in reversed(years)]
    at_once.search("")
    assert at_once.rowCount() == FORMS
    at_once.sort(-1)
    assert at_once.first(1)[0].id == "d-0000"


def test_J17_the_first_page_reads_no_more_saved_forms_than_it_shows(store: Store) -> None:
    assert [one.id for one in store.drafts.lines(3)] == ["d-0000", "d-0001", "d-0002"]
    assert store.drafts.count() == FORMS
    store.drafts.put_in_trash("d-0001", NOW)
    assert [one.id for one in store.drafts.lines(3)] == ["d-0000", "d-0002", "d-0003"]
    assert store.drafts.count() == FORMS - 1
    assert [one.id for one in store.drafts.in_trash()] == ["d-0001"]
