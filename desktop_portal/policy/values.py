"""The policy as a value: what holds on this computer, whoever set it."""

from __future__ import annotations

from dataclasses import dataclass

MAX_RETENTION_DAYS = 30
MAX_IDLE_MINUTES = 60
MAX_ATTACHMENT_MEGABYTES = 100
ATTACHMENT_KINDS = ("pdf", "docx", "doc", "jpg", "png")
LANGUAGES = ("en", "cy")
LOG_LEVELS = ("error", "warning", "info", "debug")
DEFAULT_HIDE_KEY = "Ctrl+Shift+H"


@dataclass(frozen=True, slots=True)
class Policy:
    """What holds on this computer. Defaults are the safe ones; the keys and their limits are in `keys`.

    `council_hours`: ("monday 09:00-17:30", …), a day that is not named is closed; () for the council's own.
    """

    server_address: str = ""
    council_name: str = ""
    council_telephone: str = ""
    council_night_telephone: str = ""
    council_hours: tuple[str, ...] = ()
    idle_minutes: int = 10
    retention_days: int = MAX_RETENTION_DAYS
    keep_deleted_drafts: bool = False
    keep_signed_in: bool = True
    shared_computer: bool = False
    allowed_attachments: tuple[str, ...] = ATTACHMENT_KINDS
    max_attachment_megabytes: int = 25
    upload_kilobytes_per_second: int = 0
    proxy: str = ""
    certificate_authority: str = ""
    forms_key: str = ""
    update_check: bool = True
    log_level: str = "info"
    languages: tuple[str, ...] = LANGUAGES
    hide_key: str = DEFAULT_HIDE_KEY
    telemetry: bool = False
