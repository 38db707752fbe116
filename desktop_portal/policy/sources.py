"""Where an organisation's policy stands: a file, the Windows registry, macOS managed preferences."""

from __future__ import annotations

import re
import sys
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Protocol

from desktop_portal.policy.keys import KEYS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

REGISTRY_KEY = r"SOFTWARE\Policies\ChildrensPortal"
MAC_DOMAIN = "uk.childrensportal.desktop"
POLICY_FILE = "policy_file"
MOST_BYTES = 256 * 1024
_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Found:
    """What one source says. `lines` tells where a key stands; `trouble` is (place, sentence) when it cannot be read."""

    name: str
    values: Mapping[str, Any] = field(default_factory=lambda: _NOTHING)
    lines: Mapping[str, int] = field(default_factory=lambda: _NOTHING)
    trouble: tuple[str, str] | None = None


class Source(Protocol):
    """A place that may hold a policy."""

    def read(self) -> tuple[Found, ...]:
        """Return what is there; nothing when nothing is. Never raises for what it finds."""


@dataclass(frozen=True, slots=True)
class PolicyFile:
    """A TOML file. `must_be_there`: the organisation named it, so its absence is a fault."""

    path: Path
    must_be_there: bool = False

    def read(self) -> tuple[Found, ...]:
        """Return the file's keys with their lines."""
        name = self.path.name
        try:
            with self.path.open("rb") as file:
                data = file.read(MOST_BYTES + 1)
        except (FileNotFoundError, NotADirectoryError):
            missing = ("the whole file", f"{self.path} is not there. {_SAFE}")
            return (Found(name, trouble=missing),) if self.must_be_there else ()
        except OSError:
            why = f"It cannot be read. Let everybody who uses the program read it. {_SAFE}"
            return (Found(name, trouble=("the whole file", why)),)
        return (read_text(name, data),)


_SAFE = "Until it is right, safe settings are used and nothing is sent."


def read_text(name: str, data: bytes) -> Found:
    """Read the bytes of a policy file."""
    if len(data) > MOST_BYTES:
        return Found(name, trouble=("the whole file", f"It is far too large for a policy. {_SAFE}"))
    try:
        # Windows' editor puts a mark before the text, which TOML does not know.
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return Found(name, trouble=("the whole file", f"It is not UTF-8 text. Save it as UTF-8. {_SAFE}"))
    try:
        values = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        return Found(name, trouble=_place(text, str(problem)))
    return Found(name, MappingProxyType(values), MappingProxyType(_lines(text)))


@dataclass(frozen=True, slots=True)
class WindowsRegistry:
    """Values in the policies part of the registry, which only administrators write.

    `read_key` gives the values for a hive's name. `policy_file` may name a file of the whole computer.
    """

    read_key: Callable[[str], Mapping[str, Any]]

    def read(self) -> tuple[Found, ...]:
        """Return what the computer's policy says, then what the person's says (as group policy orders them)."""
        found: list[Found] = []
        for hive in ("HKLM", "HKCU"):
            # Installers and group policy leave an empty text where nobody said anything.
            values = {name: value for name, value in self.read_key(hive).items() if value or type(value) is not str}
            further = values.pop(POLICY_FILE, "")
            if values:
                fitting = {name: _as_kind(name, value) for name, value in values.items()}
                found.append(Found(f"Windows registry {hive}", MappingProxyType(fitting)))
            if further and hive == "HKLM":
                found += PolicyFile(Path(str(further)), must_be_there=True).read()
        return tuple(found)


@dataclass(frozen=True, slots=True)
class ManagedPreferences:
    """Property lists that a management profile puts on a Mac; only the system writes there."""

    files: tuple[Path, ...]

    def read(self) -> tuple[Found, ...]:
        """Return each profile's keys."""
        import plistlib  # noqa: PLC0415 (on a Mac only; costs start-up time)

        found: list[Found] = []
        for file in self.files:
            try:
                values = plistlib.loads(file.read_bytes())
            except (FileNotFoundError, NotADirectoryError):
                continue
            except (OSError, ValueError, plistlib.InvalidFileException):
                found.append(Found(file.name, trouble=("the whole file", f"It is not a property list. {_SAFE}")))
                continue
            if not isinstance(values, dict):
                found.append(Found(file.name, trouble=("the whole file", f"It holds no keys. {_SAFE}")))
                continue
            own = {name: value for name, value in values.items() if name in KEYS or not name.startswith("Payload")}
            found.append(Found(file.name, MappingProxyType(own)))
        return tuple(found)


def machine_sources(files: tuple[Path, ...], *, platform: str = sys.platform) -> tuple[Source, ...]:
    """Return the places of this system, the strongest first: what the system manages, then the files."""
    named: list[Source] = [PolicyFile(file) for file in files]
    if platform == "win32":
        return (WindowsRegistry(read_registry), *named)
    if platform == "darwin":
        managed = Path("/Library/Managed Preferences")
        return (ManagedPreferences((managed / f"{MAC_DOMAIN}.plist",)), *named)
    return tuple(named)


def read_registry(hive: str) -> Mapping[str, Any]:
    """Return the values under our key in a hive ("HKLM", "HKCU"); nothing elsewhere than on Windows."""
    found: dict[str, Any] = {}
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 (there only)

        root = {"HKLM": winreg.HKEY_LOCAL_MACHINE, "HKCU": winreg.HKEY_CURRENT_USER}[hive]
        try:
            with winreg.OpenKey(root, REGISTRY_KEY, access=winreg.KEY_READ | winreg.KEY_WOW64_64KEY) as key:
                for index in range(winreg.QueryInfoKey(key)[1]):
                    name, value, _kind = winreg.EnumValue(key, index)
                    found[name] = value
        except OSError:
            return _NOTHING
    return found


def _as_kind(name: str, value: Any) -> Any:
    """Turn what the registry has (numbers, texts, lists of texts) into what a TOML file would hold."""
    key = KEYS.get(name)
    if key is not None and key.kind is bool and value in {0, 1}:
        return bool(value)
    if key is not None and key.kind is tuple and isinstance(value, str):
        return [part.strip() for part in value.split(";") if part.strip()]
    return value


def _lines(text: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        match = re.match(r"\s*\[?\s*[\"']?([A-Za-z0-9_\-]+)[\"']?\s*[=\]]", line)
        if match:
            found.setdefault(match[1], number)
    return found


def _place(text: str, problem: str) -> tuple[str, str]:
    """Say in which line, and at which key, a text is not TOML."""
    at = re.search(r"at line (\d+)", problem)
    lines = text.splitlines()
    number = int(at[1]) if at else len(lines) or 1
    key = next((name for name, line in _lines(text).items() if line == number), "")
    what = f"line {number}, {key}" if key else f"line {number}"
    return what, f"This is not TOML: texts stand in quotation marks, true and false in small letters. {_SAFE}"
