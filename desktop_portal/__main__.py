"""The command line: open the program, drive it without a screen, or check a form."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from desktop_portal import __version__
from desktop_portal.paths import Paths

FORMS = "forms"
LINK = "childrens-portal:"
COMMANDS = ("delete-data", "doctor", "enrol", "policy", "register-link", "verify")


def main(arguments: list[str] | None = None) -> int:
    """Read the command line and do it; return the exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    if given[:1] == [FORMS]:
        return _forms(given[1:])
    shared, words = _shared().parse_known_args(given)
    paths = Paths.under(shared.home.absolute()) if shared.home else Paths.of_person()
    if words and words[0] in COMMANDS:
        return _do(words[0], words[1:], paths, shared.server)
    options = _parser().parse_args(given)
    if options.command == "demo":
        from desktop_portal.ui.demo.main_job import run_demo  # noqa: PLC0415 (Qt is loaded only when it is needed)

        return run_demo(paths, options.server, options.part)
    from desktop_portal.ui.start import open_program  # noqa: PLC0415 (the same)

    link = options.command if options.command.startswith(LINK) else ""
    return open_program(paths, server=options.server, link=link)


def _forms(words: list[str]) -> int:
    """Check, preview or import a form."""
    # Each is imported only when it is typed: two of them need no window.
    if words[:1] == ["preview"]:
        from desktop_portal.ui.preview.command import preview_command  # noqa: PLC0415

        return preview_command(words[1:])
    if words[:1] == ["import"]:
        from desktop_portal.workbook.command import import_command  # noqa: PLC0415

        return import_command(words[1:])
    from desktop_portal.forms.command import forms_command  # noqa: PLC0415

    return forms_command(words)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="desktop-portal",
        description="Refer a child to a council's services, with or without a network.",
        epilog="Further: delete-data, doctor, enrol, policy, register-link, verify, forms; see --help of each.",
        parents=[_shared()],
    )
    parser.add_argument("command", nargs="?", type=_command, default="open", help="open (usual), demo, or a link")
    parser.add_argument(
        "--part", choices=["all", "begin", "recover", "guest", "keyring"], default="all", help=argparse.SUPPRESS
    )
    parser.add_argument("--version", action="version", version=f"Children's Portal Desktop {__version__}")
    return parser


def _shared() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--home", type=Path, metavar="DIR", help="keep everything under this folder")
    parser.add_argument("--server", default="", metavar="URL", help="the council's server, where no policy names one")
    return parser


def _command(word: str) -> str:
    if word in {"open", "demo"} or word.startswith(LINK):
        return word
    raise argparse.ArgumentTypeError(f"'{word}' is not known. Use open, demo, forms, {', '.join(COMMANDS)} or a link.")


def _do(command: str, words: list[str], paths: Paths, server: str) -> int:
    """Run a command that needs no window."""
    # Each is imported only when it is typed: a start of the window pays for none of them.
    if command == "doctor":
        from desktop_portal.commands.doctor import doctor_command  # noqa: PLC0415

        return doctor_command(words, paths, server)
    if command == "enrol":
        from desktop_portal.commands.enrol import enrol_command  # noqa: PLC0415

        return enrol_command(words, paths)
    if command == "policy":
        from desktop_portal.commands.policy import policy_command  # noqa: PLC0415

        return policy_command(words, paths)
    if command == "verify":
        from desktop_portal.commands.verify import verify_command  # noqa: PLC0415

        return verify_command(words, paths)
    if command == "delete-data":
        from desktop_portal.commands.delete_data import delete_data_command  # noqa: PLC0415

        return delete_data_command(words, paths)
    from desktop_portal.commands.link import link_command  # noqa: PLC0415

    return link_command(words)


if __name__ == "__main__":
    sys.exit(main())
