"""Sending: one thread that takes what is due to the mail server and stops cleanly."""

from __future__ import annotations

import logging
import smtplib
import ssl
import threading
from datetime import timedelta
from email.message import EmailMessage
from email.utils import format_datetime, formataddr
from typing import TYPE_CHECKING

import peewee

from server_stub import clock
from server_stub.database import writing
from server_stub.letters import outbox

if TYPE_CHECKING:
    from datetime import datetime

    from server_stub.clock import Clock
    from server_stub.letters.words import LetterWords
    from server_stub.settings import Smtp
    from server_stub.tables.submissions import Letter

_LOG = logging.getLogger("portal.post")
_TIMEOUT = 15.0
_LONGEST_PAUSE = timedelta(seconds=30)
_REFUSED_FOR_GOOD = range(500, 600)


class Post:
    """Where e-mails are handed in (`put`, inside a transaction; `wake` after it) and from where they are sent."""

    def __init__(self, words: LetterWords, smtp: Smtp | None, sender: tuple[str, str], now: Clock) -> None:
        self._words = words
        self._smtp = smtp
        self._sender = sender
        self._now = now
        self._wake = threading.Event()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def sends(self) -> bool:
        """Whether a mail server is configured."""
        return self._smtp is not None

    def put(self, recipient: str, name: str, language: str, *, once: str, **values: str) -> None:
        """Write an e-mail and put it into the outbox, in the caller's transaction, at most once for each `once`."""
        words = self._words.write(name, language, **values)
        outbox.put(self._now(), recipient, words, once=once, kept=self._smtp is None)

    def wake(self) -> None:
        """Say that something may be due."""
        self._wake.set()

    def start(self) -> None:
        """Start sending, where a mail server is configured."""
        if self._smtp is not None and self._thread is None:
            self._thread = threading.Thread(target=self._run, name="post", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Stop after the e-mail that is being sent."""
        self._stop.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join(timeout=_TIMEOUT + 5)

    def send_due(self) -> int:
        """Try everything that is due once; returns how many the mail server took."""
        taken = 0
        for letter in outbox.due(self._now()):
            if self._stop.is_set():
                break
            with writing():
                mine = outbox.claim(letter, self._now())
            if mine:
                taken += self._try(letter)
        return taken

    def _run(self) -> None:
        while not self._stop.is_set():
            self._wake.clear()
            try:
                self.send_due()
                following = outbox.next_due()
            except peewee.PeeweeException:
                _LOG.exception("the outbox could not be worked through")
                following = None
            pause = _LONGEST_PAUSE if following is None else min(following - self._now(), _LONGEST_PAUSE)
            self._wake.wait(max(pause.total_seconds(), 0.2))

    def _try(self, letter: Letter) -> bool:
        try:
            self._deliver(letter)
        except (OSError, smtplib.SMTPException, ValueError) as error:
            # ValueError: an address or a host's name that cannot be written. The thread goes on with the others.
            status = _status(error)
            _LOG.warning("an e-mail could not be sent: %s %s", type(error).__name__, status or "")
            with writing():
                outbox.failed(letter, self._now(), for_good=status in _REFUSED_FOR_GOOD)
            return False
        with writing():
            outbox.sent(letter)
        return True

    def _deliver(self, letter: Letter) -> None:
        smtp = self._smtp
        if smtp is None:
            return
        with smtplib.SMTP(smtp.host, smtp.port, timeout=_TIMEOUT) as server:
            if smtp.starttls:
                server.starttls(context=ssl.create_default_context())
            if smtp.user:
                server.login(smtp.user, smtp.password)
            server.send_message(self._message(letter, clock.read(letter.created_at)))

    def _message(self, letter: Letter, at: datetime) -> EmailMessage:
        message = EmailMessage()
        message["From"] = formataddr(self._sender)
        message["To"] = letter.recipient
        message["Subject"] = letter.subject
        message["Date"] = format_datetime(at)
        # The same for every attempt, so that a mail server that got it twice can tell.
        message["Message-ID"] = f"<{letter.id}@{self._sender[1].rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.text)
        return message


def _status(error: Exception) -> int | None:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _ in error.recipients.values()]
        return codes[0] if codes else None
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return None  # an administrator can mend it: try again
    return error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else None
