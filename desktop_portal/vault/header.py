"""The header file: the store's data key, wrapped several ways. Whoever deletes it has erased the store.

JSON with a checksum. It is written beside itself, made durable, read back, and renamed into place; then the second copy
(`.bak`) likewise. At any moment at least one of the two is whole, and after each change both say the same: an old
password that was changed opens neither.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from desktop_portal.core.problems import DiskRefuses, StoreUnreadable
from desktop_portal.vault.wraps import Wrap, WrapKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NAME = "header.json"
BACKUP = "header.json.bak"
FORMAT = 1
_LARGEST = 64 * 1024


@dataclass(frozen=True, slots=True)
class Header:
    """Which store it is for, and its wraps by kind."""

    store_id: str
    wraps: Mapping[WrapKind, Wrap] = field(default_factory=dict)

    def with_wrap(self, kind: WrapKind, wrap: Wrap | None) -> Header:
        """Return the header with one wrap put in, or taken out."""
        others = {name: one for name, one in self.wraps.items() if name is not kind}
        return replace(self, wraps=others if wrap is None else {**others, kind: wrap})


def is_whole(path: Path) -> bool:
    """Whether one copy of a header can be read."""
    return _read_one(path) is not None


def is_there(folder: Path) -> bool:
    """Whether a header, or what is left of one, is in the folder."""
    return (folder / NAME).exists() or (folder / BACKUP).exists()


def read(folder: Path) -> Header:
    """Return the header; out of its second copy when the first is damaged. Raises StoreUnreadable when both are."""
    first = _read_one(folder / NAME)
    header = first or _read_one(folder / BACKUP)
    if header is None:
        raise StoreUnreadable
    if first is None:
        _heal(folder, header)
    return header


def write(folder: Path, header: Header) -> None:
    """Make the header durable, both copies. Raises DiskRefuses; then the earlier one still opens the store."""
    content = to_text(header)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in (NAME, BACKUP):
            _replace(folder, name, content)
    except OSError as error:
        raise DiskRefuses from error


def erase(folder: Path) -> None:
    """Delete both copies: without them the store can never be read again by anyone."""
    for name in (NAME, BACKUP, f"{NAME}.new", f"{BACKUP}.new"):
        path = folder / name
        if path.exists():
            size = path.stat().st_size
            with path.open("r+b") as file:
                file.write(bytes(size))
                file.flush()
                os.fsync(file.fileno())
            path.unlink()
    _sync(folder)


def to_text(header: Header) -> str:
    """Return the file's content."""
    body = {
        "format": FORMAT,
        "store_id": header.store_id,
        "wraps": {kind.value: asdict(wrap) for kind, wrap in sorted(header.wraps.items())},
    }
    return json.dumps({**body, "checksum": _checksum(body)}, indent=1, sort_keys=True)


def from_text(text: str) -> Header | None:
    """Return the header of `to_text`, or None for anything else."""
    try:
        body = json.loads(text)
        checksum = body.pop("checksum")
        if checksum != _checksum(body) or body["format"] != FORMAT:
            return None
        return Header(body["store_id"], {WrapKind(kind): Wrap(**wrap) for kind, wrap in body["wraps"].items()})
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _checksum(body: Any) -> str:
    return hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()


def _read_one(path: Path) -> Header | None:
    try:
        with path.open("rb") as file:
            return from_text(file.read(_LARGEST).decode("utf-8"))
    except (OSError, UnicodeDecodeError):
        return None


def _heal(folder: Path, header: Header) -> None:
    try:
        _replace(folder, NAME, to_text(header))
    except OSError:
        # The key is here and opens the store: that a full or read-only disk cannot be mended now is not the person's.
        return


def _replace(folder: Path, name: str, content: str) -> None:
    fresh = folder / f"{name}.new"
    handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    if fresh.read_text(encoding="utf-8") != content:
        raise OSError("the disk does not give back what was written")
    fresh.replace(folder / name)
    _sync(folder)


def _sync(folder: Path) -> None:
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
