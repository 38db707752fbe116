"""The table in which e-mails wait: put there in the transaction of what they tell about, sent later, retried."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from server_stub import clock
from server_stub.statements import insert, one
from server_stub.tables.submissions import Letter

if TYPE_CHECKING:
    from server_stub.letters.words import Words

WAITING, SENT, KEPT, GIVEN_UP, TO_NOBODY = "waiting", "sent", "kept", "given-up", "to-nobody"
_FIRST_WAIT = timedelta(seconds=5)
_LONGEST_WAIT = timedelta(minutes=15)
_MOST_ATTEMPTS = 300


def put(now: datetime, recipient: str, words: Words, *, once: str, kept: bool) -> bool:
    """Put an e-mail into the table inside the caller's transaction; False when `once` is there already.

    `kept`: nothing is configured to send it, so it is only to be read at /mail. To "" it goes to nobody: an empty row
    that is never sent, so that an address without an account costs what one with an account does.
    """
    if one("SELECT 1 FROM letter WHERE once = ?", (once,)) is not None:
        return False
    at = clock.written(now)
    insert(
        Letter,
        id=str(uuid.uuid4()),
        once=once,
        recipient=recipient,
        subject=words.subject if recipient else "",
        text=words.text if recipient else "",
        state=TO_NOBODY if not recipient else KEPT if kept else WAITING,
        created_at=at,
        due_at=at,
    )
    return True


def due(now: datetime, limit: int = 20) -> list[Letter]:
    """List the e-mails to try now, oldest first."""
    query = Letter.select().where((Letter.state == WAITING) & (Letter.due_at <= clock.written(now)))
    return list(query.order_by(Letter.due_at).limit(limit))


def next_due() -> datetime | None:
    """Return when the next e-mail is to be tried; None when none waits."""
    first = Letter.select().where(Letter.state == WAITING).order_by(Letter.due_at).first()
    return clock.read(first.due_at) if first else None


def claim(letter: Letter, now: datetime) -> bool:
    """Take an e-mail for one attempt, so that two workers never send it both; False when another has it."""
    wait = min(_FIRST_WAIT * 2 ** min(letter.attempts, 20), _LONGEST_WAIT)
    later = clock.written(now + max(wait, timedelta(seconds=30)))
    same = (Letter.id == letter.id) & (Letter.state == WAITING) & (Letter.attempts == letter.attempts)
    return bool(Letter.update(attempts=letter.attempts + 1, due_at=later).where(same).execute())


def sent(letter: Letter) -> None:
    """Note that the mail server has taken it; its text (which may hold a code) is forgotten."""
    Letter.update(state=SENT, text="").where(Letter.id == letter.id).execute()


def failed(letter: Letter, now: datetime, *, for_good: bool) -> None:
    """Note a failed attempt: try again, doubling from 5 s to 15 min; give up when the mail server refuses for good."""
    if for_good or letter.attempts + 1 >= _MOST_ATTEMPTS:
        Letter.update(state=GIVEN_UP, text="").where(Letter.id == letter.id).execute()
        return
    wait = min(_FIRST_WAIT * 2 ** min(letter.attempts, 20), _LONGEST_WAIT)
    Letter.update(due_at=clock.written(now + wait)).where(Letter.id == letter.id).execute()


def kept(limit: int = 200) -> list[Letter]:
    """List what was kept because nothing is configured, newest first."""
    return list(Letter.select().where(Letter.state == KEPT).order_by(Letter.created_at.desc()).limit(limit))
