"""Forms begun before there is an account: kept encrypted, and moved into the account at sign-in (J09)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, cast

from desktop_portal.core.problems import KeyringClosed
from desktop_portal.services.session import Session
from desktop_portal.services.signing_in import STORE_FILE
from desktop_portal.store.database import open_store
from desktop_portal.vault.vault import GUEST, Vault, create_guest_vault, is_there
from desktop_portal.vault.wraps import WrapKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from desktop_portal.services.setting import Setting
    from desktop_portal.store.database import Store


class Guests:
    """The one guest store of this computer. Calls may ask the keyring or run Argon2id: the lane."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting

    def is_there(self) -> bool:
        """Whether somebody has begun a form here without an account."""
        return is_there(self._setting.paths.guest_folder)

    def needs_passphrase(self) -> bool:
        """Whether the store is, or has to be, under a passphrase, because the keyring does not keep its key."""
        return self.is_there() and self._vault().has(WrapKind.PASSWORD)

    def open(self, passphrase: str | None = None) -> Session:
        """Open the guest store, or make it.

        Raises KeyringClosed when there is no keyring and no passphrase, WrongPassword for a wrong one.
        """
        folder, setting = self._setting.paths.guest_folder, self._setting
        if not self.is_there():
            vault, key = create_guest_vault(folder, passphrase, key_store=setting.key_store, cost=setting.cost)
        else:
            vault = self._vault()
            key = self._key(vault, passphrase)
        days, step = setting.policy.retention_days, setting.on_upgrade
        store = open_store(folder / STORE_FILE, key, clock=setting.clock, retention_days=days, step=step)
        return Session(setting, store, vault)

    def move_into(self, guest: Session, account: Session) -> int:
        """Move all drafts of the guest into the account and return how many; a crash in between loses none."""
        return move_drafts(guest.store, account.store)

    def _vault(self) -> Vault:
        return Vault(
            self._setting.paths.guest_folder,
            account=GUEST,
            key_store=self._setting.key_store,
            cost=self._setting.cost,
        )

    def _key(self, vault: Vault, passphrase: str | None) -> bytes:
        if vault.has(WrapKind.PASSWORD):
            if passphrase is None:
                raise KeyringClosed
            return vault.open_with_password(passphrase)
        return vault.open_with_keyring()


def move_drafts(guest: Store, account: Store) -> int:
    """Move all drafts of one store into another and return how many. Raises DiskFull: what has not moved stays."""
    drafts = [one.id for one in guest.drafts.summaries()]
    for draft_id in drafts:
        _move(guest, account, draft_id)
    return len(drafts)


def _move(guest: Store, account: Store, draft_id: str) -> None:
    """Move one draft with its files and its earlier versions.

    After a crash in between both stores have it: what was written or handed in in the account since then stays.
    """
    draft, known = guest.drafts.load(draft_id), account.drafts.load(draft_id)
    if draft is None:
        return
    older = known is not None and known.saved_at > draft.saved_at
    if not older and not account.submissions.versions(draft_id):
        for file in guest.attachments.of_draft(draft_id):
            content = cast("BinaryIO", _Stream(guest.attachments.open(file.digest)))
            account.attachments.add(draft_id, content, title=file.title, content_type=file.content_type)
        account.drafts.save(draft)
        for saved_at in guest.snapshots.of_draft(draft_id):
            earlier = guest.snapshots.load(draft_id, saved_at)
            if earlier is not None:
                account.snapshots.put(earlier)
    guest.drafts.delete(draft_id)


class _Stream(io.RawIOBase):
    """Reads the chunks of a kept file one after the other, so that it is never whole in memory."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks, self._held = chunks, b""

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer with what comes next; 0 at the end."""
        self._held = self._held or next(self._chunks, b"")
        part, self._held = self._held[: len(buffer)], self._held[len(buffer) :]
        buffer[: len(part)] = part
        return len(part)
