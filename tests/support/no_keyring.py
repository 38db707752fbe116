"""Computers without a key store, as many are, and with one that a test can look into, close and wipe."""

from __future__ import annotations

from desktop_portal.core.problems import KeyringClosed
from desktop_portal.vault.key_store import LONGEST_ENTRY


class NoKeyStore:
    """Refuses everything, as the system does where there is no keyring."""

    def get(self, _name: str) -> str | None:
        raise KeyringClosed

    def set(self, _name: str, _secret: str) -> None:
        raise KeyringClosed

    def delete(self, _name: str) -> None:
        raise KeyringClosed


class Ring:
    """A keyring of this world: it can be closed and wiped."""

    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.closed = False

    def get(self, name: str) -> str | None:
        self._check()
        return self.kept.get(name)

    def set(self, name: str, secret: str) -> None:
        self._check()
        assert len(secret) < LONGEST_ENTRY
        self.kept[name] = secret

    def delete(self, name: str) -> None:
        self._check()
        self.kept.pop(name, None)

    def is_available(self) -> bool:
        return not self.closed

    def _check(self) -> None:
        if self.closed:
            raise KeyringClosed
