"""Deleted forms can be got back for seven days where the organisation lets people, and only there (J17)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop_portal.core.draft import ChildLabel, Draft, FormKey
from desktop_portal.ui.pages.recover import RecoverPage

if TYPE_CHECKING:
    from tests.support.lone_computer import LoneComputer

DRAFT = "018f0000-0000-7000-8000-000000000001"


@pytest.fixture
def computer(not_started: LoneComputer) -> LoneComputer:
    store, now = not_started.store(), not_started.clock()
    store.drafts.save(Draft(DRAFT, FormKey("https://f", "1"), "A form", ChildLabel("A.B."), {"response": {}}, now, now))
    store.close()
    return not_started


def recover_page(computer: LoneComputer) -> RecoverPage:
    computer.start()
    computer.sign_in()
    session = computer.running.session
    assert session is not None
    computer.running._lists.show_recover(session)
    [page] = computer.running.window.findChildren(RecoverPage)
    return page


def lists(computer: LoneComputer) -> tuple[list[str], list[str]]:
    session = computer.running.session
    assert session is not None
    drafts = session.store.drafts
    return [one.id for one in drafts.summaries()], [one.id for one in drafts.in_trash()]


def test_J17_a_deleted_form_is_got_back_from_recover_a_form(computer: LoneComputer) -> None:
    computer.policy(keep_deleted_drafts=True)
    page = recover_page(computer)
    page._table.opened.emit(DRAFT, 4)
    assert "You can get it back for seven days." in computer.hands.sights()
    computer.hands.press("Delete the form")
    assert lists(computer) == ([], [DRAFT])
    assert page._trash.isVisible()
    page._trash.opened.emit(DRAFT, 0)
    assert lists(computer) == ([DRAFT], [])
    assert not page._trash.isVisible()


@pytest.mark.parametrize("policy", [{}, {"keep_deleted_drafts": True, "shared_computer": True}])
def test_J17_deleted_is_deleted_where_the_organisation_does_not_say_otherwise(
    computer: LoneComputer, policy: dict[str, bool]
) -> None:
    computer.policy(**policy)
    page = recover_page(computer)
    page._table.opened.emit(DRAFT, 4)
    assert "Nobody can get it back." in computer.hands.sights()
    computer.hands.press("Delete the form")
    assert lists(computer) == ([], [])
    assert not page._trash.isVisible()


def test_J17_a_policy_that_is_withdrawn_empties_the_trash(computer: LoneComputer) -> None:
    store = computer.store()
    store.drafts.put_in_trash(DRAFT, computer.clock())
    store.close()
    recover_page(computer)
    assert lists(computer) == ([], [])
