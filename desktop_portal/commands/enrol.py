"""`desktop-portal enrol FILE|URL`: sets the program up for a council from one small file without secrets.

For one person by default; `--machine` makes it the policy of the whole computer, for which one has to be administrator.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_portal import __version__
from desktop_portal.app import what_is_set
from desktop_portal.commands.speaking import DONE, NOT_DONE, TYPED_WRONGLY, confirmed, say
from desktop_portal.core.problems import Problem
from desktop_portal.policy.enrolment import Enrolment, read_enrolment
from desktop_portal.policy.sources import MOST_BYTES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_portal.paths import Paths
    from desktop_portal.policy import Reading


class _Refused(Exception):  # noqa: N818 (a sentence for the person who typed)
    """It cannot be done; the text says why."""


def enrol_command(words: Sequence[str], paths: Paths) -> int:
    """Run `enrol …`; gives the exit status. With anything wrong in the file, nothing is changed."""
    parser = argparse.ArgumentParser(prog="desktop-portal enrol", description="Set the program up for a council.")
    parser.add_argument("source", metavar="FILE|URL", help="the enrolment: a file, or an address with https://")
    parser.add_argument("--yes", action="store_true", help="do not ask; for scripts")
    parser.add_argument("--machine", action="store_true", help="for everybody on this computer (as administrator)")
    options = parser.parse_args(words)
    reading = what_is_set(paths)
    try:
        data = _fetch(options.source, reading)
    except (_Refused, Problem) as refused:
        say(str(refused))
        return TYPED_WRONGLY
    enrolment = read_enrolment(data, name=_name(options.source), for_machine=options.machine)
    if enrolment.problems:
        for problem in enrolment.problems:
            say(str(problem))
        say("Nothing was changed.")
        return NOT_DONE
    if why := _not_over_another(paths, reading, enrolment):
        say(why)
        return NOT_DONE
    _tell(enrolment, reading, for_machine=options.machine)
    if not options.yes and not confirmed("Set this up?"):
        say("Nothing was changed.")
        return NOT_DONE
    return _keep(paths.policy_files[0] if options.machine else paths.enrolment_file, data)


def _fetch(source: str, reading: Reading) -> bytes:
    if "://" in source:
        from desktop_portal.remote.looking import fetch_small  # noqa: PLC0415 (a file needs no network)

        policy = reading.policy
        proxies = {"https": policy.proxy, "http": policy.proxy} if policy.proxy else None
        return fetch_small(source, version=__version__, proxies=proxies, ca_file=policy.certificate_authority or None)
    try:
        with Path(source).open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise _Refused(f"There is no file {source}. An address begins with https://.") from None
    except OSError as error:
        raise _Refused(f"{source} cannot be read ({error.strerror}).") from None


def _name(source: str) -> str:
    return source.rstrip("/").replace("\\", "/").rsplit("/", 1)[-1] or "enrolment"


def _not_over_another(paths: Paths, reading: Reading, enrolment: Enrolment) -> str:
    """Forms that wait for one council must never go to another: where there are any forms, the server stays."""
    set_now, wanted = reading.policy.server_address, enrolment.values["server_address"]
    accounts = paths.data / "accounts"
    if not accounts.is_dir() or not any(accounts.iterdir()) or set_now.rstrip("/") == str(wanted).rstrip("/"):
        return ""
    return (
        f"There are forms on this computer for {set_now or 'another server'}, and forms for one council must not go to "
        "another. Remove the program with its data first (docs/admin.md), or use another account of this computer."
    )


def _tell(enrolment: Enrolment, reading: Reading, *, for_machine: bool) -> None:
    say("This sets up, for everybody on this computer:" if for_machine else "This sets up, for you on this computer:")
    for name, value in enrolment.values.items():
        shown = ", ".join(value) if isinstance(value, list) else value
        already = reading.set_by.get(name, "")
        wins = f"  (already set by {already}, which wins)" if already and not for_machine else ""
        say(f"  {name} = {shown}{wins if already != 'enrolment.toml' else ''}")


def _keep(file: Path, data: bytes) -> int:
    beside = file.with_suffix(".new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        beside.replace(file)
    except PermissionError:
        say(f"{file} cannot be written. Do it as administrator.")
        return NOT_DONE
    except OSError as error:
        say(f"{file} cannot be written ({error.strerror}).")
        return NOT_DONE
    say("Done. It counts from the next start of the program.")
    return DONE
