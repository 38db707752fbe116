"""A person whose computer dies while a form goes out: `python -m tests.faults.sending_person FOLDER URL ID [MOST]`.

MOST is how many files go side by side, three unless it is said: with 1 all that is called is called in one order.
Says "ready", waits for a line, hands the form in, says "submitted", and "received" once the council's receipt is kept.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from desktop_portal.core.draft import FormKey
from tests.support.referrer import a_concern, attachment
from tests.support.sync_rig import SyncRig


def files_of(submission_id: str) -> dict[str, bytes]:
    """Two, which no other form has: what the server holds already would not be brought again."""
    line = f"a line about {submission_id}\n".encode()
    return {name: b"%PDF-1.7\n" + name.encode() + line * 9_000 for name in ("letter", "report")}


def say(words: str) -> None:
    os.write(1, f"{words}\n".encode())


def main() -> None:
    """Hand one form in and send it."""
    folder, url, submission_id, *most = sys.argv[1:]
    rig = SyncRig(Path(folder), url, side_by_side=int(most[0]) if most else 3)
    files = files_of(submission_id)
    body = a_concern([attachment(file) for file in files.values()], submission_id=submission_id)
    say("ready")
    sys.stdin.readline()
    form = FormKey(*body["form"].split("|"))
    rig.queue(submission_id, files=files, response=body["response"], form=form)
    say("submitted")
    report = rig.run()
    say("received" if report.received else f"waiting {report.connection}")
    rig.close()


if __name__ == "__main__":
    main()
