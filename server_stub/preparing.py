"""Parts out of settings: all that a command of the administrator needs, without the calls and pages of a server.

Nothing here may import FastAPI: loading it takes longer than most commands do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from server_stub import fence
from server_stub.antivirus import Antivirus
from server_stub.catalogue import Catalogue, publish_shipped
from server_stub.council import load_council
from server_stub.database import is_open, open_database
from server_stub.hooks import Hooks
from server_stub.letters.post import Post
from server_stub.letters.words import LetterWords
from server_stub.limits import Limits
from server_stub.migrations import check_key, current_epoch, migrate
from server_stub.parts import Parts
from server_stub.passwords import Passwords
from server_stub.secrets_file import open_key

if TYPE_CHECKING:
    from server_stub.clock import Clock
    from server_stub.settings import Settings

_DEFAULT_SENDER = "donotreply@example.gov.uk"


def prepare(settings: Settings, now: Clock) -> Parts:
    """Open or create the database, publish what ships and is new; raises CannotStart with a sentence."""
    key = open_key(settings.data)
    opened = open_database(settings.database)
    fence.check(settings.data)
    migrate(opened)
    check_key(key)
    parts = open_parts(settings, now)
    publish_shipped(parts.catalogue, now())
    return parts


def open_parts(settings: Settings, now: Clock) -> Parts:
    """Open what `prepare` has made ready: one of several workers begins here."""
    key = open_key(settings.data)
    if not is_open():
        open_database(settings.database)
    catalogue = Catalogue()
    council = load_council()
    name, address = council.sender
    sender = (name, settings.mail_from or address or _DEFAULT_SENDER)
    return Parts(
        settings=settings,
        now=now,
        key=key,
        passwords=Passwords(),
        limits=Limits(key, settings.limit_factor),
        council=council,
        post=Post(LetterWords(council.name), settings.smtp, sender, now),
        hooks=Hooks(settings.hook, now),
        catalogue=catalogue,
        antivirus=Antivirus(settings.clamd),
        epoch=current_epoch(),
    )
