"""Registering and forgotten passwords: codes by e-mail, bound to one attempt. Known addresses get the same answers."""

from __future__ import annotations

import hmac
import json
import secrets
import uuid
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import peewee

from server_stub import audit, clock
from server_stub.database import writing
from server_stub.limits import CODE, REGISTER, RESET, SEND_CODE
from server_stub.passwords import weakness
from server_stub.refusals import Refused, too_many
from server_stub.tables.accounts import Account, PasswordReset, Registration, Session, TermsAgreed

if TYPE_CHECKING:
    from server_stub.parts import Parts

CODE_LIFE = timedelta(minutes=10)
_ATTEMPT_LIFE = timedelta(hours=2)
_TRIES = 5
_MOST_CODES = 6


@dataclass(frozen=True, slots=True)
class Entered:
    """What a person has entered to register."""

    email: str
    password: str = field(repr=False)
    first_name: str
    last_name: str
    job_role: str
    organisation: str
    phone: str
    language: str
    kind: str


def register(parts: Parts, entered: Entered, address: str) -> str:
    """Begin a registration, send the code, return the attempt; the same for an address that has an account already."""
    now = parts.now()
    parts.limits.count(REGISTER, now, account=entered.email, address=address)
    check_password(entered.password, entered.email, entered.first_name, entered.last_name)
    password_hash = parts.passwords.hash(entered.password)
    details = {key: value for key, value in asdict(entered).items() if key not in {"email", "password"}}
    attempt = Registration(
        id=str(uuid.uuid4()),
        email=entered.email.lower(),
        password_hash=password_hash,
        details=json.dumps(details),
        code_expires_at="",
        tries_left=0,
        codes_sent=0,
        expires_at=clock.written(now + _ATTEMPT_LIFE),
    )
    with writing():
        Registration.delete().where(Registration.expires_at < clock.written(now)).execute()
        attempt.save(force_insert=True)
        _send_code(parts, attempt, now)
    parts.post.wake()
    return str(attempt.id)


def resend(parts: Parts, attempt_id: str, address: str) -> None:
    """Send a new code; the old one is worth nothing from then on."""
    now = parts.now()
    parts.limits.count(SEND_CODE, now, account=attempt_id, address=address)
    with writing():
        _send_code(parts, _open(attempt_id, now), now)
    parts.post.wake()


def change_email(parts: Parts, attempt_id: str, email: str, address: str) -> None:
    """Go back and use another address: a new code goes there, and what was verified no longer is."""
    now = parts.now()
    parts.limits.count(SEND_CODE, now, account=attempt_id, address=address)
    with writing():
        attempt = _open(attempt_id, now)
        attempt.email = email.lower()
        attempt.verified = False
        _send_code(parts, attempt, now)
    parts.post.wake()


def verify(parts: Parts, attempt_id: str, code: str, address: str) -> None:
    """Check the code: Refused 422 "wrong-code" with the tries left, 410 "code-expired" when there are none."""
    now = parts.now()
    parts.limits.count(CODE, now, account=attempt_id, address=address)
    with writing():
        attempt = _open(attempt_id, now)
        if attempt.verified:
            return
        if attempt.tries_left <= 0 or attempt.code_expires_at <= clock.written(now):
            raise code_expired()
        right = hmac.compare_digest(attempt.code_hash, parts.key.hash("code", attempt_id, digits(code)))
        attempt.tries_left -= 1
        attempt.verified = right
        attempt.save()
    if not right:
        raise wrong_code(attempt.tries_left)


def complete(parts: Parts, attempt_id: str, terms_version: str) -> Account:
    """Agree to the terms and make the account; the same attempt answers the same again while it lives."""
    now = parts.now()
    with writing():
        attempt = _open(attempt_id, now)
        if not attempt.verified:
            raise Refused(409, "not-verified", "Enter the code from the e-mail first.")
        if terms_version != parts.council.terms_version:
            raise Refused(409, "terms-changed", "The terms have changed. Read them again and agree to them.")
        if attempt.account is not None:
            account: Account = attempt.account
            return account
        account = _make_account(attempt, now)
        attempt.account = account
        attempt.password_hash = ""
        attempt.save()
        agree(account, terms_version, now)
        audit.record(now, f"account:{account.id}", "registered", f"account:{account.id}", terms=terms_version)
    return account


def agree(account: Account, version: str, now: datetime) -> None:
    """Note that an account has agreed to a version of the terms."""
    TermsAgreed.insert(account=account, version=version, at=clock.written(now)).on_conflict_ignore().execute()


