"""The app, a disk image and a package on a Mac; elsewhere the scripts are checked as far as that goes, no further."""

from __future__ import annotations

import plistlib
import sys
from typing import TYPE_CHECKING

import bundle
from tool import BUILD, DIST, NAME, ROOT, Stop, call, fresh, need, say

if TYPE_CHECKING:
    from pathlib import Path

FILES = ROOT / "packaging/macos"


def make(version: str, *, smoke: bool) -> None:
    """Build on a Mac; `smoke` then starts the app's program once. Elsewhere check the script, lists and icon."""
    if sys.platform == "darwin":
        _build(version, smoke=smoke)
    else:
        _check()


def _build(version: str, *, smoke: bool) -> None:
    bundle.bundle(ROOT, version)
    app = BUILD / f"bundle-{version}/dist/Children's Portal.app"
    say(call("/bin/sh", FILES / "build.sh", app, version, DIST))
    if smoke:
        said = call(app / "Contents/MacOS/desktop-portal", "--version")
        if version not in said:
            raise Stop(f"The app's program says {said!r}.")
        say("ok  macOS: the app's program starts")


def _check() -> None:
    """Check what Linux can: the script's grammar, what it refuses and would do, the property lists, the icon."""
    need({"shellcheck": "shellcheck"})
    script = FILES / "build.sh"
    call("shellcheck", script, ROOT / "packaging/linux/install.sh")
    said = call("/bin/sh", script, "/nowhere/It.app", "0.0.0", BUILD, ok=(1,))
    if "There is no app at /nowhere/It.app." not in said:
        raise Stop(f"build.sh does not refuse a missing app: {said}")
    for unsigned in (True, False):
        _rehearse(script, unsigned=unsigned)
    for file in (*FILES.glob("*.plist"), ROOT / "resources/policy/childrens-portal.mobileconfig"):
        plistlib.loads(file.read_bytes())
    icon = BUILD / f"icons/{NAME}.icns"
    if icon.read_bytes()[:4] != b"icns":
        raise Stop("The icon for Macs is none.")
    compile((ROOT / "packaging/portal.spec").read_text(), "portal.spec", "exec")
    say(
        "ok  macOS: the script passes shellcheck, its steps were rehearsed, the property lists and the icon can be read"
    )
    say("--  macOS: building, signing and notarising need a Mac and were not tried")


def rehearsal(script: Path, app: Path, out: Path, *, unsigned: bool) -> list[str]:
    """Return the commands that the script would run for an app, without and with identities."""
    identities = {
        "PORTAL_MAC_IDENTITY": "Developer ID Application: Test",
        "PORTAL_MAC_INSTALLER_IDENTITY": "Developer ID Installer: Test",
        "PORTAL_MAC_PROFILE": "test-profile",
    }
    named = dict.fromkeys(identities, "") if unsigned else identities
    said = call("/bin/sh", script, app, "1.2.3", out, env={"PORTAL_DRY_RUN": "1", **named})
    return [line.removeprefix("+ ") for line in said.splitlines() if line.startswith("+ ")]


def _rehearse(script: Path, *, unsigned: bool) -> None:
    """Check that the script signs from the inside out, packs what it signed, and notarises only with a profile."""
    app = fresh(BUILD / "macos-rehearsal") / "Children's Portal.app"
    (app / "Contents/MacOS/_internal").mkdir(parents=True)
    (app / "Contents/Info.plist").write_bytes((FILES / "info.plist").read_bytes())
    (app / "Contents/MacOS/_internal/one.so").write_bytes(b"")
    steps = rehearsal(script, app, BUILD / "macos-rehearsal/out", unsigned=unsigned)
    wanted = ["mkdir", "codesign", "codesign", "codesign --verify", "rm", "hdiutil", "pkgbuild"]
    if not unsigned:
        wanted[-1:] = ["codesign", "pkgbuild", *["xcrun notarytool", "xcrun stapler"] * 2]
    fits = len(steps) == len(wanted) and all(step.startswith(one) for step, one in zip(steps, wanted, strict=True))
    if not fits or not steps[1].endswith("one.so"):
        raise Stop("build.sh would not do what it has to:\n" + "\n".join(steps))
