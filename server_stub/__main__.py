"""`python -m server_stub` and `portal-server`: serve, and what an administrator does by command line."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from server_stub import fence, staff
from server_stub.clock import system_clock
from server_stub.commands import COMMANDS, add_commands
from server_stub.preparing import prepare
from server_stub.refusals import CannotStart
from server_stub.running import alone
from server_stub.settings import DEFAULT_PORT, Settings, settings_from

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 when done, 2 with a plain sentence when it cannot be done."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not given or (given[0].startswith("--") and given[0] != "--help"):
        given.insert(0, "serve")
    options = _parser().parse_args(given)
    try:
        settings = settings_from(
            options.data.expanduser().absolute(),
            os.environ,
            host=getattr(options, "host", "127.0.0.1"),
            port=getattr(options, "port", DEFAULT_PORT),
        )
        if options.command == "serve":
            return _serve(replace(settings, demo_staff=options.demo_staff, workers=options.workers or settings.workers))
        return COMMANDS[options.command](settings, options, system_clock)
    except CannotStart as reason:
        sys.stderr.write(f"{reason}\n")
        return 2
    except KeyboardInterrupt:
        return 0


def _serve(settings: Settings) -> int:
    if settings.demo_staff and not settings.loopback:
        raise CannotStart("--demo-staff is for trying the desk on one computer: use it with --host 127.0.0.1.")
    if settings.faults and settings.workers > 1:
        raise CannotStart("Faults can be planned for one worker only: start the server without --workers.")
    with alone(settings.data):
        return _answer(settings)


def _answer(settings: Settings) -> int:
    from server_stub.serving import listen, serve  # noqa: PLC0415 (FastAPI is loaded only when somebody is to be served)

    parts = prepare(settings, system_clock)
    fence.begin_run(settings.data)
    taken = listen(settings.host, settings.port)
    lines: list[str] = []
    if settings.demo_staff:
        demo = staff.add_demo(parts)
        base = f"http://127.0.0.1:{taken.getsockname()[1]}"
        lines = [
            f"Review desk: {base}/desk",
            f"  e-mail   {demo.email}",
            f"  password {demo.password}",
            f"  code     at the top of {base}/mail, a new one every half minute",
        ]
    return serve(parts, taken, lines)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="portal-server", description="The Children's Portal's reference server.")
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("serve", help="answer clients and show the review desk (the default)")
    command.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this computer only)")
    command.add_argument("--port", type=int, default=DEFAULT_PORT, help="port; 0 takes a free one")
    command.add_argument("--workers", type=_at_least_one, help="processes (default: PORTAL_WORKERS, else 1)")
    command.add_argument("--demo-staff", action="store_true", help="make a staff account for trying the desk")
    add_data(command)
    add_commands(commands, add_data)
    return parser


def _at_least_one(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("the number of workers is 1 or more")
    return int(text)


def add_data(command: argparse.ArgumentParser) -> None:
    """Add the option that every command has."""
    folder = Path(os.environ.get("PORTAL_DATA", "portal-data"))
    command.add_argument("--data", type=Path, default=folder, help="folder of the database and the key")


if __name__ == "__main__":
    raise SystemExit(main())
