"""The main job from first page to receipt and PDF, done by the program's own hands without a screen."""

from __future__ import annotations

import io
import json
import re
import secrets
import urllib.request
from typing import TYPE_CHECKING

from desktop_portal.core.problems import KeyringClosed
from desktop_portal.ui.demo.hands import Hands, NotThereError, wait_until
from desktop_portal.ui.demo.referrer import Referrer
from desktop_portal.ui.start import make_application, make_program
from desktop_portal.vault.key_store import SystemKeyStore

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from desktop_portal.paths import Paths
    from desktop_portal.ui.program import Program

PASSWORD = "three quiet otters"  # noqa: S105 (of an account that exists on this computer's own server only)
_CODE = re.compile(r"\b(\d{4}) ?(\d{4})\b")


ACCOUNT = "demo-account"
ASKED = "Password, passphrase or code"
FORM = "Child/Young Person Safeguarding Concern"


def run_demo(paths: Paths, server: str, part: str = "all") -> int:
    """Register, fill in, attach, submit, wait for the receipt, make the PDF; print each step. Status 1: one failed.

    `part` "begin" ends with a saved draft, "recover" goes on with it in another run: what an upgrade has to keep.
    "guest" writes without an account and makes the PDF; "keyring" keeps a secret in the system's keyring and
    forgets it.
    """
    if part == "keyring":
        return _keyring()
    application = make_application()
    program = make_program(application, paths, server=server)
    server = server or program.app.portal.base_url
    try:
        if part == "begin":
            _begin(application, program, server, paths.data)
        elif part == "recover":
            _recover(application, program, paths.data)
        elif part == "guest":
            write_as_guest(application, program)
        else:
            _main_job(application, program, server, paths.data)
    except NotThereError as missing:
        print(f"FAILED: {missing}", flush=True)  # noqa: T201 (a command's output)
        return 1
    finally:
        program.end()
    return 0


def _main_job(application: QApplication, program: Program, server: str, folder: Path) -> None:
    hands = Hands(application)
    person = Referrer(hands)
    _open_form(program, hands, person, server)
    for section in person.fill_in(picture()):
        _say(f"  filled in: {section}")
    _say("Checked the answers; nothing is left.")
    person.submit()
    hands.sees("has received your form", 60)
    reference = person.reference()
    _say(f"The council has received it. Reference: {reference}")
    hands.press("View the form as a PDF")
    wait_until(lambda: program.papers.shown_pdf != b"", "the PDF is shown")
    place = folder / f"Safeguarding concern {reference}.pdf"
    shown = program.papers.shown_pdf
    place.write_bytes(shown)
    _say(f"The PDF lies at {place} ({len(shown) // 1024} KB).")


def _keyring() -> int:
    store, name, secret = SystemKeyStore(), f"demo-{secrets.token_hex(4)}", secrets.token_hex(32)
    try:
        store.set(name, secret)
        kept = store.get(name) == secret
        store.delete(name)
    except KeyringClosed as closed:
        _say(f"FAILED: {closed}")
        return 1
    _say("The keyring kept a secret and forgot it again." if kept and not store.get(name) else "FAILED: another secret")
    return 0 if kept else 1


def _open_form(program: Program, hands: Hands, person: Referrer, server: str) -> str:
    """Register and open the form; return the address."""
    program.start()
    email = f"referrer-{secrets.token_hex(3)}@example.gov.uk"
    hands.sees("What would you like to do?")
    _say("The home page is there.")
    hands.press("My account")
    hands.press("Register for new account")
    person.register(email, PASSWORD, lambda: code_for(server, email))
    _say(f"Registered {email} in three steps, with the code from the e-mail, and agreed to the terms.")
    person.keep_recovery_code()
    hands.press("Start a form as a professional")
    hands.press(FORM)
    hands.sees("must be answered")
    _say("Opened the safeguarding form.")
    return email


def _begin(application: QApplication, program: Program, server: str, folder: Path) -> None:
    hands = Hands(application)
    person = Referrer(hands)
    email = _open_form(program, hands, person, server)
    person.fill_section()
    hands.write("Your job role", "Head of year")
    (folder / ACCOUNT).write_text(email)
    _say("Wrote into a form and left it.")


def write_as_guest(application: QApplication, program: Program) -> None:
    """Write without an account, save, and make the PDF: what needs neither a server nor a network (J09)."""
    hands = Hands(application)
    program.start()
    hands.press("My account")
    hands.press("Continue offline")
    wait_until(lambda: program.session is not None or hands.reads(ASKED), "the guest is in, or asked")
    if program.session is None:  # no keyring here
        hands.write(ASKED, PASSWORD)
        hands.press("Continue")
    wait_until(lambda: program.session is not None, "the guest is in")
    hands.press("Start a form as a professional")
    hands.press(FORM)
    hands.sees("must be answered")
    Referrer(hands).fill_section()
    _say("Wrote into a form without an account.")
    session = program.session
    wait_until(lambda: session is not None and session.store.drafts.summaries(), "the draft is saved")
    [draft] = session.store.drafts.summaries() if session is not None else []
    program.papers.show_draft(draft.id)
    wait_until(lambda: program.window.page == "pdf", "the PDF is shown")
    _say(f"The PDF of what is written can be printed ({len(program.papers.shown_pdf) // 1024} KB).")


def _recover(application: QApplication, program: Program, folder: Path) -> None:
    hands = Hands(application)
    person = Referrer(hands)
    program.start()
    hands.press("My account")
    person.sign_in((folder / ACCOUNT).read_text(), PASSWORD)
    wait_until(lambda: program.session is not None, "somebody is signed in", 60)
    session = program.session
    drafts = session.store.drafts.summaries() if session is not None else ()
    if len(drafts) != 1 or session is None:
        raise NotThereError(f"{len(drafts)} drafts are there, not one")
    program.filling.recover(session, drafts[0].id)
    kept = session.store.drafts.load(drafts[0].id)
    if kept is None or "Head of year" not in json.dumps(kept.document):
        raise NotThereError("the draft has lost what was written")
    hands.sees("Professional's details")
    _say("The draft is there with all that was written.")


def code_for(server: str, email: str) -> str:
    """Return the newest code that the server on this computer sent to an address, or "" while there is none."""
    with urllib.request.urlopen(f"{server}/mail.json", timeout=10) as answer:  # noqa: S310 (this computer's own server)
        letters = json.load(answer)
    for letter in letters:
        found = _CODE.search(letter["text"]) if letter["to"] == email else None
        if found:
            return found[1] + found[2]
    return ""


def picture() -> bytes:
    """Return a small photograph, so to speak, to attach."""
    from PIL import Image  # noqa: PLC0415 (only the demo draws)

    file = io.BytesIO()
    Image.new("RGB", (320, 200), (11, 85, 99)).save(file, "PNG")
    return file.getvalue()


def _say(words: str) -> None:
    print(words, flush=True)  # noqa: T201 (a command's output)