def ask_for_reset(parts: Parts, email: str, address: str) -> str:
    """Send a code for a new password, where the address has an account; the answer is the same in either case."""
    now = parts.now()
    parts.limits.count(RESET, now, account=email, address=address)
    code = new_code()
    reset_id = str(uuid.uuid4())
    with writing():
        PasswordReset.delete().where(PasswordReset.expires_at < clock.written(now)).execute()
        account = Account.get_or_none(Account.email == email.lower())
        PasswordReset.insert(
            id=reset_id,
            account=account,
            code_hash=parts.key.hash("reset", reset_id, code),
            tries_left=_TRIES,
            expires_at=clock.written(now + CODE_LIFE),
        ).execute()
        recipient, language = (account.email, account.language) if account is not None else ("", "en")
        parts.post.put(recipient, "reset", language, once=f"reset:{reset_id}", code=spaced(code))
    parts.post.wake()
    return reset_id


def reset_password(parts: Parts, reset_id: str, code: str, password: str, address: str) -> None:
    """Set a new password with the code; every session of the account ends."""
    now = parts.now()
    parts.limits.count(CODE, now, account=reset_id, address=address)
    check_password(password)
    password_hash = parts.passwords.hash(password)
    with writing():
        reset = PasswordReset.get_or_none(PasswordReset.id == reset_id)
        if reset is None or reset.tries_left <= 0 or reset.expires_at <= clock.written(now):
            raise code_expired()
        right = hmac.compare_digest(reset.code_hash, parts.key.hash("reset", reset_id, digits(code)))
        right = right and reset.account is not None
        reset.tries_left = 0 if right else reset.tries_left - 1
        reset.save()
        if right:
            Account.update(password_hash=password_hash).where(Account.id == reset.account_id).execute()
            Session.delete().where(Session.account == reset.account_id).execute()
            audit.record(now, f"account:{reset.account_id}", "password-reset", f"account:{reset.account_id}")
    if not right:
        raise wrong_code(reset.tries_left)


def check_password(password: str, *personal: str) -> None:
    """Raise Refused 422 "weak-password" with the sentence for the person."""
    names = [part for text in personal for part in (text, text.partition("@")[0])]
    sentence = weakness(password, *names)
    if sentence:
        raise Refused(422, "weak-password", sentence, issues=[{"field": "password", "message": sentence}])


def new_code() -> str:
    """Make 8 random digits."""
    return f"{secrets.randbelow(10**8):08d}"


def spaced(code: str) -> str:
    """Write a code as people read it: `1234 5678`."""
    return f"{code[:4]} {code[4:]}"


def digits(code: str) -> str:
    """Drop the spaces and dashes that come with pasting."""
    return "".join(character for character in code if character.isascii() and character.isdigit())


def wrong_code(tries_left: int) -> Refused:
    """Say how many tries are left."""
    left = {0: "Ask for a new code.", 1: "You have 1 try left."}.get(tries_left, f"You have {tries_left} tries left.")
    return Refused(422, "wrong-code", f"The code is not right. {left}", tries_left=tries_left)


def code_expired() -> Refused:
    """Say that the code cannot be used any more."""
    return Refused(410, "code-expired", "This code cannot be used any more. Ask for a new code.")


def _open(attempt_id: str, now: datetime) -> Registration:
    attempt = Registration.get_or_none(Registration.id == attempt_id)
    if attempt is None or attempt.expires_at <= clock.written(now):
        raise Refused(410, "code-expired", "This registration has ended. Begin again.")
    return attempt


def _send_code(parts: Parts, attempt: Registration, now: datetime) -> None:
    if attempt.codes_sent >= _MOST_CODES:
        raise too_many(int(_ATTEMPT_LIFE.total_seconds()))
    code = new_code()
    known = Account.get_or_none(Account.email == attempt.email) is not None
    attempt.codes_sent += 1
    attempt.tries_left = _TRIES
    attempt.code_expires_at = clock.written(now + CODE_LIFE)
    # For a known address the code is never told to anyone, so it cannot be entered.
    attempt.code_hash = parts.key.hash("code", attempt.id, code)
    attempt.save()
    language = json.loads(attempt.details).get("language", "en")
    once = f"code:{attempt.id}:{attempt.codes_sent}"
    if known:
        parts.post.put(attempt.email, "known-address", language, once=once)
    else:
        parts.post.put(attempt.email, "verify", language, once=once, code=spaced(code))


def _make_account(attempt: Registration, now: datetime) -> Account:
    try:
        return Account.create(
            id=str(uuid.uuid4()),
            email=attempt.email,
            password_hash=attempt.password_hash,
            created_at=clock.written(now),
            **json.loads(attempt.details),
        )
    except peewee.IntegrityError:
        raise Refused(410, "code-expired", "There is an account with this address. Sign in.") from None
