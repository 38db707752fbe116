"""What was built for Windows, installed silently under wine and used: main job, vault, upgrade, removal, figures."""

from __future__ import annotations

import json
import os
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

from signing import check_signature
from tool import BUILD, NAME, Stop, figure, megabytes, say
from wine_python import PREFIX, wine
from world import Screen, reference_server

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DRIVE = PREFIX / "drive_c"
HOME = DRIVE / "Program Files/ChildrensPortal"
PROGRAM = HOME / "program/desktop-portal.exe"
DATA = DRIVE / "users" / os.environ.get("USER", "root") / "AppData/Local/ChildrensPortal"
USER_PROGRAM = DATA.parent / "Programs/ChildrensPortal/program/desktop-portal.exe"
POLICY = r"HKLM\SOFTWARE\Policies\ChildrensPortal"
LINK = r"HKLM\Software\Classes\childrens-portal\shell\open\command"
LISTED = r"HKLM\Software\Microsoft\Windows\CurrentVersion\Uninstall"
LONGEST_WAIT = 300.0
# What msiexec and reg end with: done, nothing there, not installed (1605 and what Linux makes of it), restart wanted.
_ENDED = (0, 1, 67, 69, 1605, 3010)


def smoke(old: tuple[Path, ...], new: tuple[Path, ...], version: str) -> None:
    """Try the MSI, the set-up program and the MSI for one person; raises Stop at the first fault."""
    with ExitStack() as opened:
        screen = opened.enter_context(Screen())
        server = opened.enter_context(reference_server(BUILD / "smoke-server-windows"))
        trial = _Trial(screen.display, server, version)
        _clean(trial, [one for one in (*old, *new) if one.suffix == ".msi"])
        trial.msi(old[0], new[0])
        trial.setup(old[-1], new[-1])
        trial.for_one_person(new[1])
        _signatures(new)
    unpacked = megabytes(BUILD / f"windows-bundle-{version}/dist/{NAME}") / 1.048576
    figure("windows bundle, unpacked", unpacked, "MiB", 130)
    figure("windows MSI", megabytes(new[0]) / 1.048576, "MiB", 63)
    figure("windows set-up", megabytes(new[-1]) / 1.048576, "MiB", 63)


