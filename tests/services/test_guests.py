"""What was begun without an account moves into the account, whole and once (J09)."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from desktop_portal.core.problems import DiskFull, StoreUnreadable
from desktop_portal.services.guests import move_drafts
from desktop_portal.store.database import Store, open_store
from tests.store.conftest import KEY, Clock, Desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def guest(tmp_path: Path) -> Iterator[Desk]:
    path, clock = tmp_path / "guest" / "store.db", Clock()
    desk = Desk(path, clock, open_store(path, KEY, clock=clock))
    yield desk
    desk.store.close()


@pytest.fixture
def account(guest: Desk, tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path / "account" / "store.db", bytes(32), clock=guest.clock)
    yield store
    store.close()


def test_J09_a_guests_forms_move_with_files_and_earlier_versions_and_nothing_of_them_stays(
    guest: Desk, account: Store
) -> None:
    first = guest.saved(1, "It began in March.")
    guest.clock.goes_on(minutes=3)
    draft, other = replace(guest.draft(1, "It began in May."), created_at=first.created_at), guest.saved(2)
    guest.store.drafts.save(draft)
    content = os.urandom(300_000)
    file = guest.attached(draft, content)
    assert move_drafts(guest.store, account) == 2
    assert account.drafts.load(draft.id) == draft
    assert account.drafts.load(other.id) == other
    [kept] = account.attachments.of_draft(draft.id)
    assert (kept.title, account.attachments.read(file.digest)) == ("letter.pdf", content)
    assert account.snapshots.of_draft(draft.id) == [draft.saved_at, first.saved_at]
    earlier = account.snapshots.load(draft.id, first.saved_at)
    assert earlier is not None
    assert earlier.document == first.document
    assert guest.store.drafts.summaries() == []
    assert guest.store.snapshots.of_draft(draft.id) == []
    with pytest.raises(KeyError):
        guest.store.attachments.read(file.digest)


def test_J09_a_move_that_was_cut_off_goes_on_and_what_was_written_since_then_stays(guest: Desk, account: Store) -> None:
    """The program ended after the account had the form and before the guest's copy was deleted."""
    old = guest.saved(1, "as the guest left it")
    account.drafts.save(old)
    guest.clock.goes_on(minutes=1)
    newer = replace(guest.draft(1, "as it was written in the account since"), created_at=old.created_at)
    account.drafts.save(newer)
    assert move_drafts(guest.store, account) == 1
    assert account.drafts.load(old.id) == newer
    assert guest.store.drafts.summaries() == []


def test_J09_a_form_that_was_handed_in_meanwhile_does_not_come_back_as_a_draft(guest: Desk, account: Store) -> None:
    draft = guest.saved(1)
    account.drafts.save(draft)
    account.outbox.submit(guest.submission(draft), draft.id)
    move_drafts(guest.store, account)
    assert account.drafts.summaries() == []
    assert [one.id for one in account.submissions.list()] == [draft.id]
    assert guest.store.drafts.summaries() == []


def test_J09_where_the_disk_is_full_the_guests_form_stays_and_moves_later(guest: Desk, account: Store) -> None:
    draft = guest.saved(1, "x" * 100_000)
    with account._connection.reading() as database:
        pages = database.execute_sql("PRAGMA page_count").fetchone()[0]
        database.execute_sql(f"PRAGMA max_page_count = {pages + 2}").fetchall()
    with pytest.raises(DiskFull):
        move_drafts(guest.store, account)
    assert guest.store.drafts.load(draft.id) == draft
    assert account.drafts.load(draft.id) is None
    with account._connection.reading() as database:
        database.execute_sql("PRAGMA max_page_count = 1000000").fetchall()
    assert move_drafts(guest.store, account) == 1
    assert account.drafts.load(draft.id) == draft


def test_J09_a_guests_form_that_is_damaged_is_left_and_keeps_nobody_out(guest: Desk, tmp_path: Path) -> None:
    """What cannot be read raises for whoever moves, and stays where it is; letting somebody in goes on."""
    draft = guest.saved(1)
    with guest.store._connection.writing() as database:
        database.execute_sql("UPDATE draft_document SET document = zeroblob(length(document))")
    other = open_store(tmp_path / "other" / "store.db", bytes(32), clock=guest.clock)
    with pytest.raises(StoreUnreadable):
        move_drafts(guest.store, other)
    assert other.drafts.summaries() == []
    assert [one.id for one in guest.store.drafts.summaries()] == [draft.id]
    other.close()
