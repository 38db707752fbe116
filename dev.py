#!/usr/bin/env python3
"""The one entry for people who work on Children's Portal: set up, run, test. Standard library only.

python3 dev.py run               set up what is missing, start the server and the program
python3 dev.py run --offscreen   the same without a screen: the whole main job, step by step
python3 dev.py test [words]      set up, then every check and test (words go on to pytest)
python3 dev.py bench             the figures, one JSON line each
python3 dev.py shots DIR         pictures of all screens
python3 dev.py forms             write the shipped forms again from their sources
python3 dev.py words             collect every word of the window and build the translations; name what has none
python3 dev.py package [--smoke] make the installers (linux windows macos supply); with --smoke try them
python3 dev.py lock              write the lock files again (needs uv)
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TextIO

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STATE = ROOT / "run"
RUN_LOCK, TEST_LOCK = ROOT / "requirements.lock", ROOT / "requirements-test.lock"
SERVER_LOG = STATE / "server.log"
PREFERRED_PORT = 8765

BASE_PACKAGES = ["python3-venv", "ca-certificates"]
OFFSCREEN_PACKAGES = [
    "libgl1",
    "libegl1",
    "libxkbcommon0",
    "libdbus-1-3",
    "libfontconfig1",
    "libglib2.0-0",
]
WINDOW_PACKAGES = [
    "libxkbcommon-x11-0",
    "libxcb-cursor0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-image0",
    "libxcb-randr0",
    "libxcb-render-util0",
    "libxcb-shape0",
    "libxcb-xkb1",
    "libx11-xcb1",
]
TEST_PACKAGES = [
    "at-spi2-core",
    "chromium",
    "clamav-daemon",
    "cups",
    "dbus",
    "faketime",
    "gir1.2-atspi-2.0",
    "gnome-keyring",
    "libpangoft2-1.0-0",
    "libsecret-tools",
    "nodejs",
    "poppler-utils",
    "postgresql",
    "printer-driver-cups-pdf",
    "python3-gi",
    "strace",
    "xvfb",
]


class Stop(Exception):  # noqa: N818 (not an error of the program: a sentence for the person at the keyboard)
    """Ends the command with a plain sentence."""


def say(words: str) -> None:
    """Print one line at once."""
    print(words, flush=True)


def python() -> Path:
    """Return the interpreter of the project's own environment."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def call(*command: str | Path, quiet: bool = False, env: dict[str, str] | None = None) -> None:
    """Run a command in the project's folder; stop with its name when it fails."""
    output = subprocess.PIPE if quiet else None
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env=env,
        stdout=output,
        stderr=subprocess.STDOUT if quiet else None,
        text=True,
        check=False,
    )
    if done.returncode:
        if quiet and done.stdout:
            say(done.stdout[-4000:])
        raise Stop(f"'{' '.join(str(part) for part in command)[:160]}' failed (status {done.returncode}).")


# ---------------------------------------------------------------- setting up


def installed_packages() -> set[str]:
    """Return the names of the Debian packages that are installed."""
    listing = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n"], capture_output=True, text=True, check=False
    )
    return {line.split()[0] for line in listing.stdout.splitlines() if line.endswith(" installed")}


