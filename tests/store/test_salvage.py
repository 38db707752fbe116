from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING

import pytest

from desktop_portal.core.problems import StoreInUse, StoreNewer, StoreUnreadable
from desktop_portal.store import migrations, schema
from desktop_portal.store.database import open_store
from desktop_portal.store.salvage import salvage
from tests.store.conftest import KEY

if TYPE_CHECKING:
    from pathlib import Path

    from desktop_portal.core.draft import Draft
    from tests.store.conftest import Desk

PAGE = 4096


def damage(path: Path, pages: list[int]) -> None:
    with path.open("r+b") as file:
        for page in pages:
            file.seek(page * PAGE + 1000)
            file.write(os.urandom(64))


def whole_again(desk: Desk) -> list[Draft]:
    desk.store = open_store(desk.path, KEY, clock=desk.clock)
    assert desk.store.check()
    found = [desk.store.drafts.load(one.id) for one in desk.store.drafts.summaries()]
    return [draft for draft in found if draft is not None]


def test_a_store_with_damaged_pages_gives_back_all_that_is_on_the_others(desk: Desk) -> None:
    saved = {draft.id: draft for draft in (desk.saved(number, f"answer {number} " * 200) for number in range(1, 200))}
    desk.store.close()
    pages = desk.path.stat().st_size // PAGE
    damage(desk.path, random.Random(3).sample(range(30, pages), pages // 50))
    report = salvage(desk.path, KEY, desk.clock())
    found = whole_again(desk)
    assert all(saved[draft.id] == draft for draft in found)
    assert len(found) == report.drafts >= 150
    assert report.rows_lost >= 1
    assert (desk.path.parent / report.kept_as).stat().st_size == pages * PAGE


def test_what_is_damaged_comes_out_of_the_last_copy(desk: Desk) -> None:
    saved = [desk.saved(number, f"answer {number} " * 200) for number in range(1, 100)]
    file = desk.attached(saved[0], os.urandom(400_000))
    content = desk.store.attachments.read(file.digest)
    assert desk.store.backups.make(desk.clock())
    desk.clock.goes_on(minutes=1)
    newer = desk.saved(500, "after the copy")
    submission = desk.submitted(saved[-1])
    desk.store.close()
    pages = desk.path.stat().st_size // PAGE
    damage(desk.path, list(range(40, pages, 9)))
    report = salvage(desk.path, KEY, desk.clock())
    found = {draft.id: draft for draft in whole_again(desk)}
    assert {draft.id: draft for draft in saved[:-1]}.items() <= found.items()
    assert report.from_copies > 0
    assert desk.store.attachments.read(file.digest) == content
    # Newer than the copy: there if its page was, but a submitted form never comes back as a draft beside itself.
    assert found.get(newer.id, newer) == newer
    waiting = [one.submission_id for one in desk.store.outbox.waiting()]
    assert (submission.id in waiting) != (submission.id in found)


@pytest.mark.parametrize("way", ["first page", "cut", "emptied", "gone"])
def test_a_store_that_cannot_be_read_at_all_comes_back_from_its_copy(desk: Desk, way: str) -> None:
    saved = desk.saved()
    assert desk.store.backups.make(desk.clock())
    desk.store.close()
    if way == "first page":
        damage(desk.path, [0])
    elif way == "gone":
        desk.path.unlink()
    else:
        with desk.path.open("r+b") as file:
            file.truncate(2000 if way == "cut" else 0)
    if way != "gone":
        with pytest.raises(StoreUnreadable):
            open_store(desk.path, KEY, clock=desk.clock)
    assert salvage(desk.path, KEY, desk.clock()).from_copies == 1
    assert whole_again(desk) == [saved]


def test_a_store_that_is_gone_while_its_copies_are_there_is_not_replaced_by_an_empty_one(desk: Desk) -> None:
    desk.saved()
    assert desk.store.backups.make(desk.clock())
    desk.store.close()
    desk.path.unlink()
    with pytest.raises(StoreUnreadable):
        open_store(desk.path, KEY, clock=desk.clock)
    assert not desk.path.exists()


def test_salvage_with_another_key_or_while_the_program_is_open_changes_nothing(desk: Desk) -> None:
    draft = desk.saved()
    with pytest.raises(StoreInUse):
        salvage(desk.path, KEY, desk.clock())
    desk.store.close()
    before = desk.path.read_bytes()
    with pytest.raises(StoreUnreadable):
        salvage(desk.path, bytes(32), desk.clock())
    assert desk.path.read_bytes() == before
    assert whole_again(desk) == [draft]
    assert not list(desk.path.parent.glob("*salvaged*"))


def test_three_copies_are_kept_one_for_each_day(desk: Desk) -> None:
    assert desk.store.backups.is_due(desk.clock())
    for number in range(5):
        desk.saved(number)
        assert desk.store.backups.make(desk.clock())
        assert not desk.store.backups.is_due(desk.clock.goes_on(hours=2))
        assert desk.store.backups.is_due(desk.clock.goes_on(hours=22))
    copies = desk.store.backups.paths()
    assert [path.name for path in copies] == ["store-1.db", "store-2.db", "store-3.db"]
    assert sorted(path.name for path in copies[0].parent.iterdir()) == [path.name for path in copies]
    desk.store.close()
    counts = []
    for path in copies:
        copy = open_store(path, KEY, clock=desk.clock)
        counts.append(len(copy.drafts.summaries()))
        copy.close()
    assert counts == [5, 4, 3]
    desk.store = open_store(desk.path, KEY, clock=desk.clock)


def test_a_damaged_store_never_takes_the_place_of_a_good_copy(desk: Desk) -> None:
    for number in range(1, 60):
        desk.saved(number, "answer " * 500)
    assert desk.store.backups.make(desk.clock())
    good = desk.store.backups.paths()[0].read_bytes()
    desk.store.close()
    damage(desk.path, list(range(60, 100)))
    desk.store = open_store(desk.path, KEY, clock=desk.clock)
    assert not desk.store.check()
    with pytest.raises(StoreUnreadable):
        desk.store.backups.make(desk.clock())
    assert [path.read_bytes() for path in desk.store.backups.paths()] == [good]
    # Writing goes on where the disk is sound.
    assert desk.store.drafts.load(desk.saved(500).id) is not None


def test_an_older_store_is_copied_before_it_is_brought_up(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = desk.saved()
    desk.store.close()
    later = (*schema.MIGRATIONS, ("ALTER TABLE draft ADD COLUMN colour TEXT NOT NULL DEFAULT ''",))
    monkeypatch.setattr(migrations, "MIGRATIONS", later)
    monkeypatch.setattr(migrations, "VERSION", len(later))
    desk.store = open_store(desk.path, KEY, clock=desk.clock)
    assert desk.store.drafts.load(draft.id) == draft
    [copy] = desk.store.backups.paths()
    desk.store.close()
    monkeypatch.undo()
    with pytest.raises(StoreNewer):
        open_store(desk.path, KEY, clock=desk.clock)
    before = open_store(copy, KEY, clock=desk.clock)
    assert before.drafts.load(draft.id) == draft
    before.close()


def test_a_step_that_fails_leaves_the_older_schema_as_it_was(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    draft = desk.saved()
    desk.store.close()
    broken = (*schema.MIGRATIONS, ("ALTER TABLE draft ADD COLUMN colour TEXT", "this is no SQL"))
    monkeypatch.setattr(migrations, "MIGRATIONS", broken)
    monkeypatch.setattr(migrations, "VERSION", len(broken))
    with pytest.raises(Exception, match="syntax"):
        open_store(desk.path, KEY, clock=desk.clock)
    monkeypatch.undo()
    desk.store = open_store(desk.path, KEY, clock=desk.clock)
    assert desk.store.drafts.load(draft.id) == draft
