"""The two databases that the server runs on, for tests: SQLite in the data folder, PostgreSQL started by the tests.

`database_env(folder)` is what a server or command with this data folder needs in its environment; `connect(folder)`
opens the same database for a test that looks inside or tampers.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import sqlite3
import subprocess
import tempfile
import warnings
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SQLITE, POSTGRES = "sqlite", "postgres"
_DEBIAN = Path("/usr/lib/postgresql")
_SETTINGS = {"fsync": "off", "max_connections": "200", "shared_buffers": "64MB", "unix_socket_directories": ""}


class PostgresCluster:
    """A PostgreSQL of its own on a free port of this computer, run as a user who is not root."""

    def __init__(self) -> None:
        self._tools = _tools()
        self._user = "postgres" if os.geteuid() == 0 else None
        self._folder = Path(tempfile.mkdtemp(prefix="portal-postgres-"))
        self._password = secrets.token_hex(12)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = int(free.getsockname()[1])
        secret = self._folder / "password"
        secret.write_text(self._password)
        if self._user:
            for path in (self._folder, secret):
                shutil.chown(path, self._user)
        self._folder.chmod(0o700)
        cluster = str(self._folder / "cluster")
        self._run("initdb", "-D", cluster, "-U", "portal", "-A", "scram-sha-256", f"--pwfile={secret}", "--no-sync")
        words = " ".join(f"-c {name}='{value}'" for name, value in _SETTINGS.items())
        words += f" -c listen_addresses=127.0.0.1 -c port={self._port}"
        self._run("pg_ctl", "-D", cluster, "-w", "-l", str(self._folder / "log"), "-o", words, "start")

    def new(self) -> str:
        """Make an empty database and return its URL."""
        name = f"portal_{secrets.token_hex(6)}"
        with psycopg.connect(self._url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return self._url(name)

    def restart(self) -> None:
        """Restart it as an administrator would: open connections are cut."""
        self._run("pg_ctl", "-D", str(self._folder / "cluster"), "-w", "-m", "fast", "restart")

    def stop(self) -> None:
        """Stop it and remove its files."""
        self._run("pg_ctl", "-D", str(self._folder / "cluster"), "-w", "-m", "immediate", "stop")
        shutil.rmtree(self._folder)

    def _url(self, name: str) -> str:
        return f"postgresql://portal:{self._password}@127.0.0.1:{self._port}/{name}"

    def _run(self, tool: str, *words: str) -> None:
        # To a file: a pipe would stay open with the database, and the test would wait for its end.
        with (self._folder / f"{tool}.out").open("a+b") as output:
            done = subprocess.run(
                [self._tools / tool, *words], stdout=output, stderr=output, user=self._user, cwd="/", check=False
            )
            output.seek(0)
            assert done.returncode == 0, output.read().decode()


class Databases:
    """Which database the server of a test uses; one for each data folder."""

    def __init__(self) -> None:
        self.kind = SQLITE
        self.cluster: PostgresCluster | None = None
        self._urls: dict[Path, str] = {}

    def env(self, folder: Path) -> dict[str, str]:
        """Return the environment that names this folder's database; empty for SQLite in the folder itself."""
        if self.kind == SQLITE:
            return {}
        if folder not in self._urls:
            if self.cluster is None:
                self.cluster = PostgresCluster()
            self._urls[folder] = self.cluster.new()
        return {"PORTAL_DATABASE": self._urls[folder]}


DATABASES = Databases()


def database_env(folder: Path) -> Mapping[str, str]:
    """Return what a server with this data folder needs in its environment."""
    return DATABASES.env(Path(folder))


@contextmanager
def connect(folder: Path) -> Iterator[Any]:
    """Open the database of a data folder: `execute(sql, values)` with `?` for values; committed at the end."""
    url = database_env(folder).get("PORTAL_DATABASE")
    if url is None:
        with sqlite3.connect(folder / "portal.db") as database:
            yield database
        database.close()
    else:
        with psycopg.connect(url) as connection:
            yield _Marks(connection)


class _Marks:
    """psycopg with sqlite3's question marks."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def execute(self, sql: str, values: tuple[Any, ...] = ()) -> Any:
        return self._connection.execute(sql.replace("%", "%%").replace("?", "%s").encode(), values)


@contextmanager
def using(kind: str) -> Iterator[None]:
    """Name databases of the other kind for a while."""
    before, DATABASES.kind = DATABASES.kind, kind
    yield
    DATABASES.kind = before


def everything(folder: Path) -> str:
    """Return all that stands in a database, as one text, to look for words in."""
    tables = "select name from sqlite_master where type = 'table'"
    if "PORTAL_DATABASE" in database_env(folder):
        tables = "select tablename from pg_tables where schemaname = 'public'"
    with connect(folder) as database:
        names = [name for (name,) in database.execute(tables).fetchall()]
        rows = [row for name in names for row in database.execute(f'select * from "{name}"').fetchall()]  # noqa: S608
    return "\n".join(repr(row) for row in rows)


def why_no_postgres() -> str:
    """Return why PostgreSQL cannot be tested here, or "". With CI=true that is a failure, never a skip."""
    reason = "" if _found() else "PostgreSQL is not installed (Debian: apt-get install postgresql)"
    if reason and os.environ.get("CI") == "true":
        raise AssertionError(reason)
    if reason:
        warnings.warn(f"NOT TESTED ON POSTGRESQL: {reason}", stacklevel=2)
    return reason


def _found() -> bool:
    return shutil.which("initdb") is not None or any(_DEBIAN.glob("*/bin/initdb"))


def _tools() -> Path:
    newest = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = newest[-1] if newest else Path(shutil.which("initdb") or "")
    return found.parent
