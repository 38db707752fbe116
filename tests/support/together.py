"""Which tests stay in one process when several run: those that share a server or a desktop, which is dear to start."""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling

from tests.support.databases import POSTGRES, SQLITE

SHARING = (
    "tests/server/",
    "tests/faults/test_kill_while_sending.py",
    "tests/faults/test_rough_network.py",
    "tests/journeys/test_each_return_journey.py",
    "tests/services/test_one_host.py",
    "tests/ui/desktop/",
)


def group_of(test: str) -> str:
    """Return what a test shares with others, by its file and its kind of database; itself when it shares nothing."""
    file, _, name = test.partition("::")
    if not file.startswith(SHARING):
        return test
    kind = next((one for one in (SQLITE, POSTGRES) if f"[{one}" in name), "")
    return f"{file} {kind}"


class Together(LoadScopeScheduling):
    """Hands a whole group to whichever process is free. The mark `xdist_group` does nothing under pytest 9.2."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)
