"""A tiny HTTP server that answers as a test has planned, byte for byte, and remembers what it was asked."""

from __future__ import annotations

import json
import socket
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Mapping


@dataclass(frozen=True)
class Planned:
    """One answer. `cut`: all of the length, half of the bytes. `reset`: hang up at once. `hang`: say nothing.

    `hints`: so many times "103 Early Hints" before it.
    """

    status: int = 200
    content: Any = None
    content_type: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False
    reset: bool = False
    hang: bool = False
    hints: int = 0

    @property
    def body(self) -> bytes:
        if isinstance(self.content, bytes):
            return self.content
        return b"" if self.content is None else json.dumps(self.content).encode()


def problem(status: int, code: str = "", **more: Any) -> Planned:
    """An answer as our server refuses: RFC 9457."""
    return Planned(status, {"title": "x", "status": status, "code": code, **more}, "application/problem+json")


@dataclass(frozen=True)
class Asked:
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


class ScriptedServer:
    """Answers the planned ones in order, the last for ever; or as `decide` says. `context` makes it speak TLS."""

    def __init__(
        self,
        *planned: Planned,
        context: ssl.SSLContext | None = None,
        decide: Callable[[Asked], Planned] | None = None,
    ) -> None:
        self.planned = list(planned)
        self._decide = decide or self._in_order
        self.asked: list[Asked] = []
        self._closing = threading.Event()
        script = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                script.answer(self)

            do_PUT = do_POST = do_HEAD = do_PATCH = do_DELETE = do_GET  # noqa: N815 (the library's names)

            def log_message(self, *_: Any) -> None:
                pass

        self._server = _Quiet(("127.0.0.1", 0), Handler)
        if context:
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_address[1]
        self.url = f"{'https' if context else 'http'}://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), name="scripted", daemon=True)
        self._thread.start()

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        length = int(handler.headers.get("Content-Length") or 0)
        body = handler.rfile.read(length)
        headers = {key.lower(): value for key, value in handler.headers.items()}
        asked = Asked(handler.command, handler.path, headers, body)
        self.asked.append(asked)
        planned = self._decide(asked)
        if planned.reset:
            handler.close_connection = True
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            handler.connection.close()
            return
        if planned.hang:
            self._closing.wait()
            handler.close_connection = True
            return
        content = planned.body
        handler.wfile.write(b"HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" * planned.hints)
        handler.send_response_only(planned.status)
        for key, value in planned.headers.items():
            handler.send_header(key, value)
        if planned.content_type:
            handler.send_header("Content-Type", planned.content_type)
        handler.send_header("Content-Length", str(len(content)))
        handler.end_headers()
        if handler.command != "HEAD":
            handler.wfile.write(content[: len(content) // 2] if planned.cut else content)
        if planned.cut:
            handler.close_connection = True

    def _in_order(self, _asked: Asked) -> Planned:
        return self.planned.pop(0) if len(self.planned) > 1 else self.planned[0]

    def close(self) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, *_: Any) -> None:
        """A client that hangs up is what these tests are about."""
