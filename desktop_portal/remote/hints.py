"""Answers that come before the answer (103 Early Hints and its like): read over, as HTTP asks of every client."""

from __future__ import annotations

import http.client
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

if TYPE_CHECKING:
    from urllib3 import PoolManager

_MOST_HINTS = 10


class _Response(http.client.HTTPResponse):
    """The standard library skips 100 only, and takes any other 1xx for the whole answer."""

    def begin(self) -> None:
        super().begin()
        for _ in range(_MOST_HINTS):
            if not _is_hint(self.status):
                return
            # As before the first answer: without headers, begin() reads. (The stubs know no response without them.)
            unread: Any = self
            unread.headers = unread.msg = None
            super().begin()
        raise http.client.BadStatusLine("nothing but hints")


class _Plain(HTTPConnection):
    response_class = _Response


class _Encrypted(HTTPSConnection):
    response_class = _Response


class _PlainPool(HTTPConnectionPool):
    ConnectionCls = _Plain


class _EncryptedPool(HTTPSConnectionPool):
    ConnectionCls = _Encrypted


def read_over_hints(pools: PoolManager) -> None:
    """Make the connections of this manager wait for the answer itself; at most ten hints may come before it."""
    pools.pool_classes_by_scheme = {"http": _PlainPool, "https": _EncryptedPool}


def _is_hint(status: int) -> bool:
    return HTTPStatus.CONTINUE <= status < HTTPStatus.OK and status != HTTPStatus.SWITCHING_PROTOCOLS
