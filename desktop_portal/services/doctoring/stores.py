"""What lies in the folders of the stores, seen without any key, and what of it can be mended without one."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from desktop_portal.core.problems import DiskRefuses, StoreInUse, StoreUnreadable
from desktop_portal.services.doctoring.finding import Fact, Finding, Mark, Surroundings
from desktop_portal.services.signing_in import STORE_FILE
from desktop_portal.store import backups
from desktop_portal.store.files import remove_database
from desktop_portal.store.lock import StoreLock
from desktop_portal.vault import header

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_OTHERS = 0o077
_LEFTOVERS = (f"{STORE_FILE}.new", f"{STORE_FILE}.salvaged")


def contents_of_stores(place: Surroundings) -> Iterator[Finding]:
    """Say of each store, by a number only, whether its files are there, whole as far as seen, and copied."""
    for number, folder in enumerate(_folders(place), 1):
        store, copies = folder / STORE_FILE, backups.paths(folder / STORE_FILE)
        size = store.stat().st_size if store.exists() else 0
        facts: dict[str, Fact] = {
            "store": number,
            "megabytes": round(size / 1e6, 1),
            "copies": len(copies),
            "attached_files": _count(folder / "files"),
            "header_copies": sum(header.is_whole(folder / name) for name in (header.NAME, header.BACKUP)),
            "kept_damaged": len(list(folder.glob("store-damaged-*.db"))),
            "in_use": _in_use(folder),
            "readable_by_others": _others_read(folder),
            "leftovers": sum((folder / name).exists() for name in _LEFTOVERS),
        }
        yield _judged(f"store {number}", size, facts)
    aside = sum("-unreadable-" in one.name for one in _all(place))
    if aside:
        words = f"Stores that could not be read and were put aside: {aside}. They stay until somebody deletes them."
        yield Finding("stores put aside", Mark.NOTE, words, {"aside": aside})


def repair_stores(place: Surroundings) -> Iterator[Finding]:
    """Mend what needs no key: a header from its second copy, half-made files of a crash, rights that are too wide."""
    for number, folder in enumerate(_folders(place), 1):
        name = f"store {number}"
        if _in_use(folder):
            yield Finding(name, Mark.NOTE, "It is in use. Close the program, then repair.", {"store": number})
            continue
        done = []
        with suppress(StoreUnreadable, DiskRefuses):
            if not all(header.is_whole(folder / one) for one in (header.NAME, header.BACKUP)):
                header.write(folder, header.read(folder))
                done.append("the file with the wrapped keys, from its second copy")
        for leftover in _LEFTOVERS:
            if (folder / leftover).exists():
                remove_database(folder / leftover)
                done.append("what a crash left half made")
        if _others_read(folder):
            for path in (folder, *folder.rglob("*")):
                path.chmod(0o700 if path.is_dir() else 0o600)
            done.append("rights that let others read")
        words = f"Mended: {', '.join(done)}." if done else "There was nothing to mend without a password."
        yield Finding(name, Mark.FINE, words, {"store": number, "mended": len(done)})


def _judged(name: str, size: int, facts: dict[str, Fact]) -> Finding:
    if not size:
        words = "Its file is gone or empty. Open the program and sign in: it gets back what its copies hold."
        return Finding(name, Mark.WRONG, words, facts)
    if not facts["header_copies"]:
        words = "Both copies of its keys are damaged. Put back header.json from a backup of this computer."
        return Finding(name, Mark.WRONG, words, facts)
    if facts["header_copies"] == 1 or facts["readable_by_others"] or facts["leftovers"]:
        return Finding(name, Mark.NOTE, "Something in it can be mended: desktop-portal doctor --repair.", facts)
    return Finding(name, Mark.FINE, f"{facts['megabytes']} MB, {facts['copies']} copies.", facts)


def _all(place: Surroundings) -> list[Path]:
    folder = place.paths.data / "accounts"
    return sorted(one for one in folder.iterdir() if one.is_dir()) if folder.is_dir() else []


def _folders(place: Surroundings) -> list[Path]:
    guest = [place.paths.guest_folder] if place.paths.guest_folder.is_dir() else []
    return [one for one in _all(place) if "-unreadable-" not in one.name] + guest


def _count(folder: Path) -> int:
    return len(list(folder.iterdir())) if folder.is_dir() else 0


def _in_use(folder: Path) -> bool:
    try:
        StoreLock(folder / f"{STORE_FILE}.lock").release()
    except StoreInUse:
        return True
    except OSError:
        return False
    return False


def _others_read(folder: Path) -> bool:
    return os.name != "nt" and any(path.stat().st_mode & _OTHERS for path in (folder, *folder.iterdir()))