def need_packages(wanted: list[str]) -> None:
    """Install the Debian packages that are missing, asking for sudo only then; elsewhere trust the system."""
    if not shutil.which("dpkg-query"):
        return
    missing = sorted(set(wanted) - installed_packages())
    if not missing:
        return
    install = ["apt-get", "install", "--yes", "--no-install-recommends", *missing]
    become = [] if os.geteuid() == 0 else ["sudo"]
    if become and not shutil.which("sudo"):
        raise Stop("Some system packages are missing. As root, run:\n  apt-get update && " + " ".join(install))
    say(f"Installing system packages: {' '.join(missing)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    call(*become, "apt-get", "update", quiet=not become, env=environment)
    call(*become, *install, quiet=not become, env=environment)


def stamp_of(lock: Path) -> str:
    """Return what the environment must have been made from."""
    parts = [sys.version, lock.name, lock.read_text(), (ROOT / "pyproject.toml").read_text(), str(ROOT)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def set_up(lock: Path, packages: list[str]) -> None:
    """Make the machine and `.venv` ready; under a second when nothing changed."""
    need_packages(packages)
    stamp = VENV / f"made-from-{lock.stem}"
    if stamp.exists() and stamp.read_text() == stamp_of(lock) and python().exists():
        return
    say("Setting up the Python environment (.venv). The first time takes a minute or two.")
    if not python().exists():
        shutil.rmtree(VENV, ignore_errors=True)
        call(sys.executable, "-m", "venv", VENV, quiet=True)
    pip: list[str | Path] = [python(), "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    # The lock is whole, so that there is nothing to resolve, which takes minutes; the check below says if it is not.
    call(*pip, "--require-hashes", "--only-binary", ":all:", "--no-deps", "-r", lock, quiet=True)
    call(*pip, "--no-deps", "--no-build-isolation", "--editable", ROOT, quiet=True)
    call(python(), "-m", "pip", "--disable-pip-version-check", "check", quiet=True)
    stamp.write_text(stamp_of(lock))


# ---------------------------------------------------------------- run


def pass_on(lines: TextIO) -> None:
    """Print on what a process says, so that it never waits for a reader."""
    for line in lines:
        say(f"  {line.rstrip()}")


def start_server() -> tuple[subprocess.Popen[str], str]:
    """Start the reference server on this computer and return it with its address, once it says that it is ready."""
    folder = STATE / "server"
    folder.mkdir(parents=True, exist_ok=True)
    for port in (PREFERRED_PORT, 0):
        with SERVER_LOG.open("w") as log:
            server = subprocess.Popen(
                [python(), "-m", "server_stub", "serve", "--port", str(port), "--data", str(folder), "--demo-staff"],
                cwd=ROOT,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        if server.stdout is None:
            raise Stop("The server's output cannot be read.")
        for line in server.stdout:
            say(f"  {line.rstrip()}")
            if line.startswith("Children's Portal server: "):
                threading.Thread(target=pass_on, args=(server.stdout,), daemon=True).start()
                return server, line.split(": ", 1)[1].strip()
        server.wait()
        if port:
            say(f"  (port {port} could not be used; trying another)")
    raise Stop("The server did not start. It said:\n" + SERVER_LOG.read_text()[-2000:])


def run(options: argparse.Namespace) -> None:
    """Start the server and the program against it; without a screen, drive the main job offscreen if asked."""
    has_screen = (
        os.name == "nt"
        or sys.platform == "darwin"
        or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    )
    if not options.offscreen and not has_screen:
        raise Stop(
            "There is no screen here, so the window cannot be shown.\n"
            "To see the whole main job done without one, step by step:\n  python3 dev.py run --offscreen"
        )
    set_up(RUN_LOCK, BASE_PACKAGES + OFFSCREEN_PACKAGES + ([] if options.offscreen else WINDOW_PACKAGES))
    say(f"Starting the council's server on this computer (its log: {SERVER_LOG.relative_to(ROOT)}):")
    server, address = start_server()
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    try:
        if options.offscreen:
            environment["QT_QPA_PLATFORM"] = "offscreen"
            call(
                python(), "-m", "desktop_portal", "demo", "--server", address, "--home", STATE / "demo", env=environment
            )
        else:
            say(f"The e-mails it sends can be read at {address}/mail, the council's review desk is at {address}/desk")
            say("Starting the program. Close its window to end both.")
            call(python(), "-m", "desktop_portal", "--server", address, "--home", STATE / "client", env=environment)
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(timeout=10)
        except subprocess.TimeoutExpired:
            server.kill()


# ---------------------------------------------------------------- test and the rest


def test(options: argparse.Namespace) -> None:
    """Run every check and test; the first that fails ends it."""
    set_up(TEST_LOCK, BASE_PACKAGES + OFFSCREEN_PACKAGES + WINDOW_PACKAGES + TEST_PACKAGES)
    tools = VENV / ("Scripts" if os.name == "nt" else "bin")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONHASHSEED": "0"}
    environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
    # Hundreds of processes are started, and each would compile the whole program again.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    steps: list[tuple[str, list[str | Path]]] = [
        ("The code is in the project's format", [tools / "ruff", "format", "--check", "."]),
        ("The code keeps the rules of style", [tools / "ruff", "check", "."]),
        ("The layers are kept", [tools / "lint-imports"]),
        ("Types fit", [tools / "mypy", "desktop_portal", "server_stub", "tests", "resources", "dev.py", "packaging"]),
        (
            "Tests",
            [python(), "-m", "pytest", "-n", str(min(os.cpu_count() or 2, 4)), "--dist", "loadscope", *options.words],
        ),
    ]
    if options.words:
        steps = steps[-1:]
    for sentence, command in steps:
        say(f"== {sentence}")
        began = time.monotonic()
        call(*command, env=environment)
        say(f"   {time.monotonic() - began:.0f} s")


def bench(options: argparse.Namespace) -> None:
    """Print the figures of tests/bench, one JSON line each."""
    scripts = sorted((ROOT / "tests/bench").glob("bench_*.py"))
    names = [script.stem.removeprefix("bench_") for script in scripts]
    if options.name and options.name not in names:
        raise Stop(f"There are no figures of that name. There are: {', '.join(names)}.")
    set_up(TEST_LOCK, BASE_PACKAGES + OFFSCREEN_PACKAGES)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    for name, script in zip(names, scripts, strict=True):
        if options.name in (None, name):
            call(python(), script, env=environment)


def shots(options: argparse.Namespace) -> None:
    """Write a picture of every screen, in three themes and two sizes, to a folder."""
    try:
        Path(options.folder).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Stop(f"The folder {options.folder} cannot be made: {error.strerror}.") from error
    set_up(TEST_LOCK, BASE_PACKAGES + OFFSCREEN_PACKAGES)
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    call(python(), "-m", "tests.shots", options.folder, env=environment)


def forms(_options: argparse.Namespace) -> None:
    """Write resources/forms/*.json again from their sources."""
    set_up(RUN_LOCK, BASE_PACKAGES)
    call(python(), "resources/forms/source/write.py")


def words(_options: argparse.Namespace) -> None:
    """Collect the window's words and build resources/translations/*.qm from their *.ts."""
    set_up(RUN_LOCK, BASE_PACKAGES)
    call(python(), "resources/translations/words.py")


def package(options: argparse.Namespace) -> None:
    """Make the installers that this computer can make; what they need from the system they install themselves."""
    set_up(RUN_LOCK, BASE_PACKAGES + OFFSCREEN_PACKAGES + WINDOW_PACKAGES)
    call(sys.executable, "packaging/make.py", *options.words)


def lock(_options: argparse.Namespace) -> None:
    """Write the hash-locked requirement files again; they hold no address of any registry."""
    uv = shutil.which("uv")
    if not uv:
        raise Stop("'uv' is needed for this (pip install uv).")
    common = [uv, "pip", "compile", "--quiet", "--universal", "--generate-hashes", "--only-binary", ":all:"]
    common += ["--no-header", "--no-annotate", "--python-version", "3.11", "pyproject.toml"]
    call(*common, "--all-extras", "-o", TEST_LOCK.name)
    call(*common, "--extra", "server", "--extra", "build", "-c", TEST_LOCK.name, "-o", RUN_LOCK.name)
    call(*common, "--extra", "package", "--extra", "build", "-c", TEST_LOCK.name, "-o", "requirements-package.lock")


def main() -> int:
    """Read the command line, do it, and end with a sentence if it cannot be done."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True, metavar="command")
    command = commands.add_parser("run", help="start the server and the program")
    command.add_argument("--offscreen", action="store_true", help="without a screen: the whole main job, step by step")
    command.set_defaults(do=run)
    command = commands.add_parser("test", help="every check and test")
    command.add_argument("words", nargs=argparse.REMAINDER, help="go on to pytest; the other checks are left out")
    command.set_defaults(do=test)
    command = commands.add_parser("bench", help="the figures")
    command.add_argument("name", nargs="?", help="only tests/bench/bench_NAME.py")
    command.set_defaults(do=bench)
    command = commands.add_parser("shots", help="pictures of all screens")
    command.add_argument("folder")
    command.set_defaults(do=shots)
    commands.add_parser("forms", help="write the shipped forms again").set_defaults(do=forms)
    commands.add_parser("words", help="build the translations again").set_defaults(do=words)
    command = commands.add_parser("package", help="make the installers; with --smoke try them")
    command.add_argument("words", nargs=argparse.REMAINDER, help="linux, windows, macos, supply, --smoke")
    command.set_defaults(do=package)
    commands.add_parser("lock", help="write the lock files again").set_defaults(do=lock)
    options = parser.parse_args()
    if sys.version_info < (3, 11):  # noqa: UP036 (this file alone is run by whatever Python there is)
        say("Python 3.11 or later is needed.")
        return 2
    try:
        options.do(options)
    except Stop as stop:
        say(str(stop))
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    # Hundreds of processes are started: each would compile every module again.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    sys.exit(main())
