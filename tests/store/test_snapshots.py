from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.store.conftest import Desk


def test_J12_the_version_of_an_earlier_time_can_be_seen_and_restored(desk: Desk) -> None:
    versions = []
    for number in range(10):
        versions.append(desk.saved(text=f"as of minute {number * 3}"))
        desk.clock.goes_on(minutes=3)
    latest = desk.saved(text="deleted by mistake")
    store = desk.reopened()
    assert store.snapshots.of_draft(latest.id) == [latest.saved_at, *(one.saved_at for one in reversed(versions))]
    before = store.snapshots.load(latest.id, versions[4].saved_at)
    assert before is not None
    assert (before.document, before.saved_at) == (versions[4].document, versions[4].saved_at)
    now = desk.clock.goes_on(seconds=20)
    restored = store.snapshots.restore(latest.id, versions[4].saved_at, now)
    assert restored is not None
    assert (restored.document, restored.saved_at) == (versions[4].document, now)
    assert store.drafts.load(latest.id) == restored
    replaced = store.snapshots.load(latest.id, latest.saved_at)
    assert replaced is not None
    assert replaced.document == latest.document


def test_J12_what_was_typed_in_the_last_seconds_is_kept_when_an_earlier_version_is_restored(desk: Desk) -> None:
    first = desk.saved(text="first")
    desk.clock.goes_on(seconds=20)
    second = desk.saved(text="second")
    assert desk.store.snapshots.of_draft(first.id) == [first.saved_at]
    desk.store.snapshots.restore(first.id, first.saved_at, desk.clock.goes_on(seconds=20))
    assert second.saved_at in desk.store.snapshots.of_draft(first.id)
    assert desk.store.snapshots.restore(first.id, desk.clock.goes_on(days=1), desk.clock()) is None


def test_J12_a_word_typed_every_second_for_hours_keeps_twenty_versions(desk: Desk) -> None:
    draft = desk.saved()
    for _ in range(300):
        desk.clock.goes_on(seconds=40)
        draft = desk.saved()
    kept = desk.store.snapshots.of_draft(draft.id)
    assert len(kept) == 20
    assert desk.clock() - kept[0] < timedelta(minutes=2)


def test_J17_earlier_versions_go_with_the_draft(desk: Desk) -> None:
    draft = desk.saved()
    desk.submitted(draft)
    assert desk.store.snapshots.of_draft(draft.id) == []
    assert desk.store.snapshots.load(draft.id, draft.saved_at) is None
