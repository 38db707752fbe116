"""Files that mean harm: found by the real clamd where it is configured, and never able to hurt the server itself."""

from __future__ import annotations

import io
import json
import os
import shutil
import socket
import struct
import subprocess
import sys
import threading
import warnings
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest

from tests.support.databases import connect
from tests.support.desk_person import staff_at
from tests.support.referrer import Referrer, a_concern, attachment, client_of, register
from tests.support.server_process import ROOT, ServerProcess

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Put together at run time, so that no checker of this machine takes this file away.
EICAR = "".join(("X5O!P%@AP[4\\PZX54(P^)7CC)7}$", "EICAR-STANDARD-ANTIVIRUS", "-TEST-FILE!$H+H*")).encode()  # noqa: FLY002
INFECTED = b"%PDF-1.7\n" + EICAR
GOOD = b"%PDF-1.7\nwhat the teacher wrote\n"


class Clamd:
    """The real clamd with one signature, on a socket in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.socket = folder / "clamd.sock"
        (folder / "db").mkdir()
        (folder / "db" / "one.ndb").write_text(f"Eicar-Test-Signature:0:*:{EICAR.hex()}\n")
        settings = {
            "LocalSocket": self.socket,
            "DatabaseDirectory": folder / "db",
            "TemporaryDirectory": folder,
            "Foreground": "yes",
            "StreamMaxLength": "30M",
            "LogFile": folder / "clamd.log",
        }
        (folder / "clamd.conf").write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        words = ["clamd", "--foreground", "--config-file", str(self._folder / "clamd.conf")]
        self._process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        pause = threading.Event()
        for _ in range(600):
            if self._answers():
                return
            assert self._process.poll() is None, (self._folder / "clamd.log").read_text()
            pause.wait(0.1)
        raise AssertionError("clamd did not start")

    def stop(self) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait(20)
            self._process = None

    def _answers(self) -> bool:
        try:
            with socket.socket(socket.AF_UNIX) as asking:
                asking.connect(str(self.socket))
                asking.sendall(b"zPING\0")
                return asking.recv(10) == b"PONG\0"
        except OSError:
            return False


@pytest.fixture(scope="module")
def clamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clamd]:
    if shutil.which("clamd") is None:
        reason = "clamd is not installed (Debian: apt-get install clamav-daemon)"
        assert os.environ.get("CI") != "true", reason
        warnings.warn(f"NOT TESTED WITH clamd: {reason}", stacklevel=1)
        pytest.skip(f"NOT TESTED WITH clamd: {reason}")
    running = Clamd(tmp_path_factory.mktemp("clamd"))
    running.start()
    yield running
    running.stop()


@pytest.fixture
def checking(tmp_path: Path, clamd: Clamd) -> Iterator[ServerProcess]:
    env = {"PORTAL_CLAMD": f"unix:{clamd.socket}", "PORTAL_LIMIT_FACTOR": "100"}
    server = ServerProcess(tmp_path / "data", env=env)
    yield server
    server.stop()


def _back(person: Referrer, submission: str, content: bytes) -> tuple[int, bytes]:
    digest = attachment(content).digest
    answer = person.get(f"/v1/submissions/{submission}/versions/1/files/{digest}")
    return answer.status_code, answer.content


def test_a_file_with_a_virus_is_held_back_and_the_words_arrive(checking: ServerProcess) -> None:
    with client_of(checking) as http:
        person = register(checking, http)
        for content in (GOOD, INFECTED):
            assert person.upload(content).status_code == 204
        body = a_concern([attachment(GOOD), attachment(INFECTED, title="Drawing")])
        assert person.submit(body).status_code == 201
        assert _back(person, body["submission_id"], GOOD) == (200, GOOD)
        assert _back(person, body["submission_id"], INFECTED)[0] == 409
        assert 'portal_files{state="found"} 1.0' in http.get("/metrics").text
        for jo in staff_at(checking, "jo@example.gov.uk"):
            page = jo.get(f"/desk/submissions/{body['submission_id']}")
            assert page.status_code == 200
            refused = jo.get(f"/desk/submissions/{body['submission_id']}/versions/1/files/1")
            assert refused.status_code != 200
            assert EICAR not in refused.content
    assert "Drawing" not in checking.log()
    assert checking.command("export", str(checking.data_dir / "out")).returncode == 0
    written = [path.read_bytes() for path in (checking.data_dir / "out").rglob("*") if path.is_file()]
    assert GOOD in written
    assert INFECTED not in written


def test_while_clamd_is_away_files_are_held_back_and_cleared_when_it_is_there_again(
    checking: ServerProcess, clamd: Clamd
) -> None:
    with client_of(checking) as http:
        person = register(checking, http)
        clamd.stop()
        try:
            for content in (GOOD, INFECTED):
                assert person.upload(content).status_code == 204
            body = a_concern([attachment(GOOD), attachment(INFECTED)])
            assert person.submit(body).status_code == 201
            assert [_back(person, body["submission_id"], one)[0] for one in (GOOD, INFECTED)] == [409, 409]
        finally:
            clamd.start()
        with connect(checking.data_dir) as database:
            database.execute("update meta set value = '2020' where key = 'scan-next'")
        pause = threading.Event()
        for _ in range(600):
            if _back(person, body["submission_id"], GOOD)[0] == 200:
                break
            pause.wait(0.1)
        assert [_back(person, body["submission_id"], one)[0] for one in (GOOD, INFECTED)] == [200, 409]


def test_an_address_of_clamd_that_cannot_be_one_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="PORTAL_CLAMD looks like"):
        ServerProcess(tmp_path / "data", env={"PORTAL_CLAMD": "clamav"})


def _archive(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def _huge_png() -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack("!I", len(content)) + kind + content + struct.pack("!I", zlib.crc32(kind + content))

    header = struct.pack("!IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


def _hostile() -> dict[str, bytes]:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = f'<Types><Override PartName="/word/document.xml" ContentType="{word}"/></Types>'.encode()
    document = _archive({"[Content_Types].xml": types, "word/document.xml": b"<w/>"})
    bomb = _archive({"[Content_Types].xml": types, "word/document.xml": b"\0" * 150_000_000})
    lying = bytearray(bomb)
    at = lying.find(b"PK\x01\x02")
    lying[at + 24 : at + 28] = struct.pack("<I", 10)
    found = {
        "a bomb": bomb,
        "a bomb that lies about its size": bytes(lying),
        "a thousand members too many": _archive({"[Content_Types].xml": types, **{f"m{n}": b"" for n in range(3_000)}}),
        "huge content types": _archive({"[Content_Types].xml": types + b" " * 60_000_000}),
        "a macro document by another name": _archive({"[Content_Types].xml": types, "word/vbaProject.bin": b"x"}),
        "a picture of 3,600 megapixels": _huge_png(),
        "a program with a document behind it": b"MZ" + document,
        "an empty archive": b"PK\x05\x06" + b"\0" * 18,
        "an archive of nothing but its beginning": b"PK\x03\x04",
    }
    return found | {f"a document cut at {at}": document[:at] for at in range(4, len(document), 37)}


_LOOK = """
import json, resource, sys, time
from server_stub.content import Unwelcome, kind_of
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
content, began = sys.stdin.buffer.read(), time.perf_counter()
try:
    said = kind_of(content)
except Unwelcome as unwelcome:
    said = "unwelcome"
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([said, time.perf_counter() - began, (peak - before) // 1024]))
"""


@pytest.mark.sqlite_only
def test_no_hostile_file_brings_the_look_at_it_down() -> None:
    """Each is refused with a sentence, in less than 5 s and 512 MB; a picture that is only damaged is taken undrawn."""
    from server_stub.content import Unwelcome, kind_of  # noqa: PLC0415 (the small ones are looked at right here)

    for name, content in _hostile().items():
        if name.startswith("a document cut"):
            with pytest.raises(Unwelcome):
                kind_of(content)
            continue
        done = subprocess.run([sys.executable, "-c", _LOOK], cwd=ROOT, input=content, capture_output=True, check=False)
        assert done.returncode == 0, (name, done.stderr.decode()[-800:])
        said, seconds, megabytes = json.loads(done.stdout)
        assert said == "unwelcome", name
        assert seconds < 5, (name, seconds)
        assert megabytes < 512, (name, megabytes)
