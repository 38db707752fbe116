"""What was built for Linux, installed in a clean Debian root and used: main job, upgrade, removal, figures."""

from __future__ import annotations

import json
import os
import shutil
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING

from tool import BUILD, NAME, ROOT, Stop, call, figure, fresh, megabytes, need, say
from world import Screen, measured_start, reference_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PERSON = "sam"
HOME = f"/home/{PERSON}"
DECLARED = tuple(f"{HOME}/{part}/ChildrensPortal" for part in (".local/share", ".config", ".cache"))
SYSTEM_CACHES = (f"{HOME}/.cache/fontconfig", f"{HOME}/.cache/mesa_shader_cache", "/var/cache/fontconfig")
POLICY = 'idle_minutes = 5\nkeep_signed_in = false\ncouncil_name = "Example Council"\n'
STARTS, START_GOAL, UNPACKED_GOAL, PACKED_GOAL = 5, 1.2, 130, 40
_APT = ("sources.list", "sources.list.d", "apt.conf.d", "trusted.gpg.d", "auth.conf.d", "preferences.d")
ALL_GONE = "None of it is left."


class Root:
    """A clean Debian with one person in it."""

    def __init__(self, folder: Path, display: str) -> None:
        self.folder, self.display = folder, display

    def run(
        self, *command: str, person: str = PERSON, env: dict[str, str] | None = None, ok: tuple[int, ...] = (0,)
    ) -> str:
        """Run a command in it as the person, or as root."""
        home = "/root" if person == "root" else HOME
        settings = {"HOME": home, "USER": person, "PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8"}
        settings |= {"DISPLAY": self.display, "DEBIAN_FRONTEND": "noninteractive", **(env or {})}
        words = [f"{name}={value}" for name, value in settings.items()]
        change = ("chroot", f"--userspec={person}:{person}", self.folder)
        return call(*change, "/usr/bin/env", "-i", "-C", home, *words, *command, ok=ok)

    def bring(self, file: Path) -> str:
        """Put a file into it and return where."""
        shutil.copy(file, self.folder / "tmp")
        return f"/tmp/{file.name}"

    def written_since(self, stamp: Path) -> list[str]:
        """Return the files that were written after the stamp, outside what the kernel shows."""
        said = call("find", self.folder, "-xdev", "-newer", stamp, "-type", "f", "-not", "-path", "*/proc/*")
        return sorted(line.removeprefix(str(self.folder)) for line in said.splitlines())

    def data(self) -> list[Path]:
        """Return the person's files that the program keeps."""
        return [one for place in DECLARED for one in (self.folder / place[1:]).rglob("*") if one.is_file()]


def smoke(debs: tuple[Path, Path], tarballs: tuple[Path, Path], version: str) -> None:
    """Try the previous and the new .deb, then the previous and the new tarball; raises Stop at the first fault."""
    if os.geteuid() != 0:
        raise Stop("A clean root can be made by root only: sudo python3 dev.py package --smoke")
    need({"debootstrap": "debootstrap", "Xvfb": "xvfb"})
    with ExitStack() as opened:
        screen = opened.enter_context(Screen())
        server = opened.enter_context(reference_server(BUILD / "smoke-server"))
        root = opened.enter_context(clean_root(screen.display))
        _deb(root, debs, server, version)
        _start_times(root, screen)
        _remove_deb(root, debs[1])
        _tarball(root, tarballs, server, version)
    figure(
        "linux bundle, unpacked", megabytes(BUILD / f"bundle-{version}/dist/{NAME}") / 1.048576, "MiB", UNPACKED_GOAL
    )
    figure("linux .deb", megabytes(debs[1]) / 1.048576, "MiB", PACKED_GOAL)
    figure("linux tarball", megabytes(tarballs[1]) / 1.048576, "MiB", PACKED_GOAL)


