"""`desktop-portal policy check FILE`, `… show`, `… templates DIR`: for whoever writes an organisation's policy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop_portal.commands.speaking import DONE, NOT_DONE, TYPED_WRONGLY, say
from desktop_portal.policy import read_policy
from desktop_portal.policy.enrolment import EnrolmentFile
from desktop_portal.policy.keys import KEYS
from desktop_portal.policy.sources import PolicyFile, machine_sources
from desktop_portal.policy.templates import all_templates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_portal.paths import Paths
    from desktop_portal.policy import Reading

USE = "Use: desktop-portal policy check FILE | show | templates DIR"


def policy_command(words: Sequence[str], paths: Paths) -> int:
    """Run `policy …`; gives the exit status."""
    match list(words):
        case ["check", file]:
            return _check(Path(file))
        case ["show"]:
            return show_policy(read_policy((*machine_sources(paths.policy_files), EnrolmentFile(paths.enrolment_file))))
        case ["templates", folder]:
            return _write_templates(Path(folder))
        case _:
            say(USE)
            return TYPED_WRONGLY


def show_policy(reading: Reading) -> int:
    """Print every key with its value and who set it; then what was not taken."""
    for name in KEYS:
        value = getattr(reading.policy, name)
        shown = ", ".join(value) if isinstance(value, tuple) else str(value)
        say(f"{name} = {shown}  ({reading.set_by.get(name, 'usual value')})")
    for warned in reading.warned:
        say(f"WRONG: {warned}")
    return NOT_DONE if reading.warned else DONE


def _check(file: Path) -> int:
    reading = read_policy([PolicyFile(file.absolute(), must_be_there=True)])
    for warned in reading.warned:
        say(str(warned))
    if reading.warned:
        return NOT_DONE
    say(f"{file.name} is fine. It sets: {', '.join(reading.set_by) or 'nothing'}.")
    return DONE


def _write_templates(folder: Path) -> int:
    try:
        for name, content in all_templates().items():
            file = folder / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    except OSError as error:
        say(f"The folder {folder} cannot be written to ({error.strerror}). Name another folder.")
        return NOT_DONE
    say(f"The templates are in {folder}.")
    return DONE
