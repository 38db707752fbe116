from __future__ import annotations

import contextlib
import os
import random
import shutil
import threading
from typing import TYPE_CHECKING

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from desktop_portal.core.problems import Problem, StoreInUse, StoreNewer, StoreUnreadable
from desktop_portal.store import contents, schema
from desktop_portal.store.connection import Connection
from desktop_portal.store.database import open_store
from desktop_portal.store.tables import TABLES
from tests.store.conftest import KEY, Clock

if TYPE_CHECKING:
    from pathlib import Path

    from tests.store.conftest import Desk

PAGE, RESERVED, FRAME, WAL_HEADER = 4096, 80, 24, 32
LONG = "What the council asked " * 400
CANARY = b"CANARY-words-that-only-the-child-said"


def decrypted(path: Path) -> bytes:
    """All that the key can read in the store's file and its log, freed pages included."""
    pages = [(number == 0, page) for number, page in enumerate(_cut(path.read_bytes(), 0, PAGE))]
    log = path.with_name(f"{path.name}-wal")
    if log.exists():
        frames = _cut(log.read_bytes(), WAL_HEADER, FRAME + PAGE)
        pages += [(frame[:4] == b"\x00\x00\x00\x01", frame[FRAME:]) for frame in frames]
    return b"".join(_page(page, first=first) for first, page in pages)


def readable(path: Path) -> bytes:
    """All that somebody with the key can read: the store, its log, and the files whose keys stand in it."""
    connection, found = Connection(path, KEY), [decrypted(path)]
    try:
        with connection.reading() as database:
            for digest in contents.digests(database):
                number = 0
                while (chunk := contents.chunk(database, connection.files, digest, number)) is not None:
                    found.append(chunk)
                    number += 1
    finally:
        connection.close()
    return b"".join(found)


def sealed(desk: Desk) -> tuple[list[Path], list[bytes]]:
    """The sealed files of the store and of its copies, and the keys of all files."""
    folders = [desk.path.with_name("files"), desk.path.parent / "backups" / "files"]
    with desk.store._connection.reading() as database:
        keys = [bytes(key) for (key,) in database.execute_sql("SELECT key FROM content").fetchall()]
    return [path for folder in folders if folder.is_dir() for path in folder.iterdir()], keys


def _cut(content: bytes, begin: int, size: int) -> list[bytes]:
    return [content[at : at + size] for at in range(begin, len(content) - size + 1, size)]


def _page(page: bytes, *, first: bool) -> bytes:
    end = PAGE - RESERVED
    cipher = Cipher(algorithms.AES(KEY), modes.CBC(page[end : end + 16])).decryptor()
    return cipher.update(page[16 if first else 0 : end])


def test_nothing_can_be_read_in_the_files_without_the_key_and_all_with_it(desk: Desk) -> None:
    draft = desk.saved(text=CANARY.decode())
    desk.attached(draft, CANARY * 1000, CANARY.decode())
    desk.store.state.set("access_token", CANARY.decode())
    files = [path for path in desk.path.parent.rglob("*") if path.is_file()]
    assert {path.name for path in files if path.parent.name != "files"} == {
        "store.db",
        "store.db-wal",
        "store.db-shm",
        "store.db.lock",
        "reserve",
    }
    assert not any(CANARY in path.read_bytes() or b"SQLite format" in path.read_bytes() for path in files)
    assert all(path.stat().st_mode & 0o077 == 0 for path in [*files, desk.path.parent])
    assert len(files) == 6
    assert readable(desk.path).count(CANARY) > 900


