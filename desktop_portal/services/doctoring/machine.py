"""What the computer itself tells: versions, folders, policy, keyring, stores."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
from typing import TYPE_CHECKING

from desktop_portal.core.problems import KeyringClosed, StoreUnreadable
from desktop_portal.policy.keys import KEYS
from desktop_portal.services.doctoring.finding import Fact, Finding, Mark, Surroundings
from desktop_portal.vault import header

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LITTLE_ROOM = 500 * 1024 * 1024
_PROBE = "doctor"


def versions(place: Surroundings) -> Iterator[Finding]:
    """Say which program on which system."""
    facts: dict[str, Fact] = {
        "version": place.version,
        "python": platform.python_version(),
        "system": platform.system(),
        "release": platform.release(),
        "machine": platform.machine(),
        "installed": bool(getattr(sys, "frozen", False)),
    }
    words = f"Children's Portal Desktop {place.version} on {facts['system']} {facts['release']} ({facts['machine']})."
    yield Finding("version", Mark.FINE, words, facts)


def folders(place: Surroundings) -> Iterator[Finding]:
    """Say where things are, and whether they can be written."""
    for name, path in (("data", place.paths.data), ("settings", place.paths.config), ("log", place.paths.logs)):
        shown = place.shown(path)
        there = _nearest(path)
        if not _takes_files(there):
            words = f"The folder {shown} cannot be written to. Let the person who uses the program write there."
            yield Finding(f"folder of {name}", Mark.WRONG, words, {"path": shown})
            continue
        free = shutil.disk_usage(there).free
        facts: dict[str, Fact] = {"path": shown, "free_megabytes": free // (1024 * 1024), "exists": path.exists()}
        if free < _LITTLE_ROOM:
            words = f"The disk of {shown} has only {facts['free_megabytes']} MB left. Free some space."
            yield Finding(f"folder of {name}", Mark.WRONG, words, facts)
        else:
            yield Finding(f"folder of {name}", Mark.FINE, f"{shown} can be written to.", facts)


def _takes_files(folder: Path) -> bool:
    """Whether a file can be made there; rights alone do not say it of a disk that is read-only."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def policy(place: Surroundings) -> Iterator[Finding]:
    """Say what the organisation has set, where it stands, and what is wrong with it."""
    reading = place.reading
    for warned in reading.warned:
        yield Finding("policy", Mark.WRONG, str(warned), {"file": warned.file, "place": warned.place})
    for file in place.paths.policy_files:
        if _others_write(file):
            words = f"{place.shown(file)} can be changed by everybody. Let only administrators write it."
            yield Finding("policy", Mark.WRONG, words)
    shown = {
        name: ", ".join(value) if isinstance(value := getattr(reading.policy, name), tuple) else value
        for name in KEYS
        if name in reading.set_by
    }
    words = f"The organisation has set: {', '.join(shown) or 'nothing'}."
    if not reading.warned:
        yield Finding("policy", Mark.FINE, words, shown)


def keyring(place: Surroundings) -> Iterator[Finding]:
    """Say whether there is a keyring that can keep somebody signed in."""
    if not place.reading.policy.keep_signed_in:
        yield Finding("keyring", Mark.FINE, "The policy does not allow staying signed in, so no keyring is used.")
        return
    try:
        place.key_store.get(_PROBE)
    except KeyringClosed:
        words = "There is no open keyring here: people enter their password at each start. Nothing else is missing."
        yield Finding("keyring", Mark.NOTE, words, {"available": False})
    else:
        yield Finding("keyring", Mark.FINE, "The system's keyring answers.", {"available": True})


def stores(place: Surroundings) -> Iterator[Finding]:
    """Say how many stores there are and whether their headers can be read; what is in them stays closed."""
    folder = place.paths.data / "accounts"
    accounts = sorted(one for one in folder.iterdir() if one.is_dir()) if folder.is_dir() else []
    damaged = 0
    for account in accounts:
        try:
            header.read(account)
        except (StoreUnreadable, OSError):
            damaged += 1
    facts: dict[str, Fact] = {
        "accounts": len(accounts),
        "damaged_headers": damaged,
        "guest": place.paths.guest_folder.is_dir(),
    }
    if damaged:
        words = (
            f"{damaged} of {len(accounts)} accounts on this computer cannot be opened: the file with the wrapped keys "
            "is damaged. Leave the folder as it is; docs/store.md says how it is mended."
        )
        yield Finding("stores", Mark.WRONG, words, facts)
    else:
        yield Finding("stores", Mark.FINE, f"Accounts on this computer: {len(accounts)}.", facts)


def _nearest(path: Path) -> Path:
    """Return the nearest folder that exists."""
    while not path.exists() and path != path.parent:
        path = path.parent
    return path


def _others_write(file: Path) -> bool:
    if os.name == "nt" or not file.exists():
        return False
    everybody = 0o002
    return bool(file.stat().st_mode & everybody or file.parent.stat().st_mode & everybody)
