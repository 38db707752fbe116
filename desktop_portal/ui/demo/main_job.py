"""The main job from first page to receipt and PDF, done by the program's own hands without a screen."""

from __future__ import annotations

import io
import json
import re
import secrets
import urllib.request
from typing import TYPE_CHECKING

from desktop_portal.ui.demo.hands import Hands, NotThereError, wait_until
from desktop_portal.ui.demo.referrer import Referrer
from desktop_portal.ui.start import make_application, make_program

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from desktop_portal.paths import Paths
    from desktop_portal.ui.program import Program

PASSWORD = "three quiet otters"  # noqa: S105 (of an account that exists on this computer's own server only)
_CODE = re.compile(r"\b(\d{4}) ?(\d{4})\b")


def run_demo(paths: Paths, server: str) -> int:
    """Register, fill in, attach, submit, wait for the receipt, make the PDF; print each step. Status 1: one failed."""
    application = make_application()
    program = make_program(application, paths, server=server)
    try:
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
    hands.press("Child/Young Person Safeguarding Concern")
    _say("Opened the safeguarding form.")
    for section in person.fill_in(picture()):
        _say(f"  filled in: {section}")
    _say("Checked the answers; nothing is left.")
    person.submit()
    hands.sees("has received your form", 60)
    reference = person.reference()
    _say(f"The council has received it. Reference: {reference}")
    hands.press("View the form as a PDF")
    wait_until(lambda: program.window.page == "pdf", "the PDF is shown")
    place = folder / f"Safeguarding concern {reference}.pdf"
    shown = program.papers.shown_pdf
    place.write_bytes(shown)
    _say(f"The PDF lies at {place} ({len(shown) // 1024} KB).")


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
