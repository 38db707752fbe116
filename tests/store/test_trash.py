"""Deleted drafts, where the organisation lets them be got back for seven days (J17)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.store.conftest import Desk

DAY = timedelta(days=1)


def test_J17_a_draft_in_the_trash_is_in_no_list_and_comes_back_with_every_answer(desk: Desk) -> None:
    draft = desk.saved()
    letter = desk.attached(draft, b"%PDF letter")
    other = desk.saved(2)
    desk.store.drafts.put_in_trash(draft.id, desk.clock())
    assert [one.id for one in desk.store.drafts.summaries()] == [other.id]
    [thrown_away] = desk.reopened().drafts.in_trash()
    assert (thrown_away.id, thrown_away.expires_at) == (draft.id, desk.clock() + 7 * DAY)
    desk.store.drafts.get_back(draft.id)
    assert desk.store.drafts.in_trash() == []
    assert {one.id for one in desk.store.drafts.summaries()} == {draft.id, other.id}
    assert desk.reopened().drafts.load(draft.id) == draft
    assert desk.store.attachments.read(letter.digest) == b"%PDF letter"


def test_J17_the_trash_keeps_nothing_longer_than_seven_days(desk: Desk) -> None:
    draft = desk.saved()
    desk.store.drafts.put_in_trash(draft.id, desk.clock())
    desk.store.drafts.put_in_trash(draft.id, desk.clock.goes_on(days=6))
    assert desk.store.drafts.expire(desk.clock.goes_on(hours=23, minutes=59)) == []
    assert [one.id for one in desk.store.drafts.expire(desk.clock.goes_on(minutes=1))] == [draft.id]
    assert desk.store.drafts.load(draft.id) is None
    desk.store.drafts.get_back(draft.id)
    assert desk.store.drafts.summaries() == []


def test_J17_the_trash_keeps_nothing_beyond_its_thirty_days(desk: Desk) -> None:
    draft = desk.saved()
    for _ in range(28):
        desk.store.drafts.expire(desk.clock.goes_on(days=1))
    desk.store.drafts.put_in_trash(draft.id, desk.clock())
    assert desk.store.drafts.in_trash()[0].expires_at == draft.saved_at + 30 * DAY
    desk.store.drafts.expire(desk.clock.goes_on(days=2))
    assert desk.store.drafts.in_trash() == []


def test_J17_a_clock_that_is_doubted_empties_no_trash(desk: Desk) -> None:
    draft = desk.saved()
    desk.store.drafts.put_in_trash(draft.id, desk.clock())
    assert desk.store.drafts.expire(desk.clock.goes_on(days=60)) == []
    desk.store.state.saw_server_time(desk.clock())
    assert desk.store.drafts.expire(desk.clock.goes_on(days=6)) == []
    assert len(desk.store.drafts.expire(desk.clock.goes_on(days=1))) == 1


def test_J17_emptying_the_trash_leaves_the_other_drafts(desk: Desk) -> None:
    draft, other = desk.saved(), desk.saved(2)
    desk.store.drafts.put_in_trash(draft.id, desk.clock())
    desk.store.drafts.empty_trash()
    assert desk.store.drafts.load(draft.id) is None
    assert [one.id for one in desk.store.drafts.summaries()] == [other.id]


def test_J13_a_form_that_is_saved_again_is_not_in_the_trash(desk: Desk) -> None:
    draft = desk.saved()
    desk.store.drafts.put_in_trash(draft.id, desk.clock())
    desk.store.drafts.save(replace(draft, saved_at=desk.clock.goes_on(minutes=1)))
    assert desk.store.drafts.in_trash() == []
    assert len(desk.store.drafts.summaries()) == 1
