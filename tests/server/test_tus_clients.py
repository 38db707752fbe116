"""Clients that nobody here wrote upload to the server, cut at random: tuspy and npm's tus-js-client."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import random
import shutil
import subprocess
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import requests
from tusclient.client import TusClient
from tusclient.exceptions import TusCommunicationError, TusUploadFailed

from tests.support.cutting_proxy import CuttingProxy
from tests.support.databases import connect
from tests.support.referrer import TUS, Referrer, a_concern, attachment

if TYPE_CHECKING:
    from tests.support.server_process import ServerProcess

JS = Path(__file__).parent / "tus-js"
SIZE = 1_500_000


def port_of(server: ServerProcess) -> int:
    return int(server.url.rsplit(":", 1)[1])


def a_file(luck: random.Random) -> bytes:
    return b"%PDF-1.7\n" + luck.randbytes(SIZE)


def cuts(luck: random.Random) -> list[int]:
    """Some in the headers, most in the bytes of the file; a connection with less to carry is whole."""
    return [luck.choice((luck.randrange(50, 900), luck.randrange(900, 300_000))) for _ in range(16)]


def _arrived(referrer: Referrer, content: bytes) -> None:
    """Only a file that is held whole can be sent with a submission, and comes back byte for byte."""
    body = a_concern([attachment(content)])
    assert referrer.submit(body).status_code == 201
    digest = hashlib.sha256(content).hexdigest()
    back = referrer.get(f"/v1/submissions/{body['submission_id']}/versions/1/files/{digest}")
    assert back.content == content


@pytest.mark.parametrize("seed", range(2))
def test_tuspy_brings_a_file_whole_over_a_way_that_is_cut(server: ServerProcess, referrer: Referrer, seed: int) -> None:
    luck = random.Random(seed)
    content = a_file(luck)
    proxy = CuttingProxy(port_of(server), cuts(luck))
    try:
        client = TusClient(f"{proxy.url}/v1/uploads", headers=referrer.token)
        digest = hashlib.sha256(content).hexdigest()
        metadata = {"filename": "letter.pdf", "filetype": "application/pdf", "digest": digest}
        url: str | None = None
        offset = 0
        for _ in range(40):
            file = io.BytesIO(content)
            try:
                uploader = client.uploader(file_stream=file, url=url, chunk_size=300_000, metadata=metadata)
                uploader.upload_checksum = bool(seed)
                url = url or uploader.create_url()
                uploader.set_url(url)
                uploader.offset = uploader.get_offset()
                assert uploader.offset >= offset, "what was confirmed is not lost"
                offset = uploader.offset
                uploader.upload()
                break
            except (TusCommunicationError, TusUploadFailed, requests.RequestException):
                continue
        assert proxy.made >= 3
    finally:
        proxy.stop()
    _arrived(referrer, content)


@pytest.fixture(scope="session")
def tus_js(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """tus-js-client, installed by npm after the committed lock file; loud where that cannot be, a failure in CI."""
    folder = tmp_path_factory.mktemp("tus-js")
    for name in ("package.json", "package-lock.json", "upload.mjs"):
        shutil.copy(JS / name, folder / name)
    reason = "npm is not installed (Debian: apt-get install npm)"
    if shutil.which("npm"):
        words = ["npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error"]
        done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False, timeout=150)
        reason = "" if done.returncode == 0 else "npm cannot install tus-js-client (no registry?)"
    if reason:
        assert os.environ.get("CI") != "true", reason
        warnings.warn(f"NOT TESTED WITH tus-js-client: {reason}", stacklevel=1)
        pytest.skip(f"NOT TESTED WITH tus-js-client: {reason}")
    return folder


def test_tus_js_client_brings_a_file_whole_over_a_way_that_is_cut(
    server: ServerProcess, referrer: Referrer, tus_js: Path
) -> None:
    luck = random.Random(7)
    content = a_file(luck)
    (tus_js / "letter.pdf").write_bytes(content)
    proxy = CuttingProxy(port_of(server), cuts(luck))
    digest = hashlib.sha256(content).hexdigest()
    try:
        words = ["node", "upload.mjs", "letter.pdf", f"{proxy.url}/v1/uploads"]
        words += [referrer.session["access_token"], digest, "300000"]
        done = subprocess.run(words, cwd=tus_js, capture_output=True, text=True, check=False, timeout=120)
    finally:
        proxy.stop()
    assert done.returncode == 0, done.stderr
    assert proxy.made >= 3
    _arrived(referrer, content)


def test_an_upload_that_took_too_long_has_to_begin_again(server: ServerProcess, referrer: Referrer) -> None:
    url = referrer.create_upload(b"%PDF-1.7\nlate").headers["Location"]
    with connect(server.data_dir) as database:
        values = ("2020-01-01T00:00:00.000000Z", url.rpartition("/")[2])
        database.execute("update upload set expires_at = ? where id = ?", values)
    late = referrer.patch(url, 0, b"%PDF-1.7\nlate")
    assert (late.status_code, late.json()["code"]) == (410, "upload-expired")
    assert referrer.http.head(url, headers={**referrer.token, **TUS}).status_code == 410
    assert referrer.upload(b"%PDF-1.7\nlate").status_code == 204
    assert referrer.http.head(url, headers={**referrer.token, **TUS}).status_code == 404, "its bytes are forgotten"


@pytest.mark.parametrize(
    ("announced", "status"),
    [("md5 AAAA", 400), ("sha256", 460), ("sha256 !!!", 460), ("sha1 " + base64.b64encode(b"x" * 20).decode(), 460)],
)
def test_a_checksum_that_does_not_fit_leaves_the_upload_where_it_stood(
    referrer: Referrer, announced: str, status: int
) -> None:
    content = b"%PDF-1.7\nchecked"
    url = referrer.create_upload(content).headers["Location"]
    assert referrer.patch(url, 0, content, **{"Upload-Checksum": announced}).status_code == status
    assert referrer.http.head(url, headers={**referrer.token, **TUS}).headers["Upload-Offset"] == "0"
    right = "sha1 " + base64.b64encode(hashlib.sha1(content, usedforsecurity=False).digest()).decode()
    assert referrer.patch(url, 0, content, **{"Upload-Checksum": right}).status_code == 204
