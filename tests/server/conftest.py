"""A real server in its own process and folder, and people who speak to it over HTTP."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.referrer import Referrer, client_of, register
from tests.support.server_process import ServerProcess

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import httpx


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A server that the tests of one file share; each test uses people and forms of its own."""
    process = ServerProcess(tmp_path_factory.mktemp("server"), env={"PORTAL_LIMIT_FACTOR": "100"})
    yield process
    process.stop()


@pytest.fixture
def own_server(tmp_path: Path) -> Iterator[ServerProcess]:
    """A server that the test may kill."""
    process = ServerProcess(tmp_path / "data", env={"PORTAL_LIMIT_FACTOR": "100"})
    yield process
    process.stop()


@pytest.fixture
def http(request: pytest.FixtureRequest) -> Iterator[httpx.Client]:
    """A connection to the server of the test, `own_server` where it has one."""
    name = "own_server" if "own_server" in request.fixturenames else "server"
    with client_of(request.getfixturevalue(name)) as client:
        yield client


@pytest.fixture
def referrer(request: pytest.FixtureRequest, http: httpx.Client) -> Referrer:
    """A registered person who is signed in."""
    name = "own_server" if "own_server" in request.fixturenames else "server"
    return register(request.getfixturevalue(name), http)
