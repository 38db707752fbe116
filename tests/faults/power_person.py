"""A person at work whose every write is recorded: saves, attaches, submits, deletes, and says each when it is done.

`python -m tests.faults.power_person STORE SAVES [NORMAL]`: with NORMAL the store is opened with a wrong setting.
"""

from __future__ import annotations

import io
import os
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_portal.core.draft import ChildLabel, FormKey
from desktop_portal.core.submission import FileToSend, Submission
from desktop_portal.store import connection
from desktop_portal.store.database import open_store
from tests.faults.typing_person import DRAFT, KEY, START, draft

if TYPE_CHECKING:
    from desktop_portal.store.database import Store

EVERY_FILE, EVERY_SUBMISSION, EVERY_DELETION = 12, 25, 40
FORM = FormKey("https://example.gov.uk/forms/safeguarding", "1")


def other(number: int) -> str:
    """The id of the form that is submitted or deleted after save `number`."""
    return f"018f0000-0000-7000-8000-{number:012}"


def content(number: int) -> bytes:
    """The file that was attached after save `number`: small, and once a little more than one chunk."""
    size = 270_000 if number == EVERY_FILE * 2 else 3_000 + number
    return (f"file {number} ".encode() * 40_000)[:size]


def say(words: str) -> None:
    """Tell what is promised from now on."""
    os.write(1, f"{words}\n".encode())


def main() -> None:
    """Work for so many saves."""
    if "NORMAL" in sys.argv:
        wrong = dict(connection._PRAGMAS) | {"synchronous": 1}
        connection._PRAGMAS = tuple(wrong.items())  # type: ignore[assignment]
    store = open_store(Path(sys.argv[1]), KEY, clock=lambda: START)
    say("opened")
    for number in range(1, int(sys.argv[2]) + 1):
        store.drafts.save(draft(number))
        say(f"saved {number}")
        if number % EVERY_FILE == 0:
            file = store.attachments.add(DRAFT, io.BytesIO(content(number)), title="a.pdf", content_type="x")
            say(f"attached {number} {file.digest}")
        if number % EVERY_SUBMISSION == 0:
            submit(store, number)
        if number % EVERY_DELETION == 0:
            gone = replace(draft(number), id=other(number + 1))
            store.drafts.save(gone)
            store.drafts.delete(gone.id)
            say(f"deleted {number + 1}")
    store.close()
    say("closed")


def submit(store: Store, number: int) -> None:
    """Submit a form with a file of its own."""
    name = other(number)
    store.drafts.save(replace(draft(number), id=name))
    file = store.attachments.add(name, io.BytesIO(content(number)[::-1]), title="b.pdf", content_type="x")
    sent = FileToSend(file.digest, file.size, "x", "b.pdf")
    at = START + timedelta(milliseconds=number)
    body = f"body of {number}".encode()
    one = Submission(name, 1, FORM, "Concern", ChildLabel("A.B."), True, body, f"digest {number}", (sent,), at)
    store.outbox.submit(one, name)
    say(f"submitted {number} {file.digest}")


if __name__ == "__main__":
    main()