@contextmanager
def clean_root(display: str) -> Iterator[Root]:
    """Give a Debian root that nothing was installed in; it goes afterwards."""
    kept, folder = BUILD / "debian-12", BUILD / "smoke-root"
    if not (kept / "usr/bin/apt").exists():
        say("Making a clean Debian root (once).")
        call("debootstrap", "--variant=minbase", "--include=ca-certificates", "bookworm", fresh(kept))
    _unmount(folder)
    shutil.rmtree(folder, ignore_errors=True)
    call("cp", "-a", kept, folder)
    for part in ("resolv.conf", "hosts", *(f"apt/{name}" for name in _APT)):
        call("cp", "-a", f"/etc/{part}", (folder / "etc" / part).parent, ok=(0, 1))
    call("mount", "-t", "proc", "proc", folder / "proc")
    try:
        root = Root(folder, display)
        root.run("useradd", "--create-home", PERSON, person="root")
        root.run("apt-get", "update", person="root")
        yield root
    finally:
        _unmount(folder)
    shutil.rmtree(folder, ignore_errors=True)


def _unmount(folder: Path) -> None:
    if (folder / "proc/self").exists():
        call("umount", folder / "proc")


def _deb(root: Root, debs: tuple[Path, Path], server: str, version: str) -> None:
    old, new = (root.bring(one) for one in debs)
    install = ("apt-get", "install", "--yes", "--no-install-recommends")
    root.run(*install, old, person="root")
    _says(root.run("desktop-portal", "demo", "--part", "begin", "--server", server), "Wrote into a form and left it.")
    root.run(*install, new, person="root")
    _says(root.run("desktop-portal", "--version"), version)
    _says(root.run("desktop-portal", "demo", "--part", "recover", "--server", server), "with all that was written")
    say("ok  .deb: installed, upgraded from the previous version, the draft is kept")
    _without_a_server(root)
    _under_a_policy(root, server)


def _without_a_server(root: Root) -> None:
    alone = ("--home", "/tmp/nobody-set-a-server")
    _says(root.run("desktop-portal", *alone, "demo", "--part", "guest"), "The PDF of what is written can be printed")
    _says(root.run("desktop-portal", *alone, "doctor", ok=(1,)), "No council's server is set, so nothing is sent.")
    say("ok  .deb: without a policy a guest writes and prints, nothing is sent, the doctor says what to set")


def _under_a_policy(root: Root, server: str) -> None:
    policy = root.folder / "etc/childrens-portal/policy.toml"
    policy.parent.mkdir(parents=True, exist_ok=True)
    policy.write_text(f'server_address = "{server}"\n{POLICY}')
    before = fresh(BUILD / "smoke-stamp") / "stamp"
    before.write_text("")
    _says(root.run("desktop-portal", "demo"), "The council has received it.")
    say("ok  .deb: the main job is done by the installed program under a policy, from the first page to the PDF")
    strays = [one for one in root.written_since(before) if not one.startswith((*DECLARED, *SYSTEM_CACHES))]
    if strays:
        raise Stop(f"Files were written outside the declared places: {', '.join(strays[:10])}")
    figure("files outside the declared places", len(strays), "files", 0)
    doctor = json.loads(root.run("desktop-portal", "doctor", "--json"))
    policy_finding = next(one for one in doctor["findings"] if one["name"] == "policy")
    if not doctor["fine"] or policy_finding["facts"].get("idle_minutes") != 5:  # noqa: PLR2004 (as in POLICY)
        raise Stop(f"The doctor is not content: {json.dumps(doctor)[:2000]}")
    _says(root.run("desktop-portal", "--server", "x", "nonsense", ok=(2,)), "'nonsense' is not known")
    policy.write_text("idle_minutes = 600\n")
    _says(root.run("desktop-portal", "policy", "show", ok=(1,)), "line 1, idle_minutes: It must be from 1 to 60.")
    say("ok  .deb: the policy counts, a wrong one is told with line and key, the doctor answers")


