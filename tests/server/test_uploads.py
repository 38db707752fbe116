"""Files reach the council byte for byte, in pieces, and only such as are welcome."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import random
import socket
import zipfile
from typing import TYPE_CHECKING

import httpx
import pytest

from tests.support.referrer import TUS, client_of, register
from tests.support.server_process import ServerProcess

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.referrer import Referrer

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


def office(main: str, **members: bytes) -> bytes:
    types = f'<?xml version="1.0"?><Types><Override PartName="/main.xml" ContentType="{main}"/></Types>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", types)
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return buffer.getvalue()


def pdf(size: int) -> bytes:
    return b"%PDF-1.7\n" + os.urandom(size)


def where(person: Referrer, url: str) -> httpx.Response:
    return person.http.head(url, headers={**person.token, **TUS})


def test_the_server_says_what_it_speaks(http: httpx.Client) -> None:
    answer = http.options("/v1/uploads")
    assert answer.status_code == 204
    assert answer.headers["Tus-Version"] == "1.0.0"
    assert set(answer.headers["Tus-Extension"].split(",")) == {"creation", "expiration", "checksum", "termination"}
    assert answer.headers["Tus-Max-Size"] == str(25 * 1024 * 1024)


def test_a_file_in_pieces_goes_on_where_it_stood(referrer: Referrer) -> None:
    content = pdf(700_000)
    created = referrer.create_upload(content)
    url = created.headers["Location"]
    assert created.headers["Upload-Offset"] == "0"
    assert "Upload-Expires" in created.headers
    piece = content[:300_000]
    checksum = "sha256 " + base64.b64encode(hashlib.sha256(piece).digest()).decode()
    assert referrer.patch(url, 0, piece, **{"Upload-Checksum": checksum}).headers["Upload-Offset"] == "300000"
    assert referrer.patch(url, 0, piece).status_code == 409
    spoilt = referrer.patch(url, 300_000, content[300_000:], **{"Upload-Checksum": checksum})
    assert spoilt.status_code == 460
    head = where(referrer, url)
    assert (head.headers["Upload-Offset"], head.headers["Upload-Length"]) == ("300000", str(len(content)))
    assert referrer.patch(url, 300_000, content[300_000:]).status_code == 204
    again = referrer.create_upload(content)
    assert (again.status_code, again.headers["Upload-Offset"]) == (201, str(len(content)))
    assert where(referrer, again.headers["Location"]).headers["Upload-Offset"] == str(len(content))


@pytest.mark.parametrize("seed", range(3))
def test_a_file_cut_at_random_and_a_server_killed_still_arrives_whole(own_server: ServerProcess, seed: int) -> None:
    luck = random.Random(seed)
    content = b"%PDF-1.7\n" + luck.randbytes(luck.randrange(200_000, 900_000))
    with client_of(own_server) as http:
        person = register(own_server, http)
        url = person.create_upload(content).headers["Location"]
        while (offset := int(where(person, url).headers["Upload-Offset"])) < len(content):
            end = min(len(content), offset + luck.randrange(1, 300_000))
            if luck.random() < 0.2:
                own_server.kill()
                with pytest.raises(httpx.HTTPError):
                    person.patch(url, offset, content[offset:end])
                own_server.start_again()
            else:
                assert person.patch(url, offset, content[offset:end]).status_code == 204
        again = person.create_upload(content)
        assert again.headers["Upload-Offset"] == str(len(content)), "held by its digest"


def test_a_file_changed_on_its_way_is_not_kept(referrer: Referrer) -> None:
    content = pdf(1000)
    created = referrer.create_upload(content)
    answer = referrer.patch(created.headers["Location"], 0, content[:-1] + b"!")
    assert (answer.status_code, answer.json()["code"]) == (460, "wrong-digest")
    assert where(referrer, created.headers["Location"]).status_code == 404


_UNWELCOME = [
    ("a workbook renamed to .docx", office(_SHEET, xl__workbook_dot_xml=b"<x/>"), "spreadsheet"),
    ("a document with macros", office(_WORD, word__vbaProject_dot_bin=b"x"), "macros"),
    ("a macro type", office(_WORD.replace("openxmlformats-officedocument", "ms-word.macroEnabled")), "macros"),
    ("a bomb", office(_WORD, word__document_dot_xml=b"a" * 30_000_000), "unpacks"),
    ("a plain ZIP", office("application/zip"), "Word documents"),
    ("a cut ZIP", office(_WORD, word__document_dot_xml=b"<w/>")[:60], "cannot be opened"),
    ("a program", b"MZ" + b"\0" * 100 + b"%PDF-", "Word documents"),
    ("a page", b"<html>%PDF-1.7</html>", "Word documents"),
    ("an old workbook", _OLE + "Workbook".encode("utf-16-le").ljust(64, b"\0") + b"\x12\0", "spreadsheet"),
]


@pytest.mark.parametrize(("what", "content", "words"), _UNWELCOME, ids=[one[0] for one in _UNWELCOME])
def test_J14_the_content_decides_and_the_reason_is_said(
    referrer: Referrer, what: str, content: bytes, words: str
) -> None:
    answer = referrer.upload(content)
    assert (answer.status_code, answer.json()["code"]) == (415, "unwelcome-file"), what
    assert words in answer.json()["detail"]


_WELCOME = [
    ("docx", office(_WORD, word__document_dot_xml=b"<w/>")),
    ("doc", _OLE + "WordDocument".encode("utf-16-le").ljust(64, b"\0") + b"\x1a\0"),
    ("jpg", b"\xff\xd8\xff\xe0picture"),
    ("png", b"\x89PNG\r\n\x1a\npicture"),
    ("heic", b"\0\0\0\x18ftypheic\0\0\0\0"),
    ("pdf", b"%PDF-1.4\n"),
]


@pytest.mark.parametrize(("what", "content"), _WELCOME, ids=[one[0] for one in _WELCOME])
def test_J14_documents_and_pictures_are_taken(referrer: Referrer, what: str, content: bytes) -> None:
    assert referrer.upload(content).status_code == 204, what


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b"%PDF-1.4\nsaid", 204),
        (b"\0\0\0\x18ftypheic\0\0", 204),
        (b"<html>%PDF-1.7</html>", 415),
        (_WELCOME[0][1], 204),
    ],
)
def test_J14_a_file_whose_first_bytes_come_one_by_one_is_known_for_what_it_is(
    referrer: Referrer, content: bytes, status: int
) -> None:
    content += b"" if content.startswith(b"PK") else os.urandom(2000).hex().encode()
    url = referrer.create_upload(content).headers["Location"]
    for at in range(9):
        assert referrer.patch(url, at, content[at : at + 1]).status_code == 204
    assert referrer.patch(url, 9, content[9:]).status_code == status


@pytest.mark.sqlite_only
def test_J14_what_came_before_the_network_fell_silent_is_kept(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path / "data", env={"PORTAL_PATIENCE": "1"})
    content = pdf(9_000_000)
    try:
        with client_of(server) as http:
            person = register(server, http)
            url = person.create_upload(content).headers["Location"]
            head = f"PATCH {url} HTTP/1.1\r\nHost: x\r\nAuthorization: {person.token['Authorization']}\r\n"
            head += "Tus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\n"
            head += f"Content-Length: {len(content)}\r\n\r\n"
            with socket.create_connection(("127.0.0.1", int(server.url.rsplit(":", 1)[1])), timeout=20) as slow:
                slow.sendall(head.encode() + content[:6_000_001])
                assert slow.recv(65_536).startswith(b"HTTP/1.1 408")
            assert where(person, url).headers["Upload-Offset"] == "6000001"
            assert person.patch(url, 6_000_001, content[6_000_001:]).status_code == 204
            assert person.create_upload(content).headers["Upload-Offset"] == str(len(content)), "held by its digest"
    finally:
        server.stop()


def test_a_file_that_is_too_large_or_empty_is_refused_before_it_is_sent(referrer: Referrer) -> None:
    large = referrer.create_upload(b"", digest="0" * 64, length=60 * 1024 * 1024)
    assert large.status_code == 413
    assert "25 MB" in large.json()["detail"]
    assert referrer.create_upload(b"").status_code == 415


def test_an_upload_belongs_to_its_person_and_can_be_ended(
    server: ServerProcess, http: httpx.Client, referrer: Referrer
) -> None:
    url = referrer.create_upload(pdf(1000)).headers["Location"]
    stranger = register(server, http)
    assert where(stranger, url).status_code == 404
    assert stranger.patch(url, 0, b"x").status_code == 404
    assert http.delete(url, headers={**stranger.token, **TUS}).status_code == 404
    assert http.delete(url, headers={**referrer.token, **TUS}).status_code == 204
    assert where(referrer, url).status_code == 404
    assert http.post("/v1/uploads", headers={**TUS, "Upload-Length": "1"}).status_code == 401


@pytest.mark.parametrize("length", ["", "-1", "1e3", "٣", "9" * 400])
def test_a_length_that_is_none_is_refused(referrer: Referrer, length: str) -> None:
    headers = [(name, value) for name, value in {**referrer.token, **TUS}.items()]
    raw = [*headers, ("Upload-Length", length.encode())]
    assert referrer.http.post("/v1/uploads", headers=raw).status_code in {400, 413}  # type: ignore[arg-type]


def test_another_version_of_tus_is_refused(referrer: Referrer) -> None:
    answer = referrer.http.post("/v1/uploads", headers={**referrer.token, "Tus-Resumable": "0.2.2"})
    assert (answer.status_code, answer.headers["Tus-Version"]) == (412, "1.0.0")
