"""Keeping what was received: `backup`, `restore`, `export`, `purge`, `verify-audit`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from server_stub import audit, backup, fence, handover, retention
from server_stub.preparing import prepare
from server_stub.refusals import CannotStart
from server_stub.running import alone
from server_stub.secrets_file import open_key
from server_stub.settings import SHORTEST_RETENTION

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from server_stub.clock import Clock
    from server_stub.settings import Settings


def describe(commands: Any, add_data: Callable[[argparse.ArgumentParser], None]) -> None:
    """Describe the commands."""
    parser = commands.add_parser("backup", help="write all that was received into one file; the server may run")
    parser.add_argument("file", type=Path)
    add_data(parser)
    parser = commands.add_parser("restore", help="put a backup in the place of the database; the server must not run")
    parser.add_argument("file", type=Path)
    add_data(parser)
    parser = commands.add_parser("export", help="write submissions with their files into a new folder")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--account", metavar="EMAIL", help="only what this person has sent, and what is known of them")
    parser.add_argument("--destination", choices=("LCS", "EHM"))
    parser.add_argument("--since", metavar="YYYY-MM-DD", default="", help="only what was received from this day on")
    add_data(parser)
    parser = commands.add_parser("purge", help="delete closed submissions that are kept no longer")
    parser.add_argument("--days", type=int, help="days since the last change (default: PORTAL_RETENTION_DAYS)")
    parser.add_argument("--dry-run", action="store_true", help="only say how many there are")
    add_data(parser)
    add_data(commands.add_parser("verify-audit", help="check that no entry of the audit trail was changed"))


def backup_(settings: Settings, options: argparse.Namespace, now: Clock) -> int:
    """Write a backup."""
    prepare(settings, now)
    backup.write(options.file)
    sys.stdout.write(f"The backup is written: {options.file}\nKeep the file server.key too, in another place.\n")
    return 0


def restore(settings: Settings, options: argparse.Namespace, now: Clock) -> int:
    """Put a backup in the place of the database, under a new epoch."""
    with alone(settings.data):
        epoch = backup.restore(options.file, settings.database, settings.data, now(), open_key(settings.data))
        fence.move(settings.data)
        prepare(settings, now)
    sys.stdout.write(f"The backup is restored. The epoch is {epoch}: programs send again what it lacks.\n")
    return 0


def export(settings: Settings, options: argparse.Namespace, now: Clock) -> int:
    """Write submissions out."""
    parts = prepare(settings, now)
    wanted = handover.Wanted(account=options.account or "", destination=options.destination or "", since=options.since)
    count = handover.write(options.folder, wanted, parts.now(), "command-line")
    sys.stdout.write(f"{count} submissions are written: {options.folder}\n")
    return 0


def purge(settings: Settings, options: argparse.Namespace, now: Clock) -> int:
    """Delete what is kept no longer."""
    parts = prepare(settings, now)
    days = options.days if options.days is not None else settings.retention_days
    if not days:
        raise CannotStart(f"Say how many days closed submissions are kept: --days {SHORTEST_RETENTION} or more.")
    done = retention.purge(parts.now(), days, "command-line", only_count=options.dry_run)
    word = "would be deleted" if options.dry_run else "are deleted"
    sys.stdout.write(f"{done.submissions} submissions, {done.files} other files and {done.letters} e-mails {word}.\n")
    return 0


def verify_audit(settings: Settings, _options: argparse.Namespace, now: Clock) -> int:
    """Check the chain; 1 when it is broken."""
    prepare(settings, now)
    broken = audit.first_break()
    if broken is not None:
        sys.stdout.write(f"The audit trail was changed: entry {broken} does not fit the one before it.\n")
        return 1
    sys.stdout.write("The audit trail holds.\n")
    return 0
