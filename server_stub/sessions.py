"""Sessions: opaque tokens, kept as SHA-256. Access 15 minutes, refresh 30 days, rotating."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from server_stub import clock
from server_stub.database import writing
from server_stub.limits import RENEW, SIGN_IN
from server_stub.refusals import Refused
from server_stub.statements import found, one, run
from server_stub.tables.accounts import Account, Session

if TYPE_CHECKING:
    from server_stub.parts import Parts

ACCESS_LIFE = timedelta(minutes=15)
REFRESH_LIFE = timedelta(days=30)
GRACE = timedelta(seconds=60)
_SHOWN = ("id", "email", "first_name", "last_name", "job_role", "organisation", "phone", "kind")


@dataclass(frozen=True, slots=True)
class Tokens:
    """A session as its owner gets it; the only time the tokens are seen."""

    access: str = field(repr=False)
    refresh: str = field(repr=False)
    account: Account


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who is calling."""

    account_id: str
    session_id: str


def sign_in(parts: Parts, email: str, password: str, device_id: str, address: str) -> Tokens:
    """Open a session; Refused 401 "wrong-password" says the same, after the same time, for an unknown address."""
    now = parts.now()
    parts.limits.count(SIGN_IN, now, account=email, address=address)
    account = Account.get_or_none(Account.email == email.strip().lower())
    if not parts.passwords.fits(account.password_hash if account else None, password) or account is None:
        raise Refused(401, "wrong-password", "The e-mail address or the password is not right.")
    parts.limits.forgive(SIGN_IN, account=email)
    if parts.passwords.is_old(account.password_hash):
        renewed = parts.passwords.hash(password)
        with writing():
            Account.update(password_hash=renewed).where(Account.id == account.id).execute()
    return open_session(account, device_id, now)


def open_session(account: Account, device_id: str, now: datetime) -> Tokens:
    """Open a session without a password: at the end of a registration."""
    tokens = Tokens(_token(), _token(), account)
    with writing():
        Session.delete().where(Session.refresh_expires_at < clock.written(now)).execute()
        Session.insert(
            id=str(uuid.uuid4()),
            account=account,
            device_id=device_id,
            created_at=clock.written(now),
            **_columns(tokens, now),
        ).execute()
    return tokens


def renew(parts: Parts, refresh_token: str, address: str) -> Tokens:
    """Trade the refresh token for new ones. The one before is honoured once within 60 s: an answer may have been lost.

    A token used again after that is a copy in other hands: the session ends.
    """
    now, hashed = parts.now(), _hash(refresh_token)
    parts.limits.count(RENEW, now, account=hashed, address=address)
    with writing():
        at = clock.written(now)
        session = found(Session, "refresh_hash = ?", (hashed,))
        if session is not None and session.refresh_expires_at > at:
            session.previous_hash, session.previous_until = hashed, clock.written(now + GRACE)
        else:
            session = found(Session, "previous_hash = ?", (hashed,))
            if session is not None and session.previous_until <= at:
                session.delete_instance()
                session = None
            elif session is not None:
                session.previous_until = ""
        if session is not None:
            tokens = Tokens(_token(), _token(), session.account)
            fresh = {**_columns(tokens, now), "previous_hash": session.previous_hash}
            fresh["previous_until"] = session.previous_until
            words = ", ".join(f"{name} = ?" for name in fresh)
            run(f"UPDATE session SET {words} WHERE id = ?", (*fresh.values(), session.id))  # noqa: S608 (our own names)
    if session is None:
        raise not_signed_in()
    return tokens


def who(now: datetime, access_token: str) -> SignedIn:
    """Return whose token it is; Refused 401 when it is nobody's any more."""
    found = one("SELECT account_id, id, access_expires_at FROM session WHERE access_hash = ?", (_hash(access_token),))
    if found is None or found[2] <= clock.written(now):
        raise not_signed_in()
    return SignedIn(found[0], found[1])


def listing(signed_in: SignedIn, after: str, limit: int) -> dict[str, Any]:
    """List the account's sessions, the one used last first; `next` goes into `after`, None on the last page."""
    there = Session.account == signed_in.account_id
    if after:
        used_at, _, last = after.partition("_")
        there &= (Session.used_at < used_at) | ((Session.used_at == used_at) & (Session.id < last))
    order = (Session.used_at.desc(), Session.id.desc())
    rows = list(Session.select().where(there).order_by(*order).limit(limit + 1))
    shown = rows[:limit]
    names = ("id", "device_id", "created_at", "used_at")
    return {
        "sessions": [
            {**{name: getattr(row, name) for name in names}, "current": row.id == signed_in.session_id} for row in shown
        ],
        "next": f"{shown[-1].used_at}_{shown[-1].id}" if len(rows) > limit else None,
    }


def sign_out(signed_in: SignedIn) -> None:
    """End the session."""
    with writing():
        Session.delete().where(Session.id == signed_in.session_id).execute()


def not_signed_in() -> Refused:
    """Ask to sign in."""
    return Refused(401, "not-signed-in", "Sign in again.", headers={"WWW-Authenticate": "Bearer"})


def as_wire(parts: Parts, tokens: Tokens) -> dict[str, Any]:
    """Write a session as the wire has it."""
    return {
        "access_token": tokens.access,
        "access_expires_in": int(ACCESS_LIFE.total_seconds()),
        "refresh_token": tokens.refresh,
        "account": account_as_wire(tokens.account),
        "terms_due": terms_due(tokens.account, parts.council.terms_version),
    }


def account_as_wire(account: Account) -> dict[str, str]:
    """Write an account as its owner sees it."""
    return {name: getattr(account, name) for name in _SHOWN}


def terms_due(account: Account, version: str) -> str | None:
    """Return the version of the terms that is still to be agreed to."""
    agreed = one("SELECT 1 FROM terms_agreed WHERE account_id = ? AND version = ?", (account.id, version))
    return None if agreed else version


def _columns(tokens: Tokens, now: datetime) -> dict[str, str]:
    return {
        "access_hash": _hash(tokens.access),
        "access_expires_at": clock.written(now + ACCESS_LIFE),
        "refresh_hash": _hash(tokens.refresh),
        "refresh_expires_at": clock.written(now + REFRESH_LIFE),
        "used_at": clock.written(now),
    }


def _token() -> str:
    return secrets.token_urlsafe(32)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
