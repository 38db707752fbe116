"""`desktop-portal verify FILE.pdf`: whether a PDF is what was submitted. No network, and nothing is written."""

from __future__ import annotations

import argparse
import getpass
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from desktop_portal.app import build_app
from desktop_portal.commands.speaking import DONE, NOT_DONE, TYPED_WRONGLY, say
from desktop_portal.core.problems import Problem
from desktop_portal.paths import resources
from desktop_portal.services.exporting import Exporting
from desktop_portal.services.shelf import Shelf
from desktop_portal.services.verifying import Finding, Verdict, verify
from desktop_portal.services.verifying_words import PICTURES, sentence_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_portal.app import World
    from desktop_portal.paths import Paths

UNDECIDED: Final = 3
MOST_BYTES: Final = 256 * 1024 * 1024
_STATUS: Final = {Verdict.SUBMITTED: DONE, Verdict.WAITING: DONE, Verdict.OTHER: NOT_DONE, Verdict.NOT_OURS: NOT_DONE}


def verify_command(words: Sequence[str], paths: Paths, world: World | None = None) -> int:
    """Run `verify …`: 0 it is what was submitted, 1 it is not, 2 typed wrongly, 3 it cannot be decided here."""
    parser = argparse.ArgumentParser(
        prog="desktop-portal verify",
        description="Say whether a PDF is what was submitted.",
        epilog="Ends with 0 when it is, 1 when it is not, 2 for a slip in the line, 3 when it cannot be decided here.",
    )
    parser.add_argument("file", type=Path, metavar="FILE.pdf", help="the document")
    parser.add_argument("--digest", default="", help="the digest on the council's receipt, to compare with")
    parser.add_argument("--email", default="", help="look among the forms of this account; asks for its password")
    options = parser.parse_args(words)
    try:
        pdf = _read(options.file)
        finding = _with_account(pdf, paths, options.email, world) if options.email else verify(pdf, _shipped().form)
    except (OSError, Problem) as trouble:
        say(str(trouble) if isinstance(trouble, Problem) else f"{options.file} cannot be read ({trouble.strerror}).")
        return TYPED_WRONGLY
    finding = _against(finding, "".join(options.digest.split()).lower())
    _tell(finding)
    if finding.verdict is Verdict.AGREES:
        return DONE if options.digest else UNDECIDED
    return _STATUS.get(finding.verdict, UNDECIDED)


def _read(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(MOST_BYTES)


def _shipped() -> Shelf:
    return Shelf(resources())


def _with_account(pdf: bytes, paths: Paths, email: str, world: World | None) -> Finding:
    """Look among the forms that an account keeps on this computer."""
    password = getpass.getpass("Password: ") if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    app = build_app(paths, world=world)
    try:
        app.session = session = app.signing_in.unlock(email, password)
        exporting = Exporting(
            store=session.store,
            form=app.shelf.form,
            council=app.council().name,
            who=session.person.name if session.person else "",
            clock=app.clock,
            language=app.language,
        )
        return verify(pdf, app.shelf.form, exporting)
    finally:
        app.close()


def _against(finding: Finding, digest: str) -> Finding:
    """Judge by the digest that the person was given, too."""
    if digest and finding.record is not None and finding.record.digest != digest:
        return replace(finding, verdict=Verdict.OTHER, reason="digest")
    return finding


def _tell(finding: Finding) -> None:
    record = finding.record
    say(sentence_of(finding).format(program=record.program if record else ""))
    if finding.has_pictures:
        say(PICTURES)
    if record is not None:
        say(f"Reference: {record.reference or 'none'}")
        say(f"Version: {record.version}")
        say(f"Digest: {record.digest}")
