"""Opens a store by the computer's own clock, deletes what is old enough, and says what is left.

`python -m tests.faults.expiring STORE [save] [server ISO]`: `save` keeps a draft first; `server` tells its time.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from desktop_portal.app import utc_now
from desktop_portal.store.database import open_store
from tests.faults.typing_person import KEY, draft


def main() -> None:
    """Do it once."""
    store = open_store(Path(sys.argv[1]), KEY, clock=utc_now)
    if "save" in sys.argv:
        store.drafts.save(replace(draft(3), created_at=utc_now(), saved_at=utc_now()))
    if "server" in sys.argv:
        store.state.saw_server_time(datetime.fromisoformat(sys.argv[-1]))
    expired = store.drafts.expire(utc_now())
    print(len(store.drafts.summaries()), len(expired), "doubted" if store.state.times().doubted else "believed")
    store.close()


if __name__ == "__main__":
    main()
