"""The desk stays quick with many submissions: what it asks the database for goes along an index."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from server_stub.desk import finding
from server_stub.desk.finding import Filter
from server_stub.tables.base import database as the_database

if TYPE_CHECKING:
    from collections.abc import Callable

    from server_stub.parts import Parts

pytestmark = pytest.mark.sqlite_only


@pytest.fixture
def plans(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], list[str]]:
    """How SQLite goes about each statement of a piece of work."""
    assert parts is not None
    opened: Any = the_database.obj
    true = opened.execute_sql

    def plans_of(work: Callable[[], object]) -> list[str]:
        seen: list[tuple[str, Any]] = []

        def noted(statement: str, values: Any = None, *more: Any) -> Any:
            seen.append((statement, values))
            return true(statement, values, *more)

        with monkeypatch.context() as patch:
            patch.setattr(opened, "execute_sql", noted)
            work()
        assert seen
        return ["; ".join(row[3] for row in true(f"EXPLAIN QUERY PLAN {text}", values)) for text, values in seen]

    return plans_of


_FEW = {"mine", "again"}
"""Views of which only what belongs to them is read, and then put in order."""


@pytest.mark.parametrize("view", finding.VIEWS)
@pytest.mark.parametrize("order", ["urgent", "new"])
def test_each_view_is_read_in_its_order_from_an_index(
    parts: Parts, plans: Callable[[Callable[[], object]], list[str]], view: str, order: str
) -> None:
    for plan in plans(lambda: finding.find(Filter(view=view, order=order), "me", parts.now())):
        assert "SCAN submission" not in plan.replace("t1", "submission"), plan
        assert view in _FEW or "TEMP B-TREE" not in plan, plan


def test_ones_own_view_does_not_go_through_everybody_elses(
    parts: Parts, plans: Callable[[Callable[[], object]], list[str]]
) -> None:
    (plan,) = plans(lambda: finding.find(Filter(view="mine"), "me", parts.now()))
    assert "submission_own_urgent (assigned_to=? AND destination=?)" in plan


def test_what_stands_in_each_view_is_counted_from_indexes_alone(
    plans: Callable[[Callable[[], object]], list[str]],
) -> None:
    found = plans(lambda: finding.counts("LCS", "me"))
    assert len(found) == 5
    assert all("USING COVERING INDEX" in plan for plan in found), found


def test_a_search_that_finds_nothing_reads_an_index_and_not_every_submission(
    plans: Callable[[Callable[[], object]], list[str]],
) -> None:
    (plan,) = plans(lambda: finding.search("wren"))
    assert "USING INDEX submission_named" in plan
    assert "TEMP B-TREE" not in plan