@pytest.mark.parametrize("way", ["delete", "expire", "remove", "trash", "submission"])
def test_J17_deleted_means_unreadable_on_the_disk_even_with_the_key(desk: Desk, way: str) -> None:
    draft = desk.saved(text=CANARY.decode() * 400)
    file = desk.attached(draft, CANARY * 20_000, CANARY.decode())
    desk.saved(2)
    for _ in range(2):
        assert desk.store.backups.make(desk.clock())
    copies = desk.store.backups.paths()
    assert all(readable(path).count(CANARY) > 20_000 for path in [desk.path, *copies])
    size = desk.path.stat().st_size + desk.path.with_name("store.db-wal").stat().st_size
    there, keys = sealed(desk)
    assert len(there) == 2
    assert all(decrypted(path).count(keys[0]) for path in [desk.path, *copies])
    if way == "delete":
        desk.store.drafts.delete(draft.id)
    elif way == "remove":
        desk.store.attachments.remove(draft.id, file.digest)
        desk.store.drafts.delete(draft.id)
    elif way == "trash":
        desk.store.drafts.put_in_trash(draft.id, desk.clock())
        desk.store.drafts.expire(desk.clock.goes_on(days=6, hours=23))
        desk.store.drafts.expire(desk.clock.goes_on(hours=1))
    elif way == "expire":
        for _ in range(5):
            desk.store.drafts.expire(desk.clock.goes_on(days=6, hours=1), being_edited={desk.draft(2).id})
    else:
        desk.received(desk.submitted(draft, file))
        for _ in range(5):
            desk.store.submissions.expire(desk.clock.goes_on(days=6, hours=1))
    assert not any(CANARY in readable(path) for path in [desk.path, *copies])
    assert sealed(desk) == ([], [])
    assert not any(keys[0] in decrypted(path) for path in [desk.path, *copies])
    assert desk.store.backups.paths() == copies
    assert desk.path.stat().st_size < size
    assert len(desk.store.drafts.summaries()) == 1


def test_a_store_that_another_key_made_is_left_as_it_is(desk: Desk) -> None:
    draft = desk.saved()
    desk.store.close()
    before = desk.path.read_bytes()
    with pytest.raises(StoreUnreadable):
        open_store(desk.path, bytes(32), clock=desk.clock)
    assert desk.path.read_bytes() == before
    desk.store = open_store(desk.path, KEY, clock=desk.clock)
    assert desk.store.drafts.load(draft.id) == draft


