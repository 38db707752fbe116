"""People: registrations under way, accounts, sessions, resets, staff, and the limits on guessing."""

from __future__ import annotations

import peewee

from server_stub.tables.base import Row

_ID = 36
_HASH = 64
_MOMENT = 27
_EMAIL = 254


class Account(Row):
    """A referrer. `email` in lower case; `feed_seq` the last number of the account's feed."""

    id = peewee.CharField(max_length=_ID, primary_key=True)
    email = peewee.CharField(max_length=_EMAIL, unique=True)
    password_hash = peewee.TextField()
    first_name = peewee.TextField()
    last_name = peewee.TextField()
    job_role = peewee.TextField(default="")
    organisation = peewee.TextField(default="")
    phone = peewee.TextField(default="")
    kind = peewee.CharField(max_length=20)
    language = peewee.CharField(max_length=10, default="en")
    feed_seq = peewee.BigIntegerField(default=0)
    created_at = peewee.CharField(max_length=_MOMENT)


class TermsAgreed(Row):
    """Which version of the terms an account has agreed to, and when."""

    account_id: str
    account = peewee.ForeignKeyField(Account, on_delete="CASCADE")
    version = peewee.CharField(max_length=40)
    at = peewee.CharField(max_length=_MOMENT)

    class Meta:  # noqa: D106 (peewee's word)
        primary_key = peewee.CompositeKey("account", "version")
        table_name = "terms_agreed"


class Registration(Row):
    """An attempt to register. `account` is there once it is complete; `details` JSON of what was entered."""

    id = peewee.CharField(max_length=_ID, primary_key=True)
    email = peewee.CharField(max_length=_EMAIL)
    password_hash = peewee.TextField()
    details = peewee.TextField()
    code_hash = peewee.CharField(max_length=_HASH, default="")
    code_expires_at = peewee.CharField(max_length=_MOMENT)
    tries_left = peewee.IntegerField()
    codes_sent = peewee.IntegerField()
    verified = peewee.BooleanField(default=False)
    account_id: str | None
    account = peewee.ForeignKeyField(Account, null=True, on_delete="CASCADE")
    expires_at = peewee.CharField(max_length=_MOMENT, index=True)


class PasswordReset(Row):
    """A forgotten password; `account` is empty where nobody has that address, and the answers are the same."""

    id = peewee.CharField(max_length=_ID, primary_key=True)
    account_id: str | None
    account = peewee.ForeignKeyField(Account, null=True, on_delete="CASCADE")
    code_hash = peewee.CharField(max_length=_HASH, default="")
    tries_left = peewee.IntegerField()
    expires_at = peewee.CharField(max_length=_MOMENT, index=True)


class Session(Row):
    """A signed-in program. Tokens are kept as SHA-256; `previous_hash` is honoured once until `previous_until`."""

    id = peewee.CharField(max_length=_ID, primary_key=True)
    account_id: str
    account = peewee.ForeignKeyField(Account, on_delete="CASCADE")
    device_id = peewee.CharField(max_length=80, default="")
    access_hash = peewee.CharField(max_length=_HASH, unique=True)
    access_expires_at = peewee.CharField(max_length=_MOMENT)
    refresh_hash = peewee.CharField(max_length=_HASH, unique=True)
    refresh_expires_at = peewee.CharField(max_length=_MOMENT)
    previous_hash = peewee.CharField(max_length=_HASH, default="", index=True)
    previous_until = peewee.CharField(max_length=_MOMENT, default="")
    created_at = peewee.CharField(max_length=_MOMENT)
    used_at = peewee.CharField(max_length=_MOMENT)


class Limit(Row):
    """How often something was tried in a window of time; `key` is a keyed hash, never an address."""

    key = peewee.CharField(max_length=_HASH + 20)
    window = peewee.BigIntegerField()
    hits = peewee.IntegerField()
    ends_at = peewee.CharField(max_length=_MOMENT, index=True)

    class Meta:  # noqa: D106 (peewee's word)
        primary_key = peewee.CompositeKey("key", "window")
        table_name = "rate_limit"


class Staff(Row):
    """Someone of the council's staff. `roles` separated by spaces; `totp_secret` encrypted with the server's key."""

    id = peewee.CharField(max_length=_ID, primary_key=True)
    email = peewee.CharField(max_length=_EMAIL, unique=True)
    name = peewee.TextField()
    password_hash = peewee.TextField()
    totp_secret = peewee.TextField()
    totp_last_step = peewee.BigIntegerField(default=0)
    roles = peewee.TextField()
    active = peewee.BooleanField(default=True)


class StaffSession(Row):
    """A signed-in browser of the review desk; `search` is what was looked for last: it never stands in an address."""

    token_hash = peewee.CharField(max_length=_HASH, primary_key=True)
    staff_id: str
    staff = peewee.ForeignKeyField(Staff, on_delete="CASCADE")
    csrf = peewee.CharField(max_length=_HASH)
    search = peewee.TextField(default="")
    began_at = peewee.CharField(max_length=_MOMENT, default="")
    expires_at = peewee.CharField(max_length=_MOMENT)
    used_at = peewee.CharField(max_length=_MOMENT)
