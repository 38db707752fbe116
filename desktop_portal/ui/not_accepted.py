"""Why the council's server did not accept a form, in the server's words, and what a person can do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop_portal.core.delivery import rejected_fields
from desktop_portal.core.submission import DeliveryState

if TYPE_CHECKING:
    from desktop_portal.core.submission import Delivery

_MOST = 3
translate = QCoreApplication.translate


def is_refused(delivery: Delivery) -> bool:
    """Whether the council's server will not take the form at all: no change of an answer helps, a telephone does."""
    return delivery.state is DeliveryState.REJECTED and not rejected_fields(delivery) and bool(delivery.detail)


def why_not_accepted(delivery: Delivery) -> str:
    """Return a sentence that repeats what the council's server said, the first few answers of many."""
    said = _wrong(delivery)
    if said:
        more = " …" if len(said) > _MOST else ""
        words = translate(
            "messages", "The council's server did not accept this form: {said}. Open it to put that right."
        )
        return words.format(said="; ".join(said[:_MOST]) + more)
    if not is_refused(delivery):
        return translate("messages", "The council's server did not accept this form. Open it to see what to change.")
    words = translate(
        "messages",
        "The council's server refuses this form: {said}. Open it to change it, or make a PDF at its end and call the "
        "council.",
    )
    return words.format(said=delivery.detail.rstrip("."))


def what_to_do(delivery: Delivery, phone: str) -> tuple[str, ...]:
    """Return what is said when such a form is open again: each answer to put right, or whom to call."""
    if is_refused(delivery):
        call = translate("messages", "Change it, or make a PDF at its end and call the council on {}.").format(phone)
        return delivery.detail, call
    said = _wrong(delivery)
    first = translate("messages", "The council's server did not accept the form. Put this right and submit it again:")
    return (first, *(f"• {one}" for one in said)) if said else ()


def _wrong(delivery: Delivery) -> list[str]:
    """Return what is wrong with answers, each sentence once."""
    return list(dict.fromkeys(one.message.rstrip(".") for one in rejected_fields(delivery) if one.message))
