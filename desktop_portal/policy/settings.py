"""What the person chose, in `settings.json`; a bad value falls back to the usual one and says so."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from desktop_portal.policy.reading import Warned, kind_words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


USUAL = "usual"
MAX_LOCK_MINUTES = 60


@dataclass(frozen=True, slots=True)
class Settings:
    """What the person chose: how it looks and reads, and whose address is kept signed in here ("" for nobody).

    `lock_minutes` counts where it is shorter than the policy's; `hide_key` is "usual" for the policy's, "" for none.
    """

    theme: str = "system"
    text_percent: int = 100
    language: str = "en"
    kept_signed_in: str = ""
    lock_minutes: int = MAX_LOCK_MINUTES
    hide_key: str = USUAL


LIMITS: Mapping[str, tuple[int, int]] = {"text_percent": (100, 400), "lock_minutes": (1, MAX_LOCK_MINUTES)}
CHOICES: Mapping[str, tuple[str, ...]] = {
    "theme": ("system", "light", "dark", "high-contrast"),
    "language": ("en", "cy"),
}


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
    return _fill(found, file.name)


def write_settings(file: Path, settings: Settings) -> None:
    """Keep the person's settings: written beside, then renamed, so that a crash leaves the old file or the new one."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_suffix(".new")
    beside.write_text(json.dumps({name: getattr(settings, name) for name in Settings.__slots__}, indent=1) + "\n")
    beside.replace(file)


def _fill(found: Mapping[str, Any], file: str) -> tuple[Settings, tuple[Warned, ...]]:
    usual = Settings()
    kinds = {field.name: type(getattr(usual, field.name)) for field in fields(usual)}
    taken: dict[str, Any] = {}
    warned: list[Warned] = []
    for key, value in found.items():
        if key not in kinds:
            warned.append(Warned(file, key, "There is no such setting; it was left out."))
        elif why := _wrong(key, value, kinds[key]):
            warned.append(Warned(file, key, f"{why} The usual value is used."))
        else:
            taken[key] = value
    return replace(usual, **taken), tuple(warned)


def _wrong(key: str, value: Any, kind: type) -> str:
    """Return why a value cannot be taken, or nothing."""
    if type(value) is not kind:
        return f"It must be {kind_words(kind)}."
    if isinstance(value, int) and key in LIMITS and not LIMITS[key][0] <= value <= LIMITS[key][1]:
        return f"It must be from {LIMITS[key][0]} to {LIMITS[key][1]}."
    if key in CHOICES and value not in CHOICES[key]:
        return f"It must be one of {', '.join(CHOICES[key])}."
    return ""
