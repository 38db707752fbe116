"""A disk of a few megabytes that a test can fill: mounted, so that it is full for every process."""

from __future__ import annotations

import os
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def small_disk(folder: Path, megabytes: int) -> Iterator[Path]:
    """Mount an empty disk at a new folder; the test is skipped, with the reason, where that is not allowed."""
    if os.geteuid() != 0:
        pytest.skip("mounting a small disk needs root")
    folder.mkdir()
    if _said("mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)):
        pytest.skip("this machine does not let a test mount a small disk")
    yield folder
    # Lazily: a log or a store may stay open until this process ends.
    assert _said("umount", "--lazy", str(folder)) == 0


def only_to_read(disk: Path) -> None:
    """Let nothing be written to a small disk any more."""
    assert _said("mount", "-o", "remount,ro", str(disk)) == 0


def _said(*command: str) -> int:
    return subprocess.run(command, check=False).returncode
