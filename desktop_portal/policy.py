"""What the organisation and the person have set; a bad value falls back to a safe one and says so.

The organisation's `policy.toml` wins over the person's `settings.json` and can only be stricter than the program's own
limits (J29). Keys are listed in docs/admin.md.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Chosen = TypeVar("Chosen", "Policy", "Settings")

MAX_RETENTION_DAYS = 30
MAX_IDLE_MINUTES = 60


@dataclass(frozen=True, slots=True)
class Policy:
    """What holds on this computer. Defaults are the safe ones."""

    server_address: str = ""
    idle_minutes: int = 10
    retention_days: int = 30
    keep_signed_in: bool = True
    shared_computer: bool = False
    certificate_authority: str = ""
    proxy: str = ""
    max_attachment_megabytes: int = 25
    hide_key: str = "Ctrl+Shift+H"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the person chose: how it looks and reads, and whose address is kept signed in here ("" for nobody)."""

    theme: str = "system"
    text_percent: int = 100
    language: str = "en"
    kept_signed_in: str = ""


LIMITS: Mapping[str, tuple[int, int]] = {
    "idle_minutes": (1, MAX_IDLE_MINUTES),
    "retention_days": (1, MAX_RETENTION_DAYS),
    "max_attachment_megabytes": (1, 100),
    "text_percent": (100, 400),
}
CHOICES: Mapping[str, tuple[str, ...]] = {
    "theme": ("system", "light", "dark", "high-contrast"),
    "language": ("en", "cy"),
}


@dataclass(frozen=True, slots=True)
class Warned:
    """Something in a file was not taken: `file` is its name, `place` the key or line, `why` a sentence."""

    file: str
    place: str
    why: str

    def __str__(self) -> str:
        return f"{self.file}, {self.place}: {self.why}"


def read_policy(file: Path) -> tuple[Policy, tuple[Warned, ...]]:
    """Return the organisation's policy; whatever cannot be read is the default and comes back as a warning."""
    try:
        text = file.read_bytes().decode()
    except FileNotFoundError:
        return Policy(), ()
    except (OSError, UnicodeDecodeError):
        return Policy(), (Warned(file.name, "the whole file", "It cannot be read. Safe settings are used instead."),)
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        return Policy(), (Warned(file.name, _place(problem), "It is not TOML. Safe settings are used instead."),)
    return _fill(Policy(), found, file.name)


def read_settings(file: Path) -> tuple[Settings, tuple[Warned, ...]]:
    """Return the person's settings; whatever cannot be read is the default and comes back as a warning."""
    try:
        found = json.loads(file.read_bytes())
    except FileNotFoundError:
        return Settings(), ()
    except (OSError, ValueError, RecursionError):
        return Settings(), (Warned(file.name, "the whole file", "It cannot be read. The usual settings are used."),)
    if not isinstance(found, dict):
        return Settings(), (Warned(file.name, "the whole file", "It holds no settings. The usual ones are used."),)
    return _fill(Settings(), found, file.name)


def write_settings(file: Path, settings: Settings) -> None:
    """Keep the person's settings: written beside, then renamed, so that a crash leaves the old file or the new one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_suffix(".new")
    beside.write_text(json.dumps({name: getattr(settings, name) for name in Settings.__slots__}, indent=1) + "\n")
    beside.replace(file)


def _fill(start: Chosen, found: Mapping[str, Any], file: str) -> tuple[Chosen, tuple[Warned, ...]]:
    kinds = {field.name: type(getattr(start, field.name)) for field in fields(start)}
    taken: dict[str, Any] = {}
    warned: list[Warned] = []
    for key, value in found.items():
        if key not in kinds:
            warned.append(Warned(file, key, "There is no such setting; it was left out."))
        elif why := _wrong(key, value, kinds[key]):
            warned.append(Warned(file, key, f"{why} The usual value is used."))
        else:
            taken[key] = value
    return replace(start, **taken), tuple(warned)


def _wrong(key: str, value: Any, kind: type) -> str:
    """Return why a value cannot be taken, or nothing."""
    if type(value) is not kind:
        return f"It must be {_KIND_WORDS[kind]}."
    if isinstance(value, int) and key in LIMITS and not LIMITS[key][0] <= value <= LIMITS[key][1]:
        return f"It must be from {LIMITS[key][0]} to {LIMITS[key][1]}."
    if key in CHOICES and value not in CHOICES[key]:
        return f"It must be one of {', '.join(CHOICES[key])}."
    return ""


_KIND_WORDS: Mapping[type, str] = {int: "a whole number", bool: "true or false", str: "text in quotation marks"}


def _place(problem: tomllib.TOMLDecodeError) -> str:
    words = str(problem)
    return words[words.rindex("(") + 1 : -1] if words.endswith(")") and "(" in words else "the whole file"
