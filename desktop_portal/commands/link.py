"""`desktop-portal register-link [--remove]`: opens `childrens-portal:` links with this program, for this person.

Installers register the scheme for everybody; this is for a checkout or a copy that nobody installed. On Linux it
follows the freedesktop.org specifications of desktop entries and of MIME applications.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_portal.commands.speaking import DONE, NOT_DONE, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

SCHEME = "childrens-portal"
ENTRY = "childrens-portal-link.desktop"
_HANDLER = f"x-scheme-handler/{SCHEME}"
_DEFAULTS = "[Default Applications]"


def link_command(words: Sequence[str], *, environment: Mapping[str, str] | None = None) -> int:
    """Run `register-link …`; gives the exit status."""
    parser = argparse.ArgumentParser(prog="desktop-portal register-link", description=f"Open {SCHEME}: links here.")
    parser.add_argument("--remove", action="store_true", help="no longer open them with this program")
    options = parser.parse_args(words)
    if sys.platform == "darwin":
        say("On a Mac the links belong to the installed app; there is nothing to register for a checkout.")
        return NOT_DONE
    try:
        if sys.platform == "win32":
            _in_registry(remove=options.remove)
        else:
            _in_home(environment or os.environ, remove=options.remove)
    except OSError as error:
        say(f"The link could not be registered: {error.filename or 'the registry'} cannot be written.")
        return NOT_DONE
    say(f"{SCHEME}: links no longer open this program." if options.remove else f"{SCHEME}: links open this program.")
    return DONE


def command_line() -> list[str]:
    """Return the command that starts this very copy of the program."""
    return [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "desktop_portal"]


def _in_home(environment: Mapping[str, str], *, remove: bool) -> None:
    home = Path(environment.get("HOME") or Path.home())
    data = Path(environment.get("XDG_DATA_HOME") or home / ".local/share")
    config = Path(environment.get("XDG_CONFIG_HOME") or home / ".config")
    entry = data / "applications" / ENTRY
    if remove:
        entry.unlink(missing_ok=True)
    else:
        entry.parent.mkdir(parents=True, exist_ok=True)
        entry.write_text(_entry())
    _write_default(config / "mimeapps.list", "" if remove else ENTRY)


def _entry() -> str:
    return (
        "[Desktop Entry]\nType=Application\nName=Children's Portal\nComment=Opens links of the Children's Portal\n"
        f"Exec={' '.join(_quoted(part) for part in command_line())} %u\nNoDisplay=true\nTerminal=false\n"
        f"MimeType={_HANDLER};\n"
    )


def _quoted(part: str) -> str:
    """Quote an argument as the desktop entry specification wants it."""
    for letter in ("\\", '"', "`", "$"):
        part = part.replace(letter, f"\\{letter}")
    return '"' + part.replace("\\", "\\\\").replace("%", "%%") + '"'


def _write_default(file: Path, entry: str) -> None:
    """Set or take away one line of the person's list of default programs; every other line stays as it is."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        lines = []
    lines = [line for line in lines if line.strip() != f"{_HANDLER}={ENTRY}"]
    if entry:
        lines = [line for line in lines if not line.startswith(f"{_HANDLER}=")]
        if _DEFAULTS not in lines:
            lines += [_DEFAULTS]
        lines.insert(lines.index(_DEFAULTS) + 1, f"{_HANDLER}={entry}")
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f"{file.name}.new")
    beside.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    beside.replace(file)


def _in_registry(*, remove: bool) -> None:
    if sys.platform == "win32":
        import subprocess  # noqa: PLC0415 (on Windows only)
        import winreg  # noqa: PLC0415 (there only)

        root = rf"Software\Classes\{SCHEME}"
        if remove:
            for key in (rf"{root}\shell\open\command", rf"{root}\shell\open", rf"{root}\shell", root):
                try:
                    winreg.DeleteKey(winreg.HKEY_CURRENT_USER, key)
                except FileNotFoundError:
                    continue
            return
        winreg.SetValue(winreg.HKEY_CURRENT_USER, root, winreg.REG_SZ, "URL:Children's Portal")
        with winreg.CreateKey(winreg.HKEY_CURRENT_USER, root) as key:
            winreg.SetValueEx(key, "URL Protocol", 0, winreg.REG_SZ, "")
        command = f'{subprocess.list2cmdline(command_line())} "%1"'
        winreg.SetValue(winreg.HKEY_CURRENT_USER, rf"{root}\shell\open\command", winreg.REG_SZ, command)
