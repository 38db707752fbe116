"""The command line: open the program, drive it without a screen, or check a form."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from desktop_portal import __version__
from desktop_portal.paths import Paths

FORMS = "forms"


def main(arguments: list[str] | None = None) -> int:
    """Read the command line and do it; return the exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == [FORMS]:
        from desktop_portal.forms.command import forms_command  # noqa: PLC0415 (no window is needed for it)

        return forms_command(given[1:])
    options = _parser().parse_args(given)
    paths = Paths.under(options.home) if options.home else Paths.of_person()
    if options.command == "demo":
        from desktop_portal.ui.demo.main_job import run_demo  # noqa: PLC0415 (Qt is loaded only when it is needed)

        return run_demo(paths, options.server)
    from desktop_portal.ui.start import open_program  # noqa: PLC0415 (the same)

    return open_program(paths, server=options.server)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="desktop-portal",
        description="Refer a child to a council's services, with or without a network.",
        epilog="desktop-portal forms check FORM.json [RESPONSE.json] checks a form definition, and answers to it.",
    )
    parser.add_argument("command", nargs="?", choices=["open", "demo"], default="open", help="what to do; usually open")
    parser.add_argument("--home", type=Path, metavar="DIR", help="keep everything under this folder")
    parser.add_argument("--server", default="", metavar="URL", help="the council's server, where no policy names one")
    parser.add_argument("--version", action="version", version=f"Children's Portal Desktop {__version__}")
    return parser


if __name__ == "__main__":
    sys.exit(main())
