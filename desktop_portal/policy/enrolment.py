"""An enrolment: one small file that sets a program up for a council. It holds no secret and can weaken nothing."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from desktop_portal.policy.keys import KEYS
from desktop_portal.policy.reading import Warned, read_policy, why_not
from desktop_portal.policy.sources import Found, PolicyFile, read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

NAME = "enrolment"
FREE = frozenset(
    {
        "server_address",
        "council_name",
        "council_telephone",
        "council_night_telephone",
        "council_hours",
        "languages",
        "hide_key",
    }
)
# What an enrolment may set in the stricter direction only; everything else is for a policy.
_STRICTER: Mapping[str, Callable[[Any], bool]] = {
    "idle_minutes": lambda minutes: minutes <= KEYS["idle_minutes"].default,
    "retention_days": lambda _days: True,
    "keep_deleted_drafts": lambda kept: not kept,
    "keep_signed_in": lambda allowed: not allowed,
    "shared_computer": lambda shared: shared,
    "allowed_attachments": lambda _kinds: True,
    "max_attachment_megabytes": lambda size: size <= KEYS["max_attachment_megabytes"].default,
    "telemetry": lambda _none: True,
}
_SECRETS = ("password", "secret", "token", "key", "code", "credential")


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What a file would set, and what is wrong with it; with anything wrong, nothing is taken."""

    values: Mapping[str, Any]
    problems: tuple[Warned, ...]


def read_enrolment(data: bytes, *, name: str = NAME, for_machine: bool = False) -> Enrolment:
    """Check the bytes of an enrolment: the keys of a policy, the server's address among them, and nothing weaker.

    `for_machine`: an administrator makes it the computer's policy, so that every key of one may be set.
    """
    found = read_text(name, data)
    if found.trouble:
        return Enrolment(MappingProxyType({}), (Warned(name, *found.trouble),))
    problems = list(read_policy([_Given(found)]).warned)
    problems += [
        Warned(name, _place(found, key), why)
        for key, value in found.values.items()
        if not for_machine and (why := _not_for_enrolment(key, value))
    ]
    if "server_address" not in found.values:
        problems.append(Warned(name, "server_address", "The address of the council's server is missing."))
    return Enrolment(found.values, tuple(problems))


@dataclass(frozen=True, slots=True)
class EnrolmentFile:
    """The kept enrolment of one person, the weakest source: what it may not set is left out and told."""

    path: Path

    def read(self) -> tuple[Found, ...]:
        """Return what it may set."""
        kept: list[Found] = []
        for found in PolicyFile(self.path).read():
            wrong = [key for key, value in found.values.items() if _not_for_enrolment(key, value)]
            values = {key: value for key, value in found.values.items() if key not in wrong}
            kept.append(Found(found.name, MappingProxyType(values), found.lines, found.trouble))
        return tuple(kept)


@dataclass(frozen=True, slots=True)
class _Given:
    found: Found

    def read(self) -> tuple[Found, ...]:
        return (self.found,)


def _not_for_enrolment(key: str, value: Any) -> str:
    if key not in KEYS:
        if any(word in key.lower() for word in _SECRETS):
            return "An enrolment holds no secrets: everybody can read it."
        return ""
    if key in FREE or why_not(KEYS[key], value):
        return ""
    stricter = _STRICTER.get(key)
    if stricter is None:
        return "Only a policy can set this: the administrator of the computer puts it into policy.toml."
    return "" if stricter(value) else "An enrolment can only make this stricter than usual; a policy can do more."


def _place(found: Found, key: str) -> str:
    line = found.lines.get(key)
    return f"line {line}, {key}" if line else key
