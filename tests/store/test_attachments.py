from __future__ import annotations

import hashlib
import io
import os
from typing import TYPE_CHECKING

import pytest

from desktop_portal.store.contents import CHUNK_BYTES

if TYPE_CHECKING:
    from tests.store.conftest import Desk


@pytest.mark.parametrize("size", [1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES + 17])
def test_J14_a_file_comes_back_byte_for_byte_after_a_restart(desk: Desk, size: int) -> None:
    content = os.urandom(size)
    draft = desk.saved()
    file = desk.attached(draft, content)
    assert (file.digest, file.size) == (hashlib.sha256(content).hexdigest(), size)
    store = desk.reopened()
    assert store.attachments.read(file.digest) == content
    assert store.attachments.of_draft(draft.id) == [file]
    assert all(len(chunk) <= CHUNK_BYTES for chunk in store.attachments.open(file.digest))


def test_J14_files_are_listed_in_the_order_in_which_they_were_added(desk: Desk) -> None:
    draft = desk.saved()
    added = []
    for number in range(5):
        desk.clock.goes_on(seconds=1)
        added.append(desk.attached(draft, f"file {number}".encode(), f"{number}.pdf"))
    assert desk.store.attachments.of_draft(draft.id) == added


def test_J14_a_file_in_two_drafts_stays_until_both_are_without_it(desk: Desk) -> None:
    first, second = desk.saved(1), desk.saved(2)
    file = desk.attached(first, b"the same letter")
    desk.attached(second, b"the same letter", "copy.pdf")
    desk.store.attachments.remove(first.id, file.digest)
    assert desk.store.attachments.read(file.digest) == b"the same letter"
    desk.store.drafts.delete(second.id)
    with pytest.raises(KeyError):
        desk.store.attachments.read(file.digest)
    with pytest.raises(KeyError):
        desk.store.attachments.open(file.digest)


def test_J14_a_stick_that_is_pulled_out_half_way_leaves_no_half_file(desk: Desk) -> None:
    class Pulled(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() > CHUNK_BYTES:
                raise OSError("the stick is gone")
            return super().read(size)

    draft = desk.saved()
    with pytest.raises(OSError, match="stick"):
        desk.store.attachments.add(draft.id, Pulled(os.urandom(3 * CHUNK_BYTES)), title="a", content_type="b")
    assert desk.store.attachments.of_draft(draft.id) == []


def test_J14_a_file_goes_on_being_read_chunk_by_chunk_while_the_person_types(desk: Desk) -> None:
    draft = desk.saved()
    content = os.urandom(4 * CHUNK_BYTES)
    chunks = desk.store.attachments.open(desk.attached(draft, content).digest)
    read = next(chunks)
    desk.saved(text="typed in between")
    assert read + b"".join(chunks) == content
