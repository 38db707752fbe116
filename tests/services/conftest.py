"""What the tests of the services share: the council and the computer that they sync with it."""

from tests.support.sync_fixtures import council, rig

__all__ = ["council", "rig"]
