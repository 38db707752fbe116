"""Everything a call may need, put together once at start and handed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from server_stub.antivirus import Antivirus
    from server_stub.catalogue import Catalogue
    from server_stub.clock import Clock
    from server_stub.council import Council
    from server_stub.hooks import Hooks
    from server_stub.letters.post import Post
    from server_stub.limits import Limits
    from server_stub.passwords import Passwords
    from server_stub.secrets_file import ServerKey
    from server_stub.settings import Settings


@dataclass(frozen=True, slots=True)
class Parts:
    """The server's parts. `epoch` is read at start: a restore needs the server stopped."""

    settings: Settings
    now: Clock
    key: ServerKey
    passwords: Passwords
    limits: Limits
    council: Council
    post: Post
    hooks: Hooks
    catalogue: Catalogue
    antivirus: Antivirus
    epoch: str
