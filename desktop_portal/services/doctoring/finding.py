"""What a check is given and what it finds."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime
    from pathlib import Path

    from desktop_portal.paths import Paths
    from desktop_portal.policy import Reading
    from desktop_portal.vault.key_store import KeyStore


class Mark(StrEnum):
    """How it stands: fine, worth knowing, or to be mended."""

    FINE = "fine"
    NOTE = "note"
    WRONG = "wrong"


Fact = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor. `name` is a short key, `words` a sentence, `facts` short values; nothing personal."""

    name: str
    mark: Mark
    words: str
    facts: Mapping[str, Fact] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The computer as a check sees it. `server` is the address in use; `clock` gives aware UTC."""

    version: str
    paths: Paths
    reading: Reading
    server: str
    clock: Callable[[], datetime]
    key_store: KeyStore
    home: Path

    def shown(self, path: Path) -> str:
        """Return a path without the name of the person whose folder it is in."""
        try:
            return f"~/{path.relative_to(self.home).as_posix()}"
        except ValueError:
            return str(path)
