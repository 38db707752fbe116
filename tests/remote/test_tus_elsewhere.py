"""Our uploads against a tus server that nobody here wrote (tuspyserver), over a network that breaks."""

from __future__ import annotations

import gc
import hashlib
import random
import socket
import threading
import warnings
from typing import TYPE_CHECKING

import pytest
import uvicorn
from fastapi import FastAPI
from tuspyserver import create_tus_router

from desktop_portal.core.outcome import Stopped
from desktop_portal.core.problems import CannotReach
from desktop_portal.core.submission import FileToSend
from desktop_portal.remote.session import HttpSession, Timeouts
from desktop_portal.remote.uploads import Upload, Uploads
from tests.support.network_faults import CUT
from tests.support.rough_proxy import RoughProxy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

CONTENT = random.Random(8).randbytes(3_000_000)
FILE = FileToSend(hashlib.sha256(CONTENT).hexdigest(), len(CONTENT), "application/pdf", "Letter")
QUICK = Timeouts(connect=2.0, silence=2.0, whole=10.0)


class Elsewhere:
    """The server, in a thread of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._socket = socket.socket()
        self._socket.bind(("127.0.0.1", 0))
        self._socket.listen()
        self.port = self._socket.getsockname()[1]
        app = FastAPI()
        app.include_router(create_tus_router(prefix="files", files_dir=str(folder)))
        self._server = uvicorn.Server(uvicorn.Config(app, log_config=None, lifespan="off"))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]}, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._server.should_exit = True
        self._thread.join(20)
        self._socket.close()
        with warnings.catch_warnings():
            # That server leaves folders open; they are closed here, so that no later test is blamed.
            warnings.simplefilter("ignore", ResourceWarning)
            gc.collect()

    def holds(self) -> list[bytes]:
        return [file.read_bytes() for file in self.folder.iterdir() if file.is_file() and not file.suffix]


@pytest.fixture
def elsewhere(tmp_path: Path) -> Iterator[Elsewhere]:
    (tmp_path / "files").mkdir()
    server = Elsewhere(tmp_path / "files")
    yield server
    server.close()


@pytest.fixture
def network(elsewhere: Elsewhere) -> Iterator[RoughProxy]:
    proxy = RoughProxy(elsewhere.port)
    yield proxy
    proxy.close()


class Person:
    """What the store would remember: where the upload is."""

    def __init__(self, url: str) -> None:
        self.at, self.offsets = "", [0]
        self._url = url

    def send(self, stop: Callable[[], bool] = lambda: False) -> object:
        """Send over a fresh connection, as after sleep, a restart, or on another network."""
        http = HttpSession(self._url, version="0.1.0", timeouts=QUICK)
        upload = Upload(
            file=FILE,
            open_content=lambda: iter([CONTENT[i : i + 100_000] for i in range(0, len(CONTENT), 100_000)]),
            remember=self._remember,
            forget=self._forget,
            stop=stop,
            url=self.at,
        )
        try:
            return Uploads(http, path="/files").send(upload)
        finally:
            http.close()

    def _remember(self, url: str, offset: int) -> None:
        self.at = url
        self.offsets.append(offset)

    def _forget(self) -> None:
        self.at = ""


def test_a_file_arrives_whole_at_a_server_that_nobody_here_wrote(elsewhere: Elsewhere, network: RoughProxy) -> None:
    person = Person(network.url)
    assert person.send() is None
    assert elsewhere.holds() == [CONTENT]


@pytest.mark.parametrize("fault", ["reset at once", "done, then reset", "done, then silence", "cut in the status"])
def test_after_a_cut_it_goes_on_from_where_that_server_stands(
    fault: str, elsewhere: Elsewhere, network: RoughProxy
) -> None:
    person = Person(network.url)
    calls = iter(range(100))
    person.send(stop=lambda: next(calls) >= 3)
    begun = person.offsets[-1]
    assert 0 < begun < len(CONTENT)
    network.plan(CUT[fault], "PATCH", "/files/")
    try:
        outcome = person.send()
    except CannotReach:
        outcome = "cut"
    assert outcome is not None
    assert person.send() is None
    assert elsewhere.holds() == [CONTENT], "one upload, every byte once"
    assert person.offsets == sorted(person.offsets), "nothing that the server had was sent again"


def test_stopping_between_two_pieces_loses_nothing(elsewhere: Elsewhere, network: RoughProxy) -> None:
    person = Person(network.url)
    outcome: object = Stopped()
    rounds = 0
    while isinstance(outcome, Stopped):
        calls = iter(range(100))
        outcome = person.send(stop=lambda calls=calls: next(calls) >= 2)
        rounds += 1
    assert outcome is None
    assert rounds > 2
    assert elsewhere.holds() == [CONTENT]
