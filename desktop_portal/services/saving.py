"""A document written to a folder of the person's choice: whole or not at all, and never over another file."""

from __future__ import annotations

import os
import tempfile
from itertools import count
from pathlib import Path

from desktop_portal.core.problems import NotSavedThere


def save_new(folder: Path, name: str, content: bytes) -> Path:
    """Write a new file and return where; a name that is taken gets a number. Raises NotSavedThere."""
    try:
        place = _free(folder, name)
        try:
            _write(place, content)
        except OSError:
            place.unlink(missing_ok=True)
            raise
    except OSError as trouble:
        raise NotSavedThere(name=name, folder=str(folder)) from trouble
    return place


def _free(folder: Path, name: str) -> Path:
    """Take a name that no file has: it is there, empty, from now on."""
    stem, end = Path(name).stem, Path(name).suffix
    for number in count(1):
        place = folder / (name if number == 1 else f"{stem} ({number}){end}")
        try:
            place.open("xb").close()
        except FileExistsError:
            continue
        return place
    raise AssertionError  # count() has no end


def _write(place: Path, content: bytes) -> None:
    # Beside the place and then put there in one step: a stick that is pulled out leaves no half document.
    handle, part = tempfile.mkstemp(prefix=".", suffix=".part", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(part).replace(place)
    finally:
        Path(part).unlink(missing_ok=True)
