"""What every use case needs from the world, handed in once by app.py."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from desktop_portal.paths import Paths
    from desktop_portal.policy import Policy
    from desktop_portal.remote.portal import Portal
    from desktop_portal.services.delivering import Conduct
    from desktop_portal.services.shelf import Shelf
    from desktop_portal.vault.key_store import KeyStore
    from desktop_portal.vault.wraps import Cost


@dataclass(frozen=True, slots=True)
class Setting:
    """The world as the services see it. `clock` gives aware UTC; `cost` is what a password guess costs (None: full).

    `on_upgrade` is told how far bringing an older store up to date is, and may raise to stop it.
    """

    paths: Paths
    policy: Policy
    portal: Portal
    shelf: Shelf
    conduct: Conduct
    clock: Callable[[], datetime]
    random_bytes: Callable[[int], bytes]
    key_store: KeyStore
    cost: Cost | None = None
    on_upgrade: Callable[[int, int], None] | None = None
