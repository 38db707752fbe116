from __future__ import annotations

import os
import struct
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from desktop_portal.core.problems import FileRefused
from desktop_portal.services.attaching import MEGABYTE, Attaching
from desktop_portal.store.database import Store, open_store
from tests.services.attaching_person import LIMIT, NOON, most_memory

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LARGE = 48 * MEGABYTE
SMALL = 1000
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    f'<Override PartName="/word/document.xml" ContentType="{WORD}"/></Types>'
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(tmp_path / "home" / "store.db", bytes(32), clock=lambda: NOON)
    yield opened
    opened.close()


def pdf(path: Path, size: int) -> None:
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        for _ in range(size // MEGABYTE):
            file.write(os.urandom(MEGABYTE))
        file.write(os.urandom(size % MEGABYTE) + b"\nstartxref\n9\n%%EOF\n")


def word(path: Path, size: int) -> None:
    """A document with one large picture in it, as phones make them."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("[Content_Types].xml", TYPES)
        archive.writestr("word/document.xml", "<w:document/>")
        with archive.open("word/media/image1.jpeg", "w") as part:
            for _ in range(size // MEGABYTE):
                part.write(os.urandom(MEGABYTE))
            part.write(os.urandom(size % MEGABYTE))


def scan_without_end(path: Path, size: int) -> None:
    """A PDF that was cut and mended: it has to be searched to its end."""
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        for _ in range(size // MEGABYTE):
            file.write(os.urandom(MEGABYTE))
        file.write(b"\nstartxref\n9\n" + os.urandom(8_000))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is read from /proc")
@pytest.mark.parametrize("make", [pdf, word, scan_without_end])
def test_J14_attaching_a_large_file_takes_no_more_memory_than_a_small_one(
    tmp_path: Path, make: Callable[[Path, int], None]
) -> None:
    most = {}
    for size in (SMALL, LARGE):
        path = tmp_path / f"report-{size}"
        make(path, size)
        home = tmp_path / f"home-{size}"
        command = [sys.executable, "-m", "tests.services.attaching_person", str(home), str(path)]
        most[size] = int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    # Chunks of 1 MB, sealed and not, three of them kept while it is looked into: nothing that grows with the file.
    assert most[LARGE] - most[SMALL] < 12 * 1024, most
    assert most[LARGE] / most[SMALL] < 1.25, most


def sealed_files(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "home" / "files"
    return list(folder.iterdir()) if folder.is_dir() else []


def test_J14_what_is_refused_after_it_was_sealed_leaves_nothing_behind(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/vbaProject.bin", os.urandom(3 * MEGABYTE))
    with pytest.raises(FileRefused, match="macros"):
        Attaching(store.attachments, limit=LIMIT).add_file("draft", path)
    assert sealed_files(tmp_path) == []
    assert store.attachments.of_draft("draft") == []


def test_J14_what_is_kept_is_what_was_looked_into_though_the_file_changes_meanwhile(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.docx"
    word(path, 2 * MEGABYTE)
    honest = path.read_bytes()
    judged = store.attachments.add_judged

    def swapping(draft_id: str, stream: Any, look: Any) -> Any:
        def swapped(kept: Any) -> Any:
            path.write_bytes(b"MZ a program")
            return look(kept)

        return judged(draft_id, stream, swapped)

    monkeypatch.setattr(store.attachments, "add_judged", swapping)
    kept = Attaching(store.attachments, limit=LIMIT).add_file("draft", path)
    assert store.attachments.read(kept.digest) == honest


def test_J14_a_file_that_grows_past_the_limit_while_it_is_read_is_refused(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "scan.pdf"
    pdf(path, 2 * MEGABYTE)
    true_open = Path.open
    grown: list[Path] = []

    def opened(opening: Path, *more: Any, **named: Any) -> Any:
        file = true_open(opening, *more, **named)
        if opening == path and not grown:
            grown.append(opening)
            with true_open(path, "ab") as end:
                end.write(os.urandom(4 * MEGABYTE))
        return file

    monkeypatch.setattr(Path, "open", opened)
    with pytest.raises(FileRefused, match="Files can be up to 3 MB"):
        Attaching(store.attachments, limit=3 * MEGABYTE).add_file("draft", path)
    assert grown
    assert sealed_files(tmp_path) == []


def test_J14_an_old_document_whose_table_leads_in_circles_is_refused_at_once(store: Store, tmp_path: Path) -> None:
    """A kilobyte that asks for gigabytes: the list of its tables names itself, each entry the same table again."""
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    header += bytes(6) + struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0, 65_535)
    path = tmp_path / "old.doc"
    path.write_bytes(header.ljust(512, b"\0") + bytes(512))
    before = most_memory()
    with pytest.raises(FileRefused, match="damaged"):
        Attaching(store.attachments, limit=LIMIT).add_file("draft", path)
    assert most_memory() - before < 16 * 1024


def test_J14_a_packed_file_that_is_one_long_list_of_parts_is_refused_unread(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "report.docx"
    entry = b"PK\x01\x02" + bytes(24) + struct.pack("<HHH", 1, 0, 0) + bytes(12) + b"a"
    count = 8 * MEGABYTE // len(entry)
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 2, 2, count * len(entry), 4, 0)
    path.write_bytes(b"PK\x03\x04" + entry * count + end)
    before = most_memory()
    with pytest.raises(FileRefused, match="packed far smaller"):
        Attaching(store.attachments, limit=LIMIT).add_file("draft", path)
    assert most_memory() - before < 16 * 1024
