"""`desktop-portal delete-data [--yes]`: everything that the program keeps for this person on this computer goes."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_portal.commands.speaking import DONE, NOT_DONE, confirmed, say
from desktop_portal.core.problems import StoreInUse
from desktop_portal.services.removing import delete_data, has_data
from desktop_portal.vault.key_store import SystemKeyStore

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_portal.paths import Paths

_ASK = (
    "This deletes all forms that the program keeps for you on this computer, for ever. Forms that the council has not "
    "received are lost: the program shows them on its first page. Delete everything?"
)


def delete_data_command(words: Sequence[str], paths: Paths) -> int:
    """Run `delete-data …`; gives the exit status."""
    parser = argparse.ArgumentParser(prog="desktop-portal delete-data", description="Delete what is kept for you here.")
    parser.add_argument("--yes", action="store_true", help="do not ask; for uninstallers")
    options = parser.parse_args(words)
    if has_data(paths) and not options.yes and not confirmed(_ASK):
        say("Nothing was deleted.")
        return NOT_DONE
    try:
        gone = delete_data(paths, SystemKeyStore())
    except StoreInUse:
        say("The program is open. Close it, then do this again. Nothing was deleted.")
        return NOT_DONE
    except OSError as error:
        what = Path(error.filename).name if error.filename else "a file"
        say(f"Not everything could be deleted: {what} ({error.strerror}). Its keys are gone: nobody can read it.")
        return NOT_DONE
    say("Everything that was kept for you is deleted." if gone else "There was nothing to delete.")
    return DONE
