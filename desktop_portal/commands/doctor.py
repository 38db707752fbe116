"""`desktop-portal doctor [--json] [--bundle FILE.zip]`: how the program stands on this computer."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_portal.app import surroundings
from desktop_portal.commands.speaking import DONE, NOT_DONE, TYPED_WRONGLY, say
from desktop_portal.services.doctoring.finding import Mark
from desktop_portal.services.doctoring.report import as_json, as_text, examine, write_bundle
from desktop_portal.services.doctoring.stores import repair_stores

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_portal.paths import Paths


def doctor_command(words: Sequence[str], paths: Paths, server: str = "") -> int:
    """Run `doctor …`; gives the exit status: 1 when something is wrong."""
    parser = argparse.ArgumentParser(prog="desktop-portal doctor", description="How the program stands here.")
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.add_argument("--bundle", type=Path, metavar="FILE.zip", help="write what it found and the log to a file")
    parser.add_argument("--repair", action="store_true", help="mend what can be mended without a password, then look")
    options = parser.parse_args(words)
    place = surroundings(paths, server)
    mended = tuple(repair_stores(place)) if options.repair else ()
    found = (*mended, *examine(place))
    say(as_json(found) if options.json else as_text(found))
    if options.bundle:
        try:
            names = write_bundle(options.bundle, place, found)
        except FileExistsError:
            say(f"{options.bundle} is there already. Choose another name.")
            return TYPED_WRONGLY
        except OSError as error:
            say(f"{options.bundle} cannot be written ({error.strerror}). Choose another folder.")
            return TYPED_WRONGLY
        if not options.json:
            say(f"For support: {options.bundle} ({', '.join(names)}). It holds nothing that anybody wrote in a form.")
    return NOT_DONE if any(one.mark is Mark.WRONG for one in found) else DONE
