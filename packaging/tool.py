"""What the packaging scripts share: places, running commands, figures. Standard library only."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BUILD, DIST = ROOT / "build", ROOT / "dist"
NAME = "childrens-portal"
ENV = BUILD / "package-env"
LOCK = ROOT / "requirements-package.lock"


class Stop(Exception):  # noqa: N818 (a sentence for the person at the keyboard)
    """Ends the command with a plain sentence."""


def version() -> str:
    """Return the program's version."""
    text = (ROOT / "desktop_portal/__init__.py").read_text()
    found = re.search(r'__version__ = "([^"]+)"', text)
    if found is None:
        raise Stop("The program's version cannot be found.")
    return found[1]


def say(words: str) -> None:
    """Print one line at once."""
    print(words, flush=True)  # noqa: T201 (a command's output)


def figure(name: str, value: float, unit: str, goal: float | None = None, *, lower_is_better: bool = True) -> None:
    """Print a figure as one JSON line, with its goal and whether it is met."""
    line: dict[str, object] = {"figure": name, "value": round(value, 2), "unit": unit}
    if goal is not None:
        line |= {"goal": goal, "met": value <= goal if lower_is_better else value >= goal}
    say(json.dumps(line))


def call(*command: str | Path, env: dict[str, str] | None = None, cwd: Path = ROOT, ok: tuple[int, ...] = (0,)) -> str:
    """Run a command quietly and return what it said; Stop with its last words when it fails."""
    words = [str(part) for part in command]
    done = subprocess.run(  # noqa: S603 (our own commands)
        words, cwd=cwd, env={**os.environ, **(env or {})}, capture_output=True, text=True, errors="replace", check=False
    )
    said = done.stdout + done.stderr
    if done.returncode not in ok:
        raise Stop(f"'{' '.join(words)[:200]}' failed (status {done.returncode}):\n{said[-4000:]}")
    return said


def need(programs: dict[str, str]) -> None:
    """Install the Debian packages whose programs are missing ({program or path: package}); asks for sudo only then."""
    missing = sorted(
        {package for program, package in programs.items() if not (shutil.which(program) or Path(program).exists())}
    )
    if not missing:
        return
    if not shutil.which("apt-get"):
        raise Stop(f"These are missing: {', '.join(missing)}.")
    say(f"Installing system packages: {' '.join(missing)}")
    become = [] if os.geteuid() == 0 else ["sudo"]
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    call(*become, "apt-get", "update", env=quiet)
    call(*become, "apt-get", "install", "--yes", "--no-install-recommends", *missing, env=quiet)


def fresh(folder: Path) -> Path:
    """Return the folder, empty."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def megabytes(place: Path) -> float:
    """Return the size of a file or of all files under a folder, each counted once (10^6 bytes)."""
    if place.is_file():
        return place.stat().st_size / 1e6
    return sum(one.stat().st_size for one in place.rglob("*") if one.is_file() and not one.is_symlink()) / 1e6


def source_date() -> str:
    """Return the time of the last commit as seconds (SOURCE_DATE_EPOCH), so that a build can be repeated bit by bit."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    return given or call("git", "log", "-1", "--format=%ct").strip()


def python_of(env: Path = ENV) -> Path:
    """Return the interpreter of an environment."""
    return env / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
