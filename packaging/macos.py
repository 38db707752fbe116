"""The app, a disk image and a package on a Mac; elsewhere the scripts are checked as far as that goes, no further."""

from __future__ import annotations

import plistlib
import sys

import bundle
from tool import BUILD, DIST, NAME, ROOT, Stop, call, say

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
    """Check what Linux can: the script's grammar, that it refuses a missing app, the lists, the icon."""
    script = FILES / "build.sh"
    call("/bin/sh", "-n", script)
    said = call("/bin/sh", script, "/nowhere/It.app", "0.0.0", BUILD, ok=(1,))
    if "There is no app at /nowhere/It.app." not in said:
        raise Stop(f"build.sh does not refuse a missing app: {said}")
    plistlib.loads((FILES / "entitlements.plist").read_bytes())
    plistlib.loads((ROOT / "resources/policy/childrens-portal.mobileconfig").read_bytes())
    icon = BUILD / f"icons/{NAME}.icns"
    if icon.read_bytes()[:4] != b"icns":
        raise Stop("The icon for Macs is none.")
    compile((ROOT / "packaging/portal.spec").read_text(), "portal.spec", "exec")
    say("--  macOS: scripts, lists and icon are well formed; building and signing need a Mac and were not tried")
