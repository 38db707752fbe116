"""What a text in a policy has to be; each check gives a sentence that says what to write, or "" when it is fine."""

from __future__ import annotations

import base64
import binascii
import ipaddress
import re
from datetime import time
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONGEST_TEXT = 120
_KEY_BYTES = 32
_TELEPHONE = re.compile(r"\+?[0-9][0-9 ()\-]{3,20}")
_HOURS = re.compile(r"([a-z]+) +(\d\d:\d\d) *- *(\d\d:\d\d)")
_KEY = re.compile(r"((Ctrl|Alt|Shift|Meta)\+)+([A-Z0-9]|F([1-9]|1[0-2])|Space|Home|End|Ins|Pause)")


def server_address(text: str) -> str:
    """Take https anywhere, and plain http on this computer itself."""
    parts = _split(text)
    if parts is None or not parts.hostname:
        return "Write the whole address, such as https://portal.example.gov.uk."
    if parts.username or parts.password:
        return "A name or a password does not belong into an address. Leave it out."
    if parts.query or parts.fragment:
        return "Leave out what stands after ? or #."
    if parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(parts.hostname)):
        return ""
    return "It must begin with https://, so that nobody can read on the way what is sent."


def proxy(text: str) -> str:
    """Take http://host:port without a name or a password: everybody on the computer can read a policy."""
    parts = _split(text)
    if parts is None or not parts.hostname or parts.scheme not in {"http", "https"} or parts.path not in {"", "/"}:
        return "Write it as http://proxy.example.org:3128."
    if parts.username or parts.password:
        return "Everybody on this computer can read this file. Leave out the name and the password."
    return ""


def authority_file(text: str) -> str:
    """Take the full path of a file that holds at least one certificate."""
    import ssl  # noqa: PLC0415 (costs start-up time; few policies name an authority)

    file = Path(text)
    if not file.is_absolute():
        return "Write the full path of the file."
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(cafile=text)
    except FileNotFoundError:
        return "There is no such file."
    except ssl.SSLError:
        return "There is no certificate in that file. It must be a PEM file, with BEGIN CERTIFICATE in it."
    except OSError:
        return "That file cannot be read by everybody who uses the program."
    return ""


def signing_key(text: str) -> str:
    """Take 32 bytes in base64."""
    try:
        right = len(base64.b64decode(text, validate=True)) == _KEY_BYTES
    except (binascii.Error, ValueError):
        right = False
    return "" if right else "Write what `portal-server forms key` says at the council: 44 characters."


def telephone(text: str) -> str:
    """Take a number as it is read out."""
    return "" if _TELEPHONE.fullmatch(text) else "Write a telephone number, such as 01632 960 001."


def short_text(text: str) -> str:
    """Take one line that fits into a bar."""
    if len(text) <= LONGEST_TEXT and text.isprintable() and text.strip():
        return ""
    return f"Write one line of at most {LONGEST_TEXT} letters."


def hours_of_a_day(text: str) -> str:
    """Take `monday 09:00-17:30`."""
    found = _HOURS.fullmatch(text.strip().lower())
    if found is None or found[1] not in DAYS:
        return "Write a day and its hours, such as monday 09:00-17:30."
    opens, closes = _time(found[2]), _time(found[3])
    if opens is None or closes is None or opens >= closes:
        return "The hours must be from 00:00 to 23:59, the earlier one first."
    return ""


def hours(lines: tuple[str, ...]) -> dict[str, tuple[time, time] | None]:
    """Return checked lines by weekday; a day that is not named is closed (None)."""
    found: dict[str, tuple[time, time] | None] = dict.fromkeys(DAYS)
    for line in lines:
        if match := _HOURS.fullmatch(line.strip().lower()):
            found[match[1]] = (time.fromisoformat(match[2]), time.fromisoformat(match[3]))
    return found


def key_combination(text: str) -> str:
    """Take modifiers and one key, or nothing."""
    return "" if not text or _KEY.fullmatch(text) else "Write it as Ctrl+Shift+H, or as an empty text for none."


def _split(text: str) -> SplitResult | None:
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 (raises for a port that is none)
    except ValueError:
        return None
    return parts


def _time(text: str) -> time | None:
    try:
        return time.fromisoformat(text)
    except ValueError:
        return None


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
