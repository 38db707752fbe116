"""An address with an account and one without cost the server the same work, step by step: no clock can tell them apart.

What is counted is what takes time: passwords that are hashed or checked, statements of the database, e-mails written.
"""

from __future__ import annotations

import uuid
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

import pytest
from argon2 import PasswordHasher, extract_parameters
from jinja2 import Template

from server_stub import clock, registering, sessions, staff
from server_stub.refusals import Refused
from server_stub.tables.accounts import Account
from server_stub.tables.base import database as the_database
from server_stub.tables.submissions import Letter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from server_stub.parts import Parts

HERE = "127.0.0.1"
KNOWN, UNKNOWN = "sam@example.com", "nobody@example.com"
PASSWORD = "a long walk by the canal"


@pytest.fixture(scope="module", autouse=True)
def people(parts: Parts) -> None:
    """One person with an account, and one at the desk, both under the address that is known."""
    Account.create(
        id=str(uuid.uuid4()),
        email=KNOWN,
        password_hash=parts.passwords.hash(PASSWORD),
        first_name="Sam",
        last_name="Patel",
        kind="professional",
        created_at=clock.written(parts.now()),
    )
    keywords: dict[str, Any] = {"email": KNOWN, "name": "Sam", "roles": ("triage",), "password": PASSWORD}
    staff.add(parts.key, parts.passwords, parts.now(), **keywords)


@contextmanager
def counted(patch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """Note each step of work that takes time, in its order."""
    steps: list[str] = []

    def noted(owner: Any, name: str, words: Callable[..., str]) -> None:
        true = getattr(owner, name)

        def note(*values: Any, **named: Any) -> Any:
            steps.append(words(*values))
            return true(*values, **named)

        patch.setattr(owner, name, note)

    noted(PasswordHasher, "hash", lambda *_: "a password is hashed")
    noted(PasswordHasher, "verify", lambda *_: "a password is checked")
    noted(Template, "render", lambda *_: "an e-mail is written")
    noted(the_database.obj, "execute_sql", lambda statement, *_: str(statement))
    yield steps
    patch.undo()


def _work(patch: pytest.MonkeyPatch, act: Callable[[str], Any], email: str) -> list[str]:
    with suppress(Refused):
        act(email)  # what is made once for a process is made now
    with counted(patch) as steps, suppress(Refused):
        act(email)
    return steps


def _details(email: str) -> registering.Entered:
    return registering.Entered(email, PASSWORD, "Sam", "Patel", "", "", "", "en", "professional")


def _reset_and_try(parts: Parts, email: str) -> None:
    attempt = registering.ask_for_reset(parts, email, HERE)
    registering.reset_password(parts, attempt, "0", "a new walk elsewhere", HERE)


ACTS: dict[str, Callable[[Parts, str], Any]] = {
    "registering": lambda parts, email: registering.register(parts, _details(email), HERE),
    "asking for a new password": lambda parts, email: registering.ask_for_reset(parts, email, HERE),
    "trying a code for a new password": _reset_and_try,
    "signing in": lambda parts, email: sessions.sign_in(parts, email, "wrong wrong wrong", "d", HERE),
    "signing in at the desk": lambda parts, email: staff.sign_in(parts, email, "wrong wrong wrong", "000000", HERE),
}


@pytest.mark.parametrize("name", ACTS)
def test_an_address_that_nobody_has_costs_the_same_work(
    name: str, parts: Parts, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = ACTS[name]
    known = _work(monkeypatch, lambda email: act(parts, email), KNOWN)
    unknown = _work(monkeypatch, lambda email: act(parts, email), UNKNOWN)
    assert known == unknown
    hashing = [step for step in known if step.startswith("a password")]
    assert len(hashing) == (0 if name == "asking for a new password" else 1)
    assert len(known) > len(hashing)


@pytest.mark.sqlite_only
def test_what_a_password_of_nobody_is_compared_with_has_the_price_of_a_real_one_and_fits_none(parts: Parts) -> None:
    passwords, true = parts.passwords, PasswordHasher.verify
    compared: list[str] = []

    def verify(one: PasswordHasher, kept: str, password: str) -> bool:
        compared.append(kept)
        return true(one, kept, password)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PasswordHasher, "verify", verify)
        assert not passwords.fits(None, PASSWORD)
        assert passwords.fits(passwords.hash(PASSWORD), PASSWORD)
    nobody, real = compared
    assert extract_parameters(nobody) == extract_parameters(real)
    assert [len(part) for part in nobody.split("$")] == [len(part) for part in real.split("$")]


def test_work_that_differs_would_be_seen(parts: Parts, monkeypatch: pytest.MonkeyPatch) -> None:
    def only_for_known(email: str) -> None:
        if Account.get_or_none(Account.email == email) is not None:
            parts.passwords.fits(None, PASSWORD)

    assert _work(monkeypatch, only_for_known, KNOWN) != _work(monkeypatch, only_for_known, UNKNOWN)


def test_a_reset_that_nobody_asked_for_is_an_empty_row_and_no_e_mail(parts: Parts) -> None:
    attempt = registering.ask_for_reset(parts, UNKNOWN, HERE)
    row = Letter.get(Letter.once == f"reset:{attempt}")
    assert (row.recipient, row.subject, row.text, row.state) == ("", "", "", "to-nobody")
