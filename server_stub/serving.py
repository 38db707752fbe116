"""Running the server: one socket, one line when it is ready, a clean stop."""

from __future__ import annotations

import errno
import logging
import signal
import socket
import sys
from typing import TYPE_CHECKING

import uvicorn

from server_stub.app import build_app
from server_stub.refusals import CannotStart

if TYPE_CHECKING:
    from collections.abc import Sequence

    from server_stub.parts import Parts

_BACKLOG = 2048
_GRACE = 10


class _Server(uvicorn.Server):
    """Says one line once it answers."""

    def __init__(self, config: uvicorn.Config, lines: Sequence[str]) -> None:
        super().__init__(config)
        self._lines = lines

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so."""
        await super().startup(sockets)
        if self.started:
            for line in self._lines:
                sys.stdout.write(f"{line}\n")
            sys.stdout.flush()


def listen(host: str, port: int) -> socket.socket:
    """Take the port; raises CannotStart with a sentence when it cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
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


def serve(parts: Parts, taken: socket.socket, after_ready: Sequence[str] = ()) -> None:
    """Serve until SIGTERM or SIGINT; says the ready line first, then `after_ready`."""
    host, port = taken.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    log_to_stderr()
    config = uvicorn.Config(
        build_app(parts),
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=_GRACE,
        timeout_keep_alive=30,
        h11_max_incomplete_event_size=64 * 1024,
    )
    # uvicorn stops gracefully and then raises the signal again: that is the end, not a failure.
    signal.signal(signal.SIGTERM, lambda _number, _frame: None)
    ready = f"Children's Portal server: http://{shown}:{port}"
    _Server(config, (ready, *after_ready)).run(sockets=[taken])


def log_to_stderr() -> None:
    """Log what the server does, never who or what about: no path with an id, no answer, no address."""
    logging.basicConfig(stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("uvicorn.access").disabled = True