def _start_times(root: Root, screen: Screen) -> None:
    """Compare the installed program with the checkout, in turns, so that a busy computer slows both."""
    installed, source = [], []
    for number in range(STARTS + 1):
        times = measured_start(
            screen,
            ["chroot", str(root.folder), "/usr/bin/desktop-portal", "--home", f"/tmp/start-{number}"],
        )
        again = measured_start(
            screen, [str(ROOT / ".venv/bin/python"), "-m", "desktop_portal", "--home", str(BUILD / f"start/{number}")]
        )
        if number:  # the first fills the disk's cache
            installed.append(times)
            source.append(again)
    middle = STARTS // 2
    ratio = sorted(installed)[middle] / sorted(source)[middle]
    figure("start to window, installed", 1000 * sorted(installed)[middle], "ms")
    figure("start to window, from source", 1000 * sorted(source)[middle], "ms")
    figure("start, installed against source", ratio, "times", START_GOAL)


def _remove_deb(root: Root, new: Path) -> None:
    listed = root.run("dpkg", "-L", NAME, person="root").split()
    files = [one for one in listed if (root.folder / one[1:]).is_file()]
    kept = len(root.data())
    root.run("apt-get", "remove", "--yes", NAME, person="root")
    left = [one for one in files if (root.folder / one[1:]).exists()]
    if left or not kept or len(root.data()) != kept:
        raise Stop(
            f"After removal {len(left)} files of the program are left, {len(root.data())} of {kept} of the person."
        )
    say("ok  .deb: removed, what the person kept is still there")
    root.run("apt-get", "install", "--yes", "--no-install-recommends", f"/tmp/{new.name}", person="root")
    remove_all = {"CHILDRENS_PORTAL_REMOVE_DATA": "yes"}
    root.run("apt-get", "purge", "--yes", NAME, person="root", env=remove_all)
    if root.data() or (root.folder / "etc/childrens-portal").exists():
        raise Stop("After purging with the option something is left of the person or the policy.")
    say(f"ok  .deb: purged with everybody's data. {ALL_GONE}")


def _tarball(root: Root, tarballs: tuple[Path, Path], server: str, version: str) -> None:
    program = f"{HOME}/.local/bin/desktop-portal"
    before = call("find", root.folder / HOME[1:], "-type", "f").splitlines()
    for number, tarball in enumerate(tarballs):
        folder = tarball.name.removesuffix(".tar.xz")
        call("tar", "-xf", tarball, "-C", root.folder / HOME[1:])  # as a desktop's archive manager does
        _says(root.run(f"{HOME}/{folder}/install.sh"), "is installed")
        part = ("begin", "recover")[number]
        _says(root.run(program, "demo", "--part", part, "--server", server), "written" if number else "left it")
    _says(root.run(program, "--version"), version)
    last = f"{HOME}/{tarballs[1].name.removesuffix('.tar.xz')}"
    _says(root.run(f"{last}/install.sh", "--wrong", ok=(1,)), "'--wrong' is not known.")
    _says(root.run(program, "demo", "--server", server), "The council has received it.")
    say("ok  tarball: installed for one person, upgraded with the draft kept, the main job is done")
    kept = len(root.data())
    root.run(f"{last}/install.sh", "--remove")
    if not kept or len(root.data()) != kept or (root.folder / program[1:]).exists():
        raise Stop("Removing the tarball's program took what the person kept, or left the program.")
    root.run(f"{last}/install.sh")
    root.run(f"{last}/install.sh", "--purge")
    call("rm", "-rf", *(root.folder / HOME[1:] / one.name.removesuffix(".tar.xz") for one in tarballs))
    after = call("find", root.folder / HOME[1:], "-type", "f").splitlines()
    left = set(after) - set(before)
    left = {one for one in left if "mimeapps.list" not in one and "/.cache/fontconfig" not in one}
    if left:
        raise Stop(f"After purging the tarball's program there is still: {', '.join(sorted(left)[:10])}")
    say(f"ok  tarball: removed with the data kept, then purged. {ALL_GONE}")


def _says(said: str, words: str) -> None:
    if words not in said:
        raise Stop(f"“{words}” was not said, but:\n{said[-3000:]}")
