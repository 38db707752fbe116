"""A genuine Windows CPython on this Linux machine, run by Debian's wine: for building and trying Windows installers.

The interpreter is the one that the `panda3d` wheel for Windows carries, with the standard library of this computer's
Python 3.11; release builds run the same definitions with python.org's Python on Windows (packaging/README.md).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import threading
import zipfile
from typing import TYPE_CHECKING

from bundle import environment
from tool import BUILD, LOCK, ROOT, Stop, call, fresh, need, python_of, say

if TYPE_CHECKING:
    from pathlib import Path

HOME = BUILD / "windows"
PREFIX = HOME / "prefix"
PYTHON = HOME / "python"
RUNTIME = "panda3d==1.10.16"
RUNTIME_HASH = "sha256:37acfb92655c4226879f95c988e2ef1449a53c54486d6c1ebc00e2772429af82"
COMPILER = "x86_64-w64-mingw32-gcc"
NEEDED = {
    "wine": "wine",
    "/usr/lib/wine/wine64": "wine64",
    COMPILER: "gcc-mingw-w64-x86-64-win32",
    "makensis": "nsis",
    "wixl": "wixl",
    "msiinfo": "msitools",
    "osslsigncode": "osslsigncode",
    "Xvfb": "xvfb",
}
LAST_WORDS = 3.0  # seconds
_LIBRARY_LEFT_OUT = (
    "site-packages",
    "dist-packages",
    "lib-dynload",
    "test",
    "idlelib",
    "tkinter",
    "__pycache__",
    "config-*",
)
_LAUNCHER = """
#include <windows.h>
__declspec(dllimport) int Py_Main(int, wchar_t **);
int wmain(int count, wchar_t **words) { return Py_Main(count, words); }
"""


def wine(*command: str | Path, env: dict[str, str] | None = None, ok: tuple[int, ...] = (0,), cwd: Path = HOME) -> str:
    """Run a Windows program in our own prefix and return what it said."""
    words = ["wine", *(str(part) for part in command)]
    settings = {**os.environ, **wine_environment(), **(env or {})}
    done = subprocess.Popen(  # noqa: S603 (our own commands)
        words, cwd=cwd, env=settings, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    pieces: list[bytes] = []
    reader = threading.Thread(target=_read, args=(done, pieces), daemon=True)
    reader.start()
    done.wait()
    # wine's own server inherits the pipe and holds it open as long as any Windows program runs.
    reader.join(LAST_WORDS)
    text = b"".join(pieces).decode(errors="replace").replace("\r\n", "\n")
    if done.returncode not in ok:
        raise Stop(f"'{' '.join(words)[:200]}' failed (status {done.returncode}):\n{text[-4000:]}")
    return text


def _read(process: subprocess.Popen[bytes], pieces: list[bytes]) -> None:
    while process.stdout is not None and (piece := os.read(process.stdout.fileno(), 65536)):
        pieces.append(piece)


def wine_environment() -> dict[str, str]:
    """Return what wine needs to know."""
    overrides = "mscms=n;mscoree=;mshtml=;winemenubuilder.exe=d"
    return {"WINEPREFIX": str(PREFIX), "WINEDEBUG": "-all", "WINEARCH": "win64", "WINEDLLOVERRIDES": overrides}


def windows_python() -> Path:
    """Return python.exe with all run-time dependencies and PyInstaller; made once."""
    program = PYTHON / "python.exe"
    if (HOME / "made").exists():
        return program
    if sys.version_info[:2] != (3, 11):
        raise Stop("The Windows installers are cross-built with Python 3.11, whose standard library they take.")
    need(NEEDED)
    environment()
    say("Making a Windows Python for wine (build/windows).")
    fresh(HOME)
    _runtime()
    _launcher()
    _stable_interface()
    _prefix()
    _packages()
    said = wine(program, "-c", "import PySide6.QtCore as q, sqlcipher3; print('Qt', q.qVersion())")
    if "Qt 6" not in said:
        raise Stop(f"The Windows Python does not run under wine:\n{said[-2000:]}")
    (HOME / "made").write_text(RUNTIME)
    return program


def _runtime() -> None:
    wanted = HOME / "runtime.txt"
    wanted.write_text(f"{RUNTIME} --hash={RUNTIME_HASH}\n")
    pip = (
        python_of(),
        "-m",
        "pip",
        "--disable-pip-version-check",
        "-q",
        "download",
        "--no-deps",
        "--only-binary=:all:",
    )
    call(*pip, "--require-hashes", "--python-version", "3.11", "--platform", "win_amd64", "-d", HOME, "-r", wanted)
    wheel = next(HOME.glob("panda3d-*.whl"))
    libraries = PYTHON / "DLLs"
    libraries.mkdir(parents=True)
    with zipfile.ZipFile(wheel) as packed:
        for name in packed.namelist():
            base = name.rsplit("/", 1)[-1]
            if name == "panda3d/MSVCP140.dll" or base in {"python311.dll", "VCRUNTIME140.dll"}:
                (PYTHON / base).write_bytes(packed.read(name))
            elif name.startswith("deploy_libs/") and (
                base.endswith(".pyd") or base in {"libffi-8.dll", "libcrypto-3.dll", "libssl-3.dll", "sqlite3.dll"}
            ):
                (libraries / base).write_bytes(packed.read(name))
    wheel.unlink()
    left_out = shutil.ignore_patterns(*_LIBRARY_LEFT_OUT)
    shutil.copytree(sysconfig.get_path("stdlib"), PYTHON / "Lib", ignore=left_out)
    (PYTHON / "Lib/site-packages").mkdir()


def _launcher() -> None:
    source, definition = HOME / "launch.c", HOME / "python.def"
    source.write_text(_LAUNCHER)
    definition.write_text("LIBRARY python311.dll\nEXPORTS\nPy_Main\n")
    library = HOME / "libpython311.a"
    call("x86_64-w64-mingw32-dlltool", "-d", definition, "-l", library)
    call(COMPILER, "-municode", "-O2", "-s", "-o", PYTHON / "python.exe", source, library)


def _stable_interface() -> None:
    """Make python3.dll, which forwards the stable interface to python311.dll; the wheel lacks it."""
    listing = call("x86_64-w64-mingw32-objdump", "-p", PYTHON / "python311.dll").splitlines()
    start = next(at for at, line in enumerate(listing) if "[Ordinal/Name Pointer] Table" in line)
    names = []
    for line in listing[start + 1 :]:
        if not line.strip():
            break
        names.append(line.split()[-1])
    definition, source = HOME / "python3.def", HOME / "python3.c"
    definition.write_text("LIBRARY python3.dll\nEXPORTS\n" + "".join(f"{name} = python311.{name}\n" for name in names))
    source.write_text("int __stdcall DllMain(void *a, unsigned b, void *c) { return 1; }\n")
    call(
        COMPILER, "-shared", "-nostdlib", "-s", "-o", PYTHON / "python3.dll", source, definition, "-Wl,--entry=DllMain"
    )


def _prefix() -> None:
    call("wine", "wineboot", "-i", env=wine_environment())
    system = PREFIX / "drive_c/windows/system32"
    for shim in sorted((ROOT / "packaging/windows/shims").glob("*.c")):
        call(COMPILER, "-shared", "-s", "-o", system / f"{shim.stem}.dll", shim, "-ladvapi32")


def _packages() -> None:
    """Install the locked packages for Windows; pip would ask this computer, not Windows, which lines count."""
    wanted = HOME / "requirements.txt"
    wanted.write_text(call(python_of(), ROOT / "packaging/for_windows.py", LOCK))
    pip = (python_of(), "-m", "pip", "--disable-pip-version-check", "-q", "install", "--no-deps", "--require-hashes")
    where = ("--only-binary=:all:", "--python-version", "3.11", "--platform", "win_amd64")
    call(*pip, *where, "--target", PYTHON / "Lib/site-packages", "-r", wanted, env=dict(os.environ))
