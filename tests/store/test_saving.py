"""Saving writes what differs: whatever is typed, taken out and pasted, the draft is what it was saved as."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from desktop_portal.store.convert import to_bytes
from desktop_portal.store.draft_rows import ROOM

if TYPE_CHECKING:
    from tests.store.conftest import Desk

LETTERS = "abcdefghijklmnopqrstuvwxyz éŵŷ\ud83d"


@pytest.mark.parametrize("seed", range(8))
def test_J13_whatever_is_typed_pasted_and_taken_out_the_draft_is_what_was_saved_last(desk: Desk, seed: int) -> None:
    chance = random.Random(seed)
    text = "".join(chance.choices(LETTERS, k=chance.randrange(60_000)))
    for _ in range(25):
        at, gone = chance.randrange(len(text) + 1), chance.choice((0, 0, 1, 900, 20_000))
        come = "".join(chance.choices(LETTERS, k=chance.choice((0, 1, 1, 1, 900, 20_000))))
        text = text[:at] + come + text[at + gone :]
        draft = desk.saved(text=text)
        assert desk.store.drafts.load(draft.id) == draft
    assert desk.reopened().drafts.load(draft.id) == draft
    assert desk.store.check()


@pytest.mark.parametrize("beyond", [-1, 0, 1])
def test_J13_a_draft_that_fills_its_room_to_the_last_letter_is_kept_whole(desk: Desk, beyond: int) -> None:
    empty = len(to_bytes(desk.draft(text="").document))
    for rooms, letter in ((1, "a"), (2, "a"), (2, "b"), (1, "c")):
        draft = desk.saved(text=letter * (rooms * ROOM - empty + beyond))
        assert desk.reopened().drafts.load(draft.id) == draft


def test_J13_a_letter_in_a_long_form_does_not_write_the_whole_form_again(desk: Desk) -> None:
    """A frame of the log is a page and 24 bytes; the row of the draft and its place in the list are two more pages."""
    text = "a" * 100_000
    draft = desk.saved(text=text)
    wal = desk.path.with_name(desk.path.name + "-wal")
    before = wal.stat().st_size
    desk.store.drafts.save(replace(desk.draft(text=text[:-1] + "b"), created_at=draft.created_at))
    assert 0 < wal.stat().st_size - before <= 5 * 4120
    before = wal.stat().st_size
    desk.saved(text="b" * 100_000)
    assert wal.stat().st_size - before > 20 * 4120
