from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop_portal.remote.portal import Portal
from desktop_portal.remote.session import Timeouts
from tests.support.scripted_server import ScriptedServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.support.scripted_server import Planned

QUICK = Timeouts(connect=2.0, silence=0.4, whole=3.0)


@pytest.fixture
def scripted() -> Iterator[Callable[..., tuple[Portal, ScriptedServer]]]:
    """Give a portal and a server that answers as planned."""
    open_ones: list[ScriptedServer | Portal] = []

    def start(*planned: Planned) -> tuple[Portal, ScriptedServer]:
        server = ScriptedServer(*planned)
        portal = Portal(server.url, device_id="device", version="0.1.0", timeouts=QUICK)
        open_ones.extend([portal, server])
        return portal, server

    yield start
    for one in open_ones:
        one.close()
