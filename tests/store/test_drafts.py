from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from desktop_portal.core.draft import DraftSummary
from desktop_portal.store.database import open_store

if TYPE_CHECKING:
    from tests.store.conftest import Desk

DAY = timedelta(days=1)


def test_J17_a_saved_draft_opens_again_with_every_answer_after_a_restart(desk: Desk) -> None:
    draft = desk.saved()
    assert desk.reopened().drafts.load(draft.id) == draft


def test_J13_the_last_save_of_many_is_the_one_that_is_kept(desk: Desk) -> None:
    draft = desk.saved()
    for number in range(30):
        draft = replace(desk.draft(text=f"word {number}"), created_at=draft.created_at)
        desk.clock.goes_on(seconds=1)
        desk.store.drafts.save(draft)
    assert desk.reopened().drafts.load(draft.id) == draft
    assert len(desk.store.drafts.summaries()) == 1


def test_J17_the_list_shows_the_draft_saved_last_first_with_the_day_it_goes(desk: Desk) -> None:
    older = desk.saved(1)
    desk.clock.goes_on(hours=1)
    newer = desk.saved(2)
    assert [one.id for one in desk.store.drafts.summaries()] == [newer.id, older.id]
    assert desk.store.drafts.summaries()[0] == DraftSummary(
        newer.id, newer.form, newer.form_title, newer.child, newer.saved_at, newer.saved_at + 30 * DAY
    )


def test_an_unknown_draft_is_none_and_deleting_it_does_nothing(desk: Desk) -> None:
    assert desk.store.drafts.load("none") is None
    desk.store.drafts.delete("none")


def test_J17_a_draft_goes_thirty_days_after_it_was_saved_last_and_not_a_minute_before(desk: Desk) -> None:
    draft = desk.saved(1)
    for _ in range(29):
        assert desk.store.drafts.expire(desk.clock.goes_on(days=1)) == []
    assert desk.store.drafts.expire(desk.clock.goes_on(hours=23, minutes=59)) == []
    younger = desk.saved(2)
    assert [one.id for one in desk.store.drafts.expire(desk.clock.goes_on(minutes=1))] == [draft.id]
    assert [one.id for one in desk.store.drafts.summaries()] == [younger.id]
    assert desk.store.drafts.load(draft.id) is None


def test_J17_the_organisation_may_shorten_the_thirty_days(desk: Desk) -> None:
    desk.store.close()
    desk.store = open_store(desk.path, bytes(range(32)), clock=desk.clock, retention_days=3)
    desk.saved()
    assert desk.store.drafts.expire(desk.clock.goes_on(days=2)) == []
    assert len(desk.store.drafts.expire(desk.clock.goes_on(days=1))) == 1


def test_J17_a_draft_that_is_being_edited_never_goes(desk: Desk) -> None:
    draft = desk.saved()
    for _ in range(40):
        assert desk.store.drafts.expire(desk.clock.goes_on(days=1), being_edited={draft.id}) == []
    assert desk.store.drafts.load(draft.id) == draft


def test_J17_what_waits_to_be_sent_never_goes_and_what_the_council_has_goes_on_time(desk: Desk) -> None:
    waiting, received = desk.submitted(desk.saved(1)), desk.submitted(desk.saved(2))
    desk.received(received)
    for _ in range(40):
        now = desk.clock.goes_on(days=1)
        desk.store.drafts.expire(now)
        desk.store.submissions.expire(now)
    assert [one.id for one in desk.store.submissions.list()] == [waiting.id]
    assert desk.store.outbox.load(waiting.id, 1) == waiting


def test_J17_a_clock_that_jumps_a_month_ahead_deletes_nothing_until_the_server_confirms_it(desk: Desk) -> None:
    draft = desk.saved()
    desk.clock.goes_on(days=45)
    assert desk.reopened().drafts.expire(desk.clock()) == []
    assert desk.store.drafts.expire(desk.clock.goes_on(hours=1)) == []
    assert desk.store.drafts.load(draft.id) == draft
    # The clock was right: the person was away. What nobody could date for certain gets its days once more.
    desk.store.state.saw_server_time(desk.clock())
    assert desk.store.drafts.expire(desk.clock()) == []
    for _ in range(29):
        assert desk.store.drafts.expire(desk.clock.goes_on(days=1)) == []
    assert len(desk.store.drafts.expire(desk.clock.goes_on(days=1))) == 1


def test_J17_a_clock_that_the_server_calls_wrong_deletes_nothing(desk: Desk) -> None:
    desk.saved()
    desk.store.state.saw_server_time(desk.clock() - timedelta(hours=25))
    for _ in range(60):
        assert desk.store.drafts.expire(desk.clock.goes_on(days=1)) == []


def test_J17_a_computer_that_forgot_the_year_loses_nothing_that_is_written_then(desk: Desk) -> None:
    desk.saved(1)
    desk.clock.goes_on(days=-2000)
    written = desk.saved(2)
    assert desk.store.drafts.expire(desk.clock()) == []
    assert desk.store.drafts.load(written.id) == written


def test_J17_drafts_of_a_wrong_year_are_not_taken_when_the_clock_is_put_right(desk: Desk) -> None:
    right = desk.clock()
    desk.store.close()
    desk.clock.goes_on(days=-2000)
    desk.path.unlink()
    desk.store = open_store(desk.path, bytes(range(32)), clock=desk.clock)
    draft = desk.saved()
    desk.store.state.saw_server_time(right)
    desk.clock.now = right
    desk.store.state.saw_server_time(right)
    assert desk.store.drafts.expire(right) == []
    assert desk.store.drafts.load(draft.id) == draft


@pytest.mark.parametrize("days", [-3, 0, 45])
def test_J17_what_is_known_of_the_time_outlives_the_program(desk: Desk, days: int) -> None:
    desk.store.drafts.expire(desk.clock.goes_on(days=days))
    known = desk.store.state.times()
    assert desk.reopened().state.times() == known
    assert known.doubted is (days > 7)
