"""What is wrong with details, an address or a password, before the server is asked; the server checks again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop_portal.forms.formats import accepts
from desktop_portal.ui.fields import FieldError

if TYPE_CHECKING:
    from desktop_portal.ui.pages.registration import PersonalDetails

SHORTEST_PASSWORD = 12
translate = QCoreApplication.translate


def personal_errors(details: PersonalDetails, kind: str = "professional") -> tuple[FieldError, ...]:
    """Return what is missing or cannot be read in the details; job and organisation are a professional's."""
    missing = {
        "first_name": translate("Checking", "Enter your first name"),
        "last_name": translate("Checking", "Enter your last name"),
        "job_role": translate("Checking", "Enter your job role"),
        "organisation": translate("Checking", "Enter the name of your organisation"),
        "phone": translate("Checking", "Enter your telephone number"),
    }
    wanted = [name for name in missing if kind == "professional" or name not in {"job_role", "organisation"}]
    errors = [FieldError(name, missing[name]) for name in wanted if not getattr(details, name)]
    if details.phone and not accepts("uk-phone", details.phone):
        errors.append(FieldError("phone", translate("Checking", "Enter a telephone number, like 01632 960 001")))
    return tuple(errors)


def proof_errors(email: str, password: str) -> tuple[FieldError, ...]:
    """Return what is wrong with an address and a new password."""
    errors = []
    if not email:
        errors.append(FieldError("email", translate("Checking", "Enter your e-mail address")))
    elif not accepts("email", email):
        words = translate("Checking", "Enter an e-mail address in the correct format, like name@example.com")
        errors.append(FieldError("email", words))
    if not password:
        errors.append(FieldError("password", translate("Checking", "Enter a password")))
    elif len(password) < SHORTEST_PASSWORD:
        words = translate("Checking", "Password must be {} characters or more").format(SHORTEST_PASSWORD)
        errors.append(FieldError("password", words))
    return tuple(errors)
