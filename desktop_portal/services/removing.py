"""Everything that the program keeps for one person on this computer goes when they, or an uninstaller, ask (J30)."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from desktop_portal.store.lock import StoreLock
from desktop_portal.vault.vault import GUEST, erase_vault

if TYPE_CHECKING:
    from pathlib import Path

    from desktop_portal.paths import Paths
    from desktop_portal.vault.key_store import KeyStore


def delete_data(paths: Paths, key_store: KeyStore) -> tuple[Path, ...]:
    """Delete stores, settings and logs, keys first: without them what is left on the disk cannot be read.

    Returns the folders that are gone. Raises StoreInUse when the program is open, OSError when the disk refuses.
    """
    if not paths.data.exists():
        return _remove(paths)
    lock = StoreLock(paths.data / "window.lock")
    try:
        for folder in _stores(paths):
            # Whose it is, only a password tells; for destroying the keys it does not matter.
            erase_vault(folder, account=GUEST, key_store=key_store)
    finally:
        lock.release()
    return _remove(paths)


def has_data(paths: Paths) -> bool:
    """Whether there is any store of anybody here."""
    return bool(_stores(paths))


def _stores(paths: Paths) -> list[Path]:
    accounts = paths.data / "accounts"
    found = sorted(one for one in accounts.iterdir() if one.is_dir()) if accounts.is_dir() else []
    return [*found, *([paths.guest_folder] if paths.guest_folder.is_dir() else [])]


def _remove(paths: Paths) -> tuple[Path, ...]:
    gone: list[Path] = []
    # On Windows they are one inside the other.
    for folder in (paths.logs, paths.config, paths.data):
        if folder.exists():
            shutil.rmtree(folder)
            gone.append(folder)
    return tuple(gone)
