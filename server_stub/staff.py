"""The council's staff: accounts by command line, sign-in with password and TOTP, sessions of the review desk."""

from __future__ import annotations

import hashlib
import re
import secrets
import uuid
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pyotp

from server_stub import audit, clock
from server_stub.database import writing
from server_stub.limits import STAFF_SIGN_IN
from server_stub.passwords import weakness
from server_stub.refusals import CannotStart, Refused
from server_stub.states import CLOSED
from server_stub.tables.accounts import Staff, StaffSession
from server_stub.tables.submissions import Submission

if TYPE_CHECKING:
    from server_stub.parts import Parts
    from server_stub.passwords import Passwords
    from server_stub.secrets_file import ServerKey

ROLES = ("triage", "publisher", "auditor", "admin")
IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
"""A working day: after it somebody shows again who they are, however busy the browser was."""
DEMO_EMAIL = "demo@example.gov.uk"
_STEP = 30
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_ISSUER = "Children's Portal review desk"


@dataclass(frozen=True, slots=True)
class AtDesk:
    """Who works at the desk. `csrf` goes into every form of their pages."""

    id: str
    name: str
    roles: frozenset[str]
    csrf: str = field(repr=False)

    @property
    def actor(self) -> str:
        """The name in the audit trail."""
        return f"staff:{self.id}"

    def may(self, role: str) -> bool:
        """Whether they hold the role; an admin holds all."""
        return role in self.roles or "admin" in self.roles


@dataclass(frozen=True, slots=True)
class NewStaff:
    """What has to be told to a new member of staff, once."""

    email: str
    password: str = field(repr=False)
    otpauth: str = field(repr=False)


def add(
    key: ServerKey, passwords: Passwords, now: datetime, *, email: str, name: str, roles: tuple[str, ...], password: str
) -> NewStaff:
    """Make a staff account, or renew password and TOTP secret of one. Raises CannotStart with a sentence.

    Without roles an account keeps those it has; a new one is for triage.
    """
    if set(roles) - set(ROLES):
        raise CannotStart(f"Roles are {', '.join(ROLES)}.")
    if not _EMAIL.fullmatch(email.strip()) or not name.strip():
        raise CannotStart("Give an e-mail address such as jo.hughes@example.gov.uk, and a name.")
    sentence = weakness(password, email.partition("@")[0])
    if sentence:
        raise CannotStart(sentence)
    secret = pyotp.random_base32()
    email = email.strip().lower()
    password_hash = passwords.hash(password)
    with writing():
        row = Staff.get_or_none(Staff.email == email)
        staff_id = row.id if row else str(uuid.uuid4())
        roles = roles or (tuple(row.roles.split()) if row else ("triage",))
        columns = {
            "name": name,
            "password_hash": password_hash,
            "totp_secret": key.encrypt(secret, f"totp:{staff_id}"),
            "totp_last_step": 0,
            "roles": " ".join(roles),
            "active": True,
        }
        if row:
            Staff.update(**columns).where(Staff.id == staff_id).execute()
            StaffSession.delete().where(StaffSession.staff == staff_id).execute()
        else:
            Staff.insert(id=staff_id, email=email, **columns).execute()
        audit.record(now, "command-line", "staff-added", f"staff:{staff_id}", roles=sorted(roles))
    return NewStaff(email, password, pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=_ISSUER))


def remove(now: datetime, email: str) -> int:
    """Let somebody in no more, from this moment; returns how many open forms are still in their hands.

    The account stays, so that the audit trail goes on naming them. Raises CannotStart where there is none.
    """
    with writing():
        row = Staff.get_or_none((Staff.email == email.strip().lower()) & Staff.active)
        if row is None:
            raise CannotStart("There is no staff account with this e-mail address.")
        Staff.update(active=False).where(Staff.id == row.id).execute()
        StaffSession.delete().where(StaffSession.staff == row.id).execute()
        audit.record(now, "command-line", "staff-removed", f"staff:{row.id}")
    held = (Submission.assigned_to == row.id) & (Submission.state != CLOSED)
    return int(Submission.select().where(held).count())


def add_demo(parts: Parts) -> NewStaff:
    """Make the account for trying the desk on one computer, with a new password at each start."""
    return add(
        parts.key,
        parts.passwords,
        parts.now(),
        email=DEMO_EMAIL,
        name="Demo Staff",
        roles=("triage", "publisher", "auditor"),
        password=f"demo-{secrets.token_urlsafe(9)}",
    )


