"""Who can open the store: the password always; a recovery code; the system's keyring, if the person chose it.

Every call that takes a password runs Argon2id (about half a second), and the keyring may ask the person something: call
them off the GUI thread.
"""

from __future__ import annotations

import os
import uuid
from base64 import b64decode, b64encode
from contextlib import suppress
from typing import TYPE_CHECKING

from desktop_portal.core.problems import KeyringClosed, StoreUnreadable, WrongPassword, WrongRecoveryCode
from desktop_portal.vault import header as headers
from desktop_portal.vault.header import Header
from desktop_portal.vault.key_store import SystemKeyStore
from desktop_portal.vault.recovery_code import SECRET_BYTES, from_code, to_code
from desktop_portal.vault.wraps import (
    KEY_BYTES,
    Binding,
    Cost,
    WrapKind,
    unwrap_with_password,
    unwrap_with_secret,
    wrap_with_password,
    wrap_with_secret,
)

if TYPE_CHECKING:
    from pathlib import Path

    from desktop_portal.vault.key_store import KeyStore
    from desktop_portal.vault.wraps import Wrap

_STORE_FILES = ("store.db", "store.db-wal", "store.db.lock")
GUEST = "guest"


class Vault:
    """The keys of one account's store in one folder. Raises StoreUnreadable when no header can be read."""

    def __init__(
        self, folder: Path, *, account: str, key_store: KeyStore | None = None, cost: Cost | None = None
    ) -> None:
        self._folder = folder
        self._account = normal_account(account)
        self._key_store: KeyStore = key_store or SystemKeyStore()
        self._cost = cost or Cost()
        self._header = headers.read(folder)

    @property
    def store_id(self) -> str:
        """The random id of the store that the key is for."""
        return self._header.store_id

    def has(self, kind: WrapKind) -> bool:
        """Whether there is this way in."""
        return kind in self._header.wraps

    def open_with_password(self, password: str) -> bytes:
        """Return the data key; the password before the last change opens too, until `settle_password`."""
        for kind in (WrapKind.PASSWORD, WrapKind.PREVIOUS):
            wrap = self._header.wraps.get(kind)
            key = wrap and unwrap_with_password(wrap, password, self._binding)
            if key:
                return key
        raise WrongPassword

    def open_with_recovery_code(self, code: str) -> bytes:
        """Return the data key. Raises RecoveryCodeMistyped, or WrongRecoveryCode for another store's."""
        secret = from_code(code)
        wrap = self._header.wraps.get(WrapKind.RECOVERY)
        key = wrap and unwrap_with_secret(wrap, secret, self._binding, WrapKind.RECOVERY)
        if not key:
            raise WrongRecoveryCode
        return key

    def open_with_keyring(self) -> bytes:
        """Return the data key. Raises KeyringClosed whenever it cannot: none, locked, wiped, another one's entry."""
        wrap = self._header.wraps.get(WrapKind.KEYRING)
        entry = self._key_store.get(self.store_id) if wrap else None
        if wrap is None or not entry:
            raise KeyringClosed
        try:
            key = unwrap_with_secret(wrap, b64decode(entry, validate=True), self._binding, WrapKind.KEYRING)
        except ValueError as error:
            raise KeyringClosed from error
        if key is None:
            raise KeyringClosed
        return key

    def change_password(self, old: str, new: str) -> None:
        """Let the new password open, and the old one until `settle_password` (the next sign-in)."""
        data_key = self.open_with_password(old)
        previous = wrap_with_password(data_key, old, self._binding, self._cost)
        fresh = wrap_with_password(data_key, new, self._binding, self._cost)
        self._write(self._header.with_wrap(WrapKind.PREVIOUS, previous).with_wrap(WrapKind.PASSWORD, fresh))

    def set_password(self, data_key: bytes, new: str) -> None:
        """Let only this password open, as after a reset elsewhere, when the recovery code has opened the store."""
        fresh = wrap_with_password(data_key, new, self._binding, self._cost)
        self._write(self._header.with_wrap(WrapKind.PREVIOUS, None).with_wrap(WrapKind.PASSWORD, fresh))

    def settle_password(self) -> None:
        """Let the password before the last change open no longer."""
        if self.has(WrapKind.PREVIOUS):
            self._write(self._header.with_wrap(WrapKind.PREVIOUS, None))

    def new_recovery_code(self, data_key: bytes) -> str:
        """Return a new code to be shown once; the one before opens no longer."""
        secret, wrap = _recovery(data_key, self._binding)
        self._write(self._header.with_wrap(WrapKind.RECOVERY, wrap))
        return to_code(secret)

    def remember_in_keyring(self, data_key: bytes) -> None:
        """Let the system's keyring open the store. Raises KeyringClosed; then nothing has changed."""
        secret = os.urandom(KEY_BYTES)
        self._key_store.set(self.store_id, b64encode(secret).decode())
        wrap = wrap_with_secret(data_key, secret, self._binding, WrapKind.KEYRING)
        self._write(self._header.with_wrap(WrapKind.KEYRING, wrap))

    def forget_keyring(self) -> None:
        """Let the keyring open no longer; the wrap goes even when the keyring cannot be reached just now."""
        if self.has(WrapKind.KEYRING):
            self._write(self._header.with_wrap(WrapKind.KEYRING, None))
        # What stays in a keyring that is closed opens nothing any more.
        with suppress(KeyringClosed):
            self._key_store.delete(self.store_id)

    @property
    def _binding(self) -> Binding:
        return Binding(self._account, self.store_id)

    def _write(self, header: Header) -> None:
        headers.write(self._folder, header)
        self._header = header


