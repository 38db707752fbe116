"""PostgreSQL: durable commits, no endless waiting, and connections that come back after the database was restarted."""

from __future__ import annotations

import hashlib
from typing import Any, cast

import peewee

_AT_CONNECTING = (
    "SET synchronous_commit = on; SET client_encoding = 'UTF8'; SET standard_conforming_strings = on; "
    "SET lock_timeout = '20s'; SET statement_timeout = '120s'; SET idle_in_transaction_session_timeout = '60s'; "
    "SET TIME ZONE 'UTC'"
)
_IDLE = 0
"""PQTRANS_IDLE, as libpq numbers it: psycopg is there only where PostgreSQL is used."""


class Postgres(peewee.PostgresqlDatabase):
    """PostgreSQL by psycopg 3. Each thread has a connection of its own; one that broke is replaced once, unnoticed."""

    def __init__(self, url: str) -> None:
        super().__init__(url, prefer_psycopg3=True)

    def _connect(self) -> Any:
        connection = cast("Any", super())._connect()  # noqa: SLF001 (peewee's own hook)
        try:
            connection.execute(_AT_CONNECTING)
        except BaseException:
            connection.close()
            raise
        return connection

    def execute_sql(self, sql: str, params: Any = None) -> Any:
        """Run a statement; outside a transaction it is tried again when the connection has gone."""
        try:
            return cast("Any", super()).execute_sql(sql, params)
        except (peewee.OperationalError, peewee.InterfaceError):
            if not self._let_go():
                raise
            return cast("Any", super()).execute_sql(sql, params)

    def begin(self, isolation_level: Any = None) -> None:
        """Begin a transaction, on a new connection when the old one has gone."""
        # What an earlier transaction left open would be committed with this one.
        self._let_go()
        try:
            cast("Any", super()).begin(isolation_level)
        except (peewee.OperationalError, peewee.InterfaceError):
            if not self._let_go():
                raise
            cast("Any", super()).begin(isolation_level)

    def _let_go(self) -> bool:
        """Drop this thread's connection if it is broken and nothing of ours is under way on it."""
        state = cast("Any", self)._state  # noqa: SLF001 (peewee has no other way to ask)
        if self.transaction_depth() or state.conn is None or _is_idle(state.conn):
            return False
        self.close()
        return True


def _is_idle(connection: Any) -> bool:
    """Whether a connection waits for a statement, outside of any transaction."""
    return not connection.closed and connection.info.transaction_status == _IDLE


def lock_number(about: str) -> int:
    """Return the 63-bit number by which PostgreSQL's advisory locks know a thing."""
    return int.from_bytes(hashlib.sha256(f"portal:{about}".encode()).digest()[:8], "big") >> 1
