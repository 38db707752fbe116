"""A way to the server that is cut: the next connections end after so many bytes on the way there, without a word."""

from __future__ import annotations

import select
import socket
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_PIECE = 4096


class CuttingProxy:
    """Listens on a free port of this computer and passes bytes on to `port`.

    `cuts`: after how many bytes towards the server each of the next connections is cut; those after them are whole.
    `made` counts the cuts that befell.
    """

    def __init__(self, port: int, cuts: Iterable[int]) -> None:
        self.made = 0
        self._port = port
        self._cuts = list(cuts)
        self._lock = threading.Lock()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._threads: list[threading.Thread] = []
        self._open: set[socket.socket] = set()
        self._accepting = threading.Thread(target=self._accept, daemon=True)
        self._accepting.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listening.getsockname()[1]}"

    def stop(self) -> None:
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._accepting.join(10)
        with self._lock:
            for one in self._open:
                one.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(10)

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listening.accept()
            except OSError:
                return
            with self._lock:
                left = self._cuts.pop(0) if self._cuts else None
            thread = threading.Thread(target=self._pass_on, args=(near, left), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _pass_on(self, near: socket.socket, left: int | None) -> None:
        with near, socket.create_connection(("127.0.0.1", self._port)) as far:
            with self._lock:
                self._open |= {near, far}
            try:
                self._until_cut(near, far, left)
            except OSError:
                pass
            finally:
                with self._lock:
                    self._open -= {near, far}

    def _until_cut(self, near: socket.socket, far: socket.socket, left: int | None) -> None:
        while True:
            ready, _, _ = select.select([near, far], [], [])
            for one in ready:
                data = one.recv(_PIECE)
                if not data:
                    return
                if one is far:
                    near.sendall(data)
                    continue
                if left is not None and len(data) >= left:
                    far.sendall(data[:left])
                    self.made += 1
                    return
                left = None if left is None else left - len(data)
                far.sendall(data)