def normal_account(account: str) -> str:
    """Return an e-mail address as the wraps are bound to it: however it is typed."""
    return account.strip().casefold()


def is_there(folder: Path) -> bool:
    """Whether there is a vault, or a store that once had one: then nothing new is put there."""
    return headers.is_there(folder) or any((folder / name).exists() for name in _STORE_FILES[:2])


def create_vault(
    folder: Path, password: str, *, account: str, key_store: KeyStore | None = None, cost: Cost | None = None
) -> tuple[Vault, bytes, str]:
    """Make the keys of a new store: the vault, the data key, and the recovery code to show once.

    Raises StoreUnreadable when there is a vault or a store already: nothing is ever put over it.
    """
    store_id, data_key = _new(folder)
    binding = Binding(normal_account(account), store_id)
    secret, recovery = _recovery(data_key, binding)
    wraps = {
        WrapKind.PASSWORD: wrap_with_password(data_key, password, binding, cost or Cost()),
        WrapKind.RECOVERY: recovery,
    }
    headers.write(folder, Header(store_id, wraps))
    return Vault(folder, account=account, key_store=key_store, cost=cost), data_key, to_code(secret)


def create_guest_vault(
    folder: Path, passphrase: str | None = None, *, key_store: KeyStore | None = None, cost: Cost | None = None
) -> tuple[Vault, bytes]:
    """Make the keys of the store of drafts begun before there is an account (J09).

    The key is in the system's keyring, or under a passphrase where one is given. Raises KeyringClosed without either.
    """
    store_id, data_key = _new(folder)
    binding = Binding(GUEST, store_id)
    if passphrase is None:
        secret = os.urandom(KEY_BYTES)
        (key_store or SystemKeyStore()).set(store_id, b64encode(secret).decode())
        wraps = {WrapKind.KEYRING: wrap_with_secret(data_key, secret, binding, WrapKind.KEYRING)}
    else:
        wraps = {WrapKind.PASSWORD: wrap_with_password(data_key, passphrase, binding, cost or Cost())}
    headers.write(folder, Header(store_id, wraps))
    return Vault(folder, account=GUEST, key_store=key_store, cost=cost), data_key


def erase_vault(folder: Path, *, account: str, key_store: KeyStore | None = None) -> None:
    """Erase a store for ever by destroying its keys, as a shared computer does at sign-out. Works on a damaged one."""
    # Unreadable: the keyring could not open it either.
    with suppress(StoreUnreadable):
        Vault(folder, account=account, key_store=key_store).forget_keyring()
    headers.erase(folder)


def _new(folder: Path) -> tuple[str, bytes]:
    if is_there(folder):
        raise StoreUnreadable
    return uuid.uuid4().hex, os.urandom(KEY_BYTES)


def _recovery(data_key: bytes, binding: Binding) -> tuple[bytes, Wrap]:
    secret = os.urandom(SECRET_BYTES)
    return secret, wrap_with_secret(data_key, secret, binding, WrapKind.RECOVERY)
