"""No answer at all: what went wrong on the way, as a Problem. The only file that reads the libraries' exceptions."""

from __future__ import annotations

import ssl
from typing import TYPE_CHECKING

import requests

from desktop_portal.core.problems import CannotReach, NotTrusted, ProxyWantsSignIn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop_portal.core.problems import Problem

_CUT = (ssl.SSLEOFError, ssl.SSLZeroReturnError, ssl.SSLSyscallError)
_NOT_TLS = frozenset({"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "UNEXPECTED_EOF_WHILE_READING", "RECORD_LAYER_FAILURE"})

_TUNNEL_407 = "connection failed: 407"  # the only word that Python's own library has for it


def problem_of(error: BaseException) -> Problem:
    """Return CannotReach or one of its kinds. Nothing of the error's text is kept, only the name of its class."""
    causes = list(_chain(error))
    name = type(causes[-1]).__name__
    if any(isinstance(one, requests.exceptions.ProxyError) for one in causes) and any(
        _TUNNEL_407 in str(one) for one in causes
    ):
        return ProxyWantsSignIn(cause=name)
    tls = [one for one in causes if isinstance(one, ssl.SSLError)]
    if any(_is_distrust(one) for one in tls):
        return NotTrusted(cause=name)
    return CannotReach(reason="offline", cause=name)


def _is_distrust(error: ssl.SSLError) -> bool:
    # A cut connection or a plain-text answer says nothing of trust; every other failed handshake does.
    return not isinstance(error, _CUT) and (getattr(error, "reason", "") or "") not in _NOT_TLS


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Walk from the error to its innermost causes: by `__cause__`, `__context__`, `.reason` and nested arguments."""
    waiting, seen = [error], set()
    while waiting:
        one = waiting.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        inner = [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]
        waiting.extend(other for other in inner if isinstance(other, BaseException))
