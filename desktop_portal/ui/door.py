"""One window for each home folder: a second start calls the first to the front and ends."""

from __future__ import annotations

import hashlib
import os
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from desktop_portal.core.problems import StoreInUse
from desktop_portal.store.lock import StoreLock

if TYPE_CHECKING:
    from pathlib import Path

LONGEST_NAME = 90
LONGEST_WORDS = 2000
ANSWER_MS = 5000
HEARD = b"heard\n"


class Door(QObject):
    """The lock tells who is first, however the one before ended; the socket beside it lets others knock.

    `knocked` carries the words of a second start: a `childrens-portal:` link, or "" for "come to the front".
    """

    knocked = Signal(str)

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._lock: StoreLock | None = None
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)

    def enter(self, words: str = "") -> bool:
        """Become the only one and listen; False where another is there already: it has been called with `words`.

        A folder that cannot hold a lock stops nobody: the store has a lock of its own.
        """
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock = StoreLock(self._folder / "window.lock")
        except StoreInUse:
            self._knock(words)
            return False
        except OSError:
            return True
        name = socket_name(self._folder)
        QLocalServer.removeServer(name)
        self._server.listen(name)
        return True

    def close(self) -> None:
        """Listen no more, and let the next one be the first."""
        self._server.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _knock(self, words: str) -> None:
        socket = QLocalSocket()
        socket.connectToServer(socket_name(self._folder))
        if socket.waitForConnected(ANSWER_MS):
            socket.write(words.splitlines()[0].encode()[:LONGEST_WORDS] + b"\n" if words else b"\n")
            socket.waitForReadyRead(ANSWER_MS)
        socket.disconnectFromServer()

    def _answer(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._read(socket))
            socket.disconnected.connect(socket.deleteLater)
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > LONGEST_WORDS + 1:
            socket.abort()
        elif socket.canReadLine():
            words = bytes(socket.readLine().data()).decode(errors="replace").strip()
            socket.write(HEARD)
            socket.flush()
            self.knocked.emit(words)


def socket_name(folder: Path) -> str:
    """Return where the first one listens: in the person's own folder, or under a short name where that cannot be."""
    inside = str(folder.resolve() / "window")
    if os.name != "nt" and len(inside.encode()) <= LONGEST_NAME:
        return inside
    # Windows names pipes, not files, and a path of a socket has to be short.
    return f"childrens-portal-{hashlib.sha256(inside.encode()).hexdigest()[:24]}"
