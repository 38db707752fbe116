"""A real server in its own process and folder, and people who speak to it over HTTP."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

import pytest

from server_stub import clock, sessions
from server_stub.clock import system_clock
from server_stub.preparing import prepare
from server_stub.settings import settings_from
from server_stub.tables.accounts import Account
from server_stub.tables.base import database as the_database
from tests.support.databases import DATABASES, POSTGRES, SQLITE, database_env, why_no_postgres
from tests.support.referrer import Referrer, client_of, register
from tests.support.server_process import ServerProcess

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import httpx

    from server_stub.parts import Parts


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run every test of this folder on SQLite and on PostgreSQL, but those marked for one of them."""
    marks = {mark.name for mark in metafunc.definition.iter_markers()}
    kinds = [SQLITE] if "sqlite_only" in marks else [POSTGRES] if "postgres_only" in marks else [SQLITE, POSTGRES]
    metafunc.parametrize("database", kinds, indirect=True, scope="module")


@pytest.fixture(scope="session")
def postgres() -> Iterator[None]:
    """PostgreSQL for the whole run; started by the first server that needs it."""
    reason = why_no_postgres()
    if reason:
        pytest.skip(f"NOT TESTED ON POSTGRESQL: {reason}")
    yield
    if DATABASES.cluster is not None:
        DATABASES.cluster.stop()
        DATABASES.cluster = None


@pytest.fixture(scope="module", autouse=True)
def database(request: pytest.FixtureRequest) -> Iterator[str]:
    """The kind of database that the servers and commands of this test use."""
    kind: str = request.param
    if kind == POSTGRES:
        request.getfixturevalue("postgres")
    DATABASES.kind = kind
    yield kind
    DATABASES.kind = SQLITE


@pytest.fixture(scope="module")
def server(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    """A server that the tests of one file share; each test uses people and forms of its own."""
    process = ServerProcess(tmp_path_factory.mktemp("server"), env={"PORTAL_LIMIT_FACTOR": "100"})
    yield process
    process.stop()


@pytest.fixture(scope="module")
def parts(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    """A server without its process: its database, key and everything a call may need, in this process."""
    folder = tmp_path_factory.mktemp(f"parts-{database}")
    env = {**database_env(folder), "PORTAL_LIMIT_FACTOR": "100"}
    yield prepare(settings_from(folder, env), system_clock)
    the_database.obj.close()


@pytest.fixture(scope="module")
def token(parts: Parts) -> str:
    """The access token of a person."""
    account = Account.create(
        id=str(uuid.uuid4()),
        email="sam@example.com",
        password_hash="",
        first_name="Sam",
        last_name="Patel",
        kind="professional",
        created_at=clock.written(parts.now()),
    )
    return sessions.open_session(account, "d", parts.now()).access


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
