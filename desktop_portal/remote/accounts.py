"""Registering, signing in and the account: a person waits in front of each of these calls.

Each raises a Problem when it did not work: WrongPassword, WrongCode, CodeExpired, TooManyTries, NotSignedIn,
NotAccepted, CannotReach and its kinds.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING
from urllib.parse import quote

from desktop_portal.remote.calls import Calls
from desktop_portal.remote.wire import Account, Registration, Session, read_account, read_attempt, read_session

if TYPE_CHECKING:
    from collections.abc import Mapping

    from desktop_portal.remote.session import HttpSession


class RegistrationCalls(Calls):
    """From personal details to the first session (J03 to J06)."""

    def register(self, registration: Registration) -> str:
        """Start a registration and return its attempt; the server e-mails a code. Known addresses: the same answer."""
        return self._read(read_attempt, self._send("POST", "/v1/registrations", asdict(registration)))

    def verify_code(self, attempt: str, code: str) -> None:
        """Hand in the 8-digit code."""
        self._send("POST", _path("registrations", attempt, "code"), {"code": code})

    def resend_code(self, attempt: str) -> None:
        """Ask for a new code."""
        self._send("POST", _path("registrations", attempt, "resend"), {})

    def change_email(self, attempt: str, email: str) -> None:
        """Go back and use another address."""
        self._send("PUT", _path("registrations", attempt, "email"), {"email": email})

    def accept_terms(self, attempt: str, version: str) -> Session:
        """Agree to the terms at the end of a registration; the account is there from then on."""
        return self._read(
            read_session, self._send("POST", _path("registrations", attempt, "terms"), {"version": version})
        )


class SessionCalls(Calls):
    """Signing in and out, the account and its password."""

    def __init__(self, http: HttpSession, device_id: str) -> None:
        super().__init__(http)
        self._device_id = device_id

    def sign_in(self, email: str, password: str) -> Session:
        """Open a session."""
        content = {"email": email, "password": password, "device_id": self._device_id}
        return self._read(read_session, self._send("POST", "/v1/sessions", content))

    def renew(self, refresh_token: str) -> Session:
        """Trade the refresh token for a new session; NotSignedIn when the server does not know it any more."""
        return self._read(read_session, self._send("POST", "/v1/sessions/renew", {"refresh_token": refresh_token}))

    def sign_out(self) -> None:
        """End the session at the server."""
        self._accepted(self._http.send("DELETE", "/v1/sessions/current"))

    def agree_to_terms(self, version: str) -> None:
        """Agree to changed terms when signed in."""
        self._send("POST", "/v1/account/terms", {"version": version})

    def account(self) -> Account:
        """Read the account."""
        return self._read(read_account, self._get("/v1/account"))

    def change_account(self, changes: Mapping[str, str]) -> Account:
        """Change what is given of first_name, last_name, job_role, organisation and phone."""
        self._send("PUT", "/v1/account", dict(changes))
        return self.account()

    def ask_password_reset(self, email: str) -> str:
        """Ask for a code to set a new password, and return the attempt. Known and unknown addresses look the same."""
        return self._read(read_attempt, self._send("POST", "/v1/password-resets", {"email": email}))

    def reset_password(self, attempt: str, code: str, password: str) -> None:
        """Set a new password with the code from the e-mail."""
        self._send("POST", f"/v1/password-resets/{quote(attempt, safe='')}", {"code": code, "password": password})


def _path(kind: str, attempt: str, step: str) -> str:
    return f"/v1/{kind}/{quote(attempt, safe='')}/{step}"