@pytest.mark.parametrize("content", [b"", b"not a store", bytes(PAGE * 4), b"SQLite format 3\x00" + bytes(PAGE)])
def test_an_unreadable_file_is_never_replaced_by_an_empty_store(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "store.db"
    path.write_bytes(content)
    with pytest.raises(StoreUnreadable):
        open_store(path, KEY, clock=Clock())
    assert path.read_bytes() == content


def test_a_store_that_vanished_and_left_its_log_is_not_replaced(desk: Desk) -> None:
    desk.saved()
    log = desk.path.with_name("store.db-wal")
    kept = log.read_bytes()
    desk.store.close()
    desk.path.unlink()
    log.write_bytes(kept)
    with pytest.raises(StoreUnreadable):
        open_store(desk.path, KEY, clock=desk.clock)
    assert log.read_bytes() == kept
    log.unlink()


def test_a_store_of_a_newer_program_is_left_as_it_is(desk: Desk) -> None:
    desk.store.close()
    connection = Connection(desk.path, KEY)
    with connection.writing() as database:
        database.execute_sql(f"PRAGMA user_version = {schema.VERSION + 1}")
    connection.close()
    with pytest.raises(StoreNewer):
        open_store(desk.path, KEY, clock=desk.clock)


def test_the_program_is_open_once_and_another_store_beside_it(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(StoreInUse):
        open_store(desk.path, KEY, clock=desk.clock)
    beside = open_store(tmp_path / "guest" / "store.db", bytes(32), clock=desk.clock)
    draft = desk.saved()
    beside.drafts.save(desk.draft(2))
    assert [one.id for one in desk.store.drafts.summaries()] == [draft.id]
    assert [one.id for one in beside.drafts.summaries()] == [desk.draft(2).id]
    beside.close()


def test_half_made_stores_of_a_crash_at_the_first_start_are_made_anew(tmp_path: Path) -> None:
    (tmp_path / "store.db.new").write_bytes(b"half")
    (tmp_path / "store.db.new-wal").write_bytes(b"half")
    store = open_store(tmp_path / "store.db", KEY, clock=Clock())
    assert store.check()
    store.close()


def test_every_row_that_the_program_knows_is_a_table_of_the_schema_column_by_column(desk: Desk) -> None:
    with desk.store._connection.reading() as database:
        for table in TABLES:
            meta = table._meta
            columns = database.execute_sql(f"PRAGMA table_info({meta.table_name})").fetchall()
            assert [column[1] for column in columns] == [field.column_name for field in meta.sorted_fields]


def test_one_flipped_bit_in_any_page_is_seen_and_never_given_as_an_answer(desk: Desk, tmp_path: Path) -> None:
    # Each runs over two pages and more: the last page of a row is the one that SQLCipher may give as zeros.
    drafts = [desk.saved(number, f"answer {number} " * 500) for number in range(1, 20)]
    desk.store.state.set("returned:1", LONG)
    desk.store.close()
    chance = random.Random(7)
    pages = desk.path.stat().st_size // PAGE
    seen = 0
    for page in range(pages):
        broken = tmp_path / "broken" / "store.db"
        broken.parent.mkdir(exist_ok=True)
        shutil.copy(desk.path, broken)
        with broken.open("r+b") as file:
            # Byte 0 to 15 of the first page are the salt, which a raw key does not need.
            at = page * PAGE + chance.randrange(16, PAGE)
            file.seek(at)
            byte = file.read(1)[0]
            file.seek(at)
            file.write(bytes([byte ^ 1 << chance.randrange(8)]))
        seen += _damage_is_seen(broken, desk.clock, {draft.id: draft for draft in drafts})
    assert pages > 30
    assert seen == pages


def _damage_is_seen(path: Path, clock: Clock, drafts: dict[str, object]) -> bool:
    try:
        store = open_store(path, KEY, clock=clock)
    except StoreUnreadable:
        return True
    try:
        damaged = not store.check()
        for draft_id, draft in drafts.items():
            with contextlib.suppress(StoreUnreadable):
                assert store.drafts.load(draft_id) == draft
        with contextlib.suppress(StoreUnreadable):
            assert store.state.get("returned:1", "") == LONG
        with contextlib.suppress(StoreUnreadable):
            assert store.state.all("returned:") == {"returned:1": LONG}
        return damaged
    finally:
        store.close()


def test_J13_typing_and_sending_go_on_at_the_same_time_and_closing_waits_for_both(desk: Desk) -> None:
    draft = desk.saved()
    files, problems = [], []

    def lane() -> None:
        try:
            for number in range(40):
                content = os.urandom(300_000)
                file = desk.attached(draft, content, f"{number}.pdf")
                files.append(file.digest)
                assert desk.store.attachments.read(file.digest) == content
        except (RuntimeError, Problem) as error:
            problems.append(error)

    thread = threading.Thread(target=lane)
    thread.start()
    last = draft
    while thread.is_alive() and len(files) < 20:
        last = desk.saved(text=f"typed with {len(files)} files")
    desk.store.close()
    thread.join()
    assert all("closed" in str(problem) for problem in problems)
    desk.store = open_store(desk.path, KEY, clock=desk.clock)
    assert desk.store.drafts.load(draft.id) == last
    assert {file.digest for file in desk.store.attachments.of_draft(draft.id)} >= set(files)
    assert desk.store.check()


def test_a_closed_store_says_so_and_can_be_closed_again(desk: Desk) -> None:
    desk.store.close()
    desk.store.close()
    with pytest.raises(RuntimeError, match="closed"):
        desk.store.drafts.summaries()


def test_published_forms_are_kept_by_version(desk: Desk) -> None:
    for version in ("1", "2"):
        definition = f'{{"url": "https://example.gov.uk/f", "version": "{version}", "title": "Siôn"}}'
        desk.store.catalogue.put("f", definition, f"digest{version}", {"name": "f", "version": version})
    desk.store.catalogue.etag = '"7"'
    catalogue = desk.reopened().catalogue
    assert catalogue.entries() == [{"name": "f", "version": "2"}]
    form = desk.draft().form
    old, none = (type(form)("https://example.gov.uk/f", version) for version in ("1", "3"))
    assert catalogue.definition(old) == {"url": "https://example.gov.uk/f", "version": "1", "title": "Siôn"}
    assert catalogue.definition(none) is None
    assert catalogue.etag == '"7"'


def test_small_values_outlive_the_program_and_can_be_forgotten(desk: Desk) -> None:
    desk.store.state.set("profile", {"name": "Siân", "tries": [1, 2]})
    assert desk.reopened().state.get("profile", {}) == {"name": "Siân", "tries": [1, 2]}
    desk.store.state.set("profile", None)
    assert desk.store.state.get("profile", 7) == 7
