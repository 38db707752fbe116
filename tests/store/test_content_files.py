from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from desktop_portal.core.problems import StoreUnreadable
from desktop_portal.store.content_files import CHUNK_BYTES
from desktop_portal.store.database import open_store
from desktop_portal.store.salvage import salvage
from tests.store.conftest import KEY

if TYPE_CHECKING:
    from pathlib import Path

    from tests.store.conftest import Desk


def files_of(desk: Desk) -> list[Path]:
    return sorted(desk.path.with_name("files").iterdir())


class Counting:
    """Gives bytes without end and counts how many it gave at most at once."""

    def __init__(self, size: int) -> None:
        self.left, self.most = size, 0

    def read(self, size: int = -1) -> bytes:
        given = min(size, self.left, 100_000)
        self.left -= given
        self.most = max(self.most, size)
        return bytes(given)


def test_J14_a_large_file_is_read_a_chunk_at_a_time_and_never_whole(desk: Desk) -> None:
    draft, stream = desk.saved(), Counting(9 * CHUNK_BYTES + 5)
    file = desk.store.attachments.add(draft.id, stream, title="a.pdf", content_type="b")
    assert stream.most <= CHUNK_BYTES
    assert file.size == 9 * CHUNK_BYTES + 5
    assert [len(chunk) for chunk in desk.store.attachments.open(file.digest)] == [CHUNK_BYTES] * 9 + [5]


@pytest.mark.parametrize("where", [0, 40_000, CHUNK_BYTES + 100, 2 * CHUNK_BYTES + 31])
def test_J14_one_flipped_bit_in_a_file_is_seen_and_never_given_out(desk: Desk, where: int) -> None:
    file = desk.attached(desk.saved(), os.urandom(2 * CHUNK_BYTES + 17))
    [path] = files_of(desk)
    with path.open("r+b") as held:
        held.seek(where)
        byte = held.read(1)[0]
        held.seek(where)
        held.write(bytes([byte ^ 4]))
    with pytest.raises(StoreUnreadable):
        desk.store.attachments.read(file.digest)
    assert not desk.store.check()
    assert desk.store.damaged_files() == [file.digest]


@pytest.mark.parametrize("way", ["gone", "shorter", "another"])
def test_J14_a_file_that_is_gone_cut_or_another_ones_is_seen(desk: Desk, way: str) -> None:
    draft = desk.saved()
    first = desk.attached(draft, os.urandom(CHUNK_BYTES * 2))
    [path] = files_of(desk)
    desk.attached(draft, os.urandom(CHUNK_BYTES * 2))
    if way == "gone":
        path.unlink()
    elif way == "shorter":
        os.truncate(path, path.stat().st_size - CHUNK_BYTES - 16)
    else:
        [other] = [one for one in files_of(desk) if one != path]
        path.write_bytes(other.read_bytes())
    with pytest.raises(StoreUnreadable):
        desk.store.attachments.read(first.digest)
    assert desk.store.damaged_files() == [first.digest]


def test_J14_a_damaged_file_comes_back_out_of_the_copies(desk: Desk) -> None:
    content = os.urandom(CHUNK_BYTES + 3)
    draft = desk.saved()
    file = desk.attached(draft, content)
    assert desk.store.backups.make(desk.clock())
    [path] = files_of(desk)
    path.write_bytes(b"nothing")
    assert not desk.store.check()
    desk.store.close()

    salvage(desk.path, KEY, desk.clock())
    desk.store = open_store(desk.path, KEY, clock=desk.clock)
    assert desk.store.attachments.read(file.digest) == content
    assert desk.store.attachments.of_draft(draft.id) == [file]
    assert desk.store.check()


def test_J14_what_a_crash_left_half_written_is_swept_away_at_the_next_start(desk: Desk) -> None:
    draft = desk.saved()
    file = desk.attached(draft, b"letter")
    desk.path.with_name("files").joinpath("0" * 32).write_bytes(b"half of a file")
    assert desk.reopened().attachments.read(file.digest) == b"letter"
    assert len(files_of(desk)) == 1


def test_J14_the_same_file_attached_twice_is_kept_once(desk: Desk) -> None:
    first, second = desk.saved(1), desk.saved(2)
    desk.attached(first, b"the same letter")
    desk.attached(second, b"the same letter")
    assert len(files_of(desk)) == 1
    assert desk.store.check()
