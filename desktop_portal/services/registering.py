"""From personal details to an account: J03 to J06. Every step waits for the server: call it on the lane."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop_portal.core.problems import CodeExpired, WrongCode

if TYPE_CHECKING:
    from desktop_portal.remote.portal import Portal
    from desktop_portal.remote.wire import Registration, Session, Terms

CODE_LENGTH = 8


class Registering:
    """One registration under way; going back and changing something loses nothing that was typed."""

    def __init__(self, portal: Portal) -> None:
        self._portal = portal
        self._registration: Registration | None = None
        self._attempt = ""

    def begin(self, registration: Registration) -> None:
        """Hand in details, e-mail address and password; the server sends a code to the address.

        The same details again (Back, then Continue) keep the attempt and its code; another address on the same details
        moves the attempt to that address.
        """
        before = self._registration
        if before == registration and self._attempt:
            return
        if before and self._attempt and replace(before, email=registration.email) == registration:
            self._portal.change_email(self._attempt, registration.email)
        else:
            self._attempt = self._portal.register(registration)
        self._registration = registration

    def enter_code(self, typed: str) -> None:
        """Take the code as people paste it, with spaces or dashes; raises WrongCode, CodeExpired, TooManyTries."""
        code = re.sub(r"[\s\-\u2010-\u2015\u200b]", "", typed)
        if not self._attempt:
            raise CodeExpired
        if len(code) != CODE_LENGTH or not code.isdecimal():
            raise WrongCode(tries_left="the same as before, because a code has 8 digits")
        self._portal.verify_code(self._attempt, code)

    def send_new_code(self) -> None:
        """Ask for another code; the one before it can no longer be used."""
        if not self._attempt:
            raise CodeExpired
        self._portal.resend_code(self._attempt)

    def terms(self, language: str) -> Terms:
        """Return the text to agree to."""
        return self._portal.terms(language)

    def agree(self, version: str) -> Session:
        """Agree to that version of the terms: the account is there, and its first session with it."""
        session = self._portal.accept_terms(self._attempt, version)
        self._attempt, self._registration = "", None
        return session
