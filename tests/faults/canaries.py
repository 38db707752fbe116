"""Looks for what was typed in every file a process opened: as it is, as UTF-16, as base64."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_OPENED = re.compile(r'(?:open|openat|creat|rename\w*)\(.*?"((?:[^"\\]|\\.)+)"(?:, .*?"((?:[^"\\]|\\.)+)")?.*\)\s+= \d')


def forms_of(secret: str) -> list[bytes]:
    """Return a text as it may stand in a file."""
    raw = secret.encode()
    return [raw, secret.encode("utf-16-le"), *(base64.b64encode(b"x" * at + raw)[4:-4] for at in range(3))]


def opened(log: Path) -> set[Path]:
    """Return the paths that stand in a recording by strace (openat and the like), whatever became of them."""
    with log.open(errors="replace") as lines:
        found = (match.groups() for line in lines if (match := _OPENED.search(line)))
        return {Path(name) for names in found for name in names if name}


def hits(paths: Iterable[Path], secret: str, *, since: float) -> tuple[int, list[str]]:
    """Return how many files were read, and which of them hold the secret; those older than `since` cannot."""
    forms, read, found = forms_of(secret), 0, []
    for path in paths:
        if path.is_file() and not str(path).startswith(("/proc/", "/sys/", "/dev/")) and path.stat().st_mtime >= since:
            read += 1
            held = path.read_bytes()
            if any(form in held for form in forms):
                found.append(str(path))
    return read, found
