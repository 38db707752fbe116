"""The computer's clock jumps, by libfaketime under a whole process: nothing goes early or stays for ever (I6, J17)."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[2]
START = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)


class Computer:
    """A computer whose clock can be set; each look is a process of its own."""

    def __init__(self, store: Path) -> None:
        self._store, self.looks = store, 0

    def at(self, days: float, *words: str) -> str:
        self.looks += 1
        when = f"@{START + timedelta(days=days):%Y-%m-%d %H:%M:%S}"
        command = ["faketime", "-f", when, sys.executable, "-m", "tests.faults.expiring", str(self._store), *words]
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120, env=_environment()
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()


def _environment() -> dict[str, str]:
    return {**os.environ, "TZ": "UTC"}


def server(days: float) -> tuple[str, str]:
    return "server", (START + timedelta(days=days)).isoformat()


def test_J17_a_clock_that_jumps_deletes_nothing_and_a_true_one_deletes_on_the_day(
    tmp_path: Path, faults_told: Callable[[str], None]
) -> None:
    if which("faketime") is None:
        pytest.skip("no faketime here: apt-get install faketime")
    computer = Computer(tmp_path / "store.db")
    assert computer.at(0, "save") == "1 0 believed"
    assert computer.at(40) == "1 0 doubted", "forward by more than a week"
    assert computer.at(1) == "1 0 doubted", "put right again: only the server ends a doubt"
    assert computer.at(1, *server(1)) == "1 0 believed"
    assert computer.at(-3650) == "1 0 believed", "back by ten years extends nothing"
    for day in (7, 13, 19, 25, 30.9):
        assert computer.at(day) == "1 0 believed"
    # The doubt that ended on day 1 began the thirty days anew.
    assert computer.at(31.1) == "0 1 believed"
    assert computer.at(32, "save") == "1 0 believed"
    assert computer.at(90, *server(33)) == "1 0 doubted", "the server says otherwise"
    faults_told(f"{computer.looks} looks at a clock that jumps")
