"""Whether this computer has a network, as its operating system says: a sign to try at once, never proof of anything."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QNetworkInformation


class Network(QObject):
    """`came_back` when there was no network and there is one again, or when the network is another one.

    Where the system tells nothing, nothing is said: the sync asks by itself at least each minute.
    """

    came_back = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._online = True
        feature = QNetworkInformation.Feature.Reachability
        self._system = QNetworkInformation.instance() if QNetworkInformation.loadBackendByFeatures(feature) else None
        if self._system is not None:
            self._online = _is_online(self._system.reachability())
            self._system.reachabilityChanged.connect(self.notice)
            self._system.transportMediumChanged.connect(lambda _medium: self._changed())

    def notice(self, reachability: QNetworkInformation.Reachability) -> None:
        """Take what the system says now."""
        before, self._online = self._online, _is_online(reachability)
        if self._online and not before:
            self.came_back.emit()

    def close(self) -> None:
        """Listen no more."""
        if self._system is not None:
            self._system.reachabilityChanged.disconnect(self.notice)
            self._system = None

    def _changed(self) -> None:
        # Another network (a cable pulled, another Wi-Fi): what failed on the one may go on the other.
        if self._system is not None and self._online:
            self.came_back.emit()


def _is_online(reachability: QNetworkInformation.Reachability) -> bool:
    # A backend that knows only of the local network or the site may be behind a proxy that reaches the council.
    return reachability is not QNetworkInformation.Reachability.Disconnected
