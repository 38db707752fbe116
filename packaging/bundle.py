"""The self-contained folder that every installer carries, made by PyInstaller from hash-locked packages."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from typing import TYPE_CHECKING

from lean_icu import lean_icu
from lean_libraries import without_orphans
from tool import BUILD, ENV, LOCK, NAME, ROOT, call, fresh, python_of, say, source_date

if TYPE_CHECKING:
    from pathlib import Path


def environment() -> Path:
    """Return an environment with the run-time dependencies and PyInstaller, and nothing else."""
    stamp, made_from = ENV / "made-from", hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if not (stamp.exists() and stamp.read_text() == made_from):
        say("Making the environment for packaging (build/package-env).")
        shutil.rmtree(ENV, ignore_errors=True)
        call(sys.executable, "-m", "venv", ENV)
        pip = (python_of(), "-m", "pip", "--disable-pip-version-check", "--quiet", "install")
        call(*pip, "--require-hashes", "--only-binary", ":all:", "-r", LOCK)
        stamp.write_text(made_from)
    return ENV


def icons() -> Path:
    """Return the folder of the program's icon in all sizes and formats, drawn from packaging/childrens-portal.svg."""
    folder = BUILD / "icons"
    if not (folder / f"{NAME}.ico").exists():
        call(
            python_of(),
            ROOT / "packaging/draw_icons.py",
            ROOT / f"packaging/{NAME}.svg",
            folder,
            env={"QT_QPA_PLATFORM": "offscreen"},
        )
    return folder


def bundle(source: Path, version: str, *, python: Path | None = None, work: Path | None = None) -> Path:
    """Return the folder that PyInstaller makes of a checkout."""
    work = fresh(work or BUILD / f"bundle-{version}")
    command: list[str | Path] = [python or python_of(), "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"]
    command += ["--distpath", work / "dist", "--workpath", work / "work", ROOT / "packaging/portal.spec"]
    call(*command, env=spec_environment(source, version), cwd=work)
    made = work / "dist" / NAME
    if sys.platform == "linux":
        _strip(made)
        lean_icu(made)
        without_orphans(made)
    return made


def spec_environment(source: Path, version: str) -> dict[str, str]:
    """Return what the spec file reads."""
    return {
        "PORTAL_SOURCE": str(source),
        "PORTAL_VERSION": version,
        "SOURCE_DATE_EPOCH": source_date(),
        "PYTHONHASHSEED": "0",
    }


def checkout(version: str, made_for: str) -> Path:
    """Return a copy of this checkout that calls itself another version: what an upgrade is tried from."""
    copy = fresh(BUILD / f"source-{version}-{made_for}")
    for part in ("desktop_portal", "resources", "packaging"):
        shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
    (copy / "build").symlink_to(BUILD)
    (copy / "desktop_portal/__init__.py").write_text(f'"""A copy to upgrade from."""\n\n__version__ = "{version}"\n')
    return copy


def _strip(made: Path) -> None:
    """Take the debugging symbols out; Qt's libraries have none, and stripping some of them breaks them."""
    for library in made.rglob("*.so*"):
        if library.is_file() and not library.is_symlink() and "PySide6" not in str(library) and os.access(library, 4):
            call("strip", "--strip-unneeded", library, ok=(0, 1))
