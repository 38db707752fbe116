"""Registering, forgotten passwords, the account."""

from __future__ import annotations

from fastapi import APIRouter, Response

from server_stub import registering, sessions
from server_stub.api import wire
from server_stub.api.asking import Address, Caller, PartsOf  # noqa: TC001 (FastAPI reads them at run time)
from server_stub.database import writing
from server_stub.refusals import Refused
from server_stub.tables.accounts import Account

router = APIRouter(prefix="/v1", tags=["accounts"])


@router.post("/registrations", status_code=202, responses=wire.problems(422, 429))
def register(parts: PartsOf, address: Address, entered: wire.NewRegistration) -> wire.Attempt:
    """Begin a registration and e-mail a code; the same answer for an address that has an account."""
    return wire.Attempt(attempt=registering.register(parts, registering.Entered(**entered.model_dump()), address))


@router.post("/registrations/{attempt}/code", responses=wire.problems(410, 422, 429))
def verify_code(parts: PartsOf, address: Address, attempt: str, entered: wire.Code) -> wire.Verified:
    """Hand in the code."""
    registering.verify(parts, attempt, entered.code, address)
    return wire.Verified()


@router.post("/registrations/{attempt}/resend", status_code=202, responses=wire.problems(410, 429))
def resend_code(parts: PartsOf, address: Address, attempt: str) -> wire.Attempt:
    """Ask for a new code; the old one is worth nothing from then on."""
    registering.resend(parts, attempt, address)
    return wire.Attempt(attempt=attempt)


@router.put("/registrations/{attempt}/email", status_code=202, responses=wire.problems(410, 422, 429))
def change_email(parts: PartsOf, address: Address, attempt: str, entered: wire.EmailOnly) -> wire.Attempt:
    """Use another address; a new code goes there."""
    registering.change_email(parts, attempt, entered.email, address)
    return wire.Attempt(attempt=attempt)


@router.post("/registrations/{attempt}/terms", status_code=201, responses=wire.problems(409, 410, 422))
def accept_terms(parts: PartsOf, attempt: str, agreed: wire.AgreedVersion) -> wire.Session:
    """Agree to the terms: the account is there, and a session is open."""
    account = registering.complete(parts, attempt, agreed.version)
    tokens = sessions.open_session(account, agreed.device_id, parts.now())
    return wire.Session.model_validate(sessions.as_wire(parts, tokens))


@router.post("/password-resets", status_code=202, responses=wire.problems(422, 429))
def ask_for_reset(parts: PartsOf, address: Address, entered: wire.EmailOnly) -> wire.Attempt:
    """E-mail a code for a new password; the same answer for an address without an account."""
    return wire.Attempt(attempt=registering.ask_for_reset(parts, entered.email, address))


@router.post("/password-resets/{attempt}", status_code=204, responses=wire.problems(410, 422, 429))
def reset_password(parts: PartsOf, address: Address, attempt: str, entered: wire.NewPassword) -> Response:
    """Set a new password with the code; all sessions end."""
    registering.reset_password(parts, attempt, entered.code, entered.password, address)
    return Response(status_code=204)


@router.get("/account", responses=wire.problems(401))
def account(who: Caller) -> wire.Account:
    """Return the account."""
    return wire.Account(**sessions.account_as_wire(Account.get_by_id(who.account_id)))


@router.put("/account", responses=wire.problems(401, 422))
def change_account(who: Caller, change: wire.AccountChange) -> wire.Account:
    """Change what is given."""
    changes = change.model_dump(exclude_none=True)
    with writing():
        if changes:
            Account.update(**changes).where(Account.id == who.account_id).execute()
    return account(who)


@router.post("/account/terms", status_code=204, responses=wire.problems(401, 409, 422))
def agree_to_terms(parts: PartsOf, who: Caller, agreed: wire.AgreedVersion) -> Response:
    """Agree to changed terms."""
    if agreed.version != parts.council.terms_version:
        raise Refused(409, "terms-changed", "The terms have changed. Read them again and agree to them.")
    with writing():
        registering.agree(Account.get_by_id(who.account_id), agreed.version, parts.now())
    return Response(status_code=204)