class _Trial:
    def __init__(self, display: str, server: str, version: str) -> None:
        self.env = {"DISPLAY": display, "PYTHONIOENCODING": "utf-8"}
        self.server, self.version = server, version

    def msi(self, old: Path, new: Path) -> None:
        self.run("msiexec", "/i", f"Z:{old}", "/qn", f"SERVERADDRESS={self.server}")
        until(PROGRAM.exists, "the MSI installs")
        says(self.demo("begin"), "Wrote into a form and left it.")
        self.run("msiexec", "/i", f"Z:{new}", "/qn")
        until(lambda: self.version in self.portal("--version"), "the newer MSI takes over")
        says(self.demo("recover"), "with all that was written")
        listed = self.run("reg", "query", LISTED, "/s").count("DisplayName    REG_SZ    Children's Portal")
        if listed != 1:
            raise Stop(f"Windows lists {listed} programs after the upgrade, not one.")
        say("ok  MSI: silent, upgraded with the draft kept, listed once")
        says(self.run("reg", "query", POLICY, "/v", "server_address"), self.server)
        says(self.run("reg", "query", LINK, "/ve"), '%1"')
        doctor = json.loads(self.portal("doctor", "--json", ok=(0, 1)))
        policy = next(one for one in doctor["findings"] if one["name"] == "policy")
        if policy["facts"].get("server_address") != self.server:
            raise Stop(f"The policy in the registry does not count: {policy}")
        say("ok  MSI: the server's address is a policy in the registry and outlives the upgrade; links are registered")
        self._main_job()
        kept = len(files(DATA))
        self.run("msiexec", "/x", f"Z:{new}", "/qn")
        until(lambda: not PROGRAM.exists(), "the MSI is removed")
        if not kept or len(files(DATA)) != kept:
            raise Stop("Removing the MSI took what the person kept.")
        say("ok  MSI: silent removal, what the person kept is still there")

    def _main_job(self) -> None:
        before = _undeclared()
        says(self.demo("all"), "The council has received it.")
        strays = sorted(name for name, _written in _undeclared() - before)
        if strays:
            raise Stop(f"Files were written outside the declared places: {', '.join(strays[:10])}")
        figure("windows: files outside the declared places", len(strays), "files", 0)
        says(self.demo("keyring"), "The keyring kept a secret")
        say("ok  MSI: the main job is done by the installed program; the credential vault keeps a secret")

    def setup(self, old: Path, new: Path) -> None:
        self.run(f"Z:{old}", "/S", f"/SERVER={self.server}")
        until(PROGRAM.exists, "the set-up installs")
        self.run(f"Z:{new}", "/S")
        until(lambda: self.version in self.portal("--version"), "the newer set-up takes over")
        says(self.demo("recover"), "with all that was written")
        self.run(r"C:\Program Files\ChildrensPortal\uninstall.exe", "/S", "/REMOVEDATA")
        until(lambda: not HOME.exists(), "the set-up is removed")
        until(lambda: not files(DATA), "the data is removed")
        if "Children's Portal" in self.run("reg", "query", LISTED, "/s"):
            raise Stop("Windows still lists the program after its removal.")
        if self.server in self.run("reg", "query", POLICY, "/v", "server_address"):
            raise Stop("The address that the set-up wrote into the policy outlives its removal.")
        say("ok  set-up: silent, upgraded with the draft kept, removed with all data")

    def for_one_person(self, made: Path) -> None:
        self.run("msiexec", "/i", f"Z:{made}", "/qn")
        until(USER_PROGRAM.exists, "the MSI for one person installs")
        says(wine(USER_PROGRAM, "--version", env=self.env), self.version)
        said = wine(USER_PROGRAM, "demo", "--part", "guest", env=self.env)
        says(said, "The PDF of what is written can be printed")
        says(wine(USER_PROGRAM, "doctor", env=self.env, ok=(1,)), "No council's server is set, so nothing is sent.")
        self.run("msiexec", "/x", f"Z:{made}", "/qn")
        until(lambda: not USER_PROGRAM.exists(), "the MSI for one person is removed")
        say("ok  MSI for one person: silent; without a policy a guest writes and prints; silent removal")

    def portal(self, *words: str, ok: tuple[int, ...] = (0,)) -> str:
        return wine(PROGRAM, *words, env=self.env, ok=ok)

    def demo(self, part: str) -> str:
        return self.portal("demo", "--part", part, "--server", self.server)

    def run(self, *words: str) -> str:
        return wine(*words, env=self.env, ok=_ENDED)


def _undeclared() -> set[tuple[str, int]]:
    """Return the files, with when they were written, where the program may not write; wine's own folder is left out."""
    mine = (DATA, DRIVE / "windows")
    outside = (one for one in files(DRIVE) if not any(one.is_relative_to(place) for place in mine))
    return {(str(one), one.stat().st_mtime_ns) for one in outside}


def _clean(trial: _Trial, installers: list[Path]) -> None:
    """Forget what an earlier run that was cut off left."""
    import shutil  # noqa: PLC0415 (here alone)

    for one in installers:
        trial.run("msiexec", "/x", f"Z:{one}", "/qn")
    for folder in (HOME, DATA, USER_PROGRAM.parents[1]):
        shutil.rmtree(folder, ignore_errors=True)
    trial.run("reg", "delete", POLICY, "/f")


def _signatures(made: tuple[Path, ...]) -> None:
    certificate = os.environ.get("PORTAL_SIGN_CERTIFICATE")
    if certificate is None:
        say("--  signatures: no certificate was named, so nothing is signed")
        return
    from pathlib import Path as File  # noqa: PLC0415 (here alone)

    for one in made:
        says(check_signature(one, File(certificate)), "Signature verification: ok")
    say("ok  signatures: every installer carries one that fits the certificate")


def until(true: Callable[[], bool], what: str) -> None:
    """Wait for a condition."""
    began = time.monotonic()
    while not true():
        if time.monotonic() - began > LONGEST_WAIT:
            raise Stop(f"It did not come to pass that {what}.")
        time.sleep(0.5)  # noqa: TID251 (other processes' doing, which nothing announces)


def files(folder: Path) -> list[Path]:
    """Return all files under a folder."""
    return [one for one in folder.rglob("*") if one.is_file()]


def says(said: str, words: str) -> None:
    """Stop unless the words were said."""
    if words not in said:
        raise Stop(f"“{words}” was not said, but:\n{said[-3000:]}")
