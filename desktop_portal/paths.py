"""Where things are: the person's folders, and what ships with the program."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

import appdirs

APP = "ChildrensPortal"
AUTHOR = "ChildrensPortal"


@dataclass(frozen=True, slots=True)
class Paths:
    """Folders of one person on one computer. Nothing is created until it is written to."""

    data: Path
    config: Path
    logs: Path
    site_config: Path

    @classmethod
    def of_person(cls) -> Paths:
        """Return the system's usual places (appdirs)."""
        return cls(
            data=Path(appdirs.user_data_dir(APP, AUTHOR)),
            config=Path(appdirs.user_config_dir(APP, AUTHOR)),
            logs=Path(appdirs.user_log_dir(APP, AUTHOR)),
            site_config=Path(appdirs.site_config_dir(APP, AUTHOR).split(os.pathsep)[0]),
        )

    @classmethod
    def under(cls, home: Path) -> Paths:
        """Return the same places, all under one folder (`--home DIR`)."""
        return cls(data=home / "data", config=home / "config", logs=home / "logs", site_config=home / "policy")

    @property
    def settings_file(self) -> Path:
        """The person's own settings (JSON)."""
        return self.config / "settings.json"

    @property
    def policy_file(self) -> Path:
        """The organisation's policy (TOML), which the person cannot weaken."""
        return self.site_config / "policy.toml"

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


def resources() -> Path:
    """Return the folder of forms, lists, fonts and icons: beside the package when installed, else the checkout's."""
    packed = Path(__file__).parent / "resources"
    return packed if packed.is_dir() else Path(__file__).parent.parent / "resources"
