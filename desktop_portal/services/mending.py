"""When a store cannot be read: get out of it what can be read, or put it aside. Nothing empty is ever put over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop_portal.core.problems import (
    DiskRefuses,
    KeyringClosed,
    RecoveryCodeMistyped,
    StoreUnreadable,
    WrongPassword,
)
from desktop_portal.services.session import Session
from desktop_portal.services.signing_in import STORE_FILE
from desktop_portal.store.database import open_store
from desktop_portal.store.files import sync_folder
from desktop_portal.store.lock import StoreLock
from desktop_portal.store.salvage import Salvage, salvage
from desktop_portal.vault.vault import GUEST, Vault
from desktop_portal.vault.wraps import WrapKind

if TYPE_CHECKING:
    from pathlib import Path

    from desktop_portal.services.setting import Setting

__all__ = ["Mending", "Salvage"]


class Mending:
    """For one account's store; an empty address stands for the forms written without an account. On the lane."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting

    def keys_are_whole(self, email: str) -> bool:
        """Whether the file with the wrapped keys can be read; without it nobody can open the store any more."""
        try:
            self._vault(email)
        except StoreUnreadable:
            return False
        return True

    def mend(self, email: str, secret: str) -> Salvage:
        """Put a whole store in the place of the damaged one, of all that it and its copies still give.

        `secret` is the password or the recovery code. Raises WrongPassword; StoreUnreadable when nothing at all can be
        read (then nothing has changed); StoreInUse, DiskFull.
        """
        key = self._key(self._vault(email), secret)
        return salvage(self._folder(email) / STORE_FILE, key, self._setting.clock())

    def mend_open(self, session: Session) -> tuple[Session, Salvage]:
        """Mend the store of somebody at work and open it again. Raises what `mend` raises; then it is closed."""
        setting, key, path = self._setting, session.store.key, session.store.path
        session.close()
        report = salvage(path, key, setting.clock())
        store = open_store(path, key, clock=setting.clock, retention_days=setting.policy.retention_days)
        return Session(setting, store, session.vault), report

    def put_aside(self, email: str) -> str:
        """Move what cannot be read out of the way, whole, and return its folder's new name. StoreInUse, DiskRefuses."""
        folder = self._folder(email)
        lock = StoreLock(folder / f"{STORE_FILE}.lock")
        lock.release()
        aside = folder.with_name(f"{folder.name}-unreadable-{self._setting.clock():%Y%m%d-%H%M%S}")
        try:
            folder.rename(aside)
            sync_folder(aside.parent)
        except OSError as error:
            raise DiskRefuses from error
        return aside.name

    def _key(self, vault: Vault, secret: str) -> bytes:
        if not secret and vault.has(WrapKind.KEYRING):
            return vault.open_with_keyring()
        if not secret:
            raise KeyringClosed
        try:
            return vault.open_with_password(secret)
        except WrongPassword:
            try:
                return vault.open_with_recovery_code(secret)
            except RecoveryCodeMistyped as error:
                raise WrongPassword from error

    def _folder(self, email: str) -> Path:
        paths = self._setting.paths
        return paths.account_folder(email) if email else paths.guest_folder

    def _vault(self, email: str) -> Vault:
        setting = self._setting
        return Vault(self._folder(email), account=email or GUEST, key_store=setting.key_store, cost=setting.cost)
