"""`init` makes the database; `staff` adds, removes and lists the accounts of the review desk."""

from __future__ import annotations

import getpass
import secrets
import sys
from typing import TYPE_CHECKING, Any

from server_stub import staff as desk_staff
from server_stub.preparing import prepare
from server_stub.refusals import CannotStart
from server_stub.tables.accounts import Staff

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from server_stub.clock import Clock
    from server_stub.settings import Settings


def describe(commands: Any, add_data: Callable[[argparse.ArgumentParser], None]) -> None:
    """Describe `init` and `staff`."""
    add_data(commands.add_parser("init", help="create the database and publish the forms that ship"))
    parser = commands.add_parser("staff", help="accounts of the review desk")
    acts = parser.add_subparsers(dest="act", required=True)
    add = acts.add_parser("add", help="make an account, or give one a new password and authenticator secret")
    add.add_argument("email")
    add.add_argument("--name", required=True)
    add.add_argument(
        "--role", action="append", choices=desk_staff.ROLES, help="several times if need be (default: those it has)"
    )
    add.add_argument("--password-from-stdin", action="store_true", help="read the password from standard input")
    add.add_argument("--generate-password", action="store_true", help="make a password and print it")
    add_data(add)
    remove = acts.add_parser("remove", help="let somebody in no more: who has left, or lost the authenticator")
    remove.add_argument("email")
    add_data(remove)
    add_data(acts.add_parser("list", help="list the accounts with their roles"))


def init(settings: Settings, _options: argparse.Namespace, now: Clock) -> int:
    """Create what is missing."""
    prepare(settings, now)
    sys.stdout.write(f"The database is ready: {settings.data}\n")
    return 0


def staff(settings: Settings, options: argparse.Namespace, now: Clock) -> int:
    """Make an account and print the authenticator's address, once; remove one; or list them."""
    parts = prepare(settings, now)
    if options.act == "list":
        for row in Staff.select().order_by(Staff.email):
            sys.stdout.write(f"{row.email} {row.roles if row.active else 'removed'} {row.name}\n")
        return 0
    if options.act == "remove":
        held = desk_staff.remove(now(), options.email)
        sys.stdout.write(f"Removed: {options.email}. Open forms in their hands: {held}.\n")
        return 0
    password = _password(options)
    made = desk_staff.add(
        parts.key,
        parts.passwords,
        now(),
        email=options.email,
        name=options.name,
        roles=tuple(options.role or ()),
        password=password,
    )
    sys.stdout.write(f"Staff account: {made.email}\n")
    if options.generate_password:
        sys.stdout.write(f"Password: {made.password}\n")
    sys.stdout.write(f"Add this to an authenticator app, it is shown only now:\n{made.otpauth}\n")
    return 0


def _password(options: argparse.Namespace) -> str:
    if options.generate_password:
        return secrets.token_urlsafe(15)
    if options.password_from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    try:
        return getpass.getpass("Password (12 characters or more): ")
    except EOFError:
        raise CannotStart("No password was given. Use --password-from-stdin or --generate-password.") from None
