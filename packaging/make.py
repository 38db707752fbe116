"""Builds what people install: `make.py [linux] [windows] [macos] [supply] [--smoke]`; usually all that it can.

`python3 dev.py package` calls it; python.org's Python on Windows and on a Mac can call it alone. `PORTAL_QUICK=1` packs
loosely and takes Windows folders again, for trying things out.
"""

from __future__ import annotations

import argparse
import os
import sys
import time

import bundle
from supply import sums
from tool import BUILD, DIST, ROOT, Stop, python_of, say, version

PREVIOUS = "0.0.9"


def linux(*, smoke: bool) -> None:
    """Make the folder, the tarball and the .deb; with `smoke` those of a previous version too, and try all of them."""
    import linux as made_for  # noqa: PLC0415 (each system has its own)

    now = version()
    versions = [(now, ROOT)] + ([(PREVIOUS, bundle.checkout(PREVIOUS, "linux"))] if smoke else [])
    made = []
    for number, source in versions:
        folder = bundle.bundle(source, number)
        level = 9 if number == now and not os.environ.get("PORTAL_QUICK") else 0
        made.append((made_for.deb(folder, number, level=level), made_for.tarball(folder, number, level=level)))
        say(f"Made {made[-1][1].name}")
    if smoke:
        from smoke_linux import smoke as tried  # noqa: PLC0415 (only then)

        (deb, tarball), (old_deb, old_tarball) = made
        try:
            tried((old_deb, deb), (old_tarball, tarball), now)
        finally:
            old_deb.unlink()
            old_tarball.unlink()


def windows(*, smoke: bool) -> None:
    """Make the MSI and the set-up program; under Linux with wine."""
    import windows as made_for  # noqa: PLC0415 (each system has its own)

    if smoke and "PORTAL_SIGN_CERTIFICATE" not in os.environ:
        from signing import test_certificate  # noqa: PLC0415 (only then)

        certificate, key = test_certificate(BUILD)
        os.environ |= {"PORTAL_SIGN_CERTIFICATE": str(certificate), "PORTAL_SIGN_KEY": str(key)}
    made_for.make(version(), smoke=smoke)


def macos(*, smoke: bool) -> None:
    """Make the app, the disk image and the package on a Mac; elsewhere check the scripts as far as that goes."""
    import macos as made_for  # noqa: PLC0415 (each system has its own)

    made_for.make(version(), smoke=smoke)


def supply(*, smoke: bool) -> None:
    """Make the wheel twice and compare, the list of parts, and their licences."""
    import supply as made_for  # noqa: PLC0415 (only then)

    made_for.make(version(), check=smoke)


STEPS = {"supply": supply, "linux": linux, "windows": windows, "macos": macos}
USUAL = {
    "linux": ["supply", "linux", "windows", "macos"],
    "win32": ["supply", "windows"],
    "darwin": ["supply", "macos"],
}


def main() -> int:
    """Read the command line, do it, and end with a sentence if it cannot be done."""
    parser = argparse.ArgumentParser(prog="package", description=__doc__)
    parser.add_argument("what", nargs="*", metavar="|".join(STEPS), help="usually all that this computer can make")
    parser.add_argument("--smoke", action="store_true", help="install, use, upgrade and remove what was made")
    options = parser.parse_args()
    wrong = [one for one in options.what if one not in STEPS]
    if wrong:
        parser.error(f"'{wrong[0]}' is not known. Use {', '.join(STEPS)}.")
    try:
        bundle.environment()
        bundle.icons()
        DIST.mkdir(exist_ok=True)
        for name in options.what or USUAL.get(sys.platform, ["supply"]):
            began = time.monotonic()
            say(f"== {name} (with {python_of().relative_to(ROOT)})")
            STEPS[name](smoke=options.smoke)
            say(f"   {time.monotonic() - began:.0f} s")
        sums()
    except Stop as stop:
        say(str(stop))
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
