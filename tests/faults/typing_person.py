"""A person who types without a pause: a real process that saves through the real store and says what was saved.

`python -m tests.faults.typing_person STORE`: after each save its number is written to the pipe. It never ends.
"""

from __future__ import annotations

import io
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from desktop_portal.core.draft import ChildLabel, Draft, FormKey
from desktop_portal.store.database import open_store

KEY = bytes(range(32))
DRAFT = "018f0000-0000-7000-8000-000000000001"
CANARY = "CANARY-words-that-only-the-child-said"
START = datetime(2026, 5, 1, 9, 0, tzinfo=UTC)
EVERY_FILE = 40  # saves between two attachments


def text(number: int) -> str:
    """What has been typed by save `number`: it can be checked from the number alone."""
    return " ".join(f"word{at}" for at in range(number)) + f" {CANARY}-{number}"


def draft(number: int) -> Draft:
    """The draft as of save `number`."""
    document = {"response": {"item": [{"linkId": "concerns.what", "answer": text(number % 4000)}]}, "number": number}
    form = FormKey("https://example.gov.uk/forms/safeguarding", "1")
    saved_at = START + timedelta(milliseconds=number)
    return Draft(DRAFT, form, "Concern", ChildLabel("A.B."), document, START, saved_at)


def content(number: int) -> bytes:
    """The file that was attached after save `number`."""
    return (f"{CANARY} file {number} ".encode() * 40_000)[: 300_000 + number]


def main() -> None:
    """Go on typing until killed."""
    store = open_store(Path(sys.argv[1]), KEY, clock=lambda: START)
    before = store.drafts.load(DRAFT)
    number = before.document["number"] if before else 0
    while True:
        number += 1
        store.drafts.save(draft(number))
        os.write(1, f"saved {number}\n".encode())
        if number % EVERY_FILE == 0:
            file = store.attachments.add(DRAFT, io.BytesIO(content(number)), title=f"{number}.pdf", content_type="x")
            os.write(1, f"attached {number} {file.digest}\n".encode())


if __name__ == "__main__":
    main()
