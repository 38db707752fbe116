"""Running the server: one socket, one line when it is ready, a clean stop."""

from __future__ import annotations

import errno
import gc
import signal
import socket
import sys
import time
from typing import TYPE_CHECKING, Any, cast

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from server_stub.app import build_app
from server_stub.logs import log_to_stderr
from server_stub.refusals import CannotStart
from server_stub.tables.base import database
from server_stub.workers import supervise

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Sequence

    from server_stub.parts import Parts

_BACKLOG = 2048
_GIVE_WAY = 0.002
"""Seconds for which a worker that has taken a connection leaves the next ones to the others."""
_GRACE = 10
_FIRST_REQUEST = 30.0
_MOST_AT_ONCE = 2_000
_LOOK_FOR_RINGS_AFTER = 50_000
"""Objects made and not yet let go of: the answers of some thirty forms. Python's own 700 looks twice for each form."""


class Shared(socket.socket):
    """A socket at which several workers listen: who has just taken a connection lets others take the next.

    Else the one that wakes first takes all that come together, and works alone for as long as they last.
    """

    _from = 0.0

    def accept(self) -> tuple[socket.socket, Any]:
        """Take a connection; BlockingIOError while it is another's turn, as if there were none."""
        now = time.monotonic()
        if now < self._from:
            raise BlockingIOError(errno.EAGAIN, "another worker's turn")
        taken = super().accept()
        self._from = now + _GIVE_WAY
        return taken


class _Server(uvicorn.Server):
    """Says so once it answers."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so."""
        await super().startup(sockets)
        if self.started:
            _leave_what_stays()
            self._ready()


class _AtOnce:
    """A transport that sends the head of an answer together with what follows at once: one packet, not two."""

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._head = b""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Send, or keep the head of an answer until the next write or the end of this turn of the loop."""
        if not self._head and data.startswith(b"HTTP/"):
            self._head = data
            self._loop.call_soon(self.flush)
        elif data or self._head:
            head, self._head = self._head, b""
            self._transport.write(head + data)

    def flush(self) -> None:
        """Send what was kept."""
        if self._head:
            self.write(b"")

    def close(self) -> None:
        """Close, after everything is sent."""
        self.flush()
        self._transport.close()


class Connection(H11Protocol):
    """Ends a connection on which no request has begun within half a minute."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Start the wait."""
        super().connection_made(cast("asyncio.Transport", _AtOnce(transport, self.loop)))
        self._late = self.loop.call_later(_FIRST_REQUEST, self._end_if_silent)

    def connection_lost(self, exc: Exception | None) -> None:
        """End the wait."""
        self._late.cancel()
        super().connection_lost(exc)

    def _end_if_silent(self) -> None:
        if getattr(self, "cycle", None) is None:
            self.transport.close()


def _leave_what_stays() -> None:
    """Let Python not look through the whole program for rings again and again (docs/decisions/0121).

    What a call makes goes when it is answered, by itself; only rings of objects wait for Python to look for them.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_LOOK_FOR_RINGS_AFTER, *gc.get_threshold()[1:])


def listen(host: str, port: int) -> socket.socket:
    """Take the port; raises CannotStart with a sentence when it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol named, asyncio sends what is small at once; else each answer waits 40 ms for the one before.
    taken = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
        taken.listen(_BACKLOG)
    except (OSError, OverflowError) as error:
        taken.close()
        if getattr(error, "errno", None) == errno.EADDRINUSE:
            raise CannotStart(f"Port {port} is in use by another program. Choose another with --port.") from error
        raise CannotStart(f"The server cannot listen on {host} port {port}.") from error
    return taken


def serve(parts: Parts, taken: socket.socket, after_ready: Sequence[str] = ()) -> int:
    """Serve until SIGTERM or SIGINT; says the ready line first, then `after_ready`. Returns the exit status."""
    log_to_stderr()
    lines = (ready_line(taken), *after_ready)
    if parts.settings.workers > 1:
        database.close()
        return supervise(parts.settings, taken, lines)
    run_here(parts, taken, lambda: say(lines))
    return 0


def run_here(parts: Parts, taken: socket.socket, ready: Callable[[], None]) -> None:
    """Answer calls in this process until it is told to stop."""
    config = uvicorn.Config(
        build_app(parts),
        http=Connection,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE,
        timeout_keep_alive=30,
        backlog=_BACKLOG,
        limit_concurrency=_MOST_AT_ONCE,
        h11_max_incomplete_event_size=64 * 1024,
    )
    # uvicorn stops gracefully and then raises the signal again: that is the end, not a failure.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: None)
    if parts.settings.workers > 1:
        taken = Shared(taken.family, taken.type, taken.proto, taken.detach())
    _Server(config, ready).run(sockets=[taken])


def ready_line(taken: socket.socket) -> str:
    """Return the line that says where the server answers."""
    host, port = taken.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    return f"Children's Portal server: http://{shown}:{port}"


def say(lines: Sequence[str]) -> None:
    """Write lines to standard output at once."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()
