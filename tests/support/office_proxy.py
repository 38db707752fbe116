"""An organisation's proxy: it opens a way (CONNECT) to hosts that it alone can find, for who gives its login."""

from __future__ import annotations

import base64
import selectors
import socket
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_PIECE = 65536


class OfficeProxy:
    """`known` is where a host's name leads: a port of this computer. `login` is "name:password"; "" lets all in."""

    def __init__(self, known: Mapping[str, int], login: str = "") -> None:
        self._known, self._login = known, login
        self.asked: list[tuple[str, str]] = []
        self.carried = bytearray()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self._socket.getsockname()[1]}"
        self._threads = [threading.Thread(target=self._serve, name="office proxy", daemon=True)]
        self._threads[0].start()

    def close(self) -> None:
        """End it; whoever is connected is cut off."""
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()
        for thread in self._threads:
            thread.join(20)

    def _serve(self) -> None:
        while True:
            try:
                caller, _ = self._socket.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._open, args=(caller,), name="office proxy", daemon=True)
            self._threads.append(thread)
            thread.start()

    def _open(self, caller: socket.socket) -> None:
        with caller:
            head = b""
            while b"\r\n\r\n" not in head:
                piece = caller.recv(_PIECE)
                if not piece:
                    return
                head += piece
            lines = head.decode().split("\r\n")
            method, target, _ = lines[0].split(" ")
            given = next((line for line in lines if line.lower().startswith("proxy-authorization:")), "")
            self.asked.append((f"{method} {target}", given.partition(": ")[2]))
            wanted = "Basic " + base64.b64encode(self._login.encode()).decode()
            if self._login and self.asked[-1][1] != wanted:
                caller.sendall(
                    b"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=office\r\n"
                    b"Content-Length: 0\r\nConnection: close\r\n\r\n"
                )
                return
            with socket.create_connection(("127.0.0.1", self._known[target.partition(":")[0]])) as server:
                caller.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                self._carry(caller, server)

    def _carry(self, caller: socket.socket, server: socket.socket) -> None:
        with selectors.DefaultSelector() as both:
            both.register(caller, selectors.EVENT_READ, server)
            both.register(server, selectors.EVENT_READ, caller)
            while True:
                for key, _ in both.select():
                    piece = key.fileobj.recv(_PIECE)
                    if not piece:
                        return
                    self.carried += piece
                    key.data.sendall(piece)
