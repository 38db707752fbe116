"""`forms publish FILE`: check a definition with the engine and publish it; what is published, and who signs it."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from server_stub.catalogue import CannotPublish, Placing, listing, read_definition
from server_stub.preparing import prepare

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from server_stub.clock import Clock
    from server_stub.settings import Settings


def describe(commands: Any, add_data: Callable[[argparse.ArgumentParser], None]) -> None:
    """Describe `forms`."""
    parser = commands.add_parser("forms", help="the published forms")
    acts = parser.add_subparsers(dest="act", required=True)
    publish = acts.add_parser("publish", help="check a definition and publish it")
    publish.add_argument("file", type=Path)
    publish.add_argument("--name", help="short name in addresses (default: that of the version before)")
    publish.add_argument("--audience", choices=("professional", "public"))
    publish.add_argument("--destination", choices=("LCS", "EHM"))
    publish.add_argument("--safeguarding", action="store_true", default=None)
    add_data(publish)
    add_data(acts.add_parser("list", help="list the published forms"))
    add_data(acts.add_parser("key", help="say the key that checks signatures of forms, for the policy"))


def forms(settings: Settings, options: argparse.Namespace, now: Clock) -> int:
    """Publish, list, or say the key."""
    parts = prepare(settings, now)
    if options.act == "list":
        for entry in listing():
            state = "retired" if entry["retired_at"] else "published"
            sys.stdout.write(f"{entry['name']} {entry['version']} {entry['destination']} {state}\n")
        return 0
    if options.act == "key":
        sys.stdout.write(f"{parts.key.public}\n")
        return 0
    definition = read_definition(options.file)
    placing = _placing(definition, options)
    new = parts.catalogue.publish(definition, placing, now(), "command-line")
    words = "is published" if new else "was published before, nothing has changed"
    sys.stdout.write(f"{placing.name} {definition.get('version', '')} {words}.\n")
    return 0


def _placing(definition: dict[str, Any], options: argparse.Namespace) -> Placing:
    """Take what is given; the rest from the version before."""
    before = next((entry for entry in listing() if entry["url"] == definition.get("url")), None)
    if before is None:
        if not (options.name and options.audience and options.destination):
            raise CannotPublish("A new form needs --name, --audience and --destination.")
        placing = Placing(options.name, options.audience, options.destination, bool(options.safeguarding), {})
    else:
        fields = ("name", "audience", "destination", "safeguarding", "summary")
        placing = Placing(**{name: before[name] for name in fields})
    given = {name: getattr(options, name) for name in ("name", "audience", "destination", "safeguarding")}
    return replace(placing, **{name: value for name, value in given.items() if value is not None})
