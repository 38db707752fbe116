"""Signing in, with a network and without: the password alone opens what is on this computer (J02)."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from desktop_portal.core.problems import (
    CannotReach,
    FirstSignInNeedsNetwork,
    NoServerSet,
    OldPasswordNeeded,
    Problem,
    TooManyTries,
    WrongPassword,
)
from desktop_portal.services.session import Session
from desktop_portal.store.database import open_store
from desktop_portal.vault.vault import Vault, create_vault, erase_vault, is_there

if TYPE_CHECKING:
    from pathlib import Path

    from desktop_portal.remote import wire
    from desktop_portal.services.setting import Setting
    from desktop_portal.store.database import Store

STORE_FILE = "store.db"


class SigningIn:
    """Opens the store of an account on this computer. Each call runs Argon2id and may wait for the server: the lane."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting

    def sign_in(self, email: str, password: str, *, old_secret: str = "") -> Session:
        """Open the account's store and speak to the council for it.

        Without a network the password alone opens what is on this computer; the first time needs the network
        (FirstSignInNeedsNetwork, or NoServerSet where no council was set). When the council knows a newer password
        than this computer does, OldPasswordNeeded asks for `old_secret`: the password before, or the recovery code.
        The same words for a wrong password and an unknown address: WrongPassword.
        """
        folder = self._setting.paths.account_folder(email)
        key = self._key_here(folder, email, password)
        try:
            told = self._setting.portal.sign_in(email, password)
        except (CannotReach, TooManyTries) as problem:
            if key is None:
                raise _why_not(problem, known=is_there(folder)) from problem
            return self._open(folder, email, key)
        except WrongPassword:
            # The password was changed elsewhere: what is on this computer still opens, and the queue is kept.
            if key is None:
                raise
            return self._open(folder, email, key)
        if key is None:
            return self._first_time(folder, email, password, told, old_secret)
        return self._signed_in(folder, email, key, told)

    def after_registering(self, session: wire.Session, password: str) -> Session:
        """Make the store of a new account, which the council has just told us about."""
        folder = self._setting.paths.account_folder(session.account.email)
        return self._first_time(folder, session.account.email, password, session, "")

    def new_recovery_code(self, session: Session, password: str) -> str:
        """Return a new recovery code, to be shown once; the one before opens no longer. Raises WrongPassword."""
        return session.vault.new_recovery_code(session.vault.open_with_password(password))

    def keep_signed_in(self, session: Session, password: str) -> None:
        """Let this computer's keyring open the account too; the password always stays sufficient. KeyringClosed."""
        session.vault.remember_in_keyring(session.vault.open_with_password(password))

    def with_keyring(self, email: str) -> Session:
        """Open the account that is kept signed in here. Raises KeyringClosed: then the password is asked for."""
        folder = self._setting.paths.account_folder(email)
        return self._open(folder, email, self._vault(folder, email).open_with_keyring())

    def unlock(self, email: str, password: str) -> Session:
        """Open the store again after a lock; needs no server. Raises WrongPassword."""
        folder = self._setting.paths.account_folder(email)
        return self._open(folder, email, self._vault(folder, email).open_with_password(password))

    def unlock_with_code(self, email: str, code: str) -> Session:
        """Open the store again with the recovery code. Raises RecoveryCodeMistyped, WrongRecoveryCode."""
        folder = self._setting.paths.account_folder(email)
        return self._open(folder, email, self._vault(folder, email).open_with_recovery_code(code))

    def is_right(self, email: str, password: str) -> bool:
        """Whether the password opens the account's store on this computer."""
        folder = self._setting.paths.account_folder(email)
        return is_there(folder) and self._key_here(folder, email, password) is not None

    def is_known_here(self, email: str) -> bool:
        """Whether the account has a store on this computer, so that it can sign in without a network."""
        return is_there(self._setting.paths.account_folder(email))

    def erase(self, email: str) -> None:
        """Destroy the keys of an account's store, then its files: nobody can ever read them again."""
        folder = self._setting.paths.account_folder(email)
        erase_vault(folder, account=email, key_store=self._setting.key_store)
        shutil.rmtree(folder, ignore_errors=True)

    def _key_here(self, folder: Path, email: str, password: str) -> bytes | None:
        if not is_there(folder):
            return None
        try:
            return self._vault(folder, email).open_with_password(password)
        except WrongPassword:
            return None

    def _first_time(self, folder: Path, email: str, password: str, told: wire.Session, old_secret: str) -> Session:
        if is_there(folder):
            return self._with_new_password(folder, email, password, told, old_secret)
        setting = self._setting
        vault, key, recovery_code = create_vault(
            folder, password, account=email, key_store=setting.key_store, cost=setting.cost
        )
        session = Session(setting, self._store(folder, key), vault, recovery_code=recovery_code)
        session.know(told)
        return session

    def _with_new_password(
        self, folder: Path, email: str, password: str, told: wire.Session, old_secret: str
    ) -> Session:
        if not old_secret:
            raise OldPasswordNeeded
        vault = self._vault(folder, email)
        try:
            key = vault.open_with_password(old_secret)
        except WrongPassword:
            key = vault.open_with_recovery_code(old_secret)
        vault.set_password(key, password)
        return self._signed_in(folder, email, key, told)

    def _signed_in(self, folder: Path, email: str, key: bytes, told: wire.Session) -> Session:
        session = self._open(folder, email, key)
        session.know(told)
        session.vault.settle_password()
        return session

    def _open(self, folder: Path, email: str, key: bytes) -> Session:
        return Session(self._setting, self._store(folder, key), self._vault(folder, email))

    def _store(self, folder: Path, key: bytes) -> Store:
        setting = self._setting
        days, step = setting.policy.retention_days, setting.on_upgrade
        return open_store(folder / STORE_FILE, key, clock=setting.clock, retention_days=days, step=step)

    def _vault(self, folder: Path, email: str) -> Vault:
        return Vault(folder, account=email, key_store=self._setting.key_store, cost=self._setting.cost)


def _why_not(problem: Problem, *, known: bool) -> Problem:
    """Return what to tell somebody who cannot be let in while the council cannot be asked."""
    if isinstance(problem, TooManyTries):
        return problem
    if known:
        return WrongPassword()
    return problem if isinstance(problem, NoServerSet) else FirstSignInNeedsNetwork()
