"""clamd, where a council has configured it: files are streamed to it (INSTREAM), and what it cannot clear is held back.

Fail closed: a file that is not cleared is quarantined, also when clamd is away. The submission is accepted all the
same, because its words must arrive; files that could not be checked are checked again until they can be.
"""

from __future__ import annotations

import logging
import socket
import struct
from typing import TYPE_CHECKING

from server_stub.refusals import CannotStart

if TYPE_CHECKING:
    from collections.abc import Iterable

_LOG = logging.getLogger("portal.antivirus")
CLEAN, QUARANTINED = "clean", "quarantined"
NOT_CHECKED, FOUND = "not-checked", "found"
_TIMEOUT = 60.0
_PIECE = 64 * 1024
_LONGEST_ANSWER = 4096


class Antivirus:
    """Asks clamd at `unix:/run/clamav/clamd.ctl` or `tcp://127.0.0.1:3310`; "" where nothing is configured."""

    def __init__(self, where: str) -> None:
        self._where = _place(where) if where else None

    @property
    def configured(self) -> bool:
        """Whether files are checked."""
        return self._where is not None

    def check(self, content: Iterable[bytes]) -> tuple[str, str]:
        """Return the state for a file, and why: ("clean", ""), ("quarantined", "found" or "not-checked")."""
        if self._where is None:
            return CLEAN, ""
        try:
            answer = self._ask(content)
        except OSError as error:
            _LOG.warning("clamd could not be asked", extra={"kind": type(error).__name__})
            return QUARANTINED, NOT_CHECKED
        if answer == "stream: OK":
            return CLEAN, ""
        if answer.startswith("stream: ") and answer.endswith(" FOUND"):
            _LOG.warning("clamd found something in a file; it is held back")
            return QUARANTINED, FOUND
        _LOG.warning("clamd could not check a file")
        return QUARANTINED, NOT_CHECKED

    def _ask(self, content: Iterable[bytes]) -> str:
        with self._connect() as connection:
            connection.sendall(b"zINSTREAM\0")
            for piece in content:
                for start in range(0, len(piece), _PIECE):
                    part = piece[start : start + _PIECE]
                    connection.sendall(struct.pack("!I", len(part)) + part)
            connection.sendall(struct.pack("!I", 0))
            answer = b""
            while not answer.endswith(b"\0") and len(answer) < _LONGEST_ANSWER:
                piece = connection.recv(_LONGEST_ANSWER)
                if not piece:
                    break
                answer += piece
        return answer.rstrip(b"\0\n").decode(errors="replace")

    def _connect(self) -> socket.socket:
        if isinstance(self._where, str):
            connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            connection.settimeout(_TIMEOUT)
            try:
                connection.connect(self._where)
            except OSError:
                connection.close()
                raise
            return connection
        return socket.create_connection(self._where or ("", 0), timeout=_TIMEOUT)


def _place(where: str) -> str | tuple[str, int]:
    if where.startswith("unix:"):
        return where.removeprefix("unix:")
    host, _, port = where.removeprefix("tcp://").rpartition(":")
    if not host or not port.isdecimal():
        raise CannotStart("The setting PORTAL_CLAMD looks like unix:/run/clamav/clamd.ctl or tcp://127.0.0.1:3310.")
    return host.strip("[]"), int(port)