def demo_code(parts: Parts) -> str:
    """Return the demo account's code of this half minute, for the page that only this computer can read; or ""."""
    row = Staff.get_or_none((Staff.email == DEMO_EMAIL) & Staff.active)
    return _totp(parts, row).at(parts.now()) if row is not None and parts.settings.demo_staff else ""


def sign_in(parts: Parts, email: str, password: str, code: str, address: str) -> str:
    """Open a session of the desk and return its token; Refused 401 says the same whatever was wrong."""
    now = parts.now()
    parts.limits.count(STAFF_SIGN_IN, now, account=email, address=address)
    row = Staff.get_or_none((Staff.email == email.strip().lower()) & Staff.active)
    right = parts.passwords.fits(row.password_hash if row else None, password)
    if row is None or not right or not _use_code(parts, row, code, now):
        with writing():
            audit.record(now, f"staff:{row.id}" if row else "unknown", "sign-in-refused", "desk")
        raise Refused(401, "wrong-password", "The e-mail address, the password or the code is not right.")
    parts.limits.forgive(STAFF_SIGN_IN, account=email)
    token = secrets.token_urlsafe(32)
    with writing():
        StaffSession.delete().where(StaffSession.expires_at < clock.written(now)).execute()
        StaffSession.insert(
            token_hash=_hash(token),
            staff=row,
            csrf=secrets.token_urlsafe(32),
            began_at=clock.written(now),
            expires_at=clock.written(now + IDLE),
            used_at=clock.written(now),
        ).execute()
        audit.record(now, f"staff:{row.id}", "signed-in", "desk")
    return token


def at_desk(now: datetime, token: str) -> AtDesk | None:
    """Return who this browser is signed in as, for another half hour, and no longer than LONGEST; None when nobody."""
    session = _session(now, token)
    if session is None:
        return None
    if session.used_at < clock.written(now - timedelta(minutes=1)):
        with writing():
            StaffSession.update(used_at=clock.written(now), expires_at=clock.written(now + IDLE)).where(
                StaffSession.token_hash == session.token_hash
            ).execute()
    return _who(session)


def seen_at_desk(now: datetime, token: str) -> AtDesk | None:
    """Return who this browser is signed in as, without writing anything; None when nobody."""
    session = _session(now, token)
    return _who(session) if session is not None else None


def keep_search(token: str, words: str) -> None:
    """Keep what is looked for with the session; it goes when the session goes."""
    with writing():
        StaffSession.update(search=words).where(StaffSession.token_hash == _hash(token)).execute()


def kept_search(token: str) -> str:
    """Return what was looked for last, or ""."""
    session = StaffSession.get_or_none(StaffSession.token_hash == _hash(token))
    return str(session.search) if session else ""


def sign_out(token: str) -> None:
    """End the browser's session."""
    with writing():
        StaffSession.delete().where(StaffSession.token_hash == _hash(token)).execute()


def _session(now: datetime, token: str) -> StaffSession | None:
    session = StaffSession.get_or_none(StaffSession.token_hash == _hash(token)) if token else None
    if session is None or not session.staff.active:
        return None
    over = session.expires_at <= clock.written(now) or session.began_at <= clock.written(now - LONGEST)
    return None if over else session


def _who(session: StaffSession) -> AtDesk:
    staff = session.staff
    return AtDesk(staff.id, staff.name, frozenset(staff.roles.split()), session.csrf)


def _use_code(parts: Parts, row: Staff, code: str, now: datetime) -> bool:
    """Check a code of this half minute or one beside it; each only once."""
    totp, step = _totp(parts, row), int(now.timestamp()) // _STEP
    typed = "".join(code.split())
    for candidate in (step, step - 1, step + 1):
        if secrets.compare_digest(totp.generate_otp(candidate).encode(), typed.encode()):
            fresh = (Staff.id == row.id) & (Staff.totp_last_step < candidate)
            with writing():
                return bool(Staff.update(totp_last_step=candidate).where(fresh).execute())
    return False


def _totp(parts: Parts, row: Staff) -> pyotp.TOTP:
    return pyotp.TOTP(parts.key.decrypt(row.totp_secret, f"totp:{row.id}"))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
