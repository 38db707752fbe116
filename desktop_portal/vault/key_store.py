"""The operating system's keyring. Every call may take long or ask the person something: not on the GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from desktop_portal.core.problems import KeyringClosed

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "childrens-portal"
LONGEST_ENTRY = 1280  # characters; what Windows takes
# By full name: `keyrings.alt` keeps secrets in clear text, and anything else is not known to be a keyring at all.
_ACCEPTED = (
    "keyring.backends.SecretService.Keyring",
    "keyring.backends.libsecret.Keyring",
    "keyring.backends.kwallet.DBusKeyring",
    "keyring.backends.kwallet.DBusKeyringKWallet4",
    "keyring.backends.Windows.WinVaultKeyring",
    "keyring.backends.macOS.Keyring",
)


class KeyStore(Protocol):
    """Keeps a short secret under a name; every method raises KeyringClosed when it cannot."""

    def get(self, name: str) -> str | None:
        """Return the secret, or None when there is none."""

    def set(self, name: str, secret: str) -> None:
        """Keep a secret."""

    def delete(self, name: str) -> None:
        """Forget a secret; nothing happens when there is none."""


class SystemKeyStore:
    """The keyring of this computer's operating system, if it has one that is accepted."""

    def __init__(self) -> None:
        self._found: KeyringBackend | None = None

    def is_available(self) -> bool:
        """Whether there is an accepted keyring that can be reached now."""
        try:
            self._backend()
        except KeyringClosed:
            return False
        return True

    def get(self, name: str) -> str | None:
        """Return the secret, or None when there is none."""
        from keyring.errors import KeyringError  # noqa: PLC0415 (45 ms that most starts do not need)

        try:
            return self._backend().get_password(SERVICE, name)
        except _expected(KeyringError) as error:
            raise KeyringClosed from error

    def set(self, name: str, secret: str) -> None:
        """Keep a secret, and see that it is kept."""
        from keyring.errors import KeyringError  # noqa: PLC0415 (45 ms that most starts do not need)

        if len(secret) > LONGEST_ENTRY:
            raise ValueError("too long for a keyring")
        try:
            self._backend().set_password(SERVICE, name, secret)
            kept = self._backend().get_password(SERVICE, name)
        except _expected(KeyringError) as error:
            raise KeyringClosed from error
        if kept != secret:
            raise KeyringClosed

    def delete(self, name: str) -> None:
        """Forget a secret; nothing happens when there is none."""
        from keyring.errors import KeyringError, PasswordDeleteError  # noqa: PLC0415 (45 ms, as above)

        try:
            self._backend().delete_password(SERVICE, name)
        except PasswordDeleteError:
            return
        except _expected(KeyringError) as error:
            raise KeyringClosed from error

    def _backend(self) -> KeyringBackend:
        if self._found is None:
            self._found = _best()
        return self._found


def _best() -> KeyringBackend:
    from keyring import backend  # noqa: PLC0415 (45 ms that most starts do not need)

    usable = [one for one in backend.get_all_keyring() if _name(one) in _ACCEPTED]
    if not usable:
        raise KeyringClosed
    return max(usable, key=lambda one: float(one.priority))


def _name(found: KeyringBackend) -> str:
    return f"{type(found).__module__}.{type(found).__qualname__}"


def _expected(keyring_error: type[Exception]) -> tuple[type[Exception], ...]:
    """Return what a closed keyring raises: its own errors, a bus that goes away, a Windows call that fails."""
    return (keyring_error, OSError, RuntimeError, LookupError)
