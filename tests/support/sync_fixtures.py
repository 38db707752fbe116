"""A small council and one person's computer that is signed in, for every test that syncs; a conftest imports them."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from tests.support.small_council import SmallCouncil
from tests.support.sync_rig import SyncRig

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def council() -> Iterator[SmallCouncil]:
    """The council at the other end of a real socket: it does what a test says."""
    council = SmallCouncil()
    yield council
    council.close()


@pytest.fixture
def rig(council: SmallCouncil, tmp_path: Path) -> Iterator[SyncRig]:
    """A computer whose person is signed in; no upload may go on once a test is over."""
    rig = SyncRig(tmp_path, council.url)
    rig.sign_in()
    yield rig
    assert not [one for one in threading.enumerate() if one.name == "upload"], "a thread is left behind"
    rig.close()
