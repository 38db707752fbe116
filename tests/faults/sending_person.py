"""A person whose computer dies while a form goes out: `python -m tests.faults.sending_person FOLDER URL ID`.

Says "ready", waits for a line, hands the form in, says "submitted", and "received" once the council's receipt is kept.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from desktop_portal.core.draft import FormKey
from tests.support.referrer import a_concern, attachment
from tests.support.sync_rig import SyncRig

FILES = {name: b"%PDF-1.7\n" + f"a line of the {name}\n".encode() * 20_000 for name in ("letter", "report")}
"""Two: they go side by side, each over a connection of its own."""


def say(words: str) -> None:
    os.write(1, f"{words}\n".encode())


def main() -> None:
    """Hand one form in and send it."""
    folder, url, submission_id = sys.argv[1:4]
    rig = SyncRig(Path(folder), url)
    body = a_concern([attachment(file) for file in FILES.values()], submission_id=submission_id)
    say("ready")
    sys.stdin.readline()
    form = FormKey(*body["form"].split("|"))
    rig.queue(submission_id, files=FILES, response=body["response"], form=form)
    say("submitted")
    report = rig.run()
    say("received" if report.received else f"waiting {report.connection}")
    rig.close()


if __name__ == "__main__":
    main()
