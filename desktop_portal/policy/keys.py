"""Every key of the policy, once: its kind, limits and words. Reader, JSON schema, ADMX and Settings are made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_portal.policy import checks
from desktop_portal.policy.values import (
    ATTACHMENT_KINDS,
    LANGUAGES,
    LOG_LEVELS,
    MAX_ATTACHMENT_MEGABYTES,
    MAX_IDLE_MINUTES,
    MAX_RETENTION_DAYS,
    Policy,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

Value = str | int | bool | tuple[str, ...]


def _fine(_text: str) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Key:
    """One key. `strict` is what counts when the organisation set it but the value cannot be taken.

    `limits` are for numbers, both included; `choices` for texts and the items of lists; `check` gives a sentence for
    a text (or an item) that cannot be taken, or "". `title` and `about` are for administrators.
    """

    name: str
    title: str
    about: str
    default: Value
    strict: Value
    limits: tuple[int, int] = (0, 0)
    choices: tuple[str, ...] = ()
    check: Callable[[str], str] = _fine
    at_least_one: bool = False

    @property
    def kind(self) -> type:
        """bool, int, str or tuple (of texts)."""
        return type(self.default)


_WORDS: tuple[tuple[str, str, str], ...] = (
    (
        "server_address",
        "Address of the council's server",
        "Where forms are sent. It begins with https://; plain http is taken for this computer itself only.",
    ),
    ("council_name", "Name of the council", "Shown in the window until the council's server tells its own."),
    (
        "council_telephone",
        "The council's telephone number",
        "The number that is shown for urgent worries in office hours. It wins over the one that the server tells.",
    ),
    (
        "council_night_telephone",
        "The council's telephone number out of hours",
        "The number that is shown outside office hours. It wins over the one that the server tells.",
    ),
    (
        "council_hours",
        "The council's office hours",
        "One line a day, such as: monday 09:00-17:30. A day that is not named is closed.",
    ),
    (
        "idle_minutes",
        "Minutes until the window locks",
        "After so many minutes without a key or the mouse, everything is saved and the window locks.",
    ),
    (
        "retention_days",
        "Days that forms are kept on the computer",
        "Drafts and received forms are deleted after so many days; never what still waits to be sent.",
    ),
    (
        "keep_deleted_drafts",
        "Let people get deleted drafts back",
        (
            "For seven days, encrypted like everything else, and never beyond the days that forms are kept. "
            "Never on a shared computer."
        ),
    ),
    (
        "keep_signed_in",
        "Allow people to stay signed in",
        "Whether a person may let the computer's keyring open the program. Otherwise the password is asked for.",
    ),
    (
        "shared_computer",
        "The computer is shared",
        "For computers that several people use with one account: nobody's address is remembered.",
    ),
    (
        "allowed_attachments",
        "Kinds of files that may be added",
        "Decided by what is in a file, not by its name. No other kinds can be allowed.",
    ),
    ("max_attachment_megabytes", "Largest file that may be added", "In megabytes. The server has a limit of its own."),
    (
        "upload_kilobytes_per_second",
        "How fast files are sent at most",
        "In kilobytes a second, so that a slow line stays usable for others; 0 is no limit.",
    ),
    (
        "proxy",
        "Proxy",
        "Such as http://proxy.example.org:3128. Without it, the computer's own setting is used. Never a password here.",
    ),
    (
        "certificate_authority",
        "Further certificate authority",
        "The full path of a PEM file. It is trusted beside those that the computer trusts, never in their place.",
    ),
    (
        "forms_key",
        "Key that signs the council's forms",
        (
            "What `portal-server forms key` says at the council. With it, a new form that anybody else has put in its "
            "place is not taken. Without it, forms are taken from the council's server as they come over https."
        ),
    ),
    (
        "update_check",
        "Say when a newer version is needed",
        "Whether the program says that the council's server wants a newer version. It never downloads or installs one.",
    ),
    ("log_level", "How much the log says", "At every level the log holds no personal data."),
    ("languages", "Languages to choose from", "The first is the one that a new person gets."),
    ("hide_key", "Key that hides the window", "Such as Ctrl+Shift+H, or an empty text for none."),
    (
        "telemetry",
        "Telemetry",
        "There is none: the program sends nothing about its use to anybody. Only false can be set here.",
    ),
)

# No signature fits that key: an organisation that wants signatures has no unsigned form, whatever it mistyped.
_STRICT: Mapping[str, Value] = {"keep_signed_in": False, "shared_computer": True, "forms_key": "none"}
_LIMITS: Mapping[str, tuple[int, int]] = {
    "idle_minutes": (1, MAX_IDLE_MINUTES),
    "retention_days": (1, MAX_RETENTION_DAYS),
    "max_attachment_megabytes": (1, MAX_ATTACHMENT_MEGABYTES),
    "upload_kilobytes_per_second": (0, 1_000_000),
}
_CHOICES: Mapping[str, tuple[str, ...]] = {
    "allowed_attachments": ATTACHMENT_KINDS,
    "log_level": LOG_LEVELS,
    "languages": LANGUAGES,
}
_CHECKS: Mapping[str, Callable[[str], str]] = {
    "server_address": checks.server_address,
    "council_name": checks.short_text,
    "council_telephone": checks.telephone,
    "council_night_telephone": checks.telephone,
    "council_hours": checks.hours_of_a_day,
    "proxy": checks.proxy,
    "certificate_authority": checks.authority_file,
    "forms_key": checks.signing_key,
    "hide_key": checks.key_combination,
}


def _keys() -> Mapping[str, Key]:
    usual = Policy()
    made: dict[str, Key] = {}
    for name, title, about in _WORDS:
        default: Value = getattr(usual, name)
        made[name] = Key(
            name,
            title,
            about,
            default,
            _STRICT.get(name, default),
            _LIMITS.get(name, (0, 0)),
            _CHOICES.get(name, ()),
            _CHECKS.get(name, _fine),
            at_least_one=name == "languages",
        )
    return made


KEYS: Mapping[str, Key] = _keys()
