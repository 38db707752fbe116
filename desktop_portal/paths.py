"""Where things are: the person's folders, and what ships with the program."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass
from pathlib import Path

import appdirs

APP = "ChildrensPortal"
AUTHOR = "ChildrensPortal"
POLICY = "policy.toml"


@dataclass(frozen=True, slots=True)
class Paths:
    """Folders of one person on one computer. Nothing is created until it is written to."""

    data: Path
    config: Path
    logs: Path
    policy_files: tuple[Path, ...]

    @classmethod
    def of_person(cls) -> Paths:
        """Return the system's usual places (appdirs)."""
        return cls(
            data=Path(appdirs.user_data_dir(APP, AUTHOR)),
            config=Path(appdirs.user_config_dir(APP, AUTHOR)),
            logs=Path(appdirs.user_log_dir(APP, AUTHOR)),
            policy_files=(machine_policy_file(),),
        )

    @classmethod
    def under(cls, home: Path) -> Paths:
        """Return the same places, all under one folder (`--home DIR`); the computer's policy still comes first."""
        return cls(
            data=home / "data",
            config=home / "config",
            logs=home / "logs",
            policy_files=(machine_policy_file(), home / "policy" / POLICY),
        )

    @property
    def settings_file(self) -> Path:
        """The person's own settings (JSON)."""
        return self.config / "settings.json"

    @property
    def enrolment_file(self) -> Path:
        """What an enrolment set up for this person (TOML); any policy wins over it."""
        return self.config / "enrolment.toml"

    @property
    def log_file(self) -> Path:
        """The log, without personal data."""
        return self.logs / "desktop-portal.log"

    def account_folder(self, email: str) -> Path:
        """Return the folder of one account's store; its name does not tell the address at a glance."""
        name = hashlib.sha256(f"childrens-portal:{email.strip().casefold()}".encode()).hexdigest()[:24]
        return self.data / "accounts" / name

    @property
    def guest_folder(self) -> Path:
        """The store of drafts begun before there is an account (J09)."""
        return self.data / "guest"


def machine_policy_file() -> Path:
    """Return where this system keeps the organisation's policy: a place that only administrators write to.

    Never taken from an environment variable, which the person could set. On Windows it is Program Files, since
    everybody may make new files in ProgramData.
    """
    if sys.platform == "win32":
        return _program_files() / AUTHOR / POLICY
    if sys.platform == "darwin":
        return Path("/Library/Application Support") / APP / POLICY
    return Path("/etc/childrens-portal") / POLICY


def _program_files() -> Path:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 (there only)

        csidl_program_files = 0x26
        found = ctypes.create_unicode_buffer(260)
        ctypes.windll.shell32.SHGetFolderPathW(None, csidl_program_files, None, 0, found)
        return Path(found.value)
    raise NotImplementedError


def resources() -> Path:
    """Return the folder of forms, lists, fonts and icons: beside the package when installed, else the checkout's."""
    packed = Path(__file__).parent / "resources"
    return packed if packed.is_dir() else Path(__file__).parent.parent / "resources"
