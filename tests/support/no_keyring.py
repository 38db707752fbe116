"""A computer without a key store, as many are."""

from __future__ import annotations

from desktop_portal.core.problems import KeyringClosed


class NoKeyStore:
    """Refuses everything, as the system does where there is no keyring."""

    def get(self, _name: str) -> str | None:
        raise KeyringClosed

    def set(self, _name: str, _secret: str) -> None:
        raise KeyringClosed

    def delete(self, _name: str) -> None:
        raise KeyringClosed
