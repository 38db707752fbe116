"""A store file of every released schema is kept here; each later program has to open it with nothing lost."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desktop_portal.core.submission import DeliveryState
from desktop_portal.store.database import open_store
from desktop_portal.store.schema import VERSION
from tests.store.conftest import KEY, Clock, Desk

if TYPE_CHECKING:
    from collections.abc import Iterator

KEPT = Path(__file__).with_name("kept")


@pytest.fixture(params=sorted(KEPT.glob("schema-*.db")), ids=lambda path: path.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Desk]:
    path = tmp_path / "store.db"
    shutil.copy(request.param, path)
    beside = request.param.with_suffix("") / "files"
    if beside.is_dir():
        shutil.copytree(beside, tmp_path / "files")
    clock = Clock()
    desk = Desk(path, clock, open_store(path, KEY, clock=clock))
    yield desk
    desk.store.close()


def test_J30_upgrading_keeps_every_draft_file_and_submission(old: Desk) -> None:
    store = old.store
    draft, rejected, received = old.draft(1), old.draft(2, "rejected"), old.draft(3, "received")
    assert store.drafts.load(draft.id) == draft
    [letter] = store.attachments.of_draft(draft.id)
    assert store.attachments.read(letter.digest) == b"letter " * 1000
    assert store.outbox.upload_url(letter.digest) == "https://example.gov.uk/u/1"
    forms = {form.id: form for form in store.submissions.list()}
    assert forms[rejected.id].delivery.state is DeliveryState.QUEUED
    assert forms[received.id].receipt == old.receipt(old.submission(received))
    [photo] = store.submissions.load(received.id, 1).files
    assert store.attachments.read(photo.digest) == b"photo " * 1000
    assert store.submissions.draft_of(received.id, 1) == received
    assert store.state.get("device_id", "") == "device"
    assert store.catalogue.entries() == [{"name": "f"}]
    assert store.check()


def test_J30_there_is_a_kept_store_of_every_schema() -> None:
    assert [path.stem for path in sorted(KEPT.glob("*.db"))] == [f"schema-{number}" for number in range(1, VERSION + 1)]
