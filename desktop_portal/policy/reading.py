"""From what the sources say to what holds: the first source that sets a key wins, and a wrong value fails safe (J29).

A key whose value cannot be taken counts as set by the organisation, at its strictest: the person cannot fill the gap.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from desktop_portal.policy.keys import KEYS, Key, Value
from desktop_portal.policy.values import Policy

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from desktop_portal.policy.sources import Found, Source

NO_SERVER = "https://no-server-is-set.invalid"  # RFC 2606: a name that never leads anywhere
_KIND_WORDS: Mapping[type, str] = {
    int: "a whole number",
    bool: "true or false",
    str: "text in quotation marks",
    tuple: 'a list of texts, such as ["one", "two"]',
}


@dataclass(frozen=True, slots=True)
class Warned:
    """Something in a file was not taken: `file` is its name, `place` the key or line, `why` a sentence."""

    file: str
    place: str
    why: str

    def __str__(self) -> str:
        return f"{self.file}, {self.place}: {self.why}"


@dataclass(frozen=True, slots=True)
class Reading:
    """The policy that holds; `set_by` names the source of each key that the organisation set, rightly or not."""

    policy: Policy = field(default_factory=Policy)
    set_by: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    warned: tuple[Warned, ...] = ()


def read_policy(sources: Iterable[Source]) -> Reading:
    """Return what holds. Whatever cannot be read is at its strictest and comes back as a warning with its place."""
    values: dict[str, Value] = {}
    set_by: dict[str, str] = {}
    warned: list[Warned] = []
    for found in (one for source in sources for one in source.read()):
        if found.trouble:
            warned.append(Warned(found.name, *found.trouble))
        taken = _strictest() if found.trouble else _take(found, warned)
        for name, value in taken.items():
            if name not in set_by:
                values[name], set_by[name] = value, found.name
    if "server_address" in set_by and not values["server_address"]:
        values["server_address"] = NO_SERVER
    given: dict[str, Any] = values
    return Reading(replace(Policy(), **given), MappingProxyType(set_by), tuple(warned))


def why_not(key: Key, value: Any) -> str:
    """Return a sentence that says why a value cannot be taken, or ""."""
    listed = tuple(value) if key.kind is tuple and isinstance(value, list) else value
    if type(listed) is not key.kind:
        return f"It must be {kind_words(key.kind)}."
    if isinstance(listed, bool):
        return _TELEMETRY if key.name == "telemetry" and listed else ""
    if isinstance(listed, int):
        low, high = key.limits
        return "" if low <= listed <= high else f"It must be from {low} to {high}."
    items = listed if isinstance(listed, tuple) else (listed,)
    if key.at_least_one and not items:
        return f"Name at least one of {', '.join(key.choices)}."
    return next((why for why in (_wrong_text(key, item) for item in items) if why), "")


def kind_words(kind: type) -> str:
    """Return what a kind of value is called for a person who writes the file."""
    return _KIND_WORDS[kind]


_TELEMETRY = "There is no telemetry in this program, so it cannot be switched on. Leave this key out."


def _wrong_text(key: Key, item: Any) -> str:
    if not isinstance(item, str):
        return f"It must be {kind_words(key.kind)}."
    if key.choices and item not in key.choices:
        return f"It must be one of {', '.join(key.choices)}."
    return key.check(item)


def _take(found: Found, warned: list[Warned]) -> dict[str, Value]:
    taken: dict[str, Value] = {}
    for name, value in found.values.items():
        line = found.lines.get(name)
        place = f"line {line}, {name}" if line else name
        key = KEYS.get(name)
        if key is None:
            warned.append(Warned(found.name, place, f"There is no such key.{_meant(name)} It was left out."))
        elif why := why_not(key, value):
            taken[name] = key.strict
            warned.append(Warned(found.name, place, f"{why} {_instead(key)}"))
        else:
            taken[name] = tuple(value) if isinstance(value, list) else value
    return taken


def _instead(key: Key) -> str:
    """Say what counts in place of a wrong value."""
    if key.name == "server_address":
        return "Nothing is sent until it is right; forms are kept on this computer."
    if key.name == "forms_key":
        return "No new form is taken until it is right; those that are here can be sent."
    if key.kind is bool:
        return f"{'true' if key.strict else 'false'} is used, which is the safe value."
    if isinstance(key.strict, int):
        return f"{key.strict} is used."
    return "The usual value is used."


def _meant(name: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 (only for a wrong file)

    near = get_close_matches(name, KEYS, n=1, cutoff=0.7)
    return f" Did you mean {near[0]}?" if near else ""


def _strictest() -> dict[str, Value]:
    """Return what holds when a source cannot be read at all: nothing that the person could fill in a weaker way."""
    return {"server_address": "", "keep_signed_in": False}
